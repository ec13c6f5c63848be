"""`aaa add`, with a command of its own for each kind of thing that a plan has."""

import inspect
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, get_args

from pydantic import BaseModel
from typer import Argument, Option

from aaa_cli.commands import amend, complete, fields, meaning
from aaa_cli.commands.changing import Changing, readable
from aaa_cli.commands.options import Where
from aaa_cli.plan.draft import Draft
from aaa_cli.plan.items import Home, homes
from aaa_cli.plan.models import RESERVED, Activity, Part, Status
from aaa_cli.reports.changes import bare_id, title_of
from aaa_cli.reports.select import look_up
from aaa_cli.words import N_, _, figures, labels
from aaa_cli.words.problem import Problem

HELP = N_("Zet iets nieuws in het plan: een activiteit, onderdeel, partner, besluit, risico, boeking of iets anders.")
_EXAMPLES_OF = {
    "part": N_('aaa add part green-leaf --title "Website vernieuwen" --period Q3 --trekker gemeente'),
    "activity": N_('aaa add activity --theme algemeen --title "Open dag" --period "eind Q3" --trekker gemeente'),
    "partner": N_('aaa add partner --name "Stichting Voorbeeld" --kind civic --to green-leaf/aanvraag'),
    "decision": N_('aaa add decision --text "Extra uren voor de aanvraag" --asked-of regiegroep --due 2025-06-18'),
    "risk": N_(
        'aaa add risk --text "Te weinig docenten" --chance 3 --impact 4 --measure "Samen werven" --owner dc-terra'
    ),
    "booking": N_(
        "aaa add booking --line communicatie --payer gemeente --amount 1200 --kind spent --date 2025-05-20 "
        "--text Drukwerk"
    ),
}
EXAMPLES = (
    (_EXAMPLES_OF["part"], N_("een onderdeel van een activiteit")),
    (
        N_('aaa add activity --theme algemeen --title "Open dag" --period Q3 --trekker gemeente'),
        N_("een activiteit, met één onderdeel"),
    ),
    (_EXAMPLES_OF["partner"], N_("een partner")),
    (N_("aaa add decision --help"), N_("wat een besluit nodig heeft")),
)
COMMANDS = (
    *("activity", "part", "partner", "decision", "risk", "booking", "result"),
    *("line", "payer", "theme", "ambition", "pillar", "programme", "body"),
)
MEANT = labels.ITEM_MEANT
NEEDED, WHAT = N_("Moet erbij"), N_("Mag erbij")
_LONGEST_ID = 50
_OWN_ID = Annotated[
    str | None,
    Option("--id", metavar="ID", help=N_("Het id. Anders wordt het van de titel gemaakt."), rich_help_panel=WHAT),
]
# what a kind of item stands in, or goes to, besides its fields
_MORE: Mapping[str, tuple[str, Any, object]] = {
    "part": (
        "inside",
        Annotated[
            str,
            Argument(
                metavar="ID",
                help=N_("Het id van de activiteit."),
                autocompletion=complete.ACTIVITIES,
            ),
        ],
        inspect.Parameter.empty,
    ),
    "booking": (
        "inside",
        Annotated[
            str | None,
            Option(
                "--line",
                metavar=N_("POST"),
                help=N_("Het id van de post."),
                rich_help_panel=NEEDED,
                autocompletion=complete.LINES,
            ),
        ],
        None,
    ),
    "partner": (
        "to",
        Annotated[
            list[str] | None,
            Option(
                "--to",
                metavar="ID",
                help=N_("Zet de partner meteen bij dit onderdeel."),
                rich_help_panel=WHAT,
                autocompletion=complete.SUBJECTS,
            ),
        ],
        None,
    ),
}


def command(kind: str) -> tuple[Callable[..., int], str, Sequence[tuple[str, str]]]:
    """Return what answers `aaa add KIND`, with its help and its examples."""
    home = homes()[kind]
    options = fields.options({WHAT: [home.model, *([Part] if home.model is Activity else [])]}).parameters
    needed = _needed(home)
    for option in (one for one in options if one.name in needed):
        get_args(option.annotation)[1].rich_help_panel = NEEDED

    def run(
        changing: Changing,
        where: Where,
        own_id: str | None = None,
        inside: str | None = None,
        to: list[str] | None = None,
        **values: Any,
    ) -> int:
        asked = fields.given(values)
        lacking = [fields.option(name) for name in needed if name not in asked]
        if home.owner == "line" and inside is None:
            lacking.insert(0, "--line")
        if lacking:
            what = _("Er ontbreekt nog: {name}").format(name=", ".join(lacking))
            raise Problem(what, _("Uitleg en voorbeelden: {command} --help").format(command=f"aaa add {kind}"))

        def edit(draft: Draft, today: date) -> None:
            readable(draft, home.file)
            id_ = _add(draft, home, asked, own_id, inside)
            for word in to or ():
                part = amend.only_part(draft, amend.find(draft, word, parts=True))
                amend.apply(draft, part, {"add_partner": [id_]}, today)

        return changing.make(where, edit)

    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [
        *sorted(options, key=lambda one: one.name not in needed),
        inspect.Parameter("own_id", keyword, default=None, annotation=_OWN_ID),
        inspect.Parameter("changing", keyword, annotation=Changing),
        inspect.Parameter("where", keyword, annotation=Where),
    ]
    if kind in _MORE:
        name, annotation, default = _MORE[kind]
        parameters.insert(0, inspect.Parameter(name, keyword, default=default, annotation=annotation))
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    examples = [(_EXAMPLES_OF[kind], "")] if kind in _EXAMPLES_OF else []
    return run, labels.ADD[kind], examples


def _needed(home: Home) -> list[str]:
    """Return the fields that must be given."""
    made = {"parts", "status", "coverage"}
    return [
        name for name, field in home.model.model_fields.items() if field.is_required() and name not in {"id", *made}
    ]


def _add(draft: Draft, home: Home, asked: Mapping[str, Any], own_id: str | None, inside: str | None) -> str:
    """Put an item in the draft and return its own id."""
    if inside is not None and home.owner == "line":
        lines = {bare_id(item): [title_of(item)] for item in draft.items.values() if item.kind == "line"}
        inside = "line:" + look_up(inside, lines, _("de post"))
    held = amend.find(draft, inside) if inside is not None else None
    if held is not None and held.kind != home.owner:
        what = _("{id} is geen activiteit").format(id=f"'{held.id}'")
        raise Problem(what, _("Een overzicht geeft: {command}").format(command="aaa list"))
    above = str(held.path[-1]) if held else ""
    title = next((str(asked[name]) for name in ("title", "name", "text") if name in asked), "")
    id_ = own_id or _free_id(draft, home, above, title)
    after = None
    value = _filled(home.model, id_, asked, draft.known)
    if home.model is Activity:
        value["parts"] = [_filled(Part, id_, asked, draft.known)]
        after = _last_of_theme(draft, value.get("theme"))
    draft.add(home, above, value, after)
    return id_


def _filled(model: type[BaseModel], id_: str, asked: Mapping[str, Any], known: meaning.Known) -> dict[str, Any]:
    """Return what an item has, in the order of its model; a part is planned where nothing else is asked."""
    value: dict[str, Any] = {"id": id_} | ({"status": Status.PLANNED.value} if model is Part else {})
    for name in fields.paths(model):
        if name not in asked:
            continue
        for path, read in meaning.read(model, name, asked[name], known):
            key, _dot, inner = path.partition(".")
            if read is not None:
                value[key] = {**value.get(key, {}), inner: read} if inner else read
    return {key: value[key] for key in model.model_fields if key in value}


def _last_of_theme(draft: Draft, theme: object) -> str | None:
    ids = [item.id for item in draft.items.values() if item.kind == "activity" and item.fields.get("theme") == theme]
    return ids[-1] if ids else None


def _free_id(draft: Draft, home: Home, owner: str, title: str) -> str:
    """Return an id made of a title that nothing beside it has. Raises Problem (exit 2) for what is there already."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or home.kind
    if len(slug) > _LONGEST_ID:
        slug = slug[: _LONGEST_ID + 1].rpartition("-")[0] or slug[:_LONGEST_ID]
    beside = {str(item.path[-1]): item for item in draft.items.values() if item.path[:-1] == home.path(owner)}
    if home.kind != "booking" and (same := beside.get(slug)) and title_of(same).casefold() == title.casefold():
        what = _("{kind} {title} is er al, met het id {id}")
        kind = _(labels.ITEM[home.kind]).capitalize()
        remedy = _("Is dit toch iets anders? Geef het dan een eigen id, met --id.")
        raise Problem(what.format(kind=kind, title=figures.quoted(title), id=figures.quoted(bare_id(same))), remedy)
    number = 2
    free = slug
    while free in beside or free in RESERVED:
        free, number = f"{slug}-{number}", number + 1
    return free
