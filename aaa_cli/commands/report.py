"""`aaa report`."""

from contextlib import suppress
from datetime import date, timedelta

from aaa_cli.commands import versions
from aaa_cli.commands.options import Filters, PartsOutput, Question, Since, UnreadablePlan, Where
from aaa_cli.plan.items import items
from aaa_cli.reports.difference import Side, difference
from aaa_cli.reports.parts import views
from aaa_cli.reports.progress import report
from aaa_cli.reports.progress.chapter import Before
from aaa_cli.reports.progress.report import ProgressReport
from aaa_cli.reports.select import Filter
from aaa_cli.words import N_
from aaa_cli.words.problem import Problem

HELP = N_(
    "Maakt de voortgangsrapportage voor de regiegroep: gevraagde besluiten, hoe het per thema staat, afwijkingen, "
    "wat af is en wat komt, geld, risico's en wijzigingen. --quarter kiest over welk kwartaal zij gaat; anders is "
    "dat het huidige, of het hele jaar als vandaag buiten het jaar van het plan valt. Zonder --since vergelijkt zij "
    "met het plan van de dag voor het kwartaal."
)
EXAMPLES = (
    (N_("aaa report --quarter Q2 -o voortgang.docx"), N_("de rapportage over het tweede kwartaal, in Word")),
    (N_("aaa report -q Q2 -o voortgang.pdf"), N_("als pdf, om rond te sturen")),
    ("aaa report --since 2025-04-01", N_("met wat er sinds 1 april is gewijzigd")),
)


def run(filters: Filters, output: PartsOutput, where: Where, since: Since = None) -> int:
    """Answer `aaa report`."""
    question = where.ask(output)
    found = answer(question, filters.read(question.plan, question.today), where, since)
    return output.give(report.document(found), report.fields(found), question.faults)


def answer(question: Question, asked: Filter, where: Where, since: str | None) -> ProgressReport:
    """Return the report; without `since` it compares with the plan on the eve of its span, where Git has that."""
    span, following = report.spans(question.scope(asked))
    scope = question.scope(report.all_year(asked))
    before = None
    if since is not None:
        before = _before(where, since, question)
    elif span.start <= question.today:  # what is still to come has no report before it
        with suppress(Problem, UnreadablePlan):
            before = _report_before(where, span.start - timedelta(days=1), question)
    return report.report(scope, span, following, before)


def _report_before(where: Where, eve: date, question: Question) -> Before | None:
    """Return the plan on the eve of a span, where that is an earlier one of the same year."""
    before = _before(where, eve.isoformat(), question)
    now = question.version
    return before if before.shown and not (now and before.version.date > now.date) else None


def _before(where: Where, word: str, question: Question) -> Before:
    """Return the version that a revision or a day means. Raises as `versions.of_then` does.

    The lights of a plan of another year, or of one with errors, are not there to be compared.
    """
    side, old = versions.of_then(where, word)
    then = where._replace(at=word, today=None).read()
    plan, now = then.loaded.plan, question.version
    shown = views(plan, then.today) if plan and plan.head.year == question.plan.head.year else []
    after = Side(now.rev, now.date) if now else Side(None, question.today)
    moved = difference(side, old, after, items(question.plan.sources))
    return Before({view.id: view for view in shown}, moved)
