"""What one partner brings to a meeting: what it leads and takes part in, and what waits for it."""

from typing import NamedTuple

from aaa_cli.plan.models import Decision, Partner
from aaa_cli.reports import actions, decisions, deviations
from aaa_cli.reports.actions import Action
from aaa_cli.reports.document import Column, Document, Role, Section, Table
from aaa_cli.reports.listing import Listing
from aaa_cli.reports.listing import fields as list_fields
from aaa_cli.reports.parts import Fields, Scope, View, activities_table, events, parts_table, views
from aaa_cli.words import _

_ROWS = 5  # to write in


class Meeting(NamedTuple):
    """The parts of a partner, and what is asked of it or of a body that it is a member of."""

    scope: Scope
    partner: Partner
    leads: list[View]
    takes_part: list[View]
    off_course: list[View]
    decisions: list[Decision]
    actions: list[Action]

    @property
    def parts(self) -> list[View]:
        """All its parts, those that it leads first."""
        return [*self.leads, *self.takes_part]


def meeting(scope: Scope, around: Scope, partner: Partner) -> Meeting:
    """Return the list for a partner's meeting; `scope` has its parts, `around` all in which something may wait."""
    shown, everywhere = views(scope.plan, scope.today), views(around.plan, scope.today)
    theirs = [view for view in everywhere if partner.id in (*view.part.trekker, *view.part.partners)]
    asked = {partner.id, *(body.id for body in scope.plan.governance if partner.id in body.members)}
    agreed = actions.actions(everywhere)
    return Meeting(
        scope,
        partner,
        [view for view in shown if partner.id in view.part.trekker],
        [view for view in shown if partner.id not in view.part.trekker],
        deviations.deviating(theirs, deviations.contradictions(around.plan, theirs, scope.today)),
        [item for item in decisions.asked(scope.whole) if item.asked_of in asked and around.concerns(item.about)],
        [action for action in agreed if action.is_open and action.entry.who in asked],
    )


def fields(answer: Meeting) -> Fields:
    """Return the answer as JSON has it: as a list of parts, with the ids of each section."""
    return list_fields(Listing(answer.scope, answer.parts)) | {
        "partner": answer.partner.id,
        "leads": [view.id for view in answer.leads],
        "takes_part": [view.id for view in answer.takes_part],
        "overdue": [view.id for view in answer.off_course if view.overdue],
        "deviations": [view.id for view in answer.off_course],
        "decisions": [decisions.fields(item) for item in answer.decisions],
        "actions": [action.fields() for action in answer.actions],
    }


def document(answer: Meeting, *, notes: bool = False) -> Document:
    """Return the answer as people read it; with `notes` each table has an empty column to write in."""
    scope = answer.scope
    plan = scope.whole
    against = deviations.contradictions(plan, answer.off_course, scope.today)
    tables = (
        (_("Wat {partner} trekt"), activities_table(scope.plan, answer.leads)),
        (_("Waar {partner} aan meedoet"), activities_table(scope.plan, answer.takes_part)),
        (_("Wat te laat is of afwijkt"), deviations.table(plan, answer.off_course, against)),
        (_("Besluiten die op {partner} wachten"), decisions.table(plan, answer.decisions, scope.today)),
        (_("Afspraken die {partner} nog nakomt"), actions.table(plan, answer.actions, scope.today)),
    )
    return Document(
        _("Overleg met {partner}").format(partner=answer.partner.label),
        scope.today,
        scope.facts(),
        (
            *(_section(title.format(partner=answer.partner.label), table, notes=notes) for title, table in tables),
            *([_new_actions()] if notes else []),
        ),
        parts_table(plan, answer.parts),
        (*scope.notes(), *([_("Wat afwijkt of wacht is dat van alle kwartalen.")] if scope.filter.quarters else [])),
        scope.told_revision,
        events(plan, answer.parts),
        hints=scope.hints(),
    )


def _section(title: str, table: Table, *, notes: bool) -> Section:
    if not table.rows:
        return Section(title, (_("geen"),))
    return Section(title, table=_with_notes(table) if notes else table)


def _new_actions() -> Section:
    """Return empty rows, for what is agreed during the meeting."""
    headings = ((_("Wat"), "text"), (_("Wie"), "who"), (_("Uiterlijk"), "due"))
    columns = tuple(Column(title, key, Role.BLANK) for title, key in headings)
    return Section(_("Nieuwe afspraken"), table=Table(columns, ((None,) * len(columns),) * _ROWS))


def _with_notes(table: Table) -> Table:
    column = Column(_("Afspraak"), "notes", Role.BLANK)
    return table._replace(columns=(*table.columns, column), rows=tuple((*row, None) for row in table.rows))
