"""`aaa show`."""

from typing import Annotated

from typer import Argument

from aaa_cli.commands import complete
from aaa_cli.commands.options import PartsOutput, Where
from aaa_cli.plan import past
from aaa_cli.reports import show
from aaa_cli.reports.select import Filter
from aaa_cli.words import N_

HELP = N_(
    "Toont één activiteit of onderdeel helemaal, met omschrijving, partners, opmerkingen, logboek en geschiedenis. "
    "Het begin van een id is genoeg als het duidelijk is."
)
EXAMPLES = (
    ("aaa show green-leaf", N_("een activiteit met al haar onderdelen")),
    ("aaa show green-leaf/aanvraag", N_("één onderdeel")),
    ("aaa show lobbyd", N_("het begin van een id")),
)


def run(
    id: Annotated[  # noqa: A002
        str,
        Argument(
            metavar="ID",
            help=N_("Het id van een activiteit of onderdeel."),
            autocompletion=complete.SUBJECTS,
        ),
    ],
    output: PartsOutput,
    where: Where,
) -> int:
    """Answer `aaa show`."""
    question = where.ask(output)
    activity, part = show.find(question.plan, id)
    rev = question.version.rev if question.version else "HEAD"
    happened = past.past(question.folder, activity.id, question.plan.sources, rev)
    answer = show.show(question.scope(Filter()), activity, part, happened)
    return output.give(show.document(answer), show.fields(answer), question.faults)
