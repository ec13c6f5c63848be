"""`aaa validate`."""

from aaa_cli import rules
from aaa_cli.commands.options import Report, Where
from aaa_cli.words import N_

HELP = N_(
    "Controleert de drie bestanden van het plan en meldt elke fout en waarschuwing met de regel waar die staat "
    "en hoe je het verbetert."
)
EXAMPLES = (
    ("aaa validate", N_("alle fouten en waarschuwingen")),
    ("aaa validate --format json", N_("hetzelfde voor een ander programma")),
)


def run(report: Report, where: Where) -> int:
    """Answer `aaa validate`."""
    today, form = where.day(), report.name  # what is wrong with the question comes before what is wrong with the plan
    return report.give(form, rules.check(where.load(), today))
