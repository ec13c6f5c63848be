"""A plan as a flat list of things with an id, and the values of each: what changes, merges and is looked up.

It is made of what stands in the files, so that it works as well on a plan that has faults.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from aaa_cli.plan import money
from aaa_cli.plan.finding import Path
from aaa_cli.plan.models import FILES, inner_class, inner_model
from aaa_cli.plan.source import Plain, Source

# What the items of a list are called, by the list's key
KINDS = {
    "activities": "activity",
    "parts": "part",
    "decisions": "decision",
    "risks": "risk",
    "results": "result",
    "themes": "theme",
    "ambitions": "ambition",
    "pillars": "pillar",
    "partners": "partner",
    "programmes": "programme",
    "governance": "body",
    "payers": "payer",
    "lines": "line",
    "bookings": "booking",
}
_BARE = ("activity", "part")  # need no kind before their id
_SINGLE = ("plan", "stated")  # a plan has one of each, of which the kind is the id
_MAIN = ("partner", "line", "booking", *_SINGLE)  # need none beside the name of their file


class Item(NamedTuple):
    """A thing with an id, or what is one of its kind (`plan`, `stated`).

    `id` is `green-leaf` or `green-leaf/aanvraag`, and of all else the kind before it: `partner:gemeente`, `plan:plan`
    (for `plan` may be an activity). `fields` has the values by name, dotted where they lie deeper (`light.time`);
    what is empty is left out.
    """

    file: str
    kind: str
    id: str
    path: Path
    model: type[BaseModel]
    fields: Mapping[str, Plain]

    @property
    def bare(self) -> str:
        """The id as JSON has it beside the file: without the kind of what the file is about."""
        return self.id.removeprefix(f"{self.kind}:") if self.kind in _MAIN else self.id

    @property
    def is_single(self) -> bool:
        """Tell whether a plan has only one of its kind."""
        return len(self.path) == 1


class Home(NamedTuple):
    """Where the items of a kind are listed: the keys that lead there, below `owner`, a kind of item, or the file."""

    kind: str
    file: str
    keys: tuple[str, ...]
    model: type[BaseModel]
    owner: str | None = None

    def path(self, owner: str) -> Path:
        """Return the path of the list, in the item with the id `owner` where it is in one."""
        return (_OWNERS[self.owner], owner, *self.keys) if self.owner else self.keys


_OWNERS = {kind: key for key, kind in KINDS.items()}


@cache
def homes() -> Mapping[str, Home]:
    """Return for each kind of item with an id where those are listed."""
    found = {}
    for file, model in FILES.items():
        waiting: list[tuple[str | None, tuple[str, ...], type[BaseModel]]] = [(None, (), model)]
        while waiting:
            owner, keys, holder = waiting.pop(0)
            for name, field in holder.model_fields.items():
                inner = inner_model(field.annotation)
                if inner is None:
                    continue
                if _has_items(field):
                    kind = KINDS[name]
                    found[kind] = Home(kind, file, (*keys, name), inner, owner)
                    waiting.append((kind, (), inner))
                elif owner is None and not keys:
                    waiting.append((None, (name,), inner))
    return found


def items(sources: Mapping[str, Source]) -> dict[str, Item]:
    """Return the items of a plan's files by id, in file order; the first of those with the same id."""
    found: dict[str, Item] = {}
    for name, source in sources.items():
        for item in in_file(name, source.root.plain() if source.root else None):
            found.setdefault(item.id, item)
    return found


def in_file(name: str, tree: Plain) -> Iterator[Item]:
    """Yield the items of one file."""
    for key, field in FILES[name].model_fields.items():
        value = tree.get(key) if isinstance(tree, dict) else None
        model = inner_model(field.annotation)
        if key in _SINGLE and isinstance(value, dict) and model is not None:
            yield from _one(name, key, f"{key}:{key}", (key,), value, model)
        elif key in KINDS and isinstance(value, list):
            yield from _listed(name, (key,), value, model, "")


def _listed(name: str, path: Path, value: list[Any], model: Any, owner: str) -> Iterator[Item]:
    kind = KINDS[str(path[-1])]
    for item in value:
        own = item.get("id") if isinstance(item, dict) else None
        if isinstance(own, str):
            id_ = f"{owner}/{own}" if owner else own
            yield from _one(name, kind, id_ if kind in _BARE else f"{kind}:{id_}", (*path, own), item, model)


def _one(name: str, kind: str, id_: str, path: Path, value: dict[str, Any], model: type[BaseModel]) -> Iterator[Item]:
    lists = _lists(model)
    fields = dict(_flat(value, leave_out=("id", *lists)))
    yield Item(name, kind, id_, path, model, fields)
    for key in lists:
        if isinstance(below := value.get(key), list):
            owner = path[-1] if kind in ("activity", "line") else ""
            yield from _listed(name, (*path, key), below, inner_model(model.model_fields[key].annotation), str(owner))


@cache
def _lists(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys of a model that hold lists of items."""
    return tuple(key for key, field in model.model_fields.items() if _has_items(field))


def _has_items(field: FieldInfo) -> bool:
    model = inner_model(field.annotation)
    return model is not None and "id" in model.model_fields


def _flat(value: Mapping[str, Any], leave_out: tuple[str, ...] = (), before: str = "") -> Iterator[tuple[str, Plain]]:
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield from _flat(inner, before=f"{before}{key}.")
        elif key not in leave_out and inner not in (None, "", []):
            yield f"{before}{key}", inner


def field_of(model: type[BaseModel], name: str) -> FieldInfo | None:
    """Return what a model says of the field `name`, which may be dotted; of what a payer covers, of them all."""
    holder: type[BaseModel] | None = model
    field: FieldInfo | None = None
    for step in name.split("."):
        if holder is None:
            return field
        field = holder.model_fields.get(step)
        holder = inner_model(field.annotation) if field else None
    return field


def typed(item: Item, name: str, value: Plain) -> Any:
    """Return a value as JSON has it: an amount as Decimal, a count as int, a date as it is, else text as written."""
    field = field_of(item.model, name)
    if not isinstance(value, str) or field is None:
        return value
    if inner_class(field.annotation, Decimal):
        try:
            return money.parse(value)
        except money.BadAmount:
            return value
    if inner_class(field.annotation, int):
        return int(value) if re.fullmatch("[0-9]{1,15}", value) else value
    return value


def is_date(item: Item, name: str) -> bool:
    """Tell whether a field holds a date."""
    field = field_of(item.model, name)
    return field is not None and inner_class(field.annotation, date) is not None
