"""Parts as answers show them: how one stands on a day, its fields for JSON, and its row in a table."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from aaa_cli.plan.history import Version
from aaa_cli.plan.models import Activity, Part, Plan, Status, full_id
from aaa_cli.plan.period import Period
from aaa_cli.plan.progress import OPEN, Shown, light, overdue
from aaa_cli.reports.document import Cell, Coded, Column, Event, Role, Table, Tone, Toned
from aaa_cli.reports.select import Filter, described
from aaa_cli.words import DUTCH, _, figures, labels, language, messages, ngettext, own

Fields = dict[str, Any]


class Scope(NamedTuple):
    """What every answer says of itself: of which plan, on which day, what was asked and how much that is."""

    plan: Plan  # what the filter leaves of it
    whole: Plan
    today: date
    filter: Filter
    found: int
    of: int
    undated: tuple[str, ...]
    revision: str | None
    version: Version | None = None

    @property
    def told_revision(self) -> str | None:
        """The plan's Git revision, where the facts do not tell it already."""
        return None if self.version else self.revision

    @property
    def title(self) -> str:
        """The plan's title in the chosen language."""
        return own(self.plan.head.title, self.plan.head.title_en)

    def plan_fields(self) -> Fields:
        """Return what JSON says of the plan."""
        return {"title": self.title, "year": self.plan.head.year, "revision": self.revision}

    def fields(self) -> Fields:
        """Return the fields that JSON answers begin with."""
        return {
            "schema_version": 1,
            "plan": self.plan_fields(),
            "today": self.today,
            "filter": dict(self.filter.given),
            "count": self.found,
            "of": self.of,
        }

    def facts(self, counted: str = "") -> tuple[tuple[str, str], ...]:
        """Return what a reader of a print must know: day, an old version, filter, how many parts of how many.

        With `counted` it is something else that is counted.
        """
        return (
            (_("Plan"), self.title),
            (_("Peildatum"), figures.day(self.today)),
            *([(_("Versie uit Git"), self.version.label)] if self.version else []),
            (_("Filter"), described(self.plan, self.filter) or _("geen")),
            (_("Aantal"), counted or _("{count} van {of} onderdelen").format(count=self.found, of=self.of)),
            *self._untranslated(),
        )

    def concerns(self, about: str | None) -> bool:
        """Tell whether the id of an activity or a part is in scope; without a filter what is about nothing is too."""
        if not self.narrowed:
            return True
        return any(about in (activity.id, full_id(activity, part)) for activity, part in self.plan.parts())

    @property
    def narrowed(self) -> bool:
        """Whether a filter may have left parts out."""
        return any(name not in ("quarter", "undated") for name in self.filter.given)

    def notes(self) -> tuple[str, ...]:
        """Return what a reader would miss: the parts that a quarter leaves out."""
        if not self.undated:
            return ()
        count = len(self.undated)
        left_out = ngettext(
            "{count} onderdeel zonder periode is niet meegeteld.",
            "{count} onderdelen zonder periode zijn niet meegeteld.",
            count,
        )
        return (left_out.format(count=count),)

    def _untranslated(self) -> tuple[tuple[str, str], ...]:
        """Return the fact, for who reads another language, of what is in Dutch."""
        if language() == DUTCH:
            return ()
        plan = self.plan
        titled = [*plan.themes, *plan.activities, *(part for _activity, part in plan.parts())]
        count = sum(item.title_en is None for item in titled)
        told = _("omschrijvingen en notities zijn in het Nederlands")
        if count:
            told = _("omschrijvingen, notities en {count} van de {of} titels zijn in het Nederlands")
        return ((_("Taal"), told.format(count=count, of=len(titled))),)

    def hints(self) -> tuple[str, ...]:
        """Return which option shows what is left out."""
        return (_("Ook zien wat geen periode heeft? Voeg --undated toe."),) if self.undated else ()


class View(NamedTuple):
    """A part as it stands on a day."""

    activity: Activity
    part: Part
    shown: Shown
    overdue: bool

    @property
    def id(self) -> str:
        """The part's full id."""
        return full_id(self.activity, self.part)

    @property
    def title(self) -> str:
        """The part's title behind that of its activity."""
        return _title(self.activity, self.part)


def _title(activity: Activity, part: Part) -> str:
    return part.label if part.label == activity.label else f"{activity.label}: {part.label}"


def views(plan: Plan, today: date) -> list[View]:
    """Return each part of a plan as it stands on a day, in file order."""
    return [View(activity, part, light(part, today), overdue(part, today)) for activity, part in plan.parts()]


def part_fields(view: View, year: int) -> Fields:
    """Return the fields that JSON has of a part."""
    activity, part = view.activity, view.part
    return {
        "id": view.id,
        "activity": activity.id,
        "activity_title": activity.label,
        "theme": activity.theme,
        "title": part.label,
        "description": part.description,
        "period": _period_fields(part, year),
        "trekker": part.trekker,
        "partners": part.partners,
        "programme": activity.programme,
        "ambitions": activity.ambitions,
        "status": part.status,
        "light": view.shown.light,
        "light_reason": messages.light_reason(view.shown.reason, view.shown.values),
        "overdue": view.overdue,
    }


def _period_fields(part: Part, year: int) -> Fields | None:
    if part.period is None:
        return None
    period = part.period
    return {"text": period.text, "start": period.start, "end": period.end, "quarters": period.quarters(year)}


def titles(plan: Plan) -> dict[str, str]:
    """Return the titles of activities and parts by id."""
    found = {activity.id: activity.label for activity in plan.activities}
    return found | {full_id(activity, part): _title(activity, part) for activity, part in plan.parts()}


def names(plan: Plan, ids: Iterable[str]) -> tuple[Coded, ...]:
    """Return the short names of partners; `ntb` stays."""
    return tuple(name(plan, code) for code in ids)


def name(plan: Plan, id_: str) -> Coded:
    """Return the short name of a partner or a body."""
    return Coded(plan.names.get(id_, id_), id_)


def about_cell(subjects: Mapping[str, str], about: str | None) -> Cell:
    """Return what a decision or a risk is about, by the titles of `titles`."""
    return Coded(subjects.get(about, about), about) if about else None


def trekker_cell(plan: Plan, part: Part) -> Cell:
    """Return who leads a part; nobody stands out as long as there is work to do."""
    tone = Tone.CAUTION if part.status in OPEN else Tone.QUIET
    return names(plan, part.trekker) or Toned(_("geen trekker"), tone, absent=True)


def period_cell(part: Part) -> Cell:
    """Return the period as it was written."""
    return period_words(part.period) if part.period else Toned(_("geen periode"), Tone.QUIET, absent=True)


def period_words(period: Period) -> Cell:
    """Return a period as it was written, for people in their own language."""
    words = figures.period(period.text)
    return period.text if words == period.text else Coded(words, period.text)


def status_cell(view: View) -> Cell:
    """Return the status; late stands out."""
    if not view.overdue:
        return view.part.status
    status = _(labels.STATUS[view.part.status])
    return Toned(_("{status}, te laat").format(status=status), Tone.ALARM)


def nothing_found(found: Collection[object]) -> tuple[Toned, ...]:
    """Return the line that stands where a filter leaves nothing."""
    return () if found else (Toned(_("Geen onderdeel past bij dit filter."), Tone.QUIET),)


def _span_cells(part: Part) -> tuple[Cell, Cell, Cell]:
    if part.period is None:
        return period_cell(part), None, None
    return period_words(part.period), part.period.start, part.period.end


def parts_table(plan: Plan, shown: Iterable[View]) -> Table:
    """Return the flat table of parts that lists and data formats hold."""
    columns = (
        Column(_("Thema"), "theme", Role.EXTRA),
        Column(_("Activiteit"), "activity_title", Role.EXTRA),
        Column(_("Onderdeel"), "title", Role.TITLE),
        Column(_("Id"), "id", Role.ID),
        Column(_("Periode"), "period"),
        Column(_("Begin"), "start", Role.EXTRA),
        Column(_("Eind"), "end", Role.EXTRA),
        Column(_("Trekker"), "trekker"),
        Column(_("Partners"), "partners", Role.EXTRA),
        Column(_("Status"), "status"),
        Column(_("Stoplicht"), "light", Role.EXTRA),
        Column(_("Te laat"), "overdue"),
    )
    rows = tuple(
        (
            Coded(plan.theme_titles[view.activity.theme], view.activity.theme),
            view.activity.label,
            view.part.label,
            view.id,
            *_span_cells(view.part),
            trekker_cell(plan, view.part),
            names(plan, view.part.partners),
            view.part.status,
            view.shown.light,
            Coded(_("ja"), True, Tone.ALARM) if view.overdue else Coded(_("nee"), False),
        )
        for view in shown
    )
    return Table(columns, rows, whole=True)


def activities_table(plan: Plan, shown: Iterable[View], *, partners: bool = False) -> Table:
    """Return a table of parts by their activities, as hand-outs have it, with or without their partners."""
    columns = (
        Column(_("Activiteit"), "activity_title", Role.GROUP),
        Column(_("Onderdeel"), "title", Role.TITLE),
        Column(_("Periode"), "period"),
        Column(_("Trekker"), "trekker"),
        *([Column(_("Partners"), "partners", Role.NOTE)] if partners else []),
        Column(_("Status"), "status"),
        Column(_("Stoplicht"), "light"),
        Column(_("Id"), "id", Role.ID),
    )
    rows = (
        (
            view.activity.label,
            view.part.label,
            period_cell(view.part),
            trekker_cell(plan, view.part),
            *([names(plan, view.part.partners)] if partners else []),
            status_cell(view),
            view.shown.light,
            view.id,
        )
        for view in shown
    )
    return Table(columns, tuple(rows))


def events(plan: Plan, shown: Iterable[View]) -> tuple[Event, ...]:
    """Return the parts that have a period as a calendar has them."""
    return tuple(_event(plan, view) for view in shown if view.part.period)


def _event(plan: Plan, view: View) -> Event:
    part, activity = view.part, view.activity
    assert part.period
    about = (
        (_("Activiteit"), activity.label),
        (_("Omschrijving"), part.description),
        (_("Periode"), figures.period(part.period.text)),
        (_("Trekker"), figures.listed(name.text for name in names(plan, part.trekker)) or _("geen trekker")),
        (_("Partners"), figures.listed(name.text for name in names(plan, part.partners))),
        (_("Status"), _(labels.STATUS[part.status])),
        (_("Id"), view.id),
    )
    return Event(
        f"{plan.head.year}/{view.id}@aaa",
        view.title,
        part.period.start,
        part.period.end,
        "\n".join(f"{label}: {value}" for label, value in about if value),
        plan.theme_titles[activity.theme],
        cancelled=part.status == Status.CANCELLED,
    )
