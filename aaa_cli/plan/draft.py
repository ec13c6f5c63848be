"""A plan that is being changed: its files as they would be, until they are written."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from aaa_cli.plan import edit
from aaa_cli.plan.finding import Path
from aaa_cli.plan.items import Home, Item, items, typed
from aaa_cli.plan.load import Loaded, load
from aaa_cli.plan.source import Plain, Source


class Draft:
    """The files of a plan with edits in them; nothing is on disk before somebody keeps what `fresh` returns.

    A file that can't be read is not edited: KeyError.
    """

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.sources = dict(loaded.sources)
        self.known = loaded.known  # ids that can be referred to

    @cached_property
    def items(self) -> dict[str, Item]:
        """The items as they are now, by id."""
        return items(self.sources)

    @property
    def fresh(self) -> dict[str, bytes]:
        """The files that are not what they were, by name."""
        before = self.loaded.sources
        return {name: file.content for name, file in self.sources.items() if file.content != before[name].content}

    def reloaded(self) -> Loaded:
        """Return the plan as it would be read."""
        return load(self.loaded.folder, self.loaded.shown, self.fresh)

    def put(self, item: Item, field: str, value: Plain) -> None:
        """Give a field of an item a value, or none; of a field with values by name, none of them.

        What says the same already stays as it is written. Raises Problem (exit 3) where the text is so unusual that
        it can't be done safely.
        """
        if value is not None:
            if typed(item, field, value) != typed(item, field, item.fields.get(field)):
                self.replace(item, tuple(field.split(".")), value)
            return
        for name in [name for name in item.fields if name == field or name.startswith(f"{field}.")]:
            self._change(item.file, edit.drop, (*item.path, *name.split(".")))

    def replace(self, item: Item, keys: Path, value: Plain) -> None:
        """Put a value at `keys`, as they lead on from an item. Raises Problem as `put` does."""
        self._change(item.file, edit.put, (*item.path, *keys), value)

    def append(self, item: Item, field: str, value: Plain) -> None:
        """Put a value at the end of a list of an item. Raises Problem as `put` does."""
        self._change(item.file, edit.append, (*item.path, field), value)

    def add(self, home: Home, owner: str, value: Mapping[str, Any], after: str | None = None) -> None:
        """Add an item where its kind is listed, behind the one with the id `after`. Raises Problem as `put` does."""
        self._change(home.file, edit.append, home.path(owner), dict(value), after)
        self.known = self.reloaded().known

    def remove(self, item: Item) -> None:
        """Take an item out, with all that is in it. Raises Problem as `put` does."""
        self._change(item.file, edit.drop, item.path)

    def remove_entry(self, item: Item, number: int) -> None:
        """Take the entry at a place, counted from 0, out of the log of an item. Raises Problem as `put` does."""
        self._change(item.file, edit.drop, (*item.path, "log", number))

    def _change(self, file: str, change: Callable[..., Source], *given: Any) -> None:
        self.sources[file] = change(self.sources[file], *given)
        self.__dict__.pop("items", None)
