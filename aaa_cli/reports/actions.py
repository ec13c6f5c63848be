"""Agreed actions: who does what by when, as it was noted in the log of a part."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from aaa_cli.plan.models import LogEntry, Plan
from aaa_cli.reports.document import Cell, Coded, Column, Role, Table, Tone
from aaa_cli.reports.parts import Fields, View, name
from aaa_cli.words import _


class Action(NamedTuple):
    """An agreed action in the log of a part."""

    view: View
    entry: LogEntry

    @property
    def is_open(self) -> bool:
        """Tell whether it is still to be done."""
        return self.entry.done is None

    def late(self, today: date) -> bool:
        """Tell whether its last day is past and it is still to be done."""
        return self.is_open and self.entry.due is not None and self.entry.due < today

    def fields(self) -> Fields:
        """Return what JSON has of it."""
        entry = self.entry
        return {"part": self.view.id, "date": entry.date, "text": entry.text, "who": entry.who, "due": entry.due}


def actions(shown: Iterable[View]) -> list[Action]:
    """Return the agreed actions of parts, the one with the first last day first; those without one last."""
    found = [Action(view, entry) for view in shown for entry in view.part.log if entry.who or entry.due]
    return sorted(found, key=lambda action: action.entry.due or date.max)


def late(shown: Iterable[View], today: date) -> list[Action]:
    """Return the agreed actions of parts whose last day is past and that are still to be done, the oldest first."""
    return [action for action in actions(shown) if action.late(today)]


def table(plan: Plan, listed: Sequence[Action], today: date) -> Table:
    """Return agreed actions as a table."""
    columns = (
        Column(_("Uiterlijk"), "due"),
        Column(_("Wie"), "who"),
        Column(_("Wat is afgesproken"), "text", Role.TITLE),
        Column(_("Te laat"), "overdue"),
        Column(_("Onderdeel"), "title", Role.NOTE),
        Column(_("Id"), "part", Role.ID),
    )
    return Table(columns, tuple(_row(plan, action, today) for action in listed))


def _row(plan: Plan, action: Action, today: date) -> tuple[Cell, ...]:
    entry = action.entry
    return (
        entry.due,
        name(plan, entry.who) if entry.who else None,
        entry.text,
        yes_or_no(action.late(today)),
        action.view.part.label,
        action.view.id,
    )


def yes_or_no(alarming: bool) -> Coded:
    """Return a yes that stands out, or a no."""
    return Coded(_("ja"), True, Tone.ALARM) if alarming else Coded(_("nee"), False)
