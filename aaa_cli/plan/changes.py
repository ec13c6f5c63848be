"""What changed between two versions of a plan: per item and field, whatever place or layout it has in its file."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from aaa_cli.plan.items import Item, typed
from aaa_cli.plan.models import inner_keys
from aaa_cli.plan.source import Plain

Kind = Literal["added", "removed", "changed"]


class Change(NamedTuple):
    """One difference: an item that came or went (`field` is None), or a field of one.

    `old` and `new` are typed as in JSON: text, a number, a list, or the fields of an item; None is nothing.
    """

    item: Item
    kind: Kind
    field: str | None
    old: Any
    new: Any


class EntryKey(NamedTuple):
    """What makes an entry of a log the same one: its day and text, and which one of those alike it is."""

    date: str
    text: str
    number: int


def changes(old: Mapping[str, Item], new: Mapping[str, Item]) -> list[Change]:
    """Return what is different in `new`, by id: in its order, with what is gone where it stood."""
    found: list[Change] = []
    for id_ in _in_order(list(old), list(new)):
        before, after = old.get(id_), new.get(id_)
        if before is None:
            assert after is not None
            found.append(Change(after, "added", None, None, _whole(after)))
        elif after is None:
            found.append(Change(before, "removed", None, _whole(before), None))
        else:
            found += _fields(before, after)
    return found


def _in_order(old: list[str], new: list[str]) -> Iterator[str]:
    """Yield the new ids, with each that is gone behind the one that it stood behind."""
    there, gone = set(new), dict[str, list[str]]()
    last = ""
    for id_ in old:
        if id_ in there:
            last = id_
        else:
            gone.setdefault(last, []).append(id_)
    yield from gone.get("", ())
    for id_ in new:
        yield id_
        yield from gone.get(id_, ())


def _whole(item: Item) -> dict[str, Any]:
    return {name: typed(item, name, value) for name, value in item.fields.items()}


def _fields(before: Item, after: Item) -> Iterator[Change]:
    if before.fields == after.fields:
        return
    order = [*after.model.model_fields, *(f"{name}.{key}" for name, key in inner_keys(after.model))]
    names = sorted({*before.fields, *after.fields}, key=lambda name: _rank(name, order))
    for name in names:
        old, new = before.fields.get(name), after.fields.get(name)
        if name == "log" and (isinstance(old, list) or isinstance(new, list)):
            yield from _entries(after, old or [], new or [])
        elif (was := typed(before, name, old)) != (now := typed(after, name, new)):
            yield Change(after, _kind(old, new), name, was, now)


def _kind(old: Plain, new: Plain) -> Kind:
    """Return what became of a value."""
    if old is None:
        return "added"
    return "removed" if new is None else "changed"


def _rank(name: str, order: list[str]) -> tuple[int | str, ...]:
    """Return where a field stands in its model, a dotted one behind the field that it is in."""
    first = name.partition(".")[0]
    places = [order.index(one) if one in order else len(order) for one in (first, name)]
    return (*places, name)


def _entries(item: Item, old: Any, new: Any) -> Iterator[Change]:
    """Yield what changed in a log."""
    before, after = numbered(old), numbered(new)
    for key in [*before, *(key for key in after if key not in before)]:
        was, now = before.get(key), after.get(key)
        if was != now:
            yield Change(item, _kind(was, now), "log", was, now)


def numbered(entries: Any) -> dict[EntryKey, Any]:
    """Return the entries of a log by their keys; what is no list, or no entry, is one that has a text only."""
    found: dict[EntryKey, Any] = {}
    alike: Counter[tuple[str, str]] = Counter()
    for entry in entries if isinstance(entries, list) else [entries]:
        day, text = (str(entry.get(key)) for key in ("date", "text")) if isinstance(entry, dict) else ("", str(entry))
        found[EntryKey(day, text, alike[day, text])] = entry
        alike[day, text] += 1
    return found
