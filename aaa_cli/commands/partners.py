"""`aaa partners`."""

from typing import Annotated

from typer import Argument

from aaa_cli.commands import complete
from aaa_cli.commands.options import Filters, PartsOutput, Where
from aaa_cli.reports import partners
from aaa_cli.reports.select import look_up, partner_names
from aaa_cli.words import N_, _

HELP = N_(
    "Toont wie waaraan meedoet, als trekker en als partner, per kwartaal. "
    "Noem een partner om alleen zijn lijst te zien."
)
EXAMPLES = (
    ("aaa partners", N_("alle partners")),
    ('aaa partners "DC Terra"', N_("de lijst van DC Terra")),
    ("aaa partners via --quarter Q3", N_("wat ViA in het derde kwartaal doet")),
)


def run(
    filters: Filters,
    output: PartsOutput,
    where: Where,
    partner_asked: Annotated[
        str | None,
        Argument(
            metavar=N_("PARTNER"),
            help=N_("Het id, de naam of de korte naam van een partner."),
            autocompletion=complete.PARTNERS,
        ),
    ] = None,
) -> int:
    """Answer `aaa partners`."""
    question = where.ask(output)
    plan = question.plan
    asked = None
    if partner_asked is not None:
        asked = look_up(partner_asked, partner_names(plan), _("de partner"), overview="aaa partners")
    scope = question.scope(filters.read(plan, question.today), only=partners.with_partner(asked))
    answer = partners.partners(scope, asked)
    return output.give(partners.document(answer), partners.fields(answer), question.faults)
