"""The picture of a quarter: what should happen now, who leads it, what asks for attention, and the money."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from aaa_cli.plan import progress
from aaa_cli.plan.models import TO_BE_DETERMINED, Plan, Status, Theme
from aaa_cli.plan.period import quarter_of, whole_year
from aaa_cli.reports import actions
from aaa_cli.reports.actions import Action
from aaa_cli.reports.document import Column, Document, Role, Section, Table, Tone, Toned
from aaa_cli.reports.money import Money, money, money_fields
from aaa_cli.reports.parts import (
    Fields,
    Scope,
    View,
    events,
    nothing_found,
    parts_table,
    period_cell,
    status_cell,
    trekker_cell,
    views,
)
from aaa_cli.reports.select import Filter
from aaa_cli.words import _, figures, labels, messages, ngettext

if TYPE_CHECKING:
    from aaa_cli.reports.since import Since


class Attention(NamedTuple):
    """Something about a part that asks for attention: a code of progress.ATTENTION, and why."""

    view: View
    code: str
    text: str


class StatusReport(NamedTuple):
    """How the parts of some quarters stand on a day, and what moved `since` an earlier one where that was asked."""

    scope: Scope
    quarters: tuple[str, ...]
    themes: list[tuple[Theme, list[View]]]
    attention: list[Attention]
    late_actions: list[Action]
    money: Money
    late_elsewhere: int
    since: "Since | None" = None

    @property
    def parts(self) -> list[View]:
        """All parts, in the order of the themes."""
        return [view for _theme, parts in self.themes for view in parts]


def asked_quarters(plan: Plan, asked: Filter, today: date) -> Filter:
    """Return the filter with the present quarter where none was asked for.

    What is late is late whatever the quarter, and outside the plan's year there is no present quarter.
    """
    if asked.quarters or asked.overdue or today.year != plan.head.year:
        return asked
    return asked._replace(quarters=(quarter_of(today),))


def status(scope: Scope, all_year: Scope) -> StatusReport:
    """Return how the parts of a scope stand; what is late is told of `all_year`, the same without its quarters."""
    plan, year = scope.plan, scope.plan.head.year
    shown, everywhere = views(plan, scope.today), views(all_year.plan, scope.today)
    themes = [(theme, [view for view in shown if view.activity.theme == theme.id]) for theme in plan.themes]
    asked = scope.filter.quarters or (whole_year(year),)
    return StatusReport(
        scope,
        tuple(dict.fromkeys(name for span in asked for name in span.quarters(year))),
        [(theme, parts) for theme, parts in themes if parts],
        _attention(shown, scope.today),
        actions.late(everywhere, scope.today),
        money(plan.budget),
        sum(view.overdue for view in everywhere) - sum(view.overdue for view in shown),
    )


def _attention(shown: Iterable[View], today: date) -> list[Attention]:
    found = [
        Attention(view, code, _reason(view, code)) for view in shown for code in progress.attention(view.part, today)
    ]
    return sorted(found, key=lambda item: progress.ATTENTION.index(item.code))


def _reason(view: View, code: str) -> str:
    part = view.part
    where = [
        _(label)
        for label, ids in (
            (labels.FILTER["trekker"], part.trekker),
            (labels.FILTER["partner"], part.partners),
        )
        if TO_BE_DETERMINED in ids
    ]
    values: dict[str, object] = {"status": _(labels.STATUS[part.status]), "where": figures.listed(where)}
    if part.period:
        values |= {"start": part.period.start, "end": part.period.end}
    return messages.attention(code, values)


def _totals(shown: Iterable[View]) -> Fields:
    shown = list(shown)
    counted = Counter(view.part.status for view in shown)
    return {
        "parts": len(shown),
        **{status.value: counted[status] for status in Status},
        "overdue": sum(view.overdue for view in shown),
    }


def fields(answer: StatusReport) -> Fields:
    """Return the answer as JSON has it."""
    return answer.scope.fields() | {
        "quarters": answer.quarters,
        "totals": _totals(answer.parts),
        "themes": [
            {
                "id": theme.id,
                "title": theme.label,
                "totals": _totals(parts),
                "parts": [view.id for view in parts],
            }
            for theme, parts in answer.themes
        ],
        "attention": [{"part": item.view.id, "code": item.code, "text": item.text} for item in answer.attention],
        "late_actions": [action.fields() for action in answer.late_actions],
        "budget": money_fields(answer.money),
        **(answer.since.fields() if answer.since else {}),
    }


def document(answer: StatusReport) -> Document:
    """Return the answer as people read it."""
    scope = answer.scope
    plan = scope.plan
    sections = [
        Section(theme.label, (_counted(parts),), _marked(_theme_table(plan, parts), parts, answer.since))
        for theme, parts in answer.themes
    ]
    whole = Section(lines=(_counted(answer.parts),)) if len(sections) > 1 else Section()
    if not sections:
        whole = Section(lines=nothing_found(answer.parts))
    return Document(
        title=_("Stand van zaken {quarters}").format(quarters=_spoken(answer.quarters, plan.head.year)),
        day=scope.today,
        facts=scope.facts(),
        sections=(
            whole,
            *sections,
            answer.since.section(answer.parts) if answer.since else Section(),
            _attention_section(answer) if sections else Section(),
            _late_actions_section(answer),
            Section(_("Geld"), (_money_line(plan, answer.money),)),
        ),
        data=_marked(parts_table(plan, answer.parts), answer.parts, answer.since),
        notes=(*scope.notes(), *_late_elsewhere(answer), *(answer.since.notes() if answer.since else ())),
        hints=(
            *scope.hints(),
            *([_("Alles zien wat te laat is? aaa status --overdue")] if answer.late_elsewhere else []),
            *(answer.since.hints() if answer.since else ()),
        ),
        revision=scope.told_revision,
        events=events(plan, answer.parts),
    )


def _late_elsewhere(answer: StatusReport) -> tuple[str, ...]:
    count = answer.late_elsewhere
    if not count:
        return ()
    told = ngettext(
        "Uit een ander kwartaal is nog {count} onderdeel te laat.",
        "Uit andere kwartalen zijn nog {count} onderdelen te laat.",
        count,
    )
    return (told.format(count=count),)


def _marked(table: Table, shown: Sequence[View], since: "Since | None") -> Table:
    return since.mark(table, shown) if since else table


def _spoken(quarters: tuple[str, ...], year: int) -> str:
    if len(quarters) == 4 and all(name.startswith("Q") for name in quarters):
        return str(year)
    return figures.listed(f"{name} {year}" if name.startswith("Q") else figures.quarter(name) for name in quarters)


def _counted(shown: list[View]) -> str:
    """Return `5 onderdelen: 4 gepland, 1 gereed · 2 te laat`."""
    counted = Counter(view.part.status for view in shown)
    count = len(shown)
    text = ngettext("{count} onderdeel", "{count} onderdelen", count).format(count=count)
    text += ": " + ", ".join(f"{counted[status]} {_(labels.STATUS[status])}" for status in Status if counted[status])
    late = sum(view.overdue for view in shown)
    return text + (_(" · {late} te laat").format(late=late) if late else "")


def _theme_table(plan: Plan, shown: list[View]) -> Table:
    columns = (
        Column(_("Stoplicht"), "light"),
        Column(_("Activiteit"), "activity_title", Role.GROUP),
        Column(_("Onderdeel"), "title", Role.TITLE),
        Column(_("Periode"), "period"),
        Column(_("Trekker"), "trekker"),
        Column(_("Status"), "status"),
        Column(_("Id"), "id", Role.ID),
    )
    rows = tuple(
        (
            view.shown.light,
            view.activity.label,
            view.part.label,
            period_cell(view.part),
            trekker_cell(plan, view.part),
            status_cell(view),
            view.id,
        )
        for view in shown
    )
    return Table(columns, rows)


_TONES = {"overdue": Tone.ALARM, "not-started": Tone.CAUTION}


def _attention_section(answer: StatusReport) -> Section:
    """Return each part that asks for attention once, below the first reason for it."""
    title = _("Wat aandacht vraagt")
    if not answer.attention:
        return Section(title, (_("Niets: geen onderdeel is te laat, en elk heeft een trekker en een periode."),))
    counted = Counter(item.code for item in answer.attention)
    reasons: dict[str, list[Attention]] = {}
    for item in answer.attention:
        reasons.setdefault(item.view.id, []).append(item)
    columns = (
        Column(_("Wat"), "code", Role.GROUP),
        Column(_("Onderdeel"), "title", Role.TITLE),
        Column(_("Waarom"), "text"),
        Column(_("Id"), "id", Role.ID),
        Column(_("Activiteit"), "activity_title", Role.EXTRA),
    )
    rows = tuple(
        (
            _(labels.ATTENTION[items[0].code]),
            items[0].view.part.label,
            Toned("; ".join(item.text for item in items), _TONES.get(items[0].code, Tone.PLAIN)),
            items[0].view.id,
            items[0].view.activity.label,
        )
        for items in reasons.values()
    )
    told = " · ".join(f"{_(labels.ATTENTION[code])}: {count}" for code, count in counted.items())
    return Section(title, (told,), Table(columns, rows))


def _late_actions_section(answer: StatusReport) -> Section:
    if not answer.late_actions:
        return Section()
    scope = answer.scope
    table = actions.table(scope.plan, answer.late_actions, scope.today)
    return Section(_("Afspraken die te laat zijn"), table=table)


def _money_line(plan: Plan, sums: Money) -> str:
    covered = ", ".join(f"{plan.payer_names[payer]} {figures.euros(paid)}" for payer, paid in sums.coverage.items())
    return _(
        "Begroot {total} (dekking: {covered}) · verplicht {committed} · besteed {spent} · restant {remaining}"
    ).format(
        total=figures.euros(sums.total),
        covered=covered,
        committed=figures.euros(sums.committed),
        spent=figures.euros(sums.spent),
        remaining=figures.euros(sums.remaining),
    )
