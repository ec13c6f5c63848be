"""The comments of two versions of a file that are merged: which belong there, and which found no place."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from aaa_cli.plan import edit
from aaa_cli.plan.comments import Comment, comments
from aaa_cli.plan.finding import Path
from aaa_cli.plan.items import in_file
from aaa_cli.plan.source import Source, with_text

_Key = tuple[Path, str]  # of a comment: the item that it is at, and its text


def restored(source: Source, base: Source | None, sides: Sequence[Source]) -> Source:
    """Return a merged file with the comments of its sides that got lost on the way, where their place is sure."""
    wanted, here = _wanted(base, sides), _count(source)
    for side in sides:
        for key, comment in _written(side):
            if here[key] < wanted[key] and (fresh := _placed(source, side, key, comment)):
                source = fresh
                here[key] += 1
    return source


def lost(results: Sequence[Source], base: Source | None, sides: Sequence[Source]) -> tuple[str, ...]:
    """Return the comments of two sides that stand in none of the results of merging them, at whatever item."""
    wanted = Counter[str]()
    for (_path, text), number in _wanted(base, sides).items():
        wanted[text] += number
    there = [Counter(comment.text for comment in comments(result, "#")) for result in results]
    return tuple(text for text, number in wanted.items() if number > max(count[text] for count in there))


def _wanted(base: Source | None, sides: Sequence[Source]) -> Counter[_Key]:
    """Return how often each comment belongs in what the sides become: both may have added it, or taken it out."""
    before = _count(base) if base else Counter[_Key]()
    ours, theirs = map(_count, sides)
    wanted = Counter[_Key]()
    for key in ours | theirs:
        old, mine, other = before[key], ours[key], theirs[key]
        wanted[key] = mine if other in (mine, old) else other if mine == old else max(mine + other - old, 0)
    return wanted


def _count(source: Source) -> Counter[_Key]:
    return Counter(key for key, _comment in _written(source))


def _written(source: Source) -> Iterator[tuple[_Key, Comment]]:
    """Yield the comments of a file, each with the item that it is at: one above a line belongs to what is in that."""
    found = list(comments(source, "#"))
    owners = _owners(source) if found else []
    for comment in found:
        yield (owners[_about(source, comment) - 1], comment.text), comment


def _about(source: Source, comment: Comment) -> int:
    """Return the number of the line that a comment is about: its own, or the first one below it that has more."""
    own = comment.span.line
    if source.line(own)[: comment.span.column - 1].strip():
        return own
    return next((at for at in range(own + 1, len(source.lines) + 1) if not _is_bare(source.line(at))), own)


def _is_bare(line: str) -> bool:
    """Tell whether a line has nothing but a comment."""
    return not line.strip() or line.lstrip().startswith("#")


def _owners(source: Source) -> list[Path]:
    """Return for each line the path of the innermost item that it is part of."""
    owners: list[Path] = [()] * len(source.lines)
    for item in in_file(source.name, source.root.plain() if source.root else None):  # what is inside comes later
        first, last = _reach(source, item.path)
        owners[first:last] = [item.path] * (min(last, len(owners)) - first)
    return owners


def _reach(source: Source, path: Path) -> tuple[int, int]:
    """Return the lines of a value, counted from 0, without the last one."""
    key, node = source.node(path)
    assert node
    end = node.end.line if node.end.column == 0 else node.end.line + 1
    return (key or node).start.line, max(end, node.start.line + 1)


def _placed(source: Source, side: Source, key: _Key, comment: Comment) -> Source | None:
    """Return a file with a comment where a side has it, in a line or above it; None where that is unsure."""
    whole, number = side.line(comment.span.line), _about(side, comment)
    before = whole[: comment.span.column - 1].rstrip()
    newline = edit.layout(source).newline
    lines = source.text.split(newline)
    if _is_bare(side.line(number)):  # nothing comes below it
        return _same(source, newline.join([*lines, whole]) if lines[-1] else newline.join([*lines[:-1], whole, ""]))
    near = before or side.line(number)
    owners = _owners(source)
    name = re.match(r"\s*(?:- )?[\w-]+:", near)
    for alike in (near, name[0] if name else near):
        places = [at for at, owner in enumerate(owners) if owner == key[0] and lines[at].startswith(alike)]
        free = [at for at in places if comment.text not in (lines[at] if before else lines[max(at - 1, 0)])]
        if len(places) == 1 and free:
            there = lines[at := places[0]]
            lines[at] = f"{there}  {comment.text}" if before else newline.join([whole, there])
            return _same(source, newline.join(lines))
    return None


def _same(source: Source, text: str) -> Source | None:
    """Return a file with another text, where that has the same values."""
    made = with_text(source, text)
    same = made.root and source.root and not made.findings and made.root.plain() == source.root.plain()
    return made if same else None
