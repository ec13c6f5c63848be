"""How the themes stand, and which parts are off course."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from aaa_cli.plan.models import Colour, Judgement, Status
from aaa_cli.plan.progress import Light
from aaa_cli.reports import actions
from aaa_cli.reports.document import Cell, Coded, Column, Role, Table, Tone, Toned
from aaa_cli.reports.money import line_money
from aaa_cli.reports.parts import Fields, View, trekker_cell
from aaa_cli.reports.progress.chapter import Before, Chapter, Situation
from aaa_cli.rules.lights import green_but_late
from aaa_cli.words import _, labels, messages, ngettext

# from bad to good: what has not been judged stands between what asks for a measure and what is on course
_RANK = {light: rank for rank, light in enumerate((Light.RED, Light.AMBER, Light.GREY, Light.GREEN, Light.DONE))}


NOT_JUDGED = Judgement()


class Trend(NamedTuple):
    """How many parts show a better light than at an earlier version, and how many a worse one."""

    better: int
    worse: int

    def __str__(self) -> str:
        told = []
        if self.better:
            told.append(_("{count} beter").format(count=self.better))
        if self.worse:
            told.append(_("{count} slechter").format(count=self.worse))
        arrow = "↗" if self.better > self.worse else "↘" if self.better < self.worse else "→"
        return f"{arrow} {', '.join(told) or _('gelijk')}"


def trend(shown: Iterable[View], before: Before) -> Trend:
    """Return how the lights of parts moved since an earlier version that had them."""
    moved = [
        _RANK[view.shown.light] - _RANK[before.shown[view.id].shown.light]
        for view in shown
        if view.id in before.shown
    ]
    return Trend(sum(step > 0 for step in moved), sum(step < 0 for step in moved))


def counted(shown: Iterable[View]) -> str:
    """Return `▲ 2 rood · ● 3 groen`."""
    count = Counter(view.shown.light for view in shown)
    return " · ".join(
        f"{labels.SYMBOL[light]} {count[light]} {_(labels.LIGHT[light])}" for light in Light if count[light]
    )


def done_of(shown: Sequence[View]) -> str:
    """Return `3 van 7`."""
    done = sum(view.part.status == Status.DONE for view in shown)
    return _("{done} van {of}").format(done=done, of=len(shown))


def summary(now: Situation) -> Chapter:
    """Return a row for each theme, and the agreed actions that are past their date."""
    plan = now.scope.plan
    themes = [(theme, [view for view in now.shown if view.activity.theme == theme.id]) for theme in plan.themes]
    themes = [(theme, shown) for theme, shown in themes if shown]
    columns = [
        Column(_("Thema"), "theme", Role.TITLE),
        Column(_("Stoplichten"), "lights", Role.NOTE),
        Column(_("Gereed"), "done"),
        Column(_("Te laat"), "overdue"),
    ]
    if now.before:
        columns.append(Column(_("Trend"), "trend"))
    rows: list[tuple[Cell, ...]] = []
    records: list[Fields] = []
    for theme, shown in themes:
        count = Counter(view.shown.light for view in shown)
        moved = trend(shown, now.before) if now.before else None
        late = sum(view.overdue for view in shown)
        rows.append(
            (
                Coded(theme.label, theme.id),
                counted(shown),
                done_of(shown),
                late,
                *([str(moved)] if moved else []),
            )
        )
        records.append(
            {
                "theme": theme.id,
                "lights": {light.value: count[light] for light in Light},
                "done": sum(view.part.status == Status.DONE for view in shown),
                "parts": len(shown),
                "overdue": late,
                "trend": moved._asdict() if moved else None,
            }
        )
    overdue = actions.late(now.shown, now.today)
    since = now.before and _("De trend is het verschil met de versie van {version}.").format(
        version=now.before.version
    )
    return Chapter(
        "summary",
        _("Samenvatting per thema"),
        (
            ("", Table(tuple(columns), tuple(rows))),
            (_("Afspraken waarvan de datum voorbij is"), actions.table(plan, overdue, now.today)),
        ),
        (since,) if since else (),
        records,
        {"late_actions": [action.fields() for action in overdue]},
    )


def deviating(now: Situation) -> list[View]:
    """Return the parts that show red or amber, and those whose green light is contradicted; the worst first."""
    against = contradictions(now)
    found = [view for view in now.shown if view.shown.light in (Light.RED, Light.AMBER) or view.id in against]
    return sorted(found, key=lambda view: _RANK[view.shown.light])


def contradictions(now: Situation) -> dict[str, str]:
    """Return by part's id what contradicts a light that a person set: the dates, or the money."""
    plan = now.scope.plan
    found = {}
    for finding in green_but_late(plan, now.today):
        found[str(finding.values["part"])] = _("staat op groen, maar is te laat")
    overspent = {line.about for line in plan.budget.lines if line_money(plan.budget, line).remaining < 0}
    for view in now.shown:
        judged = view.part.light
        if judged and judged.money == Colour.GREEN and not overspent.isdisjoint((view.id, view.activity.id)):
            found[view.id] = _("geld staat op groen, maar de post is overschreden")
    return found


def deviations(now: Situation) -> Chapter:
    """Return cause, consequence and measure of what is off course, and from what the light follows."""
    plan, against = now.scope.plan, contradictions(now)
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
    rows = tuple(
        (
            view.shown.light,
            _title(view),
            *_owed(view.part.light or NOT_JUDGED),
            trekker_cell(plan, view.part),
            _told_basis(view, against.get(view.id)),
            view.id,
        )
        for view in deviating(now)
    )
    lines = []
    if against:
        told = ngettext(
            "Let op: bij {count} onderdeel spreken de datums of het geld het ingevulde stoplicht tegen.",
            "Let op: bij {count} onderdelen spreken de datums of het geld het ingevulde stoplicht tegen.",
            len(against),
        )
        lines.append(Toned(told.format(count=len(against)), Tone.ALARM))
    return Chapter("deviations", _("Afwijkingen"), (("", Table(columns, rows)),), tuple(lines))


def _title(view: View) -> str:
    same = view.part.label == view.activity.label
    return view.part.label if same else f"{view.part.label} ({view.activity.label})"


def _owed(judged: Judgement) -> Iterator[Cell]:
    for text in (judged.cause, judged.consequence, judged.measure):
        yield text or Toned(_("niet ingevuld"), Tone.CAUTION, absent=True)


def basis(view: View) -> str:
    """Return what a light follows from: a person's judgement, or dates and status."""
    reason, values = view.shown.reason, view.shown.values
    text = messages.light_reason(reason, {**values, "cause": ""})
    return text if reason == "judged" else _("berekend: {reason}").format(reason=text)


def _told_basis(view: View, against: str | None) -> Cell:
    if against is None:
        return basis(view)
    return Toned(_("{reason}; let op: {against}").format(reason=basis(view), against=against), Tone.ALARM)
