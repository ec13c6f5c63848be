"""`aaa list`."""

from aaa_cli.commands.options import Filters, PartsOutput, Where
from aaa_cli.reports import listing
from aaa_cli.words import N_

HELP = N_("Toont de onderdelen als één lijst, ook als bestand voor Excel of een ander programma.")
EXAMPLES = (
    ("aaa list --quarter Q2", N_("alles wat in het tweede kwartaal loopt")),
    (N_("aaa list --trekker geen"), N_("alles wat nog geen trekker heeft")),
    (N_("aaa list --partner actium --status gepland"), N_("wat met Actium nog gepland staat")),
    (N_("aaa list -o onderdelen.csv"), N_("alles in een bestand dat Excel opent")),
)


def run(filters: Filters, output: PartsOutput, where: Where) -> int:
    """Answer `aaa list`."""
    question = where.ask(output)
    answer = listing.listing(question.scope(filters.read(question.plan, question.today)))
    return output.give(listing.document(answer), listing.fields(answer), question.faults)
