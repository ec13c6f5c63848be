"""`aaa ambitions`."""

from aaa_cli.commands.options import Filters, Output, Where
from aaa_cli.reports import ambitions
from aaa_cli.words import N_

HELP = N_(
    "Toont de ambities en pijlers met de activiteiten die eraan bijdragen, welke activiteiten aan geen ambitie "
    "gekoppeld zijn, en de resultaten tot nu toe."
)
EXAMPLES = (
    ("aaa ambitions", N_("alle ambities")),
    ("aaa ambitions --ambition banen", N_("wat bijdraagt aan de banen")),
)


def run(filters: Filters, output: Output, where: Where) -> int:
    """Answer `aaa ambitions`."""
    question = where.ask(output)
    answer = ambitions.ambitions(question.scope(filters.read(question.plan, question.today)))
    return output.give(ambitions.document(answer), ambitions.fields(answer), question.faults)
