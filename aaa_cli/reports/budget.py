"""The budget: lines, who covers them, what is promised and paid, and whether it all adds up."""

from typing import NamedTuple

from aaa_cli.plan.models import BudgetLine, Plan
from aaa_cli.reports.document import Cell, Column, Document, Role, Section, Table, Tone, Toned
from aaa_cli.reports.money import Money, line_money, money, money_fields, warnings
from aaa_cli.reports.parts import Fields, Scope
from aaa_cli.rules.sums import Sum, column_sums, row_sums
from aaa_cli.words import _, figures


class BudgetReport(NamedTuple):
    """The budget's lines and totals in euros, and each addition with its outcome."""

    scope: Scope
    lines: list[tuple[BudgetLine, Money]]
    totals: Money
    checks: list[Sum]

    @property
    def ok(self) -> bool:
        """Tell whether everything adds up."""
        return all(check.ok for check in self.checks)


def budget(scope: Scope) -> BudgetReport:
    """Return where the budget of a plan stands."""
    plan = scope.plan
    lines = [(line, line_money(plan.budget, line)) for line in plan.budget.lines]
    checks = [*row_sums(plan.budget), *column_sums(plan.budget)]
    return BudgetReport(scope, lines, money(plan.budget), checks)


def fields(answer: BudgetReport) -> Fields:
    """Return the answer as JSON has it."""
    stated = answer.scope.plan.budget.stated
    return {
        "schema_version": 1,
        "plan": answer.scope.plan_fields(),
        "lines": [{"id": line.id, "title": line.label, **money_fields(sums)} for line, sums in answer.lines],
        "totals": money_fields(answer.totals),
        "stated": {
            "total": stated.total if stated else None,
            "coverage": stated.coverage if stated else {},
        },
        "checks": [{"code": check.code, "ok": check.ok, "text": _told(check)} for check in answer.checks],
        "ok": answer.ok,
    }


def _told(check: Sum) -> str:
    if check.ok:
        text = (
            _("{name}: telt op tot {sum}") if check.code == "column-sum" else _("{name}: dekking telt op tot {sum}")
        )
    elif check.code == "column-sum":
        text = _("{name}: de posten tellen op tot {sum}, maar vastgesteld is {total}")
    else:
        text = _("{name}: de dekking telt op tot {sum}, maar het totaal is {total}")
    return text.format(name=check.name, sum=figures.euros(check.sum), total=figures.euros(check.total))


def document(answer: BudgetReport) -> Document:
    """Return the answer as people read it."""
    plan = answer.scope.plan
    about = (Column(_("Groep"), "group", Role.GROUP), Column(_("Post"), "title", Role.TITLE))
    covered = (
        Column(_("Totaal"), "total"),
        *(Column(payer.label, f"coverage.{payer.id}") for payer in plan.budget.payers),
    )
    used = (Column(_("Verplicht"), "committed"), Column(_("Besteed"), "spent"), Column(_("Restant"), "remaining"))
    rows = [((line.group or "", line.label), _covered(plan, sums), _used(sums)) for line, sums in answer.lines]
    totals = ((_("Alle posten"), _("Totaal")), _covered(plan, answer.totals), _used(answer.totals))
    coverage = Table(about + covered, tuple(a + b for a, b, _c in rows), totals[0] + totals[1])
    usage = Table(about + used, tuple(a + c for a, _b, c in rows), totals[0] + totals[2])
    data = Table(about + covered + used, tuple(a + b + c for a, b, c in rows), totals[0] + totals[1] + totals[2])
    outcomes = tuple(
        (Toned(_("klopt"), Tone.QUIET) if check.ok else Toned(_("klopt niet"), Tone.ALARM), _told(check))
        for check in answer.checks
    )
    checks = Table((Column(_("Uitkomst"), "ok"), Column(_("Controle"), "text", Role.TITLE)), outcomes, headed=False)
    verdict = _("Alles telt op.") if answer.ok else Toned(_("De begroting telt niet op."), Tone.ALARM)
    return Document(
        title=_("Begroting"),
        day=answer.scope.today,
        facts=answer.scope.facts(_("{count} van {of} posten").format(count=len(rows), of=len(rows))),
        sections=(
            Section(_("Posten en dekking"), table=coverage),
            Section(
                _("Verplicht en besteed"),
                tuple(Toned(text, Tone.ALARM) for text in warnings(plan, answer.scope.today)),
                usage,
            ),
            Section(_("Controle"), (verdict,), checks),
        ),
        data=data,
        revision=answer.scope.told_revision,
    )


def _covered(plan: Plan, sums: Money) -> tuple[Cell, ...]:
    return (sums.total, *(sums.coverage.get(payer.id) for payer in plan.budget.payers))


def _used(sums: Money) -> tuple[Cell, ...]:
    return (sums.committed, sums.spent, sums.remaining)
