"""Risks with what is done about them, the highest first."""

from aaa_cli.plan.models import Risk
from aaa_cli.reports.document import Column, Role, Table
from aaa_cli.reports.parts import about_cell, name, titles
from aaa_cli.reports.progress.chapter import Chapter, Situation
from aaa_cli.words import _


def highest_first(now: Situation) -> list[Risk]:
    """Return the risks of what is in scope, by chance × impact."""
    found = [risk for risk in now.scope.plan.risks if now.scope.concerns(risk.about)]
    return sorted(found, key=lambda risk: -risk.chance * risk.impact)


def risks(now: Situation) -> Chapter:
    """Return a row for each risk."""
    plan, subjects = now.scope.plan, titles(now.scope.whole)
    columns = (
        Column(_("Risico"), "text", Role.TITLE),
        Column(_("Kans (1–5)"), "chance"),
        Column(_("Gevolg (1–5)"), "impact"),
        Column(_("Kans × gevolg"), "score"),
        Column(_("Beheersmaatregel"), "measure", Role.NOTE),
        Column(_("Eigenaar"), "owner"),
        Column(_("Gaat over"), "about"),
        Column(_("Id"), "id", Role.ID),
    )
    rows = tuple(
        (
            risk.text,
            risk.chance,
            risk.impact,
            risk.chance * risk.impact,
            risk.measure,
            name(plan, risk.owner),
            about_cell(subjects, risk.about),
            risk.id,
        )
        for risk in highest_first(now)
    )
    return Chapter("risks", _("Risico's en beheersmaatregelen"), (("", Table(columns, rows)),))
