"""What was finished in the span of the report, and what is to be done in the one that follows it."""

from collections.abc import Callable, Iterator
from datetime import date

from aaa_cli.plan.models import Status
from aaa_cli.plan.progress import OPEN
from aaa_cli.reports import actions, decisions
from aaa_cli.reports.document import Cell, Coded, Column, Role, Table
from aaa_cli.reports.parts import View, names, period_words, trekker_cell
from aaa_cli.reports.progress.chapter import Chapter, Situation
from aaa_cli.words import _

Row = tuple[Cell, ...]


def done(now: Situation) -> Chapter:
    """Return the parts, agreed actions and decisions that were finished in the span."""
    title = _("Afgerond in {span}").format(span=now.span.text)
    return Chapter("done", title, (("", _table(now, _("Datum"), "date", _done)),))


def following(now: Situation) -> Chapter:
    """Return the parts, agreed actions and decisions that are planned for the span that follows."""
    title = _("Gepland voor {span}").format(span=now.following.text)
    return Chapter("next", title, (("", _table(now, _("Wanneer"), "when", _next)),))


def _table(now: Situation, when: str, key: str, rows: Callable[[Situation], Iterator[Row]]) -> Table:
    columns = (
        Column(_("Soort"), "kind", Role.GROUP),
        Column(_("Wat"), "title", Role.TITLE),
        Column(when, key),
        Column(_("Wie"), "who"),
        Column(_("Id"), "id", Role.ID),
    )
    return Table(columns, tuple(rows(now)))


def _done(now: Situation) -> Iterator[Row]:
    for view in now.shown:
        if view.part.status == Status.DONE:
            last = max((entry.date for entry in view.part.log), default=None)
            day = _reported(view, last)
            if day and now.span.holds(day):
                yield _part(now, view, last)
    for action in actions.actions(now.shown):
        if action.entry.done and _is_done_within(now, action.entry.done):
            yield _action(now, action, action.entry.done)
    for decision in now.scope.whole.decisions:
        if decision.date and _is_done_within(now, decision.date) and now.scope.concerns(decision.about):
            told = f"{decision.text}\n{decision.outcome}" if decision.outcome else decision.text
            yield _decision(now, decision.id, told, decision.date, decision.asked_of)


def _next(now: Situation) -> Iterator[Row]:
    for view in now.shown:
        period = view.part.period
        if view.part.status in OPEN and (period.overlaps(now.following) if period else now.scope.filter.undated):
            yield _part(now, view, period_words(period) if period else None)
    for action in actions.actions(now.shown):
        if action.is_open and action.entry.due and now.following.holds(action.entry.due):
            yield _action(now, action, action.entry.due)
    for decision in decisions.asked(now.scope.whole):
        if now.following.holds(decision.due) and now.scope.concerns(decision.about):
            yield _decision(now, decision.id, decision.text, decision.due, decision.asked_of)


def _reported(view: View, last: date | None) -> date | None:
    """Return the day by which a part that is done belongs to a quarter: of its last note, or else of its end.

    What was done before its period began belongs to the quarter that it was planned for.
    """
    period = view.part.period
    if last is None:
        return period.end if period else None
    return max(last, period.start) if period else last


def _is_done_within(now: Situation, day: date) -> bool:
    """Tell whether a day lies in the span and is not still to come."""
    return now.span.holds(day) and day <= now.today


def _part(now: Situation, view: View, when: Cell) -> Row:
    return (Coded(_("Onderdeel"), "part"), view.title, when, trekker_cell(now.scope.plan, view.part), view.id)


def _action(now: Situation, action: actions.Action, when: date) -> Row:
    who = action.entry.who
    by = names(now.scope.plan, (who,)) if who else ()
    return (Coded(_("Afspraak"), "action"), action.entry.text, when, by, action.view.id)


def _decision(now: Situation, id_: str, text: str, when: date, asked_of: str) -> Row:
    return (Coded(_("Besluit"), "decision"), text, when, names(now.scope.plan, (asked_of,)), id_)
