"""The files of a plan that Git left open: what there is to merge, and what somebody made of them since."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from aaa_cli.plan import merge, unfinished
from aaa_cli.plan.changes import changes
from aaa_cli.plan.items import Item, items
from aaa_cli.plan.merge import SIDES, Side
from aaa_cli.plan.source import CONFLICT, read
from aaa_cli.plan.unfinished import Versions


class File(NamedTuple):
    """A file that Git left open: what it holds now, the versions to merge, and what Git calls the two sides.

    `versions` is None where somebody merged it by hand; then `left_out` is a side of which nothing is there.
    `spoiled` tells that what was done by hand can't be merged any further.
    """

    held: bytes | None
    versions: tuple[bytes | None, bytes, bytes] | None
    labels: tuple[str, str]  # empty where Git told none
    left_out: Side | None = None
    spoiled: bool = False


def opened(folder: Path, unmerged: Mapping[str, Versions]) -> dict[str, File | None]:
    """Return what there is to merge of each file, by its name; None where one side removed the file."""
    left = unfinished.left(folder)
    return {name: _file(folder / name, versions, left.get(name)) for name, versions in unmerged.items()}


def _file(file: Path, versions: Versions, left: bytes | None) -> File | None:
    """Return a file that holds what Git `left` in it, or what somebody made of that.

    What is as Git left it is merged anew, also where it has no markers: a driver that can't be started leaves one
    whole side.
    """
    base, ours, theirs = versions
    if ours is None or theirs is None:
        return None
    held = file.read_bytes() if file.is_file() else None
    markers = [found[0] for found in re.finditer(CONFLICT, (held or b"").decode(errors="replace"))]
    labels = _label(markers, "<"), _label(markers, ">")
    by_git = held in (None, left) or (left is None and held in (ours, theirs))
    if held is not None and not by_git:
        if not markers:
            return File(held, None, labels, _left_out(file.name, (base, ours, theirs), held))
        cut = merge.sides(held)
        if cut and all(read(file, side).root for side in cut) and not _is_torn(file.name, (ours, theirs), cut):
            return File(held, (base, *cut), labels)  # with what was done by hand in the meantime
    if held and b"\r\n" in held and held.count(b"\r\n") == held.count(b"\n") and b"\r\n" not in ours:
        ours = ours.replace(b"\n", b"\r\n")  # as Git puts it here on Windows
    return File(held, (base, ours, theirs), labels, spoiled=not by_git)


def _label(markers: list[str], sign: str) -> str:
    return next((marker[8:] for marker in markers if marker.startswith(sign * 7 + " ")), "")


def _items(name: str, content: bytes | None) -> dict[str, Item]:
    return items({name: read(Path(name), content or b"")})


def _left_out(name: str, versions: tuple[bytes | None, bytes, bytes], held: bytes) -> Side | None:
    """Return a side of which nothing is in what somebody merged by hand, though it changed something."""
    if read(Path(name), held).root is None:
        return None
    base, ours, theirs, now = (_items(name, content) for content in (*versions, held))
    made = _changed(base, now)
    for side, there in zip(SIDES, (ours, theirs), strict=True):
        wanted = _changed(base, there)
        if wanted and not any(one in made or (one[1] and one[0] not in now) for one in wanted):
            return side
    return None


def _changed(base: Mapping[str, Item], there: Mapping[str, Item]) -> set[tuple[str, str | None, str]]:
    """Return which values changed: the id of the item and the field, with the entry of a log."""
    found = changes(base, there)
    return {(one.item.id, one.field, str(one.new) if one.field == "log" else "") for one in found}


def _is_torn(name: str, sides: tuple[bytes, bytes], cut: tuple[bytes, bytes]) -> bool:
    """Tell whether one half of a file with markers lacks what both sides had: a marker too many was taken out."""
    ours, theirs, first, second = (_values(name, content) for content in (*sides, *cut))
    return (ours & theirs) - first != (ours & theirs) - second


def _values(name: str, content: bytes) -> set[tuple[str, str]]:
    """Return the values that a file has: the id of each item, and of each of its fields besides the name."""
    return {(id_, field) for id_, item in _items(name, content).items() for field in ("", *item.fields)}
