"""A change of the plan in words: what a field was and is now, how much that differs, and one sentence of it all."""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from aaa_cli.plan import period
from aaa_cli.plan.changes import Change
from aaa_cli.plan.items import Item, field_of, is_date
from aaa_cli.plan.models import inner_class
from aaa_cli.reports.document import Cell
from aaa_cli.words import _, figures, labels, ngettext, own

# What a field with ids refers to: the kinds of item, the first that has the id counts
_REFERENCES = {
    **dict.fromkeys(("trekker", "partners", "members", "part_of", "partner"), ("partner:",)),
    **dict.fromkeys(("who", "asked_of", "owner"), ("partner:", "body:")),
    "theme": ("theme:",),
    "ambitions": ("ambition:",),
    "pillars": ("pillar:",),
    "programme": ("programme:",),
    "payer": ("payer:",),
    "coverage": ("payer:",),
    "about": ("",),
}


class Known(NamedTuple):
    """What changes are told with: the short names of items by their id, and the year of the plan then and now."""

    names: Mapping[str, str]
    old_year: int | None
    new_year: int | None


NOTHING_KNOWN = Known({}, None, None)


def known(old: Mapping[str, Item], new: Mapping[str, Item]) -> Known:
    """Return what the changes between two versions are told with; a name of now goes before one of then."""
    names = {id_: name_of(item) for items in (old, new) for id_, item in items.items()}
    return Known(names, _year(old), _year(new))


def name_of(item: Item) -> str:
    """Return the short name of an item, else its name or title, else its text, else its id."""
    of = {key: value for key, value in item.fields.items() if isinstance(value, str)}
    full = own(of.get("name") or of.get("title") or "", of.get("name_en") or of.get("title_en"))
    return own(of.get("short") or full, of.get("name_en")) or of.get("text") or own_id(item)


def title_of(item: Item) -> str:
    """Return the full name or title of an item, else its text, else its id."""
    short = {key: value for key, value in item.fields.items() if key != "short"}
    return name_of(item._replace(fields=short))


def bare_id(item: Item) -> str:
    """Return the id without its kind, with that of its activity or budget line."""
    return item.id.rpartition(":")[2]


def own_id(item: Item) -> str:
    """Return the id as it is written in the file."""
    return bare_id(item).rpartition("/")[2]


def _year(items: Mapping[str, Item]) -> int | None:
    year = items["plan:plan"].fields.get("year") if "plan:plan" in items else None
    return int(year) if isinstance(year, str) and re.fullmatch("[1-9][0-9]{3}", year) else None


class Told(NamedTuple):
    """A change in words, whole; empty where there is nothing to say.

    `field` is what changed, or that an item came or went; `difference` is how much, or a line for each that did.
    """

    field: str
    old: str
    new: str
    difference: str


def told(change: Change, words: Known) -> str:
    """Return a change as one sentence without its subject: `status gepland → loopt`.

    It stands on one line, and nothing in it can act on a terminal.
    """
    item, name = change.item, change.field
    if name is None:
        return f"{_came_or_went(change)}: {_quoted(title_of(item))}"
    if name == "log":
        return _log(change, words)
    return _sentence(item, name, change.old, change.new, words)


def _came_or_went(change: Change) -> str:
    text = _("{kind} toegevoegd") if change.kind == "added" else _("{kind} weggehaald")
    return text.format(kind=_(labels.ITEM[change.item.kind]))


def lines(changes: Iterable[Change], words: Known) -> list[str]:
    """Return a sentence with its subject for each change: `green-leaf/aanvraag: status gepland → loopt`."""
    return [f"{subject(change)}: {told(change, words)}" for change in changes]


def subject(change: Change) -> str:
    """Return the id of what changed, with its kind before it where the id alone leaves that open."""
    item = change.item
    if item.is_single:
        return _(labels.ITEM[item.kind])
    alone = change.field is None or item.kind in ("activity", "part")
    id_ = figures.one_line(bare_id(item))
    return id_ if alone else f"{_(labels.ITEM[item.kind])} {id_}"


def in_columns(change: Change, words: Known) -> Told:
    """Return a change as what it was, what it is now and what that differs."""
    item, name, old, new = change.item, change.field, change.old, change.new
    if name is None:
        return Told(_came_or_went(change), "", "", "")
    was, now = (_text(change, value, words) for value in (old, new))
    if name == "log":
        return Told(_entry_kind(new or old), was, now, "\n".join(_entry_changes(item, old, new, words)))
    difference = "" if None in (old, new) else _difference(item, name, old, new, words)
    return Told(field_name(item, name, words), was, now, difference)


def cell(change: Change, value: Any, words: Known) -> Cell:
    """Return the old or new value of a change for a table: an amount and a day as they are, else in words."""
    if isinstance(value, Decimal):
        return value
    day = _day(value) if change.field and is_date(change.item, change.field) else None
    return day or _text(change, value, words) or None


def _text(change: Change, value: Any, words: Known) -> str:
    item, name = change.item, change.field
    if value is None:
        return ""
    if name is None:
        return title_of(item)
    return _entry(item, value, words) if name == "log" else _value(item, name, value, words)


def field_name(item: Item, name: str, words: Known) -> str:
    """Return what a field of an item is called: `stoplicht tijd` for `light.time`, `dekking Gemeente`."""
    first, _dot, rest = name.partition(".")
    label = labels.field(item.model.__name__, first)
    if not rest:
        return label
    return f"{label} {_named(rest, first, words) if first in _REFERENCES else labels.field('', rest)}"


def _sentence(item: Item, name: str, old: Any, new: Any, words: Known) -> str:
    field = figures.one_line(field_name(item, name, words))
    was, now = (_shown(item, name, value, words) for value in (old, new))
    difference = _on_one_line(_difference(item, name, old, new, words))
    if isinstance(old, list) or isinstance(new, list):
        return f"{field}: {difference}"
    if old is None:
        return _("{field} ingevuld: {value}").format(field=field, value=now)
    if new is None:
        return _("{field} leeggemaakt (was {value})").format(field=field, value=was)
    return f"{field} {was} → {now}" + (f" ({difference})" if difference else "")


def _shown(item: Item, name: str, value: Any, words: Known) -> str:
    text = _value(item, name, value, words)
    free = isinstance(value, str) and text == value and name != "period" and _enum(item, name) is None
    return _quoted(text) if free and name.partition(".")[0] not in _REFERENCES else figures.one_line(text)


def _quoted(text: str) -> str:
    return figures.quoted(text, most=len(text))


def _on_one_line(difference: str) -> str:
    return figures.one_line(difference.replace("\n", ", "))


def _value(item: Item, name: str, value: Any, words: Known) -> str:
    """Return a value as people read it; what can't be read is as it was written."""
    match value:
        case None:
            return ""
        case Decimal():
            return figures.euros(value)
        case int():
            return str(value) if name == "year" else figures.amount(value)
        case list():
            between = ", " if name in _REFERENCES else "\n"
            return between.join(_value(item, name, one, words) for one in value)
        case dict():
            return ", ".join(f"{key}: {_value(item, name, inner, words)}" for key, inner in value.items())
    text = str(value)
    if is_date(item, name) and (day := _day(text)):
        return figures.short_day(day)
    if (enum := _enum(item, name)) is not None:
        return labels.label(text) if text in list(enum) else text
    return _named(text, name, words)


def _enum(item: Item, name: str) -> type[StrEnum] | None:
    field = field_of(item.model, name)
    return inner_class(field.annotation, StrEnum) if field else None


def _named(id_: str, name: str, words: Known) -> str:
    kinds = _REFERENCES.get(name, ())
    return next((words.names[kind + id_] for kind in kinds if kind + id_ in words.names), id_)


def _day(text: object) -> date | None:
    return figures.iso_day(text) if isinstance(text, str) else None


def _difference(item: Item, name: str, old: Any, new: Any, words: Known) -> str:
    if isinstance(old, list) or isinstance(new, list):
        was, now = ({repr(one): one for one in _listed(value)} for value in (old, new))  # two may have one name
        counts = [Counter(map(repr, _listed(value))) for value in (old, new)]
        came, gone = counts[1] - counts[0], counts[0] - counts[1]
        signs = [
            *(f"+ {_value(item, name, now[one], words)}" for one in came.elements()),
            *(f"− {_value(item, name, was[one], words)}" for one in gone.elements()),
        ]
        return "\n".join(signs) or _("andere volgorde")
    if isinstance(old, Decimal) and isinstance(new, Decimal):
        return f"{'+' if new > old else '−'}\N{NO-BREAK SPACE}{figures.euros(abs(new - old))}"
    if name == "period" and isinstance(old, str) and isinstance(new, str):
        return shift(_span(old, words.old_year), _span(new, words.new_year))
    if is_date(item, name) and (before := _day(old)) and (after := _day(new)):
        return _moved(_Distance.between(before, after))
    return ""


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _span(text: str, year: int | None) -> period.Period | None:
    try:
        return period.parse(text, year) if year else None
    except period.BadPeriod:
        return None


class _Distance(NamedTuple):
    """How far one day lies behind another, in whole months or else in days."""

    number: int
    unit: str

    @classmethod
    def between(cls, old: date, new: date, *, ends: bool = False, quarters: bool = False) -> "_Distance":
        """Return the distance; of `ends` the last days of two months are whole months apart."""
        last = ends and all(moment.day == monthrange(moment.year, moment.month)[1] for moment in (old, new))
        months = (new.year - old.year) * 12 + new.month - old.month
        if old.day != new.day and not last:
            return cls((new - old).days, "day")
        return cls(months // 3, "quarter") if quarters and months % 3 == 0 else cls(months, "month")

    def __str__(self) -> str:
        count = abs(self.number)
        texts = {
            "day": ngettext("{count} dag", "{count} dagen", count),
            "month": ngettext("{count} maand", "{count} maanden", count),
            "quarter": ngettext("{count} kwartaal", "{count} kwartalen", count),
        }
        return texts[self.unit].format(count=count)


def shift(old: period.Period | None, new: period.Period | None) -> str:
    """Return how one period differs from another, in whole quarters, months or days: `2 kwartalen later`.

    Quarters are told where both were written so. Nothing is told where one of them has no days.
    """
    if old is None or new is None:
        return ""
    quarters = all(re.search(r"(?i)q\d|kwartaal|quarter", span.text) for span in (old, new))
    start = _Distance.between(old.start, new.start, quarters=quarters)
    end = _Distance.between(old.end, new.end, ends=True, quarters=quarters)
    if not start.number and not end.number:
        return _("zelfde looptijd, anders geschreven")
    if start == end:
        return _moved(start)
    if (old.end - old.start) == (new.end - new.start):
        return _moved(_Distance((new.start - old.start).days, "day"))
    if not start.number:
        return (_("{distance} langer") if end.number > 0 else _("{distance} korter")).format(distance=end)
    told_start = _("begint {shift}").format(shift=_moved(start))
    return f"{told_start}\n{_('eindigt {shift}').format(shift=_moved(end))}" if end.number else told_start


def _moved(distance: _Distance) -> str:
    return (_("{distance} later") if distance.number > 0 else _("{distance} eerder")).format(distance=distance)


def _entry_kind(entry: Any) -> str:
    action = isinstance(entry, dict) and ("who" in entry or "due" in entry)
    return _("afspraak") if action else _("notitie")


def _entry(item: Item, entry: Any, words: Known) -> str:
    """Return an entry of a log: its day, its text, and who does it by when."""
    if not isinstance(entry, dict):
        return _value(item, "log", entry, words)
    day = _value(item, "log.date", entry.get("date"), words)
    rest = [
        f"{labels.field('LogEntry', name)} {_entry_value(item, name, value, words)}"
        for name, value in entry.items()
        if name not in ("date", "text") and value not in (None, "")
    ]
    return f"{day}: {entry.get('text') or ''}" + (f" ({', '.join(rest)})" if rest else "")


def _entry_value(item: Item, name: str, value: Any, words: Known) -> str:
    return _named(str(value), name, words) if name in _REFERENCES else _value(item, f"log.{name}", value, words)


def _entry_changes(item: Item, old: Any, new: Any, words: Known) -> Iterator[str]:
    if not isinstance(old, dict) or not isinstance(new, dict):
        return
    for name in dict.fromkeys((*old, *new)):
        both = (old.get(name), new.get(name))
        was, now = (_entry_value(item, name, value, words) if value else _("leeg") for value in both)
        if was != now:
            yield f"{labels.field('LogEntry', name)} {was} → {now}"


def _log(change: Change, words: Known) -> str:
    item, old, new = change.item, change.old, change.new
    entry, kind = figures.one_line(_entry(item, new or old, words)), _entry_kind(new or old)
    if change.kind == "added":
        text = _("{kind} toegevoegd: {what}")
    elif change.kind == "removed":
        text = _("{kind} weggehaald: {what}")
    elif isinstance(old, dict) and isinstance(new, dict) and new == old | {"done": new.get("done")} and new["done"]:
        text = _("{kind} gereed: {what}")
    else:
        difference = _on_one_line("\n".join(_entry_changes(item, old, new, words)))
        text = _("{kind} gewijzigd: {what}")
        entry += f" [{difference}]" if difference else ""
    return text.format(kind=kind, what=entry)
