"""What stands behind the report: what changed, what was reached, all parts, and what the lights mean."""

from collections.abc import Iterable, Iterator

from aaa_cli.plan.changes import Change
from aaa_cli.plan.models import Result
from aaa_cli.plan.progress import Light
from aaa_cli.reports.ambitions import reached
from aaa_cli.reports.difference import change_fields, sections
from aaa_cli.reports.document import Cell, Coded, Column, Role, Table
from aaa_cli.reports.parts import activities_table, part_fields
from aaa_cli.reports.progress.chapter import Chapter, Situation
from aaa_cli.words import N_, _, figures


def changed(now: Situation) -> Chapter:
    """Return what changed in the plan since the earlier version; with a filter, in the parts in scope.

    People are not told what the log and the explanations of lights say: these stand elsewhere in the report.
    """
    title = _("Wijzigingen ten opzichte van een eerdere versie")
    if now.before is None:
        return Chapter("changes", title, (), nothing=_("Er is geen eerdere versie om mee te vergelijken."))
    ids = {view.id for view in now.shown} if now.scope.narrowed else None
    found = [each for each in now.before.difference.changes if ids is None or each.item.id in ids]
    shown = now.before.difference._replace(changes=found)
    found_in = sections(shown, _without_notes)
    tables = [(each.title, each.table.without_empty()) for each in found_in if each.table]
    lines = [_("Vergeleken met het plan van {day}.").format(day=figures.day(now.before.version.date))]
    if any(_is_note(each) for each in found):
        lines.append(_("Notities en toelichtingen bij stoplichten zijn hier weggelaten."))
    return Chapter("changes", title, tables, tuple(lines), [*map(change_fields, found)])


def _without_notes(changes: Iterable[Change]) -> list[Change]:
    return [change for change in changes if not _is_note(change)]


def _is_note(change: Change) -> bool:
    return change.field in ("log", "light.cause", "light.consequence", "light.measure")


def in_span(now: Situation) -> list[Result]:
    """Return what was reached in the span of the report."""
    return [item for item in reached(now.scope) if item.date and now.span.holds(item.date)]


def results(now: Situation) -> Chapter:
    """Return what was reached, with the ambitions that it serves: first that of the span, then all else."""
    plan, fresh = now.scope.plan, in_span(now)
    ambitions = {ambition.id: ambition.label for ambition in plan.head.ambitions}
    columns = (
        Column(_("Resultaat"), "title", Role.TITLE),
        Column(_("Wat er bereikt is"), "text", Role.NOTE),
        Column(_("Thema"), "theme"),
        Column(_("Draagt bij aan"), "ambitions"),
        Column(_("Datum"), "date"),
        Column(_("Id"), "id", Role.ID),
    )

    def table(listed: Iterable[Result]) -> Table:
        rows: Iterator[tuple[Cell, ...]] = (
            (
                item.label,
                item.text,
                Coded(plan.theme_titles[item.theme], item.theme) if item.theme else None,
                tuple(Coded(ambitions[id_], id_) for id_ in item.ambitions),
                item.date,
                item.id,
            )
            for item in listed
        )
        return Table(columns, tuple(rows))

    earlier = table(item for item in reached(now.scope) if item not in fresh)
    in_all = Table(columns, (*table(fresh).rows, *earlier.rows))
    tables = (
        (_("In {span}").format(span=now.span.text), table(fresh).without_empty()),
        (_("Eerder bereikt"), earlier.without_empty()),
    )
    return Chapter("results", _("Resultaten en successen"), tables, rows=in_all.records())


def parts(now: Situation) -> Chapter:
    """Return all parts in scope."""
    plan = now.scope.plan
    by_theme = [(theme, [view for view in now.shown if view.activity.theme == theme.id]) for theme in plan.themes]
    tables = [(theme.label, activities_table(plan, shown, partners=True)) for theme, shown in by_theme]
    records = [part_fields(view, plan.head.year) for view in now.shown]
    return Chapter("parts", _("Bijlage: alle onderdelen"), tables, rows=records, new_page=True)


_SET = {
    Light.RED: N_("tijd, geld of kwaliteit is rood"),
    Light.AMBER: N_("tijd, geld of kwaliteit is oranje, en geen van de drie is rood"),
    Light.GREEN: N_("wat beoordeeld is, is groen"),
}
_COMPUTED = {
    Light.RED: N_("te laat: de laatste dag is voorbij en het onderdeel is niet gereed of vervallen"),
    Light.AMBER: N_("de laatste dag is binnen 14 dagen"),
    Light.GREEN: N_("het loopt en de laatste dag is nog niet in zicht"),
    Light.GREY: N_("nog niets gemeld, nog niet begonnen, geen periode, of vervallen; stilte is geen vertraging"),
    Light.DONE: N_("het onderdeel is gereed"),
}


def legend(now: Situation) -> Chapter:
    """Return what each light means, set by a person or computed."""
    columns = (
        Column(_("Stoplicht"), "light", Role.TITLE),
        Column(_("Ingevuld door iemand"), "judged", Role.NOTE),
        Column(_("Berekend als niemand het invulde"), "computed", Role.NOTE),
    )
    rows = tuple((light, _(_SET.get(light, "")) or "–", _(_COMPUTED[light])) for light in Light)
    lines = (
        _("Een ingevuld stoplicht gaat voor. Het is het slechtste van tijd, geld en kwaliteit."),
        _("Restant is begroot min verplicht min besteed; benut is het deel dat verplicht of besteed is."),
        _(
            "Wat gereed is, staat bij het kwartaal van zijn laatste notitie, maar niet voor het begin van zijn "
            "periode; zonder notitie bij het kwartaal waarin zijn periode eindigt."
        ),
    )
    return Chapter("legend", _("Leeswijzer"), (("", Table(columns, rows)),), lines)
