"""Where the money stands, per budget line and per payer."""

from decimal import ROUND_HALF_UP, Decimal

from aaa_cli.plan.models import BookingKind, Budget
from aaa_cli.reports.document import Cell, Coded, Column, Role, Table, Tone, Toned
from aaa_cli.reports.money import Money, line_money, money, warnings
from aaa_cli.reports.parts import Fields
from aaa_cli.reports.progress.chapter import Chapter, Situation
from aaa_cli.words import _


def finances(now: Situation) -> Chapter:
    """Return what is budgeted, committed, spent and left, and which part of it is used, per line and per payer."""
    budget = now.scope.plan.budget
    lines = [(line.id, line.label, line_money(budget, line)) for line in budget.lines]
    payers = [(payer.id, payer.label, _payer_money(budget, payer.id)) for payer in budget.payers]
    total = money(budget)
    covered = total._replace(total=sum(total.coverage.values(), Decimal()))
    lines_told = [Toned(text, Tone.ALARM) for text in warnings(now.scope.plan, now.today)]
    if now.scope.narrowed:
        lines_told.append(Toned(whole_plans_money(), Tone.PLAIN))
    return Chapter(
        "money",
        _("Geld"),
        (
            (_("Per post"), _table(_("Post"), lines, total)),
            (_("Per financier"), _table(_("Financier"), payers, covered)),
        ),
        tuple(lines_told),
        [
            {"kind": kind, "id": id_, "title": title, **_used_fields(sums)}
            for kind, rows in (("line", lines), ("payer", payers))
            for id_, title, sums in rows
        ],
        {"totals": _used_fields(total)},
    )


def whole_plans_money() -> str:
    """Return what must be said where a filter leaves parts out: the budget is not divided over them."""
    return _("Dit is het geld van het hele plan.")


def percentage(sums: Money) -> int | None:
    """Return how much of the budget is committed or spent, in whole percents; None where there is none."""
    if not sums.total:
        return None
    return int(((sums.committed + sums.spent) * 100 / sums.total).quantize(Decimal(1), ROUND_HALF_UP))


def _payer_money(budget: Budget, payer: str) -> Money:
    booked = {
        kind: sum(
            (
                entry.amount
                for line in budget.lines
                for entry in line.bookings
                if entry.payer == payer and entry.kind == kind
            ),
            Decimal(),
        )
        for kind in BookingKind
    }
    return Money(budget.covered()[payer], {}, booked[BookingKind.COMMITTED], booked[BookingKind.SPENT])


def _used_fields(sums: Money) -> Fields:
    return {
        "total": sums.total,
        "committed": sums.committed,
        "spent": sums.spent,
        "remaining": sums.remaining,
        "percentage": percentage(sums),
    }


def _table(about: str, rows: list[tuple[str, str, Money]], total: Money) -> Table:
    columns = (
        Column(about, "id", Role.TITLE),
        Column(_("Begroot"), "total"),
        Column(_("Verplicht"), "committed"),
        Column(_("Besteed"), "spent"),
        Column(_("Restant"), "remaining"),
        Column(_("Benut (%)"), "percentage"),
    )
    shown = tuple((Coded(title, id_), *_cells(sums)) for id_, title, sums in rows)
    return Table(columns, shown, (_("Totaal"), *_cells(total)))


def _cells(sums: Money) -> tuple[Cell, ...]:
    return tuple(_used_fields(sums).values())
