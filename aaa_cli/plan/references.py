"""What refers to an item: it can't go before that does."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from aaa_cli.plan.items import Item, field_of
from aaa_cli.plan.models import inner_model, reference
from aaa_cli.plan.source import Plain

# the kinds of reference that may mean an item, by its own kind
_MEANT_BY = {"partner": ("partner", "body"), "part": ("activity",)}


def referring(items: Mapping[str, Item], gone: Item) -> Iterator[tuple[Item, str]]:
    """Yield each item, outside of what goes, that refers to what goes, with the name of the field."""
    going = [item for item in items.values() if _is_in(item, gone)]
    wanted = {
        (kind, item.id if item.kind in ("activity", "part") else str(item.path[-1]))
        for item in going
        for kind in _MEANT_BY.get(item.kind, (item.kind,))
    }
    for item in items.values():
        if not _is_in(item, gone):
            for name, value in item.fields.items():
                if not wanted.isdisjoint(_references(item.model, name, value)):
                    yield item, name


def _is_in(item: Item, other: Item) -> bool:
    return item.file == other.file and item.path[: len(other.path)] == other.path


def _references(model: type[BaseModel], name: str, value: Plain) -> Iterator[tuple[str | None, Any]]:
    """Yield what a field refers to: the kind of reference and the id."""
    field = field_of(model, name)
    if field is None:
        return
    for one in value if isinstance(value, list) else [value]:
        inner = inner_model(field.annotation)
        if isinstance(one, dict) and inner is not None:
            for key, below in one.items():
                yield from _references(inner, key, below)
        else:
            yield reference(field), name.partition(".")[2] or one
