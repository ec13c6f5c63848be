"""The options that commands share: where the plan is, which parts, and where the answer goes.

A command asks for a group of them by a parameter of its type; `cli` makes options of the fields.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, NamedTuple, Protocol

from typer import Option

from aaa_cli import rules
from aaa_cli.commands import complete, place
from aaa_cli.outputs import CALENDAR, DIALECTS, FORMATS, SCREEN, Format, Wanted, written
from aaa_cli.plan import history, store
from aaa_cli.plan.finding import Diagnostic, count_errors
from aaa_cli.plan.history import Version
from aaa_cli.plan.load import Loaded, load
from aaa_cli.plan.models import FILES, Plan
from aaa_cli.reports.document import Document
from aaa_cli.reports.parts import Scope
from aaa_cli.reports.select import Filter, Test, read_filter, select
from aaa_cli.words import N_, _, figures
from aaa_cli.words.problem import WRONG_PLAN, Problem, choice, read_day

FILTERS, OUTPUT, WHERE = N_("Filters"), N_("Uitvoer"), N_("Waar en wanneer")

# read from the command line by `cli.main`, before there are commands; here so that help and Typer know it
LANG = Option(
    "--lang",
    metavar="nl|en",
    help=N_("De taal: Nederlands of Engels."),
    rich_help_panel=WHERE,
    autocompletion=complete.LANGUAGES,
)


def format_option(formats: Iterable[str], help: str) -> Any:  # noqa: A002 - Typer's own name
    """Return the option for the format by its name."""
    return Option(
        "--format",
        "-f",
        metavar="|".join(formats),
        help=help,
        rich_help_panel=OUTPUT,
        autocompletion=complete.one_of(lambda: formats),
    )


def file_option(help: str) -> Any:  # noqa: A002 - Typer's own name
    """Return the option for the file to write."""
    return Option("--output", "-o", metavar=N_("BESTAND"), help=help, rich_help_panel=OUTPUT)


TEMPLATE = Option(
    "--template",
    metavar=N_("BESTAND"),
    help=N_("Maak Word-bestanden in de huisstijl van dit Word-bestand."),
    rich_help_panel=OUTPUT,
)
DIALECT = Option(
    "--dialect",
    metavar="|".join(DIALECTS),
    help=N_("Welk soort csv: nl voor een Nederlandse Excel (standaard), rfc4180 voor andere programma's."),
    rich_help_panel=OUTPUT,
    autocompletion=complete.one_of(lambda: DIALECTS),
)
FORCE = Option("--force", help=N_("Vervang een bestaand bestand zonder te vragen."), rich_help_panel=OUTPUT)


class UnreadablePlan(Exception):
    """The plan has, or would get, errors that leave no answer to give; the `note` goes behind their count."""

    def __init__(self, diagnostics: Sequence[Diagnostic], note: str = "") -> None:
        super().__init__(len(diagnostics))
        self.diagnostics = diagnostics
        self.note = note


class Question(NamedTuple):
    """A whole plan on a day, with the sums in it that are wrong, and where it stands."""

    folder: Path
    plan: Plan
    today: date
    revision: str | None
    faults: Sequence[Diagnostic]
    version: Version | None = None  # where it is not the one on disk

    def scope(self, asked: Filter, *, only: Test | None = None) -> Scope:
        """Return what is left of the plan for a filter, and for a further test of the command's own."""
        left = select(self.plan, asked, self.today, only=only)
        return Scope(
            left.plan, self.plan, self.today, asked, left.found, left.of, left.undated, self.revision, self.version
        )


class Read(NamedTuple):
    """A plan as it was read, the day to reckon with, and which version it is where an old one was asked for."""

    loaded: Loaded
    today: date
    version: Version | None


class Where(NamedTuple):
    """Which plan, and which day it is."""

    data: Annotated[
        str | None,
        Option(
            "--data",
            metavar=N_("MAP"),
            envvar="AAA_DATA",
            help=N_("De map met de drie bestanden van het plan. Anders: de map 'data' hier of hogerop."),
            rich_help_panel=WHERE,
        ),
    ] = None
    today: Annotated[
        str | None,
        Option(
            "--today",
            metavar=N_("DATUM"),
            envvar="AAA_TODAY",
            help=N_("Reken met deze datum als vandaag, zoals 2025-05-01."),
            rich_help_panel=WHERE,
        ),
    ] = None
    lang: Annotated[str | None, LANG] = None
    at: Annotated[
        str | None,
        Option(
            "--at",
            metavar=N_("VERSIE"),
            help=N_("Lees het plan zoals het was op een dag (2025-05-01) of in een versie uit Git."),
            rich_help_panel=WHERE,
            autocompletion=complete.versions,
        ),
    ] = None

    def day(self) -> date:
        """Return the day to reckon with, where no old version is asked for. Raises Problem (exit 2)."""
        if self.today is not None:
            return read_day(self.today, "--today 2025-04-15")
        return date.today()  # noqa: DTZ011 - the day on the reader's own calendar

    def folder(self) -> Path:
        """Return the folder of the plan. Raises Problem (exit 2) where there is none."""
        return place.find(self.data)

    def changing(self) -> Path:
        """Return the folder of a plan that is to be changed, whole. Raises Problem (exit 2)."""
        if self.at is not None:
            what = _("Een eerdere versie van het plan kun je alleen bekijken")
            raise Problem(what, _("Laat --at weg om het plan van nu te wijzigen."))
        folder = self.folder()
        store.recover(folder)
        return folder

    def read(self, given: Mapping[str, bytes] = MappingProxyType({})) -> Read:
        """Read the plan of now, or the version that is asked for, with what is wrong with it.

        `given` holds what to read in the place of a file. Raises Problem (exit 2, or 3 where Git can't tell).
        """
        today, folder = self.day(), self.folder()
        shown = place.shown(folder)
        store.recover(folder)
        if self.at is None:
            return Read(load(folder, shown, given), today, None)
        then = history.version(folder, self.at)
        found = {**history.files(folder, then.rev), **given}
        if self.today is None:
            today = history.day_meant(self.at) or then.date
        return Read(load(folder, shown, found, absent=FILES.keys() - found.keys()), today, then)

    def ask(self, output: "Output | None" = None) -> Question:
        """Return the plan to answer from. Raises UnreadablePlan where it has errors beyond its sums."""
        # what is wrong with the question comes before anything is read
        tells_revision = output is None or output.check().revision
        loaded, today, version = self.read()
        faults = rules.errors(loaded)
        if loaded.plan is None:
            raise UnreadablePlan(faults)
        revision = version.digits if version else history.revision(loaded.folder) if tells_revision else None
        return Question(loaded.folder, loaded.plan, today, revision, faults, version)


Since = Annotated[
    str | None,
    Option(
        "--since",
        metavar=N_("VERSIE"),
        help=N_("Toon wat er is gewijzigd sinds een dag (2025-04-01) of een versie uit Git."),
        rich_help_panel=WHERE,
        autocompletion=complete.versions,
    ),
]


def _filter(
    *names: str,
    metavar: str | None = None,
    help: str,  # noqa: A002 - Typer's own name
    words: complete.Completer | None = None,
) -> Any:
    return Option(*names, metavar=metavar, help=help, rich_help_panel=FILTERS, autocompletion=words)


Words = list[str] | None


class Filters(NamedTuple):
    """Which parts: the same filter twice is *or*, different filters are *and*."""

    quarter: Annotated[
        Words,
        _filter(
            "--quarter",
            "-q",
            metavar=N_("KWARTAAL"),
            help=N_('Wat in dit kwartaal loopt: Q2, 2, nu, volgend of "Q1 2026".'),
            words=complete.QUARTERS,
        ),
    ] = None
    trekker: Annotated[
        Words,
        _filter(
            "--trekker",
            "-t",
            metavar=N_("PARTNER"),
            help=N_("Wat deze partner trekt; 'geen' voor wat niemand trekt."),
            words=complete.PARTNERS_OR_NONE,
        ),
    ] = None
    partner: Annotated[
        Words,
        _filter(
            "--partner",
            "-p",
            metavar=N_("PARTNER"),
            help=N_(
                "Waar deze partner als partner bij staat; 'geen' voor wat geen partners heeft. Bij 'aaa meeting': "
                "met wie het overleg is."
            ),
            words=complete.PARTNERS_OR_NONE,
        ),
    ] = None
    theme: Annotated[
        Words,
        _filter("--theme", metavar=N_("THEMA"), help=N_("Wat bij dit thema hoort."), words=complete.THEMES),
    ] = None
    ambition: Annotated[
        Words,
        _filter(
            "--ambition",
            metavar=N_("AMBITIE"),
            help=N_("Wat aan deze ambitie bijdraagt."),
            words=complete.AMBITIONS_OR_NONE,
        ),
    ] = None
    status: Annotated[
        Words,
        _filter(
            "--status",
            "-s",
            metavar=N_("STATUS"),
            help=N_("Gepland, loopt, gereed, gepauzeerd of vervallen."),
            words=complete.STATUSES,
        ),
    ] = None
    light: Annotated[
        Words,
        _filter(
            "--light",
            metavar=N_("STOPLICHT"),
            help=N_("Groen, oranje, rood, gereed of 'nog niet te beoordelen'."),
            words=complete.LIGHTS,
        ),
    ] = None
    text: Annotated[
        Words,
        _filter(
            "--text",
            metavar=N_("WOORD"),
            help=N_("Waar dit woord in titel, omschrijving, opmerking of logboek staat."),
        ),
    ] = None
    overdue: Annotated[bool, _filter("--overdue", help=N_("Alleen wat te laat is."))] = False
    undated: Annotated[
        bool, _filter("--undated", help=N_("Ook wat geen periode heeft, bij --quarter en --overdue."))
    ] = False

    def read(self, plan: Plan, today: date) -> Filter:
        """Look up what was asked for. Raises Problem (exit 2)."""
        return read_filter(plan, self._asdict(), today)


class Delivery(Protocol):
    """Where an answer goes."""

    @property
    def output(self) -> str | None: ...  # noqa: D102

    @property
    def force(self) -> bool: ...  # noqa: D102


_FORM = N_(
    "De vorm: table (scherm), docx (Word), xlsx (Excel), pdf, html (webpagina), csv, md (opgemaakte tekst) of json "
    "(programma's)."
)
_FORM_OR_CALENDAR = N_(
    "De vorm: table (scherm), docx (Word), xlsx (Excel), pdf, ics (agenda), html (webpagina), csv, md (opgemaakte "
    "tekst) of json (programma's)."
)


@dataclass(frozen=True)
class Output:
    """In which format, and where to."""

    formats: ClassVar[Mapping[str, Format]] = {name: form for name, form in FORMATS.items() if name != CALENDAR}

    format: Annotated[str | None, format_option(formats, _FORM)] = None
    output: Annotated[
        str | None, file_option(N_("Schrijf naar dit bestand; de extensie (.docx, .xlsx, .pdf, …) kiest de vorm."))
    ] = None
    force: Annotated[bool, FORCE] = False
    template: Annotated[str | None, TEMPLATE] = None
    dialect: Annotated[str | None, DIALECT] = None

    @property
    def name(self) -> str:
        """The format that is asked for by name or by the file's ending. Raises Problem (exit 2)."""
        return chosen(self.format, self.output, self.formats, SCREEN)

    def check(self) -> Format:
        """Return the format. Raises Problem (exit 2) for what does not go together."""
        name, ending = self.name, Path(self.output or "").suffix.casefold()
        if self.format and any(ending in form.endings for form in self.formats.values() if form != FORMATS[name]):
            what = _("Een bestand met de extensie {ending} heeft niet de vorm {form}")
            told = _("Laat --format weg, of kies een naam die eindigt op {ending}.")
            raise Problem(
                what.format(ending=figures.quoted(ending), form=name), told.format(ending=FORMATS[name].endings[0])
            )
        for option, given, form in (("--template", self.template, "docx"), ("--dialect", self.dialect, "csv")):
            if given is not None and name != form:
                what = _("{option} hoort bij de vorm {form}").format(option=f"'{option}'", form=form)
                raise Problem(what, _("Laat het weg, of voeg toe: {option}").format(option=f"-f {form}"))
        wanted(self.dialect, self.template)
        if FORMATS[name].binary and self.output is None and sys.stdout.isatty():
            what = _("Een {form}-bestand kan niet op het scherm").format(form=name)
            raise Problem(what, _("Geef een bestandsnaam, bijvoorbeeld: {option}").format(option=f"-o plan.{name}"))
        return FORMATS[name]

    def give(self, document: Document, fields: Mapping[str, Any], faults: Sequence[Diagnostic]) -> int:
        """Write the answer, tell what is wrong with its sums or its signs on stderr, and return the exit code."""
        name = self.name

        def show() -> None:
            from aaa_cli.outputs import screen

            screen.show(document, sys.stdout)

        def make() -> bytes:
            asked = wanted(self.dialect, self.template)._replace(fields=fields)
            content, replaced = written(name, document, asked)
            warn_of_replaced(name, replaced)
            return content

        deliver(self, name == SCREEN, show, make)
        return tell_faults(faults)


@dataclass(frozen=True)
class PartsOutput(Output):
    """The same for an answer that is about parts, which can be a calendar."""

    formats: ClassVar[Mapping[str, Format]] = FORMATS

    format: Annotated[str | None, format_option(FORMATS, _FORM_OR_CALENDAR)] = None


def wanted(dialect: str | None, template: str | None) -> Wanted:
    """Return what was asked for single formats. Raises Problem (exit 2) for a dialect that there is not."""
    if dialect is not None and dialect not in DIALECTS:
        what = _("Het soort csv {value} bestaat niet").format(value=figures.quoted(dialect))
        raise Problem(what, choice(dialect, DIALECTS))
    return Wanted(dialect=dialect or DIALECTS[0], template=None if template is None else Path(template))


def tell_faults(faults: Sequence[Diagnostic]) -> int:
    """Tell the sums that are wrong on stderr, and return the exit code."""
    if faults:
        from aaa_cli.outputs.diagnostics import text

        sys.stdout.flush()
        text.show(faults, sys.stderr, verdict="")
    return WRONG_PLAN if count_errors(faults) else 0


def warn_of_replaced(form: str, signs: Sequence[str]) -> None:
    """Tell on stderr which signs a format could not hold."""
    if not signs:
        return
    told = ", ".join(f"{figures.visible(sign)} (U+{ord(sign):04X})" for sign in signs[:10])
    what = _("Let op: een {form}-bestand kan deze tekens niet tonen, ze zijn vervangen: {signs}")
    sys.stderr.write(what.format(form=form, signs=told) + (" …" if len(signs) > 10 else "") + "\n")


def deliver(to: Delivery, on_screen: bool, show: Callable[[], None], make: Callable[[], bytes]) -> None:
    """Write what `make` returns to the file that is asked for, or to standard output; a screen gets `show`."""
    from aaa_cli.outputs import delivery

    if to.output is not None:
        delivery.to_file(Path(to.output), make, force=to.force)
        delivery.tell_saved(Path(to.output))
    elif on_screen:
        show()
    else:
        delivery.to_stdout(make())


def chosen(name: str | None, output: str | None, formats: Mapping[str, Format], default: str) -> str:
    """Return the format by its name, else by the ending of the file. Raises Problem (exit 2)."""
    if name is not None:
        if name.casefold() in formats:
            return name.casefold()
        what = _("De vorm {value} bestaat hier niet").format(value=figures.quoted(name))
        raise Problem(what, choice(name, formats))
    ending = Path(output or "").suffix.casefold()
    if not ending:
        return default
    by_ending = {each: known for known, form in formats.items() for each in form.endings}
    if ending in by_ending:
        return by_ending[ending]
    what = _("Een bestand met de extensie {ending} kan dit antwoord niet worden")
    possible = figures.listed(by_ending)
    raise Problem(what.format(ending=figures.quoted(ending)), _("Mogelijk zijn: {names}.").format(names=possible))
