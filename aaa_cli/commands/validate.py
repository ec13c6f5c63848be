"""`aaa validate`."""

import sys
from collections.abc import Sequence
from typing import Annotated, NamedTuple

from typer import Argument, Option

from aaa_cli import rules
from aaa_cli.commands import complete
from aaa_cli.commands.options import Report, Where
from aaa_cli.plan.finding import Diagnostic, count_errors
from aaa_cli.plan.models import FILES
from aaa_cli.plan.source import MOST_BYTES
from aaa_cli.words import N_, _, figures
from aaa_cli.words.problem import WRONG_PLAN, Problem, choice

HELP = N_(
    "Controleert de drie bestanden van het plan en meldt elke fout en waarschuwing met de regel waar die staat "
    "en hoe je het verbetert."
)
EXAMPLES = (
    ("aaa validate", N_("alle fouten en waarschuwingen")),
    ("aaa validate --ignore no-trekker", N_("zonder de meldingen over ontbrekende trekkers")),
    (N_("aaa validate -o meldingen.json"), N_("hetzelfde voor een ander programma")),
)
STDIN = "-"
RULES = N_("Meldingen")

CODES = complete.words(lambda: rules.CODES)

Codes = list[str] | None


class Selection(NamedTuple):
    """Which diagnostics are told and count."""

    select: Annotated[
        Codes,
        Option(
            "--select",
            metavar="CODE",
            help=N_("Alleen meldingen met deze code."),
            rich_help_panel=RULES,
            autocompletion=CODES,
        ),
    ] = None
    ignore: Annotated[
        Codes,
        Option(
            "--ignore",
            metavar="CODE",
            help=N_("Geen meldingen met deze code."),
            rich_help_panel=RULES,
            autocompletion=CODES,
        ),
    ] = None
    strict: Annotated[
        bool, Option("--strict", help=N_("Keur het plan ook bij een waarschuwing af."), rich_help_panel=RULES)
    ] = False

    def of(self, diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Return those that are asked for. Raises Problem (exit 2) for a code that doesn't exist."""
        chosen, left_out = _codes(self.select), _codes(self.ignore)
        return [found for found in diagnostics if found.code not in left_out and (not chosen or found.code in chosen)]

    @property
    def note(self) -> str:
        """What must be known of a verdict on a selection."""
        told = []
        if self.select:
            told.append(_("Alleen gecontroleerd op: {codes}.").format(codes=", ".join(_codes(self.select))))
        if self.ignore:
            told.append(_("Niet gecontroleerd op: {codes}.").format(codes=", ".join(_codes(self.ignore))))
        return " ".join(told)


def run(
    report: Report,
    selection: Selection,
    where: Where,
    file: Annotated[
        str | None,
        Argument(
            metavar=STDIN,
            help=N_(
                "Een los streepje: lees één bestand van het plan uit wat een ander programma doorgeeft "
                "(de standaardinvoer); noem het met --as."
            ),
        ),
    ] = None,
    name: Annotated[
        str | None,
        Option(
            "--as",
            metavar=N_("BESTAND"),
            help=N_("Welk bestand van het plan op de standaardinvoer staat."),
            autocompletion=complete.words(lambda: FILES),
        ),
    ] = None,
) -> int:
    """Answer `aaa validate`."""
    # what is wrong with the question comes before what is wrong with the plan
    today, form, told = where.day(), report.name, selection.note
    given = _given(file, name)
    diagnostics = selection.of(rules.check(where.load(given), today))
    report.give(form, diagnostics, note=told)
    return WRONG_PLAN if count_errors(diagnostics) or (selection.strict and diagnostics) else 0


def _given(file: str | None, name: str | None) -> dict[str, bytes]:
    """Return what stands on standard input, by the name of the file that it stands for. Raises Problem (exit 2)."""
    if file not in (None, STDIN):
        raise Problem(
            _("{word} hoort niet in deze opdracht").format(word=figures.quoted(file)),
            _("Wijs met --data de map van het plan aan; één bestand controleren kan met: {example}").format(
                example="aaa validate - --as activities.yaml < activities.yaml"
            ),
        )
    if name is not None and name not in FILES:
        raise Problem(_("Een plan heeft geen bestand {name}").format(name=figures.quoted(name)), choice(name, FILES))
    if (file is None) != (name is None):
        what = (
            _("Bij --as ontbreekt het losse streepje (-)")
            if file is None
            else _("Bij het losse streepje (-) ontbreekt --as")
        )
        raise Problem(what, _("Bijvoorbeeld: {example}").format(example="aaa validate - --as activities.yaml"))
    return {} if name is None else {name: sys.stdin.buffer.read(MOST_BYTES + 1)}


def _codes(words: Codes) -> list[str]:
    """Return codes that are repeated or written with commas. Raises Problem (exit 2)."""
    codes = [code.strip().casefold() for word in words or () for code in word.split(",") if code.strip()]
    for code in codes:
        if code not in rules.CODES:
            raise Problem(
                _("De code {code} bestaat niet").format(code=figures.quoted(code)),
                choice(code, rules.CODES, overview="aaa explain"),
            )
    return codes
