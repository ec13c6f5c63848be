"""`aaa meeting`."""

from typing import Annotated

from typer import Option

from aaa_cli.commands.options import OUTPUT, Filters, PartsOutput, Question, Where
from aaa_cli.plan.models import TO_BE_DETERMINED, Partner
from aaa_cli.reports import meeting
from aaa_cli.reports.meeting import Meeting
from aaa_cli.reports.partners import with_partner
from aaa_cli.reports.select import NONE, Filter
from aaa_cli.words import N_, _
from aaa_cli.words.problem import Problem

HELP = N_(
    "Maakt de lijst voor een overleg met één partner: wat die partner trekt en waar hij aan meedoet, wat te laat is, "
    "en welke besluiten en afspraken op hem wachten."
)
EXAMPLES = (
    ("aaa meeting --partner actium", N_("wat met Actium te bespreken is")),
    (N_('aaa meeting --partner "DC Terra" --quarter volgend'), N_("wat er volgend kwartaal met DC Terra speelt")),
    (N_("aaa meeting -p actium --notes -o actium.docx"), N_("in Word, met een lege kolom voor aantekeningen")),
)


def run(
    filters: Filters,
    output: PartsOutput,
    where: Where,
    notes: Annotated[
        bool,
        Option(
            "--notes",
            help=N_("Zet in elke tabel een lege kolom 'Afspraak', om in te schrijven."),
            rich_help_panel=OUTPUT,
        ),
    ] = False,
) -> int:
    """Answer `aaa meeting`."""
    question = where.ask(output)
    plan = question.plan
    asked = filters.read(plan, question.today)
    if len(asked.partner) != 1 or not asked.partner.isdisjoint((NONE, TO_BE_DETERMINED)):
        what = _("Kies één partner voor het overleg")
        raise Problem(what, _("Bijvoorbeeld: {example}").format(example="aaa meeting --partner actium"))
    (partner,) = (each for each in plan.partners if each.id in asked.partner)
    answer = of_partner(question, asked, partner)
    return output.give(meeting.document(answer, notes=notes), meeting.fields(answer), question.faults)


def of_partner(question: Question, asked: Filter, partner: Partner) -> Meeting:
    """Return the list for a partner's meeting; what else the filter asks for holds as well."""
    scope = question.scope(asked.about_partner(partner.id), only=with_partner(partner.id))
    return meeting.meeting(scope, question.scope(asked.around_partner()), partner)
