"""How the themes stand, and which parts are off course."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from aaa_cli.plan.models import Status
from aaa_cli.plan.progress import Light
from aaa_cli.reports import actions, deviations
from aaa_cli.reports.document import Cell, Coded, Column, Role, Table, Tone, Toned
from aaa_cli.reports.parts import Fields, View
from aaa_cli.reports.progress.chapter import Before, Chapter, Situation
from aaa_cli.words import _, figures, labels, ngettext


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


def trend(shown: Iterable[View], before: Before) -> Trend | None:
    """Return how the lights of parts moved since an earlier version; None where that had none of them.

    What was not judged then or is not now tells nothing, unless it is done or red.
    """
    lights = [(before.shown[view.id].shown.light, view.shown.light) for view in shown if view.id in before.shown]
    if not lights:
        return None
    told = [pair for pair in lights if Light.GREY not in pair or pair[1] in (Light.RED, Light.DONE)]
    steps = [deviations.RANK[now] - deviations.RANK[then] for then, now in told]
    return Trend(sum(step > 0 for step in steps), sum(step < 0 for step in steps))


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
                *([str(moved or "–")] if now.before else []),
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
    since = now.before and _("De trend is het verschil met het plan van {day}.").format(
        day=figures.day(now.before.version.date)
    )
    return Chapter(
        "summary",
        _("Samenvatting per thema"),
        (
            ("", Table(tuple(columns), tuple(rows))),
            (_("Afspraken die te laat zijn"), actions.table(plan, overdue, now.today)),
        ),
        (since,) if since else (),
        records,
        {"late_actions": [action.fields() for action in overdue]},
    )


def deviating(now: Situation) -> list[View]:
    """Return the parts that are off course, the worst first."""
    return deviations.deviating(now.shown, _against(now))


def _against(now: Situation) -> dict[str, str]:
    return deviations.contradictions(now.scope.plan, now.shown, now.today)


def off_course(now: Situation) -> Chapter:
    """Return cause, consequence and measure of what is off course, and from what the light follows."""
    against = _against(now)
    lines = []
    if against:
        told = ngettext(
            "Let op: bij {count} onderdeel spreken de datums of het geld het ingevulde stoplicht tegen.",
            "Let op: bij {count} onderdelen spreken de datums of het geld het ingevulde stoplicht tegen.",
            len(against),
        )
        lines.append(Toned(told.format(count=len(against)), Tone.ALARM))
    table = deviations.table(now.scope.plan, deviations.deviating(now.shown, against), against)
    return Chapter("deviations", _("Afwijkingen"), (("", table),), tuple(lines))
