"""`aaa status`."""

from aaa_cli.commands.options import Filters, Output, Where
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
    (N_("aaa status -q Q2 -o stand.md"), N_("hetzelfde als bestand, om te delen")),
)


def run(filters: Filters, output: Output, where: Where) -> int:
    """Answer `aaa status`."""
    question = where.ask(output)
    plan, today = question.plan, question.today
    asked = filters.read(plan, today)
    late = question.scope(asked._replace(quarters=(), overdue=True, undated=False)).found
    answer = status.status(question.scope(status.asked_quarters(plan, asked, today)), late)
    return output.give(status.document(answer), status.fields(answer), question.faults)
