"""`aaa validate`."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from typer import Argument, Option

from aaa_cli import rules
from aaa_cli.commands import complete
from aaa_cli.commands.explain import unknown_code
from aaa_cli.commands.options import FORCE, OUTPUT, WHERE, Where, chosen, deliver, file_option, format_option
from aaa_cli.outputs.diagnostics import DIAGNOSTIC_FORMATS, TEXT
from aaa_cli.plan.finding import Diagnostic, count_errors
from aaa_cli.plan.load import Loaded
from aaa_cli.plan.models import FILES
from aaa_cli.plan.source import MOST_BYTES
from aaa_cli.words import N_, _, figures, ngettext
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
STDIN_EXAMPLE = "aaa validate - --as activities.yaml"
RULES = N_("Meldingen")
Codes = list[str] | None


def _codes_option(name: str, help: str) -> Any:  # noqa: A002 - Typer's own name
    return Option(name, metavar="CODE", help=help, rich_help_panel=RULES, autocompletion=complete.CODES)


class Selection(NamedTuple):
    """Which diagnostics are told and count."""

    select: Annotated[Codes, _codes_option("--select", N_("Alleen meldingen met deze code."))] = None
    ignore: Annotated[Codes, _codes_option("--ignore", N_("Geen meldingen met deze code."))] = None
    strict: Annotated[
        bool, Option("--strict", help=N_("Keur het plan ook bij een waarschuwing af."), rich_help_panel=RULES)
    ] = False


class Report(NamedTuple):
    """In which format diagnostics are written, and where to."""

    format: Annotated[str | None, format_option(DIAGNOSTIC_FORMATS, N_("De vorm van de meldingen."))] = None
    output: Annotated[
        str | None,
        file_option(N_("Schrijf ook naar dit bestand; de extensie (.txt, .json, .sarif, .xml) kiest de vorm.")),
    ] = None
    force: Annotated[bool, FORCE] = False
    verbose: Annotated[
        bool,
        Option(
            "--verbose",
            "-v",
            help=N_("Toon op het scherm elke waarschuwing apart, in plaats van per soort."),
            rich_help_panel=OUTPUT,
        ),
    ] = False

    @property
    def name(self) -> str:
        """The format that is asked for by name or by the file's ending, else what the forge shows in a change.

        Raises Problem (exit 2).
        """
        on_github = os.environ.get("GITHUB_ACTIONS") == "true" and self.output is None
        return chosen(self.format, self.output, DIAGNOSTIC_FORMATS, "github" if on_github else TEXT)

    def give(self, form: str, diagnostics: Sequence[Diagnostic], note: str) -> None:
        """Write the diagnostics in the format `form`; beside a file the text goes to the log, with a `note`."""
        from aaa_cli.outputs import delivery
        from aaa_cli.outputs.diagnostics import text

        def show() -> None:
            text.show(diagnostics, sys.stdout, note=note, grouped=not self.verbose)

        if self.output is not None and not delivery.is_device(Path(self.output)):
            show()
            sys.stdout.flush()
        deliver(self, form == TEXT, show, lambda: DIAGNOSTIC_FORMATS[form].writer().write(diagnostics))
        if form == "github":  # whose commands say no word about a plan that is good
            sys.stdout.flush()
            text.show((), sys.stderr, note=note, verdict=text.summary(diagnostics))


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
            rich_help_panel=WHERE,
            autocompletion=complete.one_of(lambda: FILES),
        ),
    ] = None,
) -> int:
    """Answer `aaa validate`."""
    # what is wrong with the question comes before what is wrong with the plan
    form = report.name
    select, ignore = _codes("--select", selection.select), _codes("--ignore", selection.ignore)
    loaded, today, version = where.read(_given(file, name))
    found = rules.check(loaded, today)
    shown = {code for code in rules.CODES if code not in ignore and (not select or code in select)}
    told = [one for one in found if one.code in shown]
    # an error in the sums can be passed over; a plan that can't be read is never good
    hidden = sum(one.code in rules.UNREADABLE - shown for one in found)
    failed = bool(count_errors(told) or hidden or (selection.strict and told))
    note = _note(loaded, told, select, ignore, hidden, strict=failed and selection.strict)
    if version is not None:
        about = _("Dit gaat over de versie {version}.").format(version=version.label)
        note = f"{about} {note}".rstrip()
    report.give(form, told, note)
    return WRONG_PLAN if failed else 0


def _note(
    loaded: Loaded,
    told: Sequence[Diagnostic],
    select: Sequence[str],
    ignore: Sequence[str],
    hidden: int,
    *,
    strict: bool,
) -> str:
    """Return what must be known of the verdict."""
    notes = []
    if select:
        notes.append(_("Alleen gecontroleerd op: {codes}.").format(codes=", ".join(select)))
    if ignore:
        notes.append(_("Niet gecontroleerd op: {codes}.").format(codes=", ".join(ignore)))
    if hidden:
        more = ngettext("Let op: {count} fout is niet getoond.", "Let op: {count} fouten zijn niet getoond.", hidden)
        notes.append(more.format(count=hidden))
    if unread := [file for file, source in loaded.sources.items() if source.root is None]:
        notes.append(_("Nog niet verder gecontroleerd: {files}.").format(files=figures.listed(unread)))
    if strict and not count_errors(told):
        notes.append(_("Afgekeurd: met --strict houdt ook een waarschuwing het plan tegen."))
    return " ".join(notes)


def _given(file: str | None, name: str | None) -> dict[str, bytes]:
    """Return what stands on standard input, by the name of the file that it stands for. Raises Problem (exit 2)."""
    if file not in (None, STDIN):
        raise Problem(
            _("{word} hoort niet in deze opdracht").format(word=figures.quoted(file)),
            _("Typ alleen: {command}. Staat het plan elders, wijs de map dan aan met --data MAP.").format(
                command="aaa validate"
            ),
        )
    if name is not None and Path(name).name not in FILES:
        raise Problem(_("Een plan heeft geen bestand {name}").format(name=figures.quoted(name)), choice(name, FILES))
    if (file is None) != (name is None):
        what = (
            _("Bij --as ontbreekt het losse streepje (-)")
            if file is None
            else _("Bij het losse streepje (-) ontbreekt --as")
        )
        raise Problem(what, _("Bijvoorbeeld: {example}").format(example=STDIN_EXAMPLE))
    if name is None:
        return {}
    return {Path(name).name: sys.stdin.buffer.read(MOST_BYTES + 1) if sys.stdin else b""}


def _codes(option: str, words: Codes) -> list[str]:
    """Return codes that are repeated or written with commas. Raises Problem (exit 2)."""
    codes = [code.strip().casefold() for word in words or () for code in word.split(",") if code.strip()]
    if words and not codes:
        what = _("Achter {option} ontbreekt een waarde").format(option=figures.quoted(option))
        raise Problem(what, _("Een overzicht geeft: {command}").format(command="aaa explain"))
    for code in codes:
        if code not in rules.CODES:
            raise unknown_code(code)
    return codes
