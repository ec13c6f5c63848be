"""Who takes part in what: as trekker and as partner, per quarter."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from aaa_cli.plan.models import TO_BE_DETERMINED, Kind, Partner
from aaa_cli.plan.period import quarter
from aaa_cli.reports.document import Cell, Coded, Column, Document, Role, Section, Table
from aaa_cli.reports.parts import Fields, Scope, View, events, nothing_found, period_cell, status_cell, views
from aaa_cli.reports.select import Test
from aaa_cli.words import _, labels

_UNDETERMINED = Partner.model_construct(id=TO_BE_DETERMINED, name=TO_BE_DETERMINED, kind=Kind.GROUP)


class Involvement(NamedTuple):
    """What one partner leads and takes part in."""

    partner: Partner
    trekker_of: list[View]
    partner_in: list[View]

    @property
    def parts(self) -> list[View]:
        """All its parts, each once, by first day; undated ones last."""
        both = {view.id: view for view in (*self.trekker_of, *self.partner_in)}
        return sorted(both.values(), key=lambda view: view.part.period.start if view.part.period else date.max)


class PartnersReport(NamedTuple):
    """The partners of the parts in scope; `asked` is the one whose own list it is."""

    scope: Scope
    partners: list[Involvement]
    asked: Partner | None


def partners(scope: Scope, asked: str | None) -> PartnersReport:
    """Return who takes part in the parts of a scope, or what the partner with the id `asked` does."""
    shown = views(scope.plan, scope.today)
    found = [
        Involvement(
            partner,
            [view for view in shown if partner.id in view.part.trekker],
            [view for view in shown if partner.id in view.part.partners],
        )
        for partner in ([_UNDETERMINED] if asked == TO_BE_DETERMINED else scope.plan.partners)
        if asked in (None, partner.id)
    ]
    if asked is None and scope.filter.given:
        found = [item for item in found if item.parts]
    return PartnersReport(scope, found, found[0].partner if asked else None)


def with_partner(asked: str | None) -> Test | None:
    """Return the test for the parts that a partner leads or takes part in."""
    if asked is None:
        return None
    return lambda activity, part: asked in part.trekker or asked in part.partners


def fields(answer: PartnersReport) -> Fields:
    """Return the answer as JSON has it."""
    return answer.scope.fields() | {
        "partners": [
            {
                "id": item.partner.id,
                "name": item.partner.label,
                "short": item.partner.short,
                "kind": item.partner.kind,
                "trekker_of": [view.id for view in item.trekker_of],
                "partner_in": [view.id for view in item.partner_in],
            }
            for item in answer.partners
        ]
    }


def document(answer: PartnersReport) -> Document:
    """Return the answer as people read it."""
    scope = answer.scope
    table = _parts_table(answer)
    per_quarter = Section(_("Aantallen per kwartaal"), table=_counts_table(answer))
    detail = Section(_("Wie doet waaraan mee"), nothing_found(table.rows), table)
    title = _("Partners") if answer.asked is None else answer.asked.label
    shown = {view.id: view for item in answer.partners for view in item.parts}
    return Document(
        title,
        scope.today,
        scope.facts(),
        (per_quarter, detail),
        table,
        scope.notes(),
        scope.told_revision,
        events(scope.plan, shown.values()),
        hints=scope.hints(),
    )


def _counts_table(answer: PartnersReport) -> Table:
    columns = (
        Column(_("Partner"), "name", Role.TITLE),
        Column(_("Soort"), "kind", Role.EXTRA),
        Column(_("Trekker"), "trekker_of"),
        Column(_("Partner in"), "partner_in"),
        *(Column(f"Q{number}", f"q{number}") for number in (1, 2, 3, 4)),
        Column(_("Elders"), "other"),
    )
    return Table(columns, tuple(_counts(item, answer.scope.plan.head.year) for item in answer.partners))


def _counts(item: Involvement, year: int) -> tuple[Cell, ...]:
    spans = [quarter(year, number) for number in (1, 2, 3, 4)]
    counted: Counter[int] = Counter()
    for view in item.parts:
        hits = [place for place, span in enumerate(spans) if view.part.period and view.part.period.overlaps(span)]
        counted.update(hits or [4])
    return (
        item.partner.label,
        _(labels.KIND[item.partner.kind]),
        len(item.trekker_of),
        len(item.partner_in),
        *(counted[place] for place in range(5)),
    )


def _parts_table(answer: PartnersReport) -> Table:
    columns = (
        Column(_("Partner"), "name", Role.GROUP),
        Column(_("Rol"), "role"),
        Column(_("Onderdeel"), "title", Role.TITLE),
        Column(_("Periode"), "period"),
        Column(_("Status"), "status"),
        Column(_("Activiteit"), "activity_title", Role.EXTRA),
        Column(_("Id"), "id", Role.ID),
    )
    rows = tuple(
        (
            Coded(item.partner.label, item.partner.id),
            _role(item, view),
            view.part.label,
            period_cell(view.part),
            status_cell(view),
            view.activity.label,
            view.id,
        )
        for item in answer.partners
        for view in item.parts
    )
    return Table(columns, rows)


def _role(item: Involvement, view: View) -> tuple[Coded, ...]:
    roles = ((_("trekker"), "trekker", view.part.trekker), (_("partner"), "partner", view.part.partners))
    return tuple(Coded(text, code) for text, code, ids in roles if item.partner.id in ids)
