"""Changes as they are asked for on the command line, made in a draft of the plan."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from aaa_cli.commands import fields, meaning
from aaa_cli.commands.changing import readable
from aaa_cli.plan import ids
from aaa_cli.plan.draft import Draft
from aaa_cli.plan.items import Item
from aaa_cli.plan.load import ACTIVITIES
from aaa_cli.plan.models import Activity, Part
from aaa_cli.words import _, labels
from aaa_cli.words.problem import Problem

# options for what an activity has as well as a part, so that it is clear whose it is
_OF_ACTIVITY = {"activity_title": "title", "activity_title_en": "title_en"}
_OF_PART = ("note", "add_partner", "remove_partner")


def find(draft: Draft, word: str, *, wary: bool = False, parts: bool = False) -> Item:
    """Return what an id means among all that has one, or only activities and their `parts`.

    Raises Problem (exit 2) with the candidates.
    """
    kind, colon, rest = word.partition(":")
    word = f"{labels.ITEM_MEANT.get(kind.strip().casefold(), kind)}{colon}{rest}" if colon else word
    known = draft.items
    subjects: dict[str, list[str]] = {}
    others = []
    for id_, item in known.items():
        if item.kind == "part":
            own, _slash, part = id_.partition("/")
            subjects.setdefault(own, []).append(part)
        elif item.kind == "activity":
            subjects.setdefault(id_, [])
        elif not parts:
            others.append(id_)
    if not subjects:
        readable(draft, ACTIVITIES)
    return known[ids.find(subjects, word, others, wary=wary)]


def parts_of(draft: Draft, activity: str) -> list[Item]:
    """Return the parts of an activity."""
    return [item for item in draft.items.values() if item.kind == "part" and item.id.startswith(f"{activity}/")]


def only_part(draft: Draft, item: Item) -> Item:
    """Return a part as it is, and of an activity its only part. Raises Problem (exit 2) where it has more."""
    if item.kind != "activity":
        return item
    parts = parts_of(draft, item.id)
    if len(parts) == 1:
        return parts[0]
    what = _("De activiteit {id} heeft {count} onderdelen; noem het onderdeel")
    remedy = _("Kies er een van: {names}.").format(names=", ".join(part.id for part in parts))
    raise Problem(what.format(id=f"'{item.id}'", count=len(parts)), remedy)


def apply(draft: Draft, item: Item, asked: Mapping[str, Any], today: date) -> None:
    """Make the changes that were asked for, by option, to one item.

    Raises Problem (exit 2) for an option that it has no field for, and for words that mean nothing.
    """
    for name, words in asked.items():
        target = _target(draft, item, name)
        if name == "note":
            draft.append(target, "log", {"date": today.isoformat(), "text": words})
        elif name in _OF_PART:
            draft.put(target, "partners", _partners(draft, target, words, add=name == "add_partner") or None)
        else:
            own = fields.own_name(target.model, _OF_ACTIVITY.get(name, name))
            given = words[-1] if own != name and isinstance(words, list) else words
            for field, value in meaning.read(target.model, own, given, draft.known):
                draft.put(draft.items[target.id], field, value)


def _target(draft: Draft, item: Item, name: str) -> Item:
    """Return whose field an option is about: of what was named, of an activity itself or of its only part."""
    activity_only = name in _OF_ACTIVITY or (name in fields.paths(Activity) and name not in fields.paths(Part))
    if activity_only and item.kind == "activity":
        return item
    if activity_only and item.kind == "part":
        what = _("{option} hoort bij de hele activiteit, niet bij het onderdeel {id}")
        remedy = _("Noem de activiteit: {command}")
        option, own = fields.option(name), item.id.partition("/")[0]
        raise Problem(what.format(option=option, id=item.id), remedy.format(command=f"aaa update {own} {option} …"))
    target = only_part(draft, item)
    known = fields.own_name(target.model, name) in fields.paths(target.model)
    if not (target.kind == "part" if name in _OF_PART else known):
        raise fields.unknown_field(target, name)
    return target


def _with_listed(known: meaning.Known, present: list[Any]) -> meaning.Known:
    """Return what is known with the partners that a part has, of which one may be gone from the list of them all."""
    partners = known["partner"]
    return known if partners is None else {**known, "partner": dict.fromkeys(present, ()) | dict(partners)}


def _partners(draft: Draft, part: Item, words: list[str], *, add: bool) -> list[Any]:
    """Return the partners of a part with, or without, some. Raises Problem (exit 2) for one that is none."""
    there = part.fields.get("partners")
    present = there if isinstance(there, list) else [there] if isinstance(there, str) else []
    known = draft.known if add else _with_listed(draft.known, present)
    asked = meaning.names(Part.model_fields["partners"], "partners", words, known)
    if add:
        return [*present, *(id_ for id_ in asked if id_ not in present)]
    if absent := [id_ for id_ in asked if id_ not in present]:
        what = _("{partner} is geen partner van {part}").format(partner=f"'{absent[0]}'", part=part.id)
        raise Problem(what, _("De partners zijn: {names}.").format(names=", ".join(map(str, present)) or _("geen")))
    return [id_ for id_ in present if id_ not in asked]
