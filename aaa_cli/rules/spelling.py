"""What was probably meant otherwise: names and ids that look alike, texts that are empty or very long."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from types import NoneType
from typing import get_args

from pydantic import BaseModel

from aaa_cli.plan.comments import comments
from aaa_cli.plan.finding import Finding, Span
from aaa_cli.plan.models import FILES, Partner, Plan, Text, inner_model
from aaa_cli.plan.source import LINE_BREAK
from aaa_cli.rules.walk import every_list, every_model

LONG = 1000  # characters; the longest text of a plan that was looked at has 300
LONG_NAME = 120
_NAMES = ("title", "title_en", "name", "name_en", "short", "unit", "group")


def similar_id(plan: Plan, today: date) -> Iterator[Finding]:
    """Twee id's in dezelfde lijst verschillen alleen in een streepje of een letter.

    Dan staat waarschijnlijk twee keer hetzelfde in het plan, of is het ene id een tikfout van het andere. Zijn het er
    echt twee, geef ze dan id's die duidelijker verschillen.

    Fout in activities.yaml:

        decisions:
          - {id: bomen, text: Welke bomen er komen., asked_of: stuurgroep, due: 2025-06-19}
          - {id: boomen, text: Wie de bomen verzorgt., asked_of: stuurgroep, due: 2025-06-19}

    Goed:

        decisions:
          - {id: bomen, text: Welke bomen er komen., asked_of: stuurgroep, due: 2025-06-19}
          - {id: verzorging, text: Wie de bomen verzorgt., asked_of: stuurgroep, due: 2025-06-19}
    """
    for file, path, items in every_list(plan):
        seen: dict[str, str] = {}
        for id_ in [getattr(item, "id", "") for item in items]:
            spellings = [id_, *_cut(id_), *([] if re.search(r"\d", id_) else [id_.replace("-", "")])]
            other = next((seen[one] for one in spellings if one in seen and _alike(seen[one], id_)), id_)
            if other != id_:
                yield Finding("similar-id", file, (*path, id_, "id"), {"value": id_, "other": other})
            seen |= dict.fromkeys(spellings, id_)


def _alike(one: str, other: str) -> bool:
    """Tell whether two spellings differ in hyphens, in a letter more, or in the order of their letters."""
    plain, more = sorted((one.replace("-", ""), other.replace("-", "")), key=len)
    if len(plain) < len(more):
        return not (more.startswith(plain) and more[-1] in "ens")  # a plural is another word
    return sorted(plain) == sorted(more)  # lezing and lening are two words


def _cut(id_: str) -> Iterator[str]:
    """Yield an id without one letter of a longer word."""
    words = id_.split("-") if len(id_) <= LONG_NAME else []
    for place, word in enumerate(words):
        if len(word) > 5 and word.isalpha():
            for cut in range(len(word)):
                yield "-".join([*words[:place], word[:cut] + word[cut + 1 :], *words[place + 1 :]])


def same_name(plan: Plan, today: date) -> Iterator[Finding]:
    """In één lijst komt dezelfde naam of titel twee keer voor.

    Bijvoorbeeld twee partners met dezelfde korte naam. In een overzicht zijn ze niet uit elkaar te houden, en wie op
    de naam zoekt, vindt maar één van de twee. Staat hetzelfde er dubbel in, haal er dan een weg.

    Fout in partners.yaml:

        - {id: school, name: Basisschool De Linde, short: De Linde, kind: education}
        - {id: linde, name: De Linde, kind: education, part_of: school}

    Goed:

        - {id: school, name: Basisschool De Linde, short: De Linde, kind: education}
        - {id: linde, name: Buurthuis De Linde, kind: civic, part_of: school}
    """
    for file, path, items in every_list(plan):
        if path == ("results",):  # of several years
            continue
        seen: dict[tuple[str | None, str], str] = {}  # by group and name, of lines of the budget
        for item in items:
            id_, names, group = str(getattr(item, "id", "")), dict(_names(item)), getattr(item, "group", None)
            for place, name in names.items():
                other = seen.get((group, _folded(name)), id_)
                if other != id_:
                    yield Finding("same-name", file, (*path, id_, *place), {"value": name, "other": other})
            seen |= {(group, _folded(name)): id_ for name in names.values()}


def _names(item: BaseModel) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for key in ("title", "name", "short"):
        if name := getattr(item, key, None):
            yield (key,), name
    if isinstance(item, Partner):
        for place, alias in enumerate(item.aliases):
            yield ("aliases", place), alias


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def empty_text(plan: Plan, today: date) -> Iterator[Finding]:
    """Achter een dubbele punt is niets ingevuld.

    Er is begonnen met invullen, maar er staat nog geen tekst. Vul de tekst in of haal de regel weg.

    Fout in activities.yaml:

        description:

    Goed:

        description: Met de buurt een ontwerp maken.
    """
    for file, path, model in every_model(plan):
        for key in _texts(type(model)):
            text = getattr(model, key)
            if key in model.model_fields_set and text is not None and not text.strip():
                yield Finding("empty-text", file, (*path, key), {"key": key}, key=True)
        for key in model.model_fields_set - {"period"}:  # of which there is a warning already
            if getattr(model, key) is None:
                yield Finding("empty-text", file, (*path, key), {"key": key}, key=True)
        for key, items in model.__dict__.items():
            for place, item in enumerate(items if isinstance(items, tuple) else ()):
                if isinstance(item, str) and not item.strip():
                    yield Finding("empty-text", file, (*path, key, place), {"key": key})


def long_text(plan: Plan, today: date) -> Iterator[Finding]:
    """Een tekst is verdacht lang.

    Een titel of naam van meer dan 120 tekens past in geen overzicht, en een tekst van meer dan 1.000 tekens leest
    niemand. Vaak is er een aanhalingsteken vergeten of een heel stuk tekst geplakt.

    Fout in activities.yaml:

        title: Ontwerp van het park met alles wat daarbij hoort, zoals de paden, de bomen, de bankjes, de speeltuin en de vijver in het midden

    Goed:

        title: Ontwerp van het park
    """  # noqa: E501 - it is about a long line
    for file, path, model in every_model(plan):
        for key in _texts(type(model)):
            most = LONG_NAME if key in _NAMES else LONG
            if len(text := getattr(model, key) or "") > most:
                yield Finding("long-text", file, (*path, key), {"key": key, "length": len(text), "most": most})


def lost_text(plan: Plan, today: date) -> Iterator[Finding]:
    """Een deel van een tekst telt niet mee, omdat er een # vóór staat.

    Alles achter een spatie en een # is uitleg. Hoort het bij de tekst, zet de hele tekst dan tussen aanhalingstekens.
    Is het uitleg, zet dan een spatie achter de #.

    Fout in activities.yaml:

        title: Ontwerp van park #3

    Goed:

        title: "Ontwerp van park #3"
    """
    for name, source in plan.sources.items():
        for comment in comments(source, r"[^\s#][ \t]+#"):
            if comment.behind in _free_texts() and re.match(r"#(?:[^\s#]| ?\d)", comment.text):
                yield Finding("lost-text", name, values={"value": comment.text}, span=comment.span)


def swallowed_line(plan: Plan, today: date) -> Iterator[Finding]:
    """In een tekst van meer regels staat een regel die een eigen gegeven lijkt.

    Een regel die even ver inspringt als de tekst erboven, hoort bij die tekst. Daardoor telt bijvoorbeeld een trekker
    niet mee. Zet zo'n regel recht onder de naam waar de tekst achter staat.

    Fout in activities.yaml:

        description: >-
          Met de buurt een ontwerp maken.
          period: Q1

    Goed:

        description: >-
          Met de buurt een ontwerp maken.
        period: Q1
    """
    for name, source in plan.sources.items():
        for key, node in source.texts():
            if key is None or node.end.line == node.start.line:
                continue
            written = LINE_BREAK.split(source.text[node.start.index : node.end.index])
            for number, line in enumerate(written[1:], start=node.start.line + 2):
                word, colon, rest = line.strip().partition(":")
                if colon and word in _keys() and (not rest or rest[0] == " "):
                    column = len(line) - len(line.lstrip()) + 1
                    span = Span(number, column, number, column + len(word))
                    yield Finding("swallowed-line", name, values={"value": f"{word}:", "key": key}, span=span)


@cache
def _keys() -> frozenset[str]:
    """Return every key that a plan may have."""
    return frozenset(key for model in _models(*FILES.values()) for key in model.model_fields)


@cache
def _free_texts() -> frozenset[str]:
    """Return every key that a text may stand behind."""
    return frozenset(key for model in _models(*FILES.values()) for key in _texts(model))


def _models(*models: type[BaseModel]) -> set[type[BaseModel]]:
    """Return models with those that their fields speak of."""
    below = {
        inner for model in models for field in model.model_fields.values() if (inner := inner_model(field.annotation))
    }
    return {*models, *(_models(*below) if below else ())}


@cache
def _texts(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the names of a model's fields that hold free text."""
    (not_blank,) = get_args(Text)[1:]  # an id or a reference has another validator
    return tuple(
        key
        for key, field in model.model_fields.items()
        if (field.annotation is str or set(get_args(field.annotation)) == {str, NoneType})
        and all(item == not_blank for item in field.metadata)
    )
