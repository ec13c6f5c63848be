"""A change in words: every field has a name, and a difference is told only where it is exact."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from aaa_cli.plan import period
from aaa_cli.plan.changes import changes
from aaa_cli.plan.items import KINDS, items
from aaa_cli.plan.models import FILES, inner_model
from aaa_cli.plan.source import read
from aaa_cli.reports.changes import in_columns, known, lines, shift
from aaa_cli.words import labels
from tests.conftest import VELDWIJK

HEAD = "plan: {title: Plan, year: 2025}\nthemes: [{id: wonen, title: Wonen}]\n"
PARTNERS = """\
partners:
  - {id: actium, name: Woningcorporatie Actium, short: Actium, kind: civic}
  - {id: via, name: ViA, kind: network}
  - {id: via-assen, name: ViA, kind: network}
governance: [{id: regiegroep, name: Regiegroep}]
"""
BUDGET = """\
payers: [{id: gemeente, name: Gemeente}]
lines:
  - id: drukwerk
    title: Drukwerk
    total: {total}
    coverage: {gemeente: 1000}
"""


def models() -> Iterator[type[BaseModel]]:
    """Yield every model of the files."""
    todo: list[type[BaseModel]] = list(FILES.values())
    for model in todo:
        yield model
        inner = (inner_model(field.annotation) for field in model.model_fields.values())
        todo += [one for one in inner if one is not None and one not in todo]


def test_every_field_that_can_change_has_a_word() -> None:
    lists = {"id", *KINDS}
    missing = {
        f"{model.__name__}.{name}"
        for model in models()
        if model not in FILES.values()
        for name in model.model_fields
        if name not in labels.FIELD and name not in lists
    }
    assert not missing
    names = {name for model in models() for name in model.model_fields}
    places = {f"{model.__name__}.{name}" for model in models() for name in model.model_fields}
    assert set(labels.FIELD) <= names | places, "a word for a field that is no more"


def test_every_kind_of_item_has_a_word() -> None:
    assert set(labels.ITEM) == {*KINDS.values(), "plan", "stated"}


def told(old: str, new: str) -> list[str]:
    """Return the lines about the part `a/b` whose fields were `old` and are `new`."""
    return _lines(*(_activities(fields) for fields in (old, new)))


def _activities(fields: str) -> dict[str, str]:
    part = f"activities: [{{id: a, theme: wonen, title: A, parts: [{{id: b, title: Bouw, {fields}}}]}}]\n"
    return {"activities.yaml": HEAD + part}


def _lines(old: dict[str, str], new: dict[str, str]) -> list[str]:
    both = []
    for version in (old, new):
        texts = {"partners.yaml": PARTNERS} | version
        both.append(items({name: read(VELDWIJK / name, text.encode()) for name, text in texts.items()}))
    found = changes(*both)
    words = known(*both)
    for change in found:
        assert all(isinstance(text, str) for text in in_columns(change, words))
    return lines(found, words)


ENTRY = "{date: 2025-04-15, text: Bellen, who: actium, due: 2025-05-01"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("status: planned", "status: in_progress", "status gepland → loopt"),
        ("status: planned", "status: bezig", "status gepland → bezig"),
        ("light: {time: green}", "light: {time: amber}", "stoplicht tijd groen → oranje"),
        ("light: {}", "light: {cause: 'te laat'}", "stoplicht oorzaak ingevuld: 'te laat'"),
        ("remark: Zie bron", "log: []", "opmerking leeggemaakt (was 'Zie bron')"),
        ("title_en: 'x\\e[0m'", 'title_en: "a\\nb\\e[0m"', "Engelse titel 'x\\e[0m' → 'a\\nb\\u001b[0m'"),
        ("period: Q2", "period: Q4", "periode Q2 → Q4 (2 kwartalen later)"),
        ("period: Q2", "log: []", "periode leeggemaakt (was Q2)"),
        ("partners: [via]", "partners: [actium]", "partners: + Actium, − ViA"),
        ("partners: [via, actium]", "partners: [actium, via]", "partners: andere volgorde"),
        ("partners: [ntb]", "partners: [ntb, wie]", "partners: + wie"),
        ("partners: [via]", "partners: [via-assen]", "partners: + ViA, − ViA"),
        ("trekker: []", "trekker: [via]", "trekker: + ViA"),
        (
            "log: []",
            "log: [{date: 2025-04-15, text: Begonnen.}]",
            "notitie toegevoegd: 15 apr 2025: Begonnen.",
        ),
        (
            f"log: [{ENTRY}}}]",
            "log: []",
            "afspraak weggehaald: 15 apr 2025: Bellen (wie Actium, uiterlijk 1 mei 2025)",
        ),
        (
            f"log: [{ENTRY}}}]",
            f"log: [{ENTRY}, done: 2025-04-20}}]",
            "afspraak gereed: 15 apr 2025: Bellen (wie Actium, uiterlijk 1 mei 2025, gereed 20 apr 2025)",
        ),
        (
            f"log: [{ENTRY}}}]",
            f"log: [{ENTRY.replace('actium', 'regiegroep')}}}]",
            "afspraak gewijzigd: 15 apr 2025: Bellen (wie Regiegroep, uiterlijk 1 mei 2025) [wie Actium → Regiegroep]",
        ),
        ("log: vandaag", "log: []", "notitie weggehaald: vandaag"),
    ],
)
def test_a_change_of_a_part(old: str, new: str, sentence: str) -> None:
    assert told(old, new) == [f"a/b: {sentence}"]


def test_money_and_who_pays() -> None:
    old, new = BUDGET.replace("{total}", "1000"), BUDGET.replace("{total}", "2200.50").replace("1000", "800")
    found = _lines({"budget.yaml": old}, {"budget.yaml": new})
    assert [line.replace("\N{NO-BREAK SPACE}", " ") for line in found] == [
        "post drukwerk: totaal € 1.000 → € 2.200,50 (+ € 1.200,50)",
        "post drukwerk: dekking Gemeente € 1.000 → € 800 (− € 200)",
    ]


def test_an_amount_that_is_none_is_told_as_written() -> None:
    old, new = BUDGET.replace("{total}", "NaN"), BUDGET.replace("{total}", "330.000,-")
    assert _lines({"budget.yaml": old}, {"budget.yaml": old}) == []
    assert _lines({"budget.yaml": old}, {"budget.yaml": new}) == ["post drukwerk: totaal 'NaN' → '330.000,-'"]


def test_what_came_and_went_has_its_kind_and_title() -> None:
    old = {"activities.yaml": HEAD}
    assert _lines(old, _activities("status: planned")) == [
        "a: activiteit toegevoegd: 'A'",
        "a/b: onderdeel toegevoegd: 'Bouw'",
    ]
    assert _lines(_activities("status: planned"), old) == [
        "a: activiteit weggehaald: 'A'",
        "a/b: onderdeel weggehaald: 'Bouw'",
    ]
    assert _lines(old, {"activities.yaml": HEAD.replace("title: Plan", "title: Jaarplan")}) == [
        "plan: titel 'Plan' → 'Jaarplan'"
    ]
    assert _lines({}, {"partners.yaml": PARTNERS.replace("short: Actium", "short: Act")}) == [
        "partner actium: korte naam 'Actium' → 'Act'"
    ]


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        ("Q2", "Q4", "2 kwartalen later"),
        ("Q2", "Q1", "1 kwartaal eerder"),
        ("Q1", "Q1 2026", "4 kwartalen later"),
        ("Q2", "Q2-Q3", "1 kwartaal langer"),
        ("Q1-Q4", "Q1", "3 kwartalen korter"),
        ("Begin Q2", "Eind Q2", "2 maanden later"),
        ("Eind Q1", "Eind Q2", "1 kwartaal later"),
        ("maart", "juni", "3 maanden later"),
        ("mei", "april", "1 maand eerder"),
        ("Q2", "q2", "zelfde looptijd, anders geschreven"),
        ("Q2", "april-juni", "zelfde looptijd, anders geschreven"),
        ("Q2", "Eind Q2", "begint 2 maanden later"),
        ("heel 2025", "Q2", "begint 3 maanden later, eindigt 6 maanden eerder"),
        ("2025-04-15", "2025-05-15", "1 maand later"),
        ("2025-04-30", "2025-05-31", "31 dagen later"),
        ("2025-04-15/2025-05-01", "2025-04-16/2025-05-02", "1 dag later"),
        ("2025-03-15/2025-04-01", "2025-04-15/2025-05-02", "31 dagen later"),
        ("Q2", "2025-04-15", "begint 14 dagen later, eindigt 76 dagen eerder"),
        ("Q2", "ntb", ""),
        ("Q5", "Q2", ""),
    ],
)
def test_the_shift_of_a_period(old: str, new: str, difference: str) -> None:
    sentence = f"a/b: periode {old} → {new}" + (f" ({difference})" if difference else "")
    assert told(f"period: {old}", f"period: {new}") == [sentence]


SPANS = st.tuples(*[st.dates(date(2024, 1, 1), date(2026, 12, 31))] * 2).map(sorted)


@given(SPANS, SPANS)
def test_a_shift_and_its_reverse_are_told_alike(old: list[date], new: list[date]) -> None:
    before, after = period.Period("", *old), period.Period("", *new)
    turned = {"later": "eerder", "eerder": "later", "langer": "korter", "korter": "langer"}
    there, back = (shift(*pair).split() for pair in ((before, after), (after, before)))
    assert [turned.get(word, word) for word in there] == back
