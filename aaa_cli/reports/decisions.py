"""Decisions that are asked of a body and not taken yet."""

from collections.abc import Sequence
from datetime import date

from aaa_cli.plan.models import Decision, Plan
from aaa_cli.reports.actions import yes_or_no
from aaa_cli.reports.document import Column, Role, Table
from aaa_cli.reports.parts import Fields, about_cell, name, titles
from aaa_cli.words import _


def asked(plan: Plan) -> list[Decision]:
    """Return the decisions that are still to be taken, the first one to take first."""
    waiting = (item for item in plan.decisions if item.date is None and item.outcome is None)
    return sorted(waiting, key=lambda item: item.due)


def fields(item: Decision) -> Fields:
    """Return what JSON has of a decision."""
    return item.model_dump(include={"id", "text", "asked_of", "due", "about"})


def table(plan: Plan, listed: Sequence[Decision], today: date) -> Table:
    """Return decisions as a table."""
    subjects = titles(plan)
    columns = (
        Column(_("Uiterlijk"), "due"),
        Column(_("Gevraagd besluit"), "text", Role.TITLE),
        Column(_("Aan"), "asked_of"),
        Column(_("Gaat over"), "about"),
        Column(_("Te laat"), "overdue"),
        Column(_("Id"), "id", Role.ID),
    )
    rows = (
        (
            item.due,
            item.text,
            name(plan, item.asked_of),
            about_cell(subjects, item.about),
            yes_or_no(item.due < today),
            item.id,
        )
        for item in listed
    )
    return Table(columns, tuple(rows))
