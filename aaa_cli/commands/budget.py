"""`aaa budget`."""

from aaa_cli.commands.options import Output, Where
from aaa_cli.reports import budget
from aaa_cli.reports.select import Filter
from aaa_cli.words import N_

HELP = N_(
    "Toont de begroting: de posten, wie ze dekken, wat verplicht en besteed is en wat er over is. "
    "Rekent ook na of alles optelt."
)
EXAMPLES = (
    ("aaa budget", N_("de begroting met de controle erop")),
    (N_("aaa budget -o begroting.csv"), N_("de posten in een bestand dat Excel opent")),
)


def run(output: Output, where: Where) -> int:
    """Answer `aaa budget`."""
    question = where.ask(output)
    answer = budget.budget(question.scope(Filter()))
    return output.give(budget.document(answer), budget.fields(answer), question.faults)
