"""Where the money stands: budgeted, covered, committed, spent and left, of a line or of them all."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from aaa_cli.plan.models import BookingKind, Budget, BudgetLine, Plan
from aaa_cli.reports.parts import Fields
from aaa_cli.rules.bookings import over_budget, over_coverage, uncovered_booking
from aaa_cli.words import messages


class Money(NamedTuple):
    """Where the budget stands, in euros."""

    total: Decimal
    coverage: dict[str, Decimal]
    committed: Decimal
    spent: Decimal

    @property
    def remaining(self) -> Decimal:
        """What is neither promised nor paid."""
        return self.total - self.committed - self.spent


def line_money(budget: Budget, line: BudgetLine) -> Money:
    """Return where a line of a budget stands, its payers in the budget's order."""
    coverage = {payer.id: line.coverage[payer.id] for payer in budget.payers if payer.id in line.coverage}
    return Money(line.total, coverage, line.booked(BookingKind.COMMITTED), line.booked(BookingKind.SPENT))


def money(budget: Budget) -> Money:
    """Add up a budget."""
    return Money(
        sum((line.total for line in budget.lines), Decimal()),
        budget.covered(),
        sum((line.booked(BookingKind.COMMITTED) for line in budget.lines), Decimal()),
        sum((line.booked(BookingKind.SPENT) for line in budget.lines), Decimal()),
    )


def warnings(plan: Plan, today: date) -> list[str]:
    """Return a sentence for each line or payer of which more is booked than there is."""
    found = [finding for rule in (over_budget, over_coverage, uncovered_booking) for finding in rule(plan, today)]
    told = (messages.diagnostic(finding.code, finding.values)[0] for finding in found)
    return [f"{text[:1].upper()}{text[1:]}." for text in dict.fromkeys(told)]


def money_fields(sums: Money) -> Fields:
    """Return the fields that JSON has of a budget or a line of it."""
    return {
        "total": sums.total,
        "coverage": sums.coverage,
        "committed": sums.committed,
        "spent": sums.spent,
        "remaining": sums.remaining,
    }
