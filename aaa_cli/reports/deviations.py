"""Parts that are off course: why, what of it, what is done about it, and from what that follows."""

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date

from aaa_cli.plan.models import Colour, Judgement, Plan
from aaa_cli.plan.progress import Light
from aaa_cli.reports.document import Cell, Column, Role, Table, Tone, Toned
from aaa_cli.reports.money import line_money
from aaa_cli.reports.parts import View, trekker_cell
from aaa_cli.rules.lights import green_but_late
from aaa_cli.words import _, messages

# from bad to good: what has not been judged stands between what asks for a measure and what is on course
RANK = {light: rank for rank, light in enumerate((Light.RED, Light.AMBER, Light.GREY, Light.GREEN, Light.DONE))}
NOT_JUDGED = Judgement()


def contradictions(plan: Plan, shown: Sequence[View], today: date) -> dict[str, str]:
    """Return by part's id what contradicts a light that a person set: the dates, or the money."""
    found: dict[str, list[str]] = {}
    late = {finding.values["part"] for finding in green_but_late(plan, today)}
    overspent = {line.about for line in plan.budget.lines if line_money(plan.budget, line).remaining < 0}
    for view in shown:
        judged = view.part.light or NOT_JUDGED
        if judged.money == Colour.GREEN and not overspent.isdisjoint((view.id, view.activity.id)):
            found.setdefault(view.id, []).append(_("geld staat op groen, maar de post is overschreden"))
        if view.id in late:
            found.setdefault(view.id, []).append(_("staat op groen, maar is te laat"))
    return {id_: "; ".join(told) for id_, told in found.items()}


def deviating(shown: Sequence[View], against: Container[str]) -> list[View]:
    """Return the parts that a person put on red or amber, that are late, or whose ids are among the contradicted.

    The worst go first. What only ends soon is no deviation.
    """
    off = [view for view in shown if _is_judged_off(view) or view.overdue or view.id in against]
    return sorted(off, key=lambda view: RANK[view.shown.light])


def _is_judged_off(view: View) -> bool:
    return view.shown.reason == "judged" and view.shown.light in (Light.RED, Light.AMBER)


def table(plan: Plan, listed: Sequence[View], against: Mapping[str, str]) -> Table:
    """Return deviations as a table."""
    columns = (
        Column(_("Stoplicht"), "light"),
        Column(_("Onderdeel"), "title", Role.TITLE),
        Column(_("Oorzaak"), "cause", Role.NOTE),
        Column(_("Gevolg"), "consequence", Role.NOTE),
        Column(_("Maatregel"), "measure", Role.NOTE),
        Column(_("Trekker"), "trekker"),
        Column(_("Waarop gebaseerd"), "light_reason", Role.NOTE),
        Column(_("Id"), "id", Role.ID),
    )
    rows = (
        (
            view.shown.light,
            title(view),
            *_owed(view),
            trekker_cell(plan, view.part),
            _told_basis(view, against.get(view.id)),
            view.id,
        )
        for view in listed
    )
    return Table(columns, tuple(rows))


def title(view: View) -> str:
    """Return the title of a part, with that of its activity where it has another one."""
    same = view.part.label == view.activity.label
    return view.part.label if same else f"{view.part.label} ({view.activity.label})"


def _owed(view: View) -> Iterator[Cell]:
    """Yield cause, consequence and measure, which a part owes unless it was judged to be on course."""
    judged = view.part.light or NOT_JUDGED
    owes = view.shown.light in (Light.RED, Light.AMBER)
    for text in (judged.cause, judged.consequence, judged.measure):
        yield text or (Toned(_("niet ingevuld"), Tone.CAUTION, absent=True) if owes else None)


def basis(view: View) -> str:
    """Return what a light follows from: a person's judgement, or dates and status."""
    reason, values = view.shown.reason, view.shown.values
    told = messages.light_reason(reason, {**values, "cause": ""})
    if reason == "judged":
        return told
    if view.overdue and reason != "overdue" and view.part.period:  # what was not judged may still be late
        told += "; " + messages.light_reason("overdue", {"end": view.part.period.end})
    return _("{reason} (berekend)").format(reason=told)


def _told_basis(view: View, against: str | None) -> Cell:
    if against is None:
        return basis(view)
    return Toned(_("{reason}; let op: {against}").format(reason=basis(view), against=against), Tone.ALARM)
