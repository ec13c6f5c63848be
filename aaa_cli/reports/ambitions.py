"""The ambitions and pillars with the activities that serve them, and what has been reached so far."""

from collections.abc import Sequence
from typing import NamedTuple

from aaa_cli.plan.models import Activity, Ambition, Pillar, Result
from aaa_cli.reports.document import Cell, Coded, Column, Document, Role, Section, Table, Tone, Toned
from aaa_cli.reports.parts import Fields, Scope
from aaa_cli.reports.select import NONE
from aaa_cli.words import _, figures, ngettext


class AmbitionsReport(NamedTuple):
    """Each ambition and pillar with its activities; `unlinked` are those that serve no ambition."""

    scope: Scope
    ambitions: list[tuple[Ambition, list[Activity]]]
    pillars: list[tuple[Pillar, list[Activity]]]
    unlinked: list[Activity]
    results: list[Result]


def ambitions(scope: Scope) -> AmbitionsReport:
    """Return which activities of a scope serve what."""
    plan, asked = scope.plan, scope.filter
    return AmbitionsReport(
        scope,
        [
            (ambition, [activity for activity in plan.activities if ambition.id in activity.ambitions])
            for ambition in plan.head.ambitions
            if not asked.ambition or ambition.id in asked.ambition
        ],
        [
            (pillar, [activity for activity in plan.activities if pillar.id in activity.pillars])
            for pillar in plan.head.pillars
        ],
        [activity for activity in plan.activities if not activity.ambitions],
        reached(scope),
    )


def reached(scope: Scope) -> list[Result]:
    """Return the results of the themes and for the ambitions that are asked for."""
    asked = scope.filter
    return [
        result
        for result in scope.plan.results
        if (not asked.theme or result.theme in asked.theme)
        and (not asked.ambition or not asked.ambition.isdisjoint(result.ambitions or (NONE,)))
    ]


def fields(answer: AmbitionsReport) -> Fields:
    """Return the answer as JSON has it."""
    return answer.scope.fields() | {
        "ambitions": [
            {
                "id": ambition.id,
                "title": ambition.label,
                "target": ambition.target,
                "unit": ambition.unit,
                "activities": [activity.id for activity in served],
            }
            for ambition, served in answer.ambitions
        ],
        "pillars": [
            {"id": pillar.id, "title": pillar.label, "activities": [activity.id for activity in served]}
            for pillar, served in answer.pillars
        ],
        "unlinked": [activity.id for activity in answer.unlinked],
        "results": [
            {
                "id": result.id,
                "title": result.label,
                "text": result.text,
                "theme": result.theme,
                "ambitions": result.ambitions,
                "date": result.date,
            }
            for result in answer.results
        ],
    }


def document(answer: AmbitionsReport) -> Document:
    """Return the answer as people read it."""
    scope = answer.scope
    goal = scope.plan.head.goal
    results = tuple((result.label, result.text, result.date) for result in answer.results)
    columns = (
        Column(_("Resultaat"), "title", Role.TITLE),
        Column(_("Wat er bereikt is"), "text"),
        Column(_("Datum"), "date", Role.EXTRA),
    )
    served = _served_rows(
        scope, _("Ambitie"), [(Coded(_ambition(item), item.id), served) for item, served in answer.ambitions]
    )
    pillars = _served_rows(
        scope, _("Pijler"), [(Coded(item.label, item.id), served) for item, served in answer.pillars]
    )
    unlinked = _served_rows(scope, _("Ambitie"), [(Coded(_("zonder ambitie"), NONE), answer.unlinked)])
    data = Table(served.columns, (*served.rows, *unlinked.rows))
    return Document(
        _("Ambities"),
        scope.today,
        scope.facts(),
        (
            Section(_("Hoofddoel"), (goal,)) if goal else Section(),
            Section(_("Ambities"), table=served) if served.rows else Section(),
            Section(_("Pijlers"), table=pillars) if pillars.rows else Section(),
            _unlinked_section(answer, unlinked),
            Section(_("Resultaten tot nu toe"), () if results else (_("geen"),), Table(columns, results)),
        ),
        data,
        scope.notes(),
        scope.told_revision,
        hints=scope.hints(),
    )


def _unlinked_section(answer: AmbitionsReport, table: Table) -> Section:
    count = len(answer.unlinked)
    if not count:
        return Section()
    counted = ngettext(
        "{count} activiteit is aan geen ambitie gekoppeld.",
        "{count} activiteiten zijn aan geen ambitie gekoppeld.",
        count,
    ).format(count=count)
    without_group = Table(table.columns[1:], tuple(row[1:] for row in table.rows))
    return Section(_("Zonder ambitie"), (counted,), without_group)


def _ambition(ambition: Ambition) -> str:
    if ambition.target is None:
        return ambition.label
    target = f"{figures.amount(ambition.target)} {ambition.unit or ''}".strip()
    return (
        ambition.label
        if target == ambition.label
        else _("{ambition} (doel: {target})").format(ambition=ambition.label, target=target)
    )


def _served_rows(scope: Scope, heading: str, served: Sequence[tuple[Coded, Sequence[Activity]]]) -> Table:
    columns = (
        Column(heading, "served", Role.GROUP),
        Column(_("Activiteit"), "activity_title", Role.TITLE),
        Column(_("Thema"), "theme"),
        Column(_("Onderdelen"), "parts"),
        Column(_("Id"), "activity", Role.ID),
    )
    rows: list[tuple[Cell, ...]] = []
    nobody = _("geen activiteit binnen dit filter") if scope.filter.given else _("geen activiteit gekoppeld")
    for title, activities in served:
        for activity in activities:
            theme = Coded(scope.plan.theme_titles[activity.theme], activity.theme)
            rows.append((title, activity.label, theme, len(activity.parts), activity.id))
        if not activities:
            rows.append((title, Toned(nobody, Tone.QUIET, absent=True), None, None, None))
    return Table(columns, tuple(rows))
