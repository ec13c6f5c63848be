"""`aaa plan`."""

from aaa_cli.commands.options import Filters, PartsOutput, Where
from aaa_cli.reports import listing, yearplan
from aaa_cli.words import N_

HELP = N_(
    "Toont het jaarplan van nu in de vorm van het document: een tabel per thema, de communicatie en de kostenraming."
)
EXAMPLES = (
    ("aaa plan", N_("het hele jaarplan")),
    (N_("aaa plan -o jaarplan.docx"), N_("als Word-bestand")),
    (N_("aaa plan --theme veiligheid -o veiligheid.pdf"), N_("één thema, om uit te delen")),
)


def run(filters: Filters, output: PartsOutput, where: Where) -> int:
    """Answer `aaa plan`."""
    question = where.ask(output)
    answer = listing.listing(question.scope(filters.read(question.plan, question.today)))
    return output.give(yearplan.document(answer), listing.fields(answer), question.faults)
