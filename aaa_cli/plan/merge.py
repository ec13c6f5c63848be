"""Three versions of one file of a plan become one: by item and field, so that only what both changed is left open.

Git's own merge of the text is the begin, for it keeps the comments and layout of both sides; edits of single values
then bring it to what the versions say together. The result is read back: it says that and nothing else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path as FilePath
from typing import Any, Literal, NamedTuple

from aaa_cli.plan import commentary, edit, finding, git, threeway
from aaa_cli.plan.changes import Change, EntryKey, changes, numbered
from aaa_cli.plan.items import Item, in_file, typed
from aaa_cli.plan.models import FILES
from aaa_cli.plan.source import CONFLICT, LINE_BREAK, Node, Source, read, with_text
from aaa_cli.plan.threeway import ById, Clash, Steps, normal, plain
from aaa_cli.words import _, figures
from aaa_cli.words.problem import NOT_POSSIBLE, WRONG_PLAN, Problem

Side = Literal["ours", "theirs"]
SIDES: tuple[Side, Side] = ("ours", "theirs")
_MOST_HUNKS = 40  # clashes of lines of which both are tried; each takes a reading of the file or two


class Conflict(NamedTuple):
    """A value that both sides changed, each its own way; `field` is None where one removed what the other changed.

    The values are plain ones, None for nothing; `kept` is what the other changed of what one removed.
    """

    item: Item
    field: str | None
    base: Any
    ours: Any
    theirs: Any
    path: Steps
    kept: tuple[Change, ...] = ()

    @property
    def entry(self) -> EntryKey | None:
        """The entry of a log that it is about."""
        return next((step for step in self.path if isinstance(step, EntryKey)), None)

    @property
    def settled(self) -> Side | None:
        """The side that it goes by of itself: an amount may be written in two ways."""
        if self.field is None:
            return None
        base, ours, theirs = (typed(self.item, self.field, value) for value in (self.base, self.ours, self.theirs))
        if theirs in (ours, base):
            return "ours"
        return "theirs" if ours == base else None


class Merged(NamedTuple):
    """The merged file, with Git's markers around what is open, and the comments that found no place in it."""

    content: bytes
    conflicts: tuple[Conflict, ...]
    lost: tuple[str, ...]


def merge(
    name: str,
    base: bytes | None,
    ours: bytes,
    theirs: bytes,
    picks: Mapping[Steps, Side] = {},
    labels: tuple[str, str] = ("ours", "theirs"),
) -> Merged:
    """Return what became of the file `name`; `picks` are the sides that conflicts at those paths go by.

    Raises Problem (exit 1) where a version can't be read, and (exit 3) where the text is too unusual for an edit.
    """
    before = _before(name, base)
    mine, other = (_readable(name, content) for content in (ours, theirs))
    trees = (_values(before), _values(mine), _values(other))

    def merged(picks: Mapping[Steps, Side], side: Side | None = None) -> tuple[Any, list[Clash]]:
        """Merge the values; what is open goes by a side, or by the one that has something where one removed it."""

        def pick(path: Steps, mine: Any, other: Any) -> Any:
            by = picks.get(path, side) or ("ours" if mine is not None else "theirs")
            return mine if by == "ours" else other

        return threeway.merge(*trees, pick)

    wanted, clashes = merged({})
    start = _brought(_start(before, mine, other, wanted), wanted)
    start = commentary.restored(start, before, (mine, other))
    conflicts = _conflicts(name, trees, clashes)
    picks = {one.path: one.settled for one in conflicts if one.settled} | dict(picks)
    left = tuple(one for one in conflicts if one.path not in picks)
    results = [_brought(start, merged(picks, side)[0]) for side in (SIDES if left else SIDES[:1])]
    lost = commentary.lost(results, before, (mine, other))
    if not left:
        return Merged(results[0].content, (), lost)
    by_ours, by_theirs = (result.text.encode() for result in results)
    marked, _clean = merge_text(by_ours, b"", by_theirs, labels=labels)
    newline = edit.layout(mine).newline
    text = marked.decode() if _is_mixed(mine) else _with_breaks(marked.decode(), newline)
    return Merged(mine.bom + text.encode(), left, lost)


def merge_text(
    ours: bytes, base: bytes, theirs: bytes, labels: tuple[str, str] = ("ours", "theirs")
) -> tuple[bytes, bool]:
    """Return three versions of a file as Git merges their lines, and whether nothing is left open.

    What is open has Git's markers around it, with these `labels`.
    """
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        folder = FilePath(place)
        for name, content in (("ours", ours), ("base", base), ("theirs", theirs)):
            (folder / name).write_bytes(content)
        options = ["-L", labels[0], "-L", "base", "-L", labels[1]]
        done = git.run(
            folder, "-c", "merge.conflictStyle=merge", "merge-file", "-p", *options, "ours", "base", "theirs"
        )
    if 0 <= done.code <= 127:
        return done.out, not done.code
    markers = (
        f"{sign * 7} {label}".rstrip().encode() for sign, label in zip("<=>", (labels[0], "", labels[1]), strict=True)
    )
    first, middle, last = markers  # of what Git takes for no text, which it doesn't merge
    return b"\n".join([first, ours, middle, theirs, last, b""]), False


def _before(name: str, base: bytes | None) -> Source | None:
    """Return the version that both sides began with, None where there is none that can be read."""
    try:
        return _readable(name, base) if base and base.strip() else None
    except Problem:
        return None


def _values(source: Source | None) -> Any:
    return normal(source.root.plain()) or {} if source and source.root else {}


def sides(content: bytes) -> tuple[bytes, bytes] | None:
    """Return a file with Git's markers as each of its two sides has it; None where no pair of markers is whole."""
    text = content.decode("utf-8", "surrogateescape")
    ours, theirs = [], []
    at = 0
    signs: list[str] = []
    for marker in re.finditer(CONFLICT, text):
        piece = text[at : marker.start()]
        at = _behind_line(text, marker.end())
        state = signs[-1] if signs else ""
        if state in ("", ">", "<"):
            ours.append(piece)
        if state in ("", ">", "="):
            theirs.append(piece)
        if marker[0][0] not in {"": "<", ">": "<", "<": "|=", "|": "=", "=": ">"}[state]:
            return None
        signs.append(marker[0][0])
    if not signs or signs[-1] != ">":
        return None
    texts = ("".join([*side, text[at:]]) for side in (ours, theirs))
    mine, other = (side.encode("utf-8", "surrogateescape") for side in texts)
    return mine, other


def _behind_line(text: str, at: int) -> int:
    return at + 2 if text.startswith("\r\n", at) else at + 1 if text[at : at + 1] in ("\r", "\n") else at


def _readable(name: str, content: bytes) -> Source:
    source = read(FilePath(name), content)
    if source.root is None or source.findings or not isinstance(source.root.value, dict) or _is_twice(source.root):
        raise _by_hand(_("Een van de versies van {file} is niet te lezen"), name, WRONG_PLAN)
    return source


def _by_hand(what: str, name: str, exit_code: int) -> Problem:
    remedy = _("Kies zelf in het bestand welke regels blijven, en geef daarna opnieuw: aaa resolve")
    return Problem(what.format(file=figures.quoted(name)), remedy, exit_code)


def _is_twice(node: Node) -> bool:
    """Tell whether an id stands twice in one list, so that it can't be told which is meant."""
    below = list(node.value.values()) if isinstance(node.value, dict) else node.value
    if not isinstance(below, list):
        return False
    ids = [item.id for item in below if item.id is not None] if isinstance(node.value, list) else []
    return len(set(ids)) < len(ids) or any(map(_is_twice, below))


def _conflicts(name: str, trees: Sequence[Any], clashes: Sequence[Clash]) -> tuple[Conflict, ...]:
    """Return clashes with the item and field that each is about."""
    if not clashes:
        return ()
    versions = [{item.path: item for item in in_file(name, plain(tree))} for tree in trees]
    items: dict[tuple[Any, ...], Item] = {path: item for version in versions for path, item in version.items()}
    found = []
    for path, *values in clashes:
        depth = next((depth for depth in range(len(path), 0, -1) if path[:depth] in items), 0)
        item = items[path[:depth]] if depth else Item(name, "plan", name, (), FILES[name], {})
        base, ours, theirs = map(plain, values)
        field = ".".join(step for step in path[depth:] if isinstance(step, str)) or None
        conflict = Conflict(item, field, base, ours, theirs, path)
        if field is None:
            old, *sides = ({one.id: one for at, one in version.items() if at[:depth] == path} for version in versions)
            conflict = conflict._replace(kept=tuple(changes(old, next(filter(None, sides), {}))))
        found.append(conflict)
    return tuple(found)


def _start(base: Source | None, ours: Source, theirs: Source, wanted: Any) -> Source:
    """Return the text to begin with: Git's merge, and where both sides clash the lines that come nearest."""
    if _is_mixed(ours):
        return ours
    newline = edit.layout(ours).newline
    mine, before, other = (
        _with_breaks(source.text, newline).encode() if source else b"" for source in (ours, base, theirs)
    )
    merged, _clean = merge_text(mine, before, other)
    pieces = _HUNK.split(merged.decode())  # what both have, and in turn what ours and theirs has
    chosen = [piece for at, piece in enumerate(pieces) if at % 3 != 2]
    start = _made(ours, "".join(chosen))
    if start is None:
        return ours
    far = _distance(start, wanted)
    for at in range(1, min(len(pieces), 3 * _MOST_HUNKS), 3):
        first, second = pieces[at], pieces[at + 1]
        place = at // 3 * 2 + 1
        for both in (one + other for one, other in ((first, second), (second, first)) if not _repeat(one, other)):
            near = _made(ours, "".join([*chosen[:place], both, *chosen[place + 1 :]]))
            if near and (distance := _distance(near, wanted)) < far:
                start, far, chosen[place] = near, distance, both
    return start


def _repeat(first: str, second: str) -> bool:
    """Tell whether lines behind others would write a key of the same mapping again."""
    above, below = _DASH.split(first)[-1], _DASH.split(second)[0]
    return not set(_KEY.findall(above)).isdisjoint(_KEY.findall(below))


_DASH = re.compile(r"(?m)^ *- ")
_KEY = re.compile(r"(?m)^ *[\w-]+:")


def _made(source: Source, text: str) -> Source | None:
    """Return a file with another text, where that can be read and merged."""
    made = with_text(source, text)
    return made if made.root and not made.findings and not _is_twice(made.root) else None


def _distance(source: Source, wanted: Any) -> int:
    assert source.root is not None
    return sum(1 for _edit in _edits(_values(source), wanted, ()))


_HUNK = re.compile(r"^<{7} ours\r?\n(.*?)^={7}\r?\n(.*?)^>{7} theirs(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


def _is_mixed(source: Source) -> bool:
    """Tell whether a file has line breaks of two kinds, which all stay as they are."""
    return len(set(LINE_BREAK.findall(source.text))) > 1


def _with_breaks(text: str, newline: str) -> str:
    return text if newline == "\r" else re.sub("\r?\n", newline, text)


class _Edit(NamedTuple):
    """What brings a file nearer: a value to put, an item to put behind another, something to drop, or a log."""

    kind: Literal["put", "append", "drop", "log"]
    path: tuple[str, ...]
    value: Any = None
    after: str | None = None


def _brought(source: Source, wanted: Any) -> Source:
    """Return a file with the values that are wanted."""
    texts: dict[finding.Path, str] = {
        each.path: each.value
        for each in _edits(_values(source), wanted, ())
        if each.kind == "put" and isinstance(each.value, str) and _has_text(source, each.path)
    }
    source = edit.put_texts(source, texts) if texts else source
    for each in _edits(_values(source), wanted, ()):
        if each.kind == "put":
            source = edit.put(source, each.path, each.value)
        elif each.kind == "append":
            source = edit.append(source, each.path, each.value, each.after)
        elif each.kind == "drop":
            source = edit.drop(source, each.path)
        else:
            source = _with_log(source, each.path, each.value)
    if source.root is None or _values(source) != wanted:
        raise _by_hand(_("{file} is niet vanzelf samen te voegen"), source.name, NOT_POSSIBLE)
    return source


def _has_text(source: Source, path: tuple[str, ...]) -> bool:
    holder, node = (source.node(steps)[1] for steps in (path[:-1], path))
    return node is not None and node is not holder and isinstance(node.value, str)


def _edits(have: Any, wanted: Any, path: tuple[str, ...]) -> Iterator[_Edit]:
    """Yield the edits of a mapping; what goes goes last, for one that is empty would go as a whole."""
    before = None
    for key, value in wanted.items():
        there = have.get(key)
        if there is None and isinstance(wanted, ById):
            yield _Edit("append", path, plain(value), before)
        elif isinstance(value, dict) and type(there) is type(value):
            yield from _edits(there, value, (*path, key))
        elif there != value:
            is_log = isinstance(value, list) and isinstance(there, list) and isinstance(value[0], dict)
            yield _Edit("log" if is_log else "put", (*path, key), plain(value))
        before = key
    for key in have:
        if key not in wanted:
            yield _Edit("drop", (*path, key))


def _with_log(source: Source, path: tuple[str, ...], wanted: list[Any]) -> Source:
    """Return a file with these entries at `path`, of which those that are there already keep their text."""
    there = list(numbered(_entries_at(source, path)))
    keys = list(numbered(wanted))
    for number in reversed(range(len(there))):
        if there[number] not in keys and len(there) > 1:
            source = edit.drop(source, (*path, number))
            del there[number]
    for number, key in enumerate(keys):
        if key not in there and number == len(there):
            source = edit.append(source, path, wanted[number])
            there.append(key)
    if there != keys:
        return edit.put(edit.drop(source, path), path, wanted)
    for number, (have, entry) in enumerate(zip(_entries_at(source, path), wanted, strict=True)):
        for each in _edits(have, entry, ()):
            place: finding.Path = (*path, number, *each.path)
            source = edit.drop(source, place) if each.kind == "drop" else edit.put(source, place, each.value)
    return source


def _entries_at(source: Source, path: tuple[str, ...]) -> list[Any]:
    _key, node = source.node(path)
    return normal(node.plain()) if node else []
