"""Money that is booked on a line, beside what the line has and who covers it."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from aaa_cli.plan.finding import Finding
from aaa_cli.plan.load import BUDGET
from aaa_cli.plan.models import BudgetLine, Plan


def over_budget(plan: Plan, today: date) -> Iterator[Finding]:
    """Op een post is meer geboekt dan het totaal van die post.

    Wat verplicht en besteed is, komt samen boven het totaal van de post uit. Meestal staat een bedrag verkeerd of is
    een boeking dubbel ingevoerd. Klopt het toch, dan is er een besluit over de begroting nodig.

    Fout in budget.yaml:

        bookings:
          - {id: grond, date: 2025-04-03, payer: gemeente, amount: 55000, kind: spent}

    Goed:

        bookings:
          - {id: grond, date: 2025-04-03, payer: gemeente, amount: 5500, kind: spent}
    """
    for line in plan.budget.lines:
        if (booked := sum(_booked(line).values(), Decimal())) > line.total:
            values = {"line": line.label, "booked": booked, "total": line.total, "difference": booked - line.total}
            yield Finding("over-budget", BUDGET, ("lines", line.id, "total"), values)


def over_coverage(plan: Plan, today: date) -> Iterator[Finding]:
    """Bij een financier is meer geboekt dan hij voor die post dekt.

    De post zelf is niet overschreden, maar bij deze financier is meer geboekt dan hij volgens 'coverage' dekt.

    Fout in budget.yaml:

        bookings:
          - {id: bomen, date: 2025-04-03, payer: fonds, amount: 25000, kind: committed}

    Goed:

        bookings:
          - {id: bomen, date: 2025-04-03, payer: fonds, amount: 15000, kind: committed}
    """
    for line in plan.budget.lines:
        booked = _booked(line)
        if sum(booked.values(), Decimal()) > line.total:
            continue
        for payer, covers in line.coverage.items():
            if booked[payer] > covers:
                name = plan.payer_names.get(payer, payer)
                values = {"line": line.label, "payer": name, "booked": booked[payer], "total": covers}
                yield Finding("over-coverage", BUDGET, ("lines", line.id, "coverage", payer), values)


def uncovered_booking(plan: Plan, today: date) -> Iterator[Finding]:
    """Een boeking staat op naam van een financier die deze post niet dekt.

    Onder 'coverage' staat wie een post betaalt. Een boeking van een andere financier is meestal een vergissing.
    Betaalt die financier toch mee, zet hem dan ook bij 'coverage'.

    Fout in budget.yaml:

        coverage: {gemeente: 50000}
        bookings:
          - {id: grond, date: 2025-04-03, payer: fonds, amount: 5500, kind: spent}

    Goed:

        coverage: {gemeente: 30000, fonds: 20000}
        bookings:
          - {id: grond, date: 2025-04-03, payer: fonds, amount: 5500, kind: spent}
    """
    for line in plan.budget.lines:
        for entry in line.bookings:
            if entry.payer not in line.coverage:
                path = ("lines", line.id, "bookings", entry.id, "payer")
                values = {"line": line.label, "payer": plan.payer_names.get(entry.payer, entry.payer)}
                yield Finding("uncovered-booking", BUDGET, path, values)


def _booked(line: BudgetLine) -> defaultdict[str, Decimal]:
    """Return the euros that are booked on a line, by payer."""
    booked: defaultdict[str, Decimal] = defaultdict(Decimal)
    for entry in line.bookings:
        booked[entry.payer] += entry.amount
    return booked
