"""`aaa report`."""

from contextlib import suppress
from datetime import timedelta

from aaa_cli.commands.options import Filters, PartsOutput, Question, Since, Where
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
    "dat het huidige, of het hele jaar als vandaag buiten het jaar van het plan valt."
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
    else:
        with suppress(Problem):
            before = _before(where, (span.start - timedelta(days=1)).isoformat(), question)
    return report.report(scope, span, following, before)


def _before(where: Where, word: str, question: Question) -> Before:
    """Return the version that a revision or a day means. Raises Problem as `Where.read` does."""
    then = where._replace(at=word, today=None).read()
    assert then.version
    shown = views(then.loaded.plan, then.today) if then.loaded.plan else []
    now = question.version
    sides = (
        Side(then.version.rev, then.version.date),
        Side(now.rev, now.date) if now else Side(None, question.today),
    )
    items_of = (items(then.loaded.sources), items(question.plan.sources))
    return Before({view.id: view for view in shown}, difference(sides[0], items_of[0], sides[1], items_of[1]))
