"""The year plan's own tables, laid out as in the adopted document."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from aaa_cli.plan.models import BudgetLine, Payer, Plan, Theme
from aaa_cli.reports.document import Cell, Column, Document, Role, Section, Table
from aaa_cli.reports.listing import Listing
from aaa_cli.reports.money import money
from aaa_cli.reports.parts import View, events, names, nothing_found, parts_table, period_words
from aaa_cli.words import _, figures


def document(answer: Listing) -> Document:
    """Return the parts as the tables of the plan's themes; without a filter the cost estimate stands below them."""
    scope = answer.scope
    plan = scope.plan
    themes = [section for theme in plan.themes for section in _theme(plan, theme, answer.parts)]
    return Document(
        _("Jaarplan {year}").format(year=plan.head.year),
        scope.today,
        scope.facts(),
        (
            Section(lines=nothing_found(answer.parts)),
            *themes,
            *(_cost_estimate(plan) if not (scope.narrowed or scope.filter.quarters) else ()),
        ),
        parts_table(plan, answer.parts),
        scope.notes(),
        scope.told_revision,
        events(plan, answer.parts),
        hints=scope.hints(),
    )


def _theme(plan: Plan, theme: Theme, shown: Sequence[View]) -> Iterator[Section]:
    views = [view for view in shown if view.activity.theme == theme.id]
    if not views:
        return
    lines = (theme.summary,) if theme.summary else ()
    if not theme.vision and not theme.goals:
        yield Section(theme.label, lines, _activities(plan, views))
        return
    # a theme with a vision is told as one: what it wants, what for, and how
    pairs: list[tuple[Cell, ...]] = []
    if theme.vision:
        pairs.append((_("Visie"), theme.vision))
    if theme.goals:
        pairs.append((_("Ambitie"), _listed(theme.goals)))
    told_whole = not any(view.part.period or view.part.trekker or view.part.partners for view in views)
    if told_whole:
        pairs.append((_("Aanpak"), _listed(_told(plan, view) for view in views)))
    columns = (Column(_("Gegeven"), "label"), Column(_("Waarde"), "value", Role.TITLE))
    yield Section(theme.label, lines, Table(columns, tuple(pairs), headed=False))
    if not told_whole:
        yield Section(_("Aanpak"), table=_activities(plan, views), level=2)


def _listed(texts: Iterable[str]) -> str:
    return "\n".join(f"– {text}" for text in texts)


def _activities(plan: Plan, views: Sequence[View]) -> Table:
    columns = (
        Column(_("Activiteit"), "activity_title", Role.GROUP),
        Column(_("Omschrijving"), "description", Role.TITLE),
        Column(_("Periode"), "period"),
        Column(_("Partners"), "partners"),
    )
    rows = [list(parts) for _place, parts in groupby(views, key=_row_of_source)]
    owners = [parts[0].activity.id for parts in rows]
    firsts = [owner not in owners[:place] for place, owner in enumerate(owners)]
    return Table(columns, tuple(_row(plan, *each) for each in zip(rows, firsts, strict=True)))


def _row_of_source(view: View) -> tuple[str, ...]:
    """Return what parts have in common that stand in one row of the document: activity, place and period."""
    part = view.part
    return (view.activity.id, part.source, part.period.text if part.period else "") if part.source else (view.id,)


def _row(plan: Plan, parts: Sequence[View], first: bool) -> tuple[Cell, ...]:
    activity, part = parts[0].activity, parts[0].part
    partners = names(plan, dict.fromkeys(id_ for view in parts for id_ in view.part.partners))
    programme = names(plan, (activity.programme,)) if first and activity.programme else ()
    return (
        activity.label,
        "\n".join(_told(plan, view) for view in parts),
        period_words(part.period) if part.period else None,
        (*programme, *partners),
    )


def _told(plan: Plan, view: View) -> str:
    """Return a part in words: its title unless the activity has the same, its description and who leads it."""
    part = view.part
    title = part.label if part.label != view.activity.label or not part.description else None
    told = ". ".join(filter(None, (title, part.description)))
    if part.trekker:
        who = figures.listed(name.text for name in names(plan, part.trekker))
        told = f"{told.removesuffix('.')}. " + _("Trekker: {who}.").format(who=who)
    return told


def _cost_estimate(plan: Plan) -> Iterator[Section]:
    if not plan.budget.lines:
        return
    budget, sums = plan.budget, money(plan.budget)
    columns = (
        Column(_("Groep"), "group", Role.GROUP),
        Column(_("Post"), "title", Role.TITLE),
        Column(_("Totaal"), "total"),
        *(Column(_("Dekking {payer}").format(payer=payer.label), f"coverage.{payer.id}") for payer in budget.payers),
    )
    rows = tuple(_line(line, budget.payers) for line in budget.lines)
    total = ("", _("Totaal"), sums.total, *(sums.coverage.get(payer.id) for payer in budget.payers))
    yield Section(_("Kostenraming {year}").format(year=plan.head.year), table=Table(columns, rows, total))


def _line(line: BudgetLine, payers: Sequence[Payer]) -> tuple[Cell, ...]:
    what = ". ".join(filter(None, (line.label, line.description)))
    return (line.group or "", what, line.total, *(line.coverage.get(payer.id) for payer in payers))
