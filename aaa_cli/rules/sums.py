"""Sums of the budget: per row against the line's total, per column against the totals that the document states."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from aaa_cli.plan.finding import Finding, Path
from aaa_cli.plan.load import BUDGET
from aaa_cli.plan.models import Budget, Plan
from aaa_cli.words import N_, _


class Sum(NamedTuple):
    """One addition of the budget in euros: what the parts come to, and the total that is written for it."""

    code: str
    name: str
    path: Path
    sum: Decimal
    total: Decimal

    @property
    def ok(self) -> bool:
        """Tell whether it adds up."""
        return self.sum == self.total


def row_sums(budget: Budget) -> Iterator[Sum]:
    """Yield for each line, and for the stated totals, the coverage beside the total."""
    for line in budget.lines:
        path: Path = ("lines", line.id, "total")
        yield Sum("row-sum", line.label, path, sum(line.coverage.values(), Decimal()), line.total)
    if (stated := budget.stated) and stated.total is not None and stated.coverage:
        paid = sum(stated.coverage.values(), Decimal())
        yield Sum("row-sum", _(STATED), ("stated", "total"), paid, stated.total)


def column_sums(budget: Budget) -> Iterator[Sum]:
    """Yield for the total, and for each payer, the sum of the lines beside the stated total."""
    if (stated := budget.stated) is None:
        return
    if stated.total is not None:
        total = sum((line.total for line in budget.lines), Decimal())
        yield Sum("column-sum", _(TOTAL), ("stated", "total"), total, stated.total)
    if stated.coverage:
        paid = budget.covered()
        for payer in budget.payers:
            path: Path = ("stated", "coverage", payer.id)
            yield Sum("column-sum", payer.label, path, paid[payer.id], stated.coverage.get(payer.id, Decimal()))


STATED = N_("Vastgestelde totalen")
TOTAL = N_("Totaal")


def row_sum(plan: Plan) -> Iterator[Finding]:
    """De dekking van een post telt niet op tot het totaal van die post.

    Achter 'total' staat wat een post kost, onder 'coverage' wie welk deel betaalt. Samen betalen de financiers
    precies het totaal: niet meer en niet minder. Voor de vastgestelde totalen onder 'stated' geldt hetzelfde.

    Fout in budget.yaml:

        total: 50000
        coverage: {gemeente: 30000, fonds: 10000}

    Goed:

        total: 50000
        coverage: {gemeente: 30000, fonds: 20000}
    """
    for row in row_sums(plan.budget):
        if not row.ok:
            yield _finding(row, "row")


def column_sum(plan: Plan) -> Iterator[Finding]:
    """De posten tellen niet op tot een totaal dat het vastgestelde plan noemt.

    Onder 'stated' staan de totalen zoals het vastgestelde plan ze noemt: van alles samen, en per financier. Zo valt
    een post op die ontbreekt, dubbel staat of verkeerd is overgetypt.

    Fout in budget.yaml:

        stated:
          total: 60000

    Goed:

        stated:
          total: 50000
    """
    for column in column_sums(plan.budget):
        if not column.ok:
            yield _finding(column, "column")


def _finding(addition: Sum, kind: str) -> Finding:
    values = {
        kind: addition.name,
        "sum": addition.sum,
        "total": addition.total,
        "difference": abs(addition.sum - addition.total),
    }
    return Finding(addition.code, BUDGET, addition.path, values)
