"""`aaa explain`."""

import sys
from typing import Annotated

from typer import Argument

from aaa_cli import rules
from aaa_cli.commands import complete
from aaa_cli.commands.options import Where
from aaa_cli.words import N_, _, figures
from aaa_cli.words.problem import Problem, choice

HELP = N_(
    "Legt uit wat een melding van 'aaa validate' betekent en wat je eraan doet, met een voorbeeld van hoe het niet "
    "moet en een van hoe het wel moet. Zonder code: een lijst van alle meldingen."
)
EXAMPLES = (
    ("aaa explain", N_("alle meldingen")),
    ("aaa explain unknown-partner", N_("uitleg over één melding")),
)


def run(
    where: Where,  # options of every command; nothing here depends on them
    code: Annotated[
        str | None,
        Argument(
            metavar="CODE",
            help=N_("De code uit de melding, zoals unknown-partner."),
            autocompletion=complete.CODES,
        ),
    ] = None,
) -> int:
    """Answer `aaa explain`."""
    from aaa_cli.outputs import page

    pages = {known.code: known for known in rules.documented()}
    if code is None:
        page.overview(list(pages.values()), sys.stdout)
    elif (known := pages.get(code.casefold().rstrip(":"))) is not None:  # copied with the colon behind it
        page.show(known, sys.stdout)
    else:
        raise unknown_code(code)
    return 0


def unknown_code(code: str) -> Problem:
    """Return what is wrong with a question about a code that doesn't exist."""
    what = _("De code {code} bestaat niet").format(code=figures.quoted(code))
    return Problem(what, choice(code, rules.CODES, overview="aaa explain"))
