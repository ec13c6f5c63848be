"""What changed as people read it: which sections there are, and where a change stands in them."""

from datetime import date
from pathlib import Path

from aaa_cli.plan.items import items
from aaa_cli.plan.source import read
from aaa_cli.reports.difference import Side, difference, document, fields

SIDE = Side(None, date(2025, 5, 20))
PLAN = """\
plan: {title: Plan, year: 2025}
themes: [{id: wonen, title: Wonen}, {id: leren, title: Leren}]
activities:
  - {id: a, theme: leren, title: A, parts: [{id: p, title: P, period: Q1}]}
  - {id: b, theme: wonen, title: B, parts: [{id: p, title: P, period: Q1}]}
  - {id: c, theme: nergens, title: C, parts: [{id: p, title: C, period: Q1}]}
risks: [{id: r, text: Regen}]
"""


def sections(old: str, new: str) -> list[tuple[str, list[str]]]:
    """Return the titles of the sections, each with what its rows are about."""
    both = [items({"activities.yaml": read(Path("activities.yaml"), text.encode())}) for text in (old, new)]
    answer = difference(SIDE, both[0], SIDE, both[1])
    assert len(fields(answer)["changes"]) == len(answer.changes)
    return [
        (section.title, list(dict.fromkeys(str(row[0]) for row in section.table.rows)) if section.table else [])
        for section in document(answer).sections
    ]


def test_parts_stand_by_theme_in_the_order_of_the_plan_and_the_rest_behind_them() -> None:
    later = (
        PLAN.replace("Q1", "Q2")
        .replace("Regen", "Hagel")
        .replace("title: A", "title: AA")
        .replace("Plan", "Ons plan")
    )
    assert sections(PLAN, later) == [
        ("Wonen", ["B: P"]),
        ("Leren", ["AA: P"]),
        ("Onderdelen zonder thema", ["C"]),
        ("Activiteiten", ["AA"]),
        ("Risico's", ["Hagel"]),
        ("Het plan zelf", ["Plan"]),
    ]


def test_a_theme_that_is_no_more_still_has_its_parts() -> None:
    assert sections(PLAN, PLAN.split("themes")[0])[:2] == [("Wonen", ["B: P"]), ("Leren", ["A: P"])]


def test_nothing_changed() -> None:
    assert sections(PLAN, PLAN) == [("", [])]
