"""Three versions of values become one: by id and field, so that only what both sides changed is left open."""

from collections.abc import Callable, Sequence
from typing import Any

from aaa_cli.plan.changes import EntryKey, numbered

Steps = tuple[str | EntryKey, ...]  # as in a Finding, but an entry of a log by its key
Pick = Callable[[Steps, Any, Any], Any]  # what a value that both changed becomes, of those of ours and theirs
Clash = tuple[Steps, Any, Any, Any]  # where one is, and its value in the base, ours and theirs; None is nothing


class ById(dict[str, Any]):
    """The items of a list by their id: their order is no value."""


def normal(value: Any) -> Any:
    """Return values without what is empty, and lists of items as `ById`: two that say the same are the same."""
    if isinstance(value, dict):
        inner = {key: normal(below) for key, below in value.items()}
        return {key: below for key, below in inner.items() if below is not None} or None
    if isinstance(value, list):
        if value and all(isinstance(item, dict) and isinstance(item.get("id"), str) for item in value):
            return ById({item["id"]: normal(item) for item in value})
        return [normal(item) for item in value] or None
    return value or None


def plain(value: Any) -> Any:
    """Return normal values as they stand in a file."""
    if isinstance(value, ById):
        return [plain(item) for item in value.values()]
    return {key: plain(below) for key, below in value.items()} if isinstance(value, dict) else value


def merge(base: Any, ours: Any, theirs: Any, pick: Pick) -> tuple[Any, list[Clash]]:
    """Return what three normal mappings become, and what both sides changed, which becomes what `pick` says."""
    run = _Run(pick)
    return run.value((), base, ours, theirs) or {}, run.clashes


class _Run:
    def __init__(self, pick: Pick) -> None:
        self.pick = pick
        self.clashes: list[Clash] = []

    def value(self, path: Steps, base: Any, ours: Any, theirs: Any) -> Any:
        if theirs in (ours, base):
            return ours
        if ours == base:
            return theirs
        there = [value for value in (ours, theirs) if value is not None]
        kinds = {type(value) for value in (base, *there) if value is not None}
        if len(kinds) == 1 and not (len(there) == 1 and _is_item(path, there[0])):
            kind = kinds.pop()
            if issubclass(kind, dict):
                return self._keys(path, base or kind(), ours or kind(), theirs or kind())
            if kind is list:
                lists = [value or [] for value in (base, ours, theirs)]
                if all(isinstance(item, str) for each in lists for item in each):
                    if not _both_replaced(*map(set, lists)):
                        return _texts(*lists)
                elif all(isinstance(item, dict) for each in lists for item in each):
                    return self._entries(path, *lists)
        self.clashes.append((path, base, ours, theirs))
        return self.pick(path, ours, theirs)

    def _keys(self, path: Steps, base: Any, ours: Any, theirs: Any) -> Any:
        order = _order(list(ours), list(theirs))
        found = {key: self.value((*path, key), base.get(key), ours.get(key), theirs.get(key)) for key in order}
        return type(ours)({key: value for key, value in found.items() if value is not None}) or None

    def _entries(self, path: Steps, base: list[Any], ours: list[Any], theirs: list[Any]) -> Any:
        versions = [numbered(entries) for entries in (base, ours, theirs)]
        found = self._keys(path, *versions) or {}
        if all(days == sorted(days) for days in ([key.date for key in each] for each in versions)):
            return sorted(found.values(), key=lambda entry: str(entry.get("date"))) or None
        return list(found.values()) or None


def _is_item(path: Steps, value: Any) -> bool:
    """Tell whether a mapping is a thing of its own, that is removed as a whole."""
    return (
        isinstance(value, dict) and not isinstance(value, ById) and ("id" in value or isinstance(path[-1], EntryKey))
    )


def _order(ours: Sequence[Any], theirs: Sequence[Any]) -> list[Any]:
    """Return the keys of both: what only theirs has stands behind the one as there, and behind what ours has new."""
    mine, others = set(ours), set(theirs)
    behind: dict[Any, list[Any]] = {}
    last = None
    for key in theirs:
        if key in mine:
            last = key
        else:
            behind.setdefault(last, []).append(key)
    order: list[Any] = []
    waiting = behind.pop(None, [])
    for key in ours:
        if key in others:
            order += waiting
            waiting = behind.get(key, [])
        order.append(key)
    return order + waiting


def _both_replaced(base: set[str], ours: set[str], theirs: set[str]) -> bool:
    """Tell whether both sides put something of their own in the place of the same text."""
    both_gone = base - ours - theirs
    return bool(both_gone) and bool(ours - base) and bool(theirs - base) and ours - base != theirs - base


def _texts(base: list[str], ours: list[str], theirs: list[str]) -> list[str] | None:
    gone = {text for text in base if text not in ours or text not in theirs}
    return [text for text in (*ours, *(new for new in theirs if new not in ours)) if text not in gone] or None
