"""One activity or part, whole."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from aaa_cli.plan import ids
from aaa_cli.plan.items import items
from aaa_cli.plan.models import Activity, Judgement, LogEntry, Part, Plan
from aaa_cli.plan.past import Event
from aaa_cli.reports.changes import Known, known, told
from aaa_cli.reports.document import Cell, Column, Document, Role, Section, Table, Tone, Toned
from aaa_cli.reports.parts import (
    Fields,
    Scope,
    View,
    events,
    names,
    part_fields,
    parts_table,
    period_cell,
    status_cell,
    trekker_cell,
    views,
)
from aaa_cli.words import _, figures, messages
from aaa_cli.words.problem import Problem


class ShowReport(NamedTuple):
    """An activity with the parts that were asked for, and what happened to them, newest first."""

    scope: Scope
    activity: Activity
    parts: list[View]
    past: Sequence[Event]


def find(plan: Plan, word: str) -> tuple[Activity, Part | None]:
    """Return what an id means: a part with its activity, or an activity alone.

    The first that fits counts: full id, activity's id, part's own id if only one has it, a prefix of these that
    is unique. Raises Problem (exit 2) with the candidates.
    """
    try:
        id_ = ids.find({activity.id: [part.id for part in activity.parts] for activity in plan.activities}, word)
    except Problem as problem:
        if word.strip().casefold() in {partner.id for partner in plan.partners}:
            command = f"aaa partners {figures.one_line(word)}"
            problem.remedy = _("Alles over deze partner toont: {command}").format(command=command)
        raise
    own, _slash, part_id = id_.partition("/")
    activity = next(activity for activity in plan.activities if activity.id == own)
    return activity, next((part for part in activity.parts if part.id == part_id), None)


def show(scope: Scope, activity: Activity, part: Part | None, past: Sequence[Event] = ()) -> ShowReport:
    """Return an activity with all its parts, or with one; `past` is what happened to its parts."""
    parts = views(replace(scope.plan, activities=(activity,)), scope.today)
    return ShowReport(scope, activity, [view for view in parts if part is None or view.part == part], past)


def fields(answer: ShowReport) -> Fields:
    """Return the answer as JSON has it."""
    scope, activity = answer.scope, answer.activity
    return {
        "schema_version": 1,
        "plan": scope.plan_fields(),
        "today": scope.today,
        "activity": {"id": activity.id, "title": activity.label, "theme": activity.theme},
        "parts": [
            part_fields(view, scope.plan.head.year)
            | {
                "log": [_log_fields(entry) for entry in view.part.log],
                "source": view.part.source,
                "remark": view.part.remark,
                "history": [_event_fields(event) for event in _of(answer, view)],
            }
            for view in answer.parts
        ],
    }


def _of(answer: ShowReport, view: View) -> list[Event]:
    return [event for event in answer.past if event.change.item.id == view.id]


def _event_fields(event: Event) -> Fields:
    commit, change = event
    return {
        "rev": commit.rev if commit else None,
        "date": commit.date if commit else None,
        "author": commit.author if commit else None,
        "field": change.field,
        "old": change.old,
        "new": change.new,
    }


def _log_fields(entry: LogEntry) -> Fields:
    return entry.model_dump(exclude_none=True)


def document(answer: ShowReport) -> Document:
    """Return the answer as people read it."""
    scope, activity = answer.scope, answer.activity
    plan = scope.plan
    ambitions = {ambition.id: ambition.label for ambition in plan.head.ambitions}
    pillars = {pillar.id: pillar.label for pillar in plan.head.pillars}
    about = _pairs(
        (_("Id"), activity.id),
        (_("Thema"), plan.theme_titles[activity.theme]),
        (_("Programma"), next((item.label for item in plan.programmes if item.id == activity.programme), None)),
        (_("Ambities"), tuple(ambitions[code] for code in activity.ambitions)),
        (_("Pijlers"), tuple(pillars[code] for code in activity.pillars)),
    )
    present = items(plan.sources) if answer.past else {}
    words = known(present, present)
    sections = [Section(table=about)]
    for view in answer.parts:
        sections.append(Section(view.part.label, table=_part_pairs(plan, view)))
        if view.part.log:
            sections.append(
                Section(
                    _("Logboek: {part}").format(part=view.part.label), table=_log_table(plan, view.part.log), level=2
                )
            )
        if past := _of(answer, view):
            title = _("Geschiedenis: {part}").format(part=view.part.label)
            sections.append(Section(title, table=_past_table(past, words), level=2))
    sections += _about_sections(plan, activity, answer.parts)
    return Document(
        title=activity.label,
        day=scope.today,
        facts=scope._replace(found=len(answer.parts)).facts(),
        sections=tuple(sections),
        data=parts_table(plan, answer.parts),
        revision=scope.told_revision,
        events=events(plan, answer.parts),
    )


def _about_sections(plan: Plan, activity: Activity, shown: Sequence[View]) -> Iterator[Section]:
    """Yield the decisions and risks about an activity or the parts that are shown."""
    subjects = {activity.id, *(view.id for view in shown)}
    decisions = tuple(
        (
            item.text,
            plan.names[item.asked_of],
            item.due,
            item.outcome or Toned(_("nog niet genomen"), Tone.CAUTION),
        )
        for item in plan.decisions
        if item.about in subjects
    )
    risks = tuple(
        (item.text, f"{item.chance} × {item.impact}", item.measure, plan.names.get(item.owner, item.owner))
        for item in plan.risks
        if item.about in subjects
    )
    if decisions:
        columns = (_("Besluit"), _("Gevraagd aan"), _("Uiterlijk"), _("Uitkomst"))
        yield Section(_("Besluiten"), table=Table(_columns(columns), decisions))
    if risks:
        columns = (_("Risico"), _("Kans × gevolg"), _("Maatregel"), _("Eigenaar"))
        yield Section(_("Risico's"), table=Table(_columns(columns), risks))


def _columns(titles: Sequence[str]) -> tuple[Column, ...]:
    roles = (Role.TITLE, Role.TEXT, Role.TEXT, Role.TEXT)
    return tuple(Column(title, "", role) for title, role in zip(titles, roles, strict=True))


def _part_pairs(plan: Plan, view: View) -> Table:
    part, given = view.part, view.part.light or Judgement()
    span = None
    if part.period:
        start, end = figures.day(part.period.start), figures.day(part.period.end)
        span = _("{start} t/m {end}").format(start=start, end=end)
    return _pairs(
        (_("Id"), view.id),
        (_("Omschrijving"), part.description),
        (_("Periode"), period_cell(part)),
        (_("Looptijd"), span),
        (_("Trekker"), trekker_cell(plan, part)),
        (_("Partners"), names(plan, part.partners) or Toned(_("geen"), Tone.QUIET)),
        (_("Status"), status_cell(view)),
        (_("Stoplicht"), view.shown.light),
        (_("Toelichting"), messages.light_reason(view.shown.reason, {**view.shown.values, "cause": ""})),
        (_("Oorzaak"), given.cause),
        (_("Gevolg"), given.consequence),
        (_("Maatregel"), given.measure),
        (_("Opmerking"), part.remark),
        (_("Bron"), part.source),
    )


def _pairs(*pairs: tuple[str, Cell]) -> Table:
    """Return a table of labels and values without headings; what is not known is left out."""
    columns = (Column(_("Gegeven"), "label"), Column(_("Waarde"), "value", Role.TITLE))
    return Table(columns, tuple(pair for pair in pairs if pair[1] not in (None, "", ())), headed=False)


def _log_table(plan: Plan, log: Sequence[LogEntry]) -> Table:
    columns = (
        Column(_("Nr"), "number"),
        Column(_("Datum"), "date"),
        Column(_("Wat"), "text", Role.TITLE),
        Column(_("Afspraak"), "action"),
    )
    rows = ((number, entry.date, entry.text, _action(plan, entry)) for number, entry in enumerate(log, start=1))
    return Table(columns, tuple(rows))


def _past_table(past: Sequence[Event], words: Known) -> Table:
    columns = (Column(_("Datum"), "date"), Column(_("Wie"), "author"), Column(_("Wat"), "text", Role.TITLE))
    unsaved = (Toned(_("nog niet bewaard"), Tone.CAUTION), None)
    rows = ((*((commit.date, commit.author) if commit else unsaved), told(change, words)) for commit, change in past)
    return Table(columns, tuple(rows))


def _action(plan: Plan, entry: LogEntry) -> str | None:
    """Return who does what by when, of an agreed action."""
    told = [plan.names.get(entry.who, entry.who)] if entry.who else []
    if entry.due:
        told.append(_("uiterlijk {day}").format(day=figures.short_day(entry.due)))
    if entry.done:
        told.append(_("gereed {day}").format(day=figures.short_day(entry.done)))
    return ", ".join(told) or None
