"""What stands behind the report: what changed, what was reached, all parts, and what the lights mean."""

from aaa_cli.plan.progress import Light
from aaa_cli.reports.changes import subject, told
from aaa_cli.reports.difference import change_fields
from aaa_cli.reports.document import Cell, Coded, Column, Role, Table
from aaa_cli.reports.parts import View, names, part_fields, period_cell, status_cell, titles, trekker_cell
from aaa_cli.reports.progress.chapter import Chapter, Situation
from aaa_cli.reports.select import NONE
from aaa_cli.words import N_, _


def changed(now: Situation) -> Chapter:
    """Return what changed in the plan since the earlier version; with a filter, in the parts in scope."""
    title = _("Wijzigingen ten opzichte van een eerdere versie")
    columns = (Column(_("Onderwerp"), "subject", Role.GROUP), Column(_("Wat"), "text", Role.TITLE))
    if now.before is None:
        none = _("Er is geen eerdere versie van het plan in Git om mee te vergelijken.")
        return Chapter("changes", title, (("", Table(columns, ())),), (none,))
    ids = {view.id for view in now.shown} if now.scope.narrowed else None
    found = [change for change in now.before.changes if ids is None or change.item.id in ids]
    subjects = titles(now.scope.whole)
    rows = tuple(
        (subjects.get(change.item.id) or subject(change), told(change, now.before.words)) for change in found
    )
    line = _("Vergeleken met de versie van {version}.").format(version=now.before.version)
    return Chapter("changes", title, (("", Table(columns, rows)),), (line,), [*map(change_fields, found)])


def results(now: Situation) -> Chapter:
    """Return what was reached, with the ambitions that it serves."""
    plan, asked = now.scope.plan, now.scope.filter
    ambitions = {ambition.id: ambition.label for ambition in plan.head.ambitions}
    columns = (
        Column(_("Resultaat"), "title", Role.TITLE),
        Column(_("Wat er bereikt is"), "text", Role.NOTE),
        Column(_("Thema"), "theme"),
        Column(_("Draagt bij aan"), "ambitions"),
        Column(_("Datum"), "date"),
        Column(_("Id"), "id", Role.ID),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            result.label,
            result.text,
            Coded(plan.theme_titles[result.theme], result.theme) if result.theme else None,
            tuple(Coded(ambitions[id_], id_) for id_ in result.ambitions),
            result.date,
            result.id,
        )
        for result in plan.results
        if (not asked.theme or result.theme in asked.theme)
        and (not asked.ambition or not asked.ambition.isdisjoint(result.ambitions or (NONE,)))
    )
    return Chapter("results", _("Resultaten en successen"), (("", Table(columns, rows)),))


def parts(now: Situation) -> Chapter:
    """Return all parts in scope."""
    plan = now.scope.plan
    columns = (
        Column(_("Activiteit"), "activity_title", Role.GROUP),
        Column(_("Onderdeel"), "title", Role.TITLE),
        Column(_("Periode"), "period"),
        Column(_("Trekker"), "trekker"),
        Column(_("Partners"), "partners", Role.EXTRA),
        Column(_("Status"), "status"),
        Column(_("Stoplicht"), "light"),
        Column(_("Id"), "id", Role.ID),
    )

    def row(view: View) -> tuple[Cell, ...]:
        return (
            view.activity.label,
            view.part.label,
            period_cell(view.part),
            trekker_cell(plan, view.part),
            names(plan, view.part.partners),
            status_cell(view),
            view.shown.light,
            view.id,
        )

    tables = [
        (theme.label, Table(columns, tuple(row(view) for view in now.shown if view.activity.theme == theme.id)))
        for theme in plan.themes
    ]
    records = [part_fields(view, plan.head.year) for view in now.shown]
    return Chapter("parts", _("Bijlage: alle onderdelen"), tables, rows=records)


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
        _("Gereed is een onderdeel in het kwartaal van zijn laatste notitie, of waarin zijn periode eindigt."),
    )
    return Chapter("legend", _("Leeswijzer"), (("", Table(columns, rows)),), lines)
