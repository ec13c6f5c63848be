"""Where each rule draws its line: what it finds, and what it leaves alone. The gallery has one plan a rule besides."""

import re
from datetime import date
from pathlib import Path

import pytest

from aaa_cli import rules
from aaa_cli.plan.load import load
from aaa_cli.words import messages
from tests.conftest import DATA, ROOT

GOOD = ROOT / "tests" / "problems" / "good"
DAY = date(2025, 5, 20)
A, B, P = "activities.yaml", "budget.yaml", "partners.yaml"
LIGHT = "          time: green\n"
DUE = "    due: 2025-06-19\n"
OWED = "          cause: A\n          consequence: B\n          measure: C\n"
BOOKING = "      - {id: grond, date: 2025-04-03, payer: gemeente, amount: 5500, kind: spent}\n"
SCHOOL = "  - {id: school, name: Basisschool De Linde, short: De Linde, kind: education}\n"


def booking(amount: int, payer: str = "gemeente", day: str = "2025-04-03", id_: str = "grond") -> str:
    return f"      - {{id: {id_}, date: {day}, payer: {payer}, amount: {amount}, kind: committed}}\n"


# what the good plan is changed into, and what is found
CASES = [
    # lights
    (A, LIGHT, LIGHT.replace("green", "red") + OWED, []),
    (A, LIGHT, LIGHT.replace("green", "red") + OWED.replace("measure: C", "measure:"), ["empty-text", "unexplained-light"]),
    (A, LIGHT, LIGHT + "          money: amber\n", ["unexplained-light"]),
    (A, LIGHT, "          cause: A\n", ["empty-light"]),
    (A, LIGHT, "          money: green\n", []),
    # late since the first quarter: only a green light says otherwise
    (A, "period: Q2-Q3", "period: Q1", ["green-but-late"]),
    (A, f"period: Q2-Q3|{LIGHT}", f"period: Q1|{LIGHT.replace('time', 'money')}", ["green-but-late"]),
    (A, f"period: Q2-Q3|{LIGHT}", f"period: Q1|{LIGHT.replace('green', 'red')}{OWED}", []),
    (A, f"period: Q2-Q3|{LIGHT}", f"period: Q1|{LIGHT}          money: red\n{OWED}", ["green-but-late"]),
    (A, f"period: Q2-Q3|status: in_progress\n        light:\n{LIGHT}", "period: Q1|status: done\n", []),
    (A, "status: in_progress", "status: cancelled", ["closed-light"]),
    # periods
    (A, "period: Q2-Q3", "period: Q4 2025 - Q1 2026", []),
    (A, "period: Q2-Q3", "period: Q1 2026", ["outside-year"]),
    (A, "period: Q1\n", "period: Q4 2024\n", []),  # it is done
    # dates
    (A, "date: 2025-03-20", "date: 2025-05-20", []),
    (A, "date: 2025-03-20", "date: 2025-05-21", ["future-date"]),
    (A, "due: 2025-06-01", "due: 2025-06-01\n            done: 2025-05-21", ["future-date"]),
    (A, "due: 2025-06-01", "due: 2025-06-01\n            done: 2025-05-20", []),
    (A, "due: 2025-06-01", "due: 2025-06-01\n            done: 2025-04-09", ["date-order"]),
    (A, "due: 2025-06-01", "due: 2025-04-10", ["late-action"]),
    (A, "due: 2025-06-01", "due: 2025-05-20", []),
    (A, "due: 2025-06-01", "due: 2025-04-10\n            done: 2025-05-02", []),
    (A, "date: 2025-03-20", "date: 2024-01-01", []),
    (A, "date: 2025-03-20", "date: 2023-12-31", ["odd-date"]),
    (A, "due: 2025-06-01", "due: 2027-01-01", ["odd-date"]),
    (B, BOOKING, booking(5500, day="2015-04-03").replace("committed", "spent"), ["odd-date"]),
    (A, "period: Q2-Q3", "period: 2025-04-15/2205-05-01", ["odd-date"]),
    (A, "period: Q2-Q3", "period: Q4 2025 - Q4 2026", []),
    (A, DUE, DUE.replace("2025", "2205"), ["odd-date"]),
    (A, "title: Jaarplan 2025 Zonnedorp", "title: Jaarplan Zonnedorp", []),
    (A, "title: Jaarplan 2025 Zonnedorp", "title: Jaarplan 2024-2025 Zonnedorp", []),
    (A, "title: Jaarplan 2025 Zonnedorp", "title: Jaarplan 2024 Zonnedorp", ["other-year"]),
    (A, "            who: school\n", "", ["incomplete-action"]),
    (A, "            who: school\n            due: 2025-06-01\n", "            done: 2025-04-20\n", ["incomplete-action"]),
    (A, "            who: school\n            due: 2025-06-01\n", "", []),
    (B, BOOKING, booking(5500, day="2025-12-01"), []),  # money that is promised
    (B, BOOKING, booking(5500, day="2025-12-01").replace("committed", "spent"), ["future-date"]),
    # decisions
    (A, DUE, DUE.replace("06-19", "05-20"), []),
    (A, DUE, DUE.replace("06-19", "05-19"), ["open-decision"]),
    (A, DUE, DUE + "    date: 2025-05-12\n", ["open-decision"]),
    (A, DUE, DUE + "    date: 2025-05-12\n    outcome: Akkoord.\n", []),
    (A, DUE, DUE + "    outcome: Akkoord.\n", ["undated-outcome"]),
    (A, DUE, DUE + "    date: 2025-08-12\n    outcome: Akkoord.\n", ["future-date"]),
    # money
    (B, BOOKING, booking(30000), []),
    (B, BOOKING, booking(30001), ["over-coverage"]),
    (B, BOOKING, booking(50001), ["over-budget"]),
    (B, BOOKING, booking(30000) + booking(20000, "fonds", id_="rest"), []),
    (B, BOOKING, booking(30000) + booking(20001, "fonds", id_="rest"), ["over-budget"]),
    # references
    (A, "partners: [bewoners, school]", "partners: [bewoners, school, bewoners]", ["repeated"]),
    (A, "partners: [bewoners, school]", "partners: [gemeente, school]", []),  # it may lead and take part
    (P, "members: [gemeente, school]", "members: [gemeente, gemeente]", ["repeated"]),
    (P, SCHOOL, SCHOOL + "  - {id: fc, name: Voetbalclub, kind: civic}\n", ["unused-partner"]),
    (P, SCHOOL, SCHOOL + "  - {id: koor, name: Koor, kind: civic, part_of: school}\n", ["unused-partner"]),
    (P, SCHOOL, SCHOOL.replace("kind", "part_of: gemeente, kind"), []),
    (P, f"kind: government}}|{SCHOOL}", f"kind: government, part_of: school}}|{SCHOOL.replace('kind', 'part_of: gemeente, kind')}",
     ["circular-part-of", "circular-part-of"]),
    (A, "period: Q2-Q3|    ambitions: [groen]\n", "period: Q9|", ["bad-period"]),  # what has a fault may use it
    (B, "  - {id: fonds, name: Groenfonds}\n", "  - {id: fonds, name: Groenfonds}\n  - {id: rijk, name: Rijk}\n", ["unused-payer"]),
    # spelling
    (P, SCHOOL + "|members: [gemeente, school]", SCHOOL + "  - {id: scho-ol, name: Nog een, kind: civic}\n|members: [scho-ol]", ["similar-id"]),
    (P, SCHOOL + "|members: [gemeente, school]", SCHOOL + "  - {id: schoool, name: Nog een, kind: civic}\n|members: [schoool]", ["similar-id"]),
    (P, SCHOOL + "|members: [gemeente, school]", SCHOOL + "  - {id: shcool, name: Nog een, kind: civic}\n|members: [shcool]", ["similar-id"]),
    (P, SCHOOL + "|members: [gemeente, school]", SCHOOL + "  - {id: schaal, name: Nog een, kind: civic}\n|members: [schaal]", []),
    (P, SCHOOL + "|members: [gemeente, school]", SCHOOL + "  - {id: schools, name: Nog een, kind: civic}\n|members: [schools]", []),
    (A, "- id: ontwerp", "- id: fase-1-12", []),
    (P, SCHOOL + "|members: [gemeente, school]", SCHOOL + "  - {id: school-2, name: Nog een, kind: civic}\n|members: [school-2]", []),
    (P, SCHOOL + "|members: [gemeente, school]", SCHOOL + "  - {id: x, name: Nog een, aliases: [de  linde], kind: civic}\n|members: [x]", ["same-name"]),
    (A, "title: Aanleg van het park", "title: ontwerp van het park", ["same-name"]),
    (A, "description: Met de buurt", f"description: {'x' * 969} Met de buurt", ["long-text"]),
    (A, "description: Met de buurt", f"description: {'x' * 968} Met de buurt", []),
    (A, "title: Een nieuw park", f"title: {'x' * 120}", []),
    (A, "title: Een nieuw park", f"title: {'x' * 121}", ["long-text"]),
    (A, "description: Met de buurt een ontwerp maken.", "description: ''", ["empty-text"]),
    (A, "text: Ontwerp vastgesteld.", "text: '  '", ["empty-text"]),
    (P, "kind: group", "kind: group, aliases: ['']", ["empty-text"]),
    (A, "title: Een nieuw park", "title: Een nieuw park # 12", ["lost-text"]),
    (A, "    programme: groenfonds\n", "    programme:\n", ["empty-text", "unused-programme"]),
    (B, "  total: 50000\n  coverage: {gemeente: 30000", "  total:\n  coverage: {gemeente: 30000", ["empty-text"]),
    (P, "partners:\n  - {id: gemeente, name: Gemeente Zonnedorp, short: Gemeente, kind: government}\n  - {id: bewoners, name: Bewoners, kind: group}\n" + SCHOOL, "partners:\n", ["unknown-body", *["unknown-partner"] * 8]),
    (P, "id: stuurgroep", "id: school", ["duplicate-id", "unknown-body"]),
    (P, "  - {id: stuurgroep", "  - {id: school, name: A}\n  - {id: school, name: B}\n  - {id: stuurgroep", ["duplicate-id", "duplicate-id"]),
    (A, "status: done", "status: done #klaar", []),  # no text is lost
    (A, "period: Q1\n", "period: Q1 #schuift\n", []),
    (A, "description: Met de buurt een ontwerp maken.\n        period", "description: Met de buurt\n          trekker: [school]\n        period", ["yaml-syntax"]),
    (A, "description: Met de buurt", "description: >-\n          remark: Met de buurt", ["swallowed-line"]),
    (A, "description: Met de buurt", "description: >-\n          Let op: met de buurt", []),
    (A, "trekker: [gemeente]\n        partners: [bewoners, school]", "trekker: [ntb]\n        partners: [ntb]", ["to-be-determined", "to-be-determined"]),
    (B, "  - id: park\n", "  - {id: a, group: A, title: Onvoorzien, total: 0, coverage: {}}\n  - {id: b, group: B, title: Onvoorzien, total: 0, coverage: {}}\n  - id: park\n", []),
    (B, "  - id: park\n", "  - {id: a, title: Onvoorzien, total: 0, coverage: {}}\n  - {id: b, title: Onvoorzien, total: 0, coverage: {}}\n  - id: park\n", ["same-name"]),
    (A, "status: in_progress\n        light:\n" + LIGHT, "remark: Geen geld.\n        status: paused\n", []),
    (A, "status: in_progress\n        light:\n" + LIGHT, "status: paused\n", []),  # the log says why
    (A, "        period: Q2-Q3\n", "        period:\n", ["no-period"]),  # and no word about an empty one besides
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "found"), CASES)
def test_where_the_line_is_drawn(file: str, old: str, new: str, found: list[str], tmp_path: Path) -> None:
    for name in (A, B, P):
        text = (GOOD / name).read_text(encoding="utf-8")
        if name == file:
            for before, after in zip(old.split("|"), new.split("|"), strict=True):
                assert text.count(before), before
                text = text.replace(before, after, 1)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert sorted(item.code for item in rules.check(load(tmp_path), DAY)) == found


def test_only_warnings_know_the_day() -> None:
    """An old plan must not become invalid by itself."""
    loaded = load(DATA)
    for day in (date(1999, 1, 1), DAY, date(2100, 12, 31)):
        assert [item for item in rules.check(loaded, day) if item.severity == "error"] == []


def test_each_code_has_words_and_each_word_a_code() -> None:
    assert set(messages.DIAGNOSTICS) == set(rules.CODES)


def test_pages_and_sentences_are_dutch_that_people_read() -> None:
    for page in rules.documented():
        assert page.summary.endswith(".")
        assert len(page.summary) <= 90
        assert page.wrong != page.right
        said = " ".join([page.summary, *page.paragraphs])
        assert not re.search(r"\b(the|field|value|key|error|warning|invalid|string)\b", said), page.code


def test_no_false_alarm_on_the_real_plan() -> None:
    """Each of these is an open end of the source document itself."""
    found = [item.code for item in rules.check(load(DATA), DAY)]
    assert {code: found.count(code) for code in found} == {"no-trekker": 21, "no-period": 5, "to-be-determined": 1}
