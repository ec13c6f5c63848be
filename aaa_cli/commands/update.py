"""`aaa update`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel
from typer import Argument, Option

from aaa_cli.commands import amend, complete, fields
from aaa_cli.commands.changing import Changing
from aaa_cli.commands.options import Where
from aaa_cli.plan.draft import Draft
from aaa_cli.plan.items import Item, homes
from aaa_cli.plan.models import Activity, Head, Part
from aaa_cli.words import N_, _, figures
from aaa_cli.words.problem import Problem

HELP = N_(
    "Wijzigt een onderdeel of activiteit: alleen wat je noemt verandert, de rest van het bestand blijft zoals het "
    "was. Zonder opties stelt de opdracht op een scherm vraag voor vraag wat er gewijzigd moet worden. Leeg maken "
    'kan ook: schrijf geen achter een optie, en bij een tekst "".'
)
EXAMPLES = (
    (N_("aaa update green-leaf/aanvraag --status loopt"), N_("de aanvraag is begonnen")),
    (N_("aaa update warmtenet/lariks --period Q4 --note Uitgesteld"), N_("een andere periode, met een notitie")),
    (N_("aaa update biotech/plan biotech/biolabs --trekker gemeente"), N_("twee onderdelen in één keer")),
    (
        N_(
            'aaa update warmtenet --light tijd=oranje --cause "Nog geen besluit" --consequence "Start later" '
            '--measure "Overleg gepland"'
        ),
        N_("jouw oordeel, met de oorzaak, het gevolg en wat je eraan doet"),
    ),
    (N_("aaa update green-leaf/aanvraag"), N_("vraag voor vraag")),
)
PART, ACTIVITY, ELSE = N_("Onderdeel"), N_("Activiteit"), N_("Besluiten, risico's, partners, geld en de rest")
_OTHERS: list[type[BaseModel]] = [
    *(home.model for home in homes().values() if home.model not in (Part, Activity)),
    Head,
]
OPTIONS = fields.options({PART: [Part], ACTIVITY: [Activity], ELSE: _OTHERS})


def run(
    ids_: Annotated[
        list[str],
        Argument(
            metavar="ID…",
            help=N_(
                "Een of meer id's van onderdelen. Een activiteit met één onderdeel mag ook. Verder: partner:ID, "
                "decision:ID (besluit), risk:ID, result:ID, line:ID (post) en wat aaa diff zo noemt."
            ),
            autocompletion=complete.ITEMS,
        ),
    ],
    values: Annotated[Mapping[str, Any], OPTIONS],
    changing: Changing,
    where: Where,
    activity_title: Annotated[
        str | None,
        Option(
            "--activity-title", metavar=N_("TEKST"), help=N_("De titel van de activiteit."), rich_help_panel=ACTIVITY
        ),
    ] = None,
    activity_title_en: Annotated[
        str | None,
        Option(
            "--activity-title-en",
            metavar=N_("TEKST"),
            help=N_("De titel van de activiteit in het Engels."),
            rich_help_panel=ACTIVITY,
        ),
    ] = None,
    add_partner: Annotated[
        list[str] | None,
        Option(
            "--add-partner",
            metavar=N_("PARTNER"),
            help=N_("Zet deze partner erbij."),
            rich_help_panel=PART,
            autocompletion=complete.PARTNERS,
        ),
    ] = None,
    remove_partner: Annotated[
        list[str] | None,
        Option(
            "--remove-partner",
            metavar=N_("PARTNER"),
            help=N_("Haal deze partner eraf."),
            rich_help_panel=PART,
            autocompletion=complete.PARTNERS,
        ),
    ] = None,
    note: Annotated[
        str | None,
        Option(
            "--note",
            metavar=N_("TEKST"),
            help=N_("Zet deze notitie met de datum van vandaag in het logboek."),
            rich_help_panel=PART,
        ),
    ] = None,
) -> int:
    """Answer `aaa update`."""
    asked = fields.given(
        {**values, "activity_title": activity_title, "activity_title_en": activity_title_en}
        | {"add_partner": add_partner, "remove_partner": remove_partner, "note": note}
    )
    if forgotten := next((word for word in ids_[1:] if word in values), None):
        what = _("{word} is geen id").format(word=figures.quoted(forgotten))
        raise Problem(what, _("Bedoelde je {option}?").format(option=fields.option(forgotten)))
    if note is not None and not note.strip():
        raise Problem(_("De notitie is leeg"), _("Schrijf achter --note wat er is gebeurd, tussen aanhalingstekens."))
    if not asked:
        from aaa_cli.commands import asking

        return asking.ask(ids_, changing, where)

    def edit(draft: Draft, today: date) -> None:
        for id_ in dict.fromkeys(_found(draft, word, ids_).id for word in ids_):
            amend.apply(draft, draft.items[id_], asked, today)

    return changing.make(where, edit)


def _found(draft: Draft, word: str, words: Sequence[str]) -> Item:
    """Return what one of the ids means. Raises Problem (exit 2), with what several words may have been meant for."""
    try:
        return amend.find(draft, word)
    except Problem as problem:
        if len(words) > 1:
            problem.remedy = _("Zet een waarde met spaties tussen aanhalingstekens.") + " " + problem.remedy
        raise
