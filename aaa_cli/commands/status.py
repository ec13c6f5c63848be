"""`aaa status`."""

from aaa_cli.commands.options import Filters, PartsOutput, Since, Where
from aaa_cli.reports import status
from aaa_cli.words import N_

HELP = N_(
    "Toont hoe het ervoor staat: wat er in een kwartaal speelt, wie het trekt, wat aandacht vraagt en het geld. "
    "Zonder --quarter is dat het huidige kwartaal, of het hele jaar als vandaag buiten het jaar van het plan valt."
)
EXAMPLES = (
    ("aaa status --quarter Q2", N_("het tweede kwartaal")),
    (N_("aaa status --quarter volgend --trekker gemeente"), N_("wat de gemeente volgend kwartaal trekt")),
    ("aaa status --overdue", N_("alleen wat te laat is")),
    ("aaa status --since 2025-04-01", N_("met wat er sinds 1 april is gewijzigd")),
    (N_("aaa status -q Q2 -o stand.md"), N_("hetzelfde als bestand, om te delen")),
)


def run(filters: Filters, output: PartsOutput, where: Where, since: Since = None) -> int:
    """Answer `aaa status`."""
    question = where.ask(output)
    plan, today = question.plan, question.today
    asked = filters.read(plan, today)
    all_year = question.scope(asked._replace(quarters=(), overdue=False, undated=True))
    answer = status.status(question.scope(status.asked_quarters(plan, asked, today)), all_year)
    if since is not None:
        from aaa_cli.commands import versions
        from aaa_cli.reports import since as moved

        then = versions.of_then(where, since)
        answer = answer._replace(since=moved.since(plan, answer.parts, since, *then))
    return output.give(status.document(answer), status.fields(answer), question.faults)
