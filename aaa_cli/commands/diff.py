"""`aaa diff`."""

from typing import Annotated

from typer import Argument, Option

from aaa_cli.commands import complete, versions
from aaa_cli.commands.options import Output, Where
from aaa_cli.reports import difference
from aaa_cli.words import N_, _
from aaa_cli.words.problem import Problem

HELP = N_(
    "Toont wat er in het plan is gewijzigd sinds de laatste keer dat het is bewaard, of sinds een eerdere versie of "
    "dag. Opmerkingen achter een #, witregels en een andere plek in het bestand tellen niet mee."
)
EXAMPLES = (
    ("aaa diff", N_("wat er nog niet is bewaard")),
    ("aaa diff 2025-04-01", N_("wat er sinds 1 april is gewijzigd")),
    ("aaa diff 2025-04-01..2025-05-01", N_("het verschil tussen twee dagen")),
    (N_("aaa diff 2025-04-01 -o wijzigingen.md"), N_("hetzelfde als bestand, om te delen")),
)
CHANGED = 1


def run(
    output: Output,
    where: Where,
    asked: Annotated[
        str,
        Argument(
            metavar=N_("VERSIE"),
            autocompletion=complete.versions,
            help=N_(
                "Een dag (2025-04-01) of een versie uit Git; of twee met '..' ertussen. "
                "Met één versie: het verschil met de bestanden van nu."
            ),
        ),
    ] = versions.LATEST,
    exit_code: Annotated[
        bool, Option("--exit-code", help=N_("Eindig met code 1 als er iets is gewijzigd, voor een script."))
    ] = False,
) -> int:
    """Answer `aaa diff`."""
    output.check()  # what is wrong with the question comes first
    old, new = versions.named(asked)
    if new and where.at is not None:
        what = _("Bij twee versies met '..' ertussen hoort geen --at")
        raise Problem(what, _("Laat --at weg, of noem alleen de oude versie."))
    before = versions.of_then(where, old)
    after = versions.of_then(where, new) if new else versions.of_now(where)
    answer = difference.difference(*before, *after)
    code = output.give(difference.document(answer), difference.fields(answer), ())
    return code or (CHANGED if exit_code and answer.changes else 0)
