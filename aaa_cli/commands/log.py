"""`aaa log`."""

from datetime import date
from typing import Annotated, Any

from typer import Argument, Option

from aaa_cli.commands import amend, complete, meaning
from aaa_cli.commands.changing import Changing
from aaa_cli.commands.options import Where
from aaa_cli.plan.draft import Draft
from aaa_cli.plan.items import Item
from aaa_cli.plan.models import LogEntry
from aaa_cli.plan.source import Plain
from aaa_cli.words import N_, _, figures
from aaa_cli.words.problem import Problem

HELP = N_(
    "Zet een notitie of afspraak in het logboek van een onderdeel. Een afspraak zegt wie wat doet (--who) en "
    "wanneer uiterlijk (--due); met --done vink je haar af."
)
EXAMPLES = (
    (N_('aaa log green-leaf/aanvraag "Aanvraag ingediend."'), N_("een notitie van vandaag")),
    (N_('aaa log warmtenet/lariks "Actium levert cijfers." --who actium --due 2025-06-01'), N_("een afspraak")),
    ("aaa log warmtenet/lariks --done 2", N_("vink de afspraak af die in het logboek nummer 2 is")),
    ("aaa log warmtenet/lariks --remove 2", N_("haal nummer 2 weer weg, omdat er iets verkeerds stond")),
)
ACTION = N_("Afspraak")


def run(
    id: Annotated[  # noqa: A002
        str,
        Argument(
            metavar="ID",
            help=N_("Het id van een onderdeel, of van een activiteit met één onderdeel."),
            autocompletion=complete.SUBJECTS,
        ),
    ],
    changing: Changing,
    where: Where,
    text: Annotated[
        str | None,
        Argument(metavar=N_("TEKST"), help=N_("Wat er gebeurde of is afgesproken, tussen aanhalingstekens.")),
    ] = None,
    day: Annotated[
        str | None,
        Option(
            "--date",
            metavar=N_("DATUM"),
            help=N_("Van welke dag de notitie is. Anders: vandaag."),
            rich_help_panel=ACTION,
        ),
    ] = None,
    who: Annotated[
        str | None,
        Option(
            "--who",
            metavar=N_("WIE"),
            help=N_("Wie de afspraak nakomt."),
            rich_help_panel=ACTION,
            autocompletion=complete.BODIES,
        ),
    ] = None,
    due: Annotated[
        str | None,
        Option("--due", metavar=N_("DATUM"), help=N_("Wanneer uiterlijk, zoals 2025-06-01."), rich_help_panel=ACTION),
    ] = None,
    done: Annotated[
        str | None,
        Option(
            "--done",
            metavar=N_("NUMMER"),
            help=N_("Vink de afspraak met dit nummer in het logboek af (aaa show toont de nummers)."),
            rich_help_panel=ACTION,
        ),
    ] = None,
    remove: Annotated[
        str | None,
        Option(
            "--remove",
            metavar=N_("NUMMER"),
            help=N_("Haal de notitie of afspraak met dit nummer uit het logboek."),
        ),
    ] = None,
) -> int:
    """Answer `aaa log`."""
    given = [one for one in (text, done, remove) if one is not None]
    if len(given) != 1 or not given[0].strip() or (text is None and (who or due)):
        raise Problem(
            _("Geef een tekst, of met --done of --remove een nummer uit het logboek"),
            _("Bijvoorbeeld: {example}").format(example=_(EXAMPLES[0][0])),
        )

    def edit(draft: Draft, today: date) -> None:
        part = amend.only_part(draft, amend.find(draft, id))
        if part.kind != "part":
            what = _("Alleen een onderdeel heeft een logboek, en {id} is geen onderdeel")
            remedy = _("Een overzicht geeft: {command}").format(command="aaa list")
            raise Problem(what.format(id=figures.quoted(part.id)), remedy)
        moment = dict(meaning.read(LogEntry, "date", day, draft.known))["date"] if day else today.isoformat()
        if done is not None:
            _tick_off(draft, part, done, moment)
        elif remove is not None:
            draft.remove_entry(part, _number(part, remove))
        else:
            entry: dict[str, Any] = {"date": moment, "text": text}
            for name, words in (("who", who), ("due", due)):
                if words is not None:
                    entry |= {key: value for key, value in meaning.read(LogEntry, name, words, draft.known) if value}
            draft.append(part, "log", entry)

    return changing.make(where, edit)


def _entries(part: Item) -> dict[str, dict[str, Any]]:
    """Return what is in the log of a part, by the number that people see."""
    log = part.fields.get("log")
    entries = enumerate(log if isinstance(log, list) else (), start=1)
    return {str(number): entry for number, entry in entries if isinstance(entry, dict)}


def _number(part: Item, number: str) -> int:
    """Return the place in the log of the entry with a number. Raises Problem (exit 2) where there is none."""
    if number in (there := _entries(part)):
        return int(number) - 1
    what = _("In het logboek van {part} staat geen nummer {number}")
    remedy = _("Mogelijk zijn: {names}.").format(names=", ".join(there)) if there else _("Het logboek is leeg.")
    raise Problem(what.format(part=part.id, number=figures.quoted(number)), remedy)


def _tick_off(draft: Draft, part: Item, number: str, moment: Plain) -> None:
    """Say of an agreed action when it was done. Raises Problem (exit 2) where there is none of that number to do."""
    open_ = {
        number: entry
        for number, entry in _entries(part).items()
        if {"who", "due"} & entry.keys() and not entry.get("done")
    }
    if number not in open_:
        told = [f"{place} ({figures.quoted(entry.get('text'), most=30)})" for place, entry in open_.items()]
        what = _("Bij {part} staat geen open afspraak met nummer {number}")
        remedy = _("Open zijn: {names}.").format(names=", ".join(told)) if told else _("Er staat geen afspraak open.")
        raise Problem(what.format(part=part.id, number=figures.quoted(number)), remedy)
    place = int(number) - 1
    draft.replace(part, ("log", place, "done"), moment)
