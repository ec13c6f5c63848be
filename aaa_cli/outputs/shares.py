"""How the columns of a table share the width of a page. Widths are in ems: of the size of the table's letters."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from math import ceil, inf
from typing import NamedTuple

from aaa_cli.outputs import celltext, style
from aaa_cli.plan.progress import Light
from aaa_cli.reports.document import Column, Role, Table

_MARGIN = 1.25  # what a cell has left and right of its text, together
_SHORT, _LONG = 8.0, 17.0  # with the margin: words and lines that are kept whole first, and words that need not be
_TO_WRITE = 14.0
_USUAL, _BOLD = 1.08, 1.17  # other fonts are somewhat wider than Arial, and bold letters
_WORD = re.compile("[^ -]*-?")  # what no line is broken in


class _Ems(dict[str, float]):
    """How wide a sign of Arial is, about."""

    def __missing__(self, sign: str) -> float:
        return 1.0 if sign > "\u2190" else 0.72 if sign.isupper() else 0.57


_EMS = _Ems(
    {
        **dict.fromkeys("ijlI'|.,:;!", 0.25),
        **dict.fromkeys(" ft()[]/-r\N{NO-BREAK SPACE}", 0.32),
        **dict.fromkeys("mwMW@%…—", 0.88),
    }
)


class Shares(NamedTuple):
    """What each column gets of a room, the `narrowest` that keeps words whole, and the columns where one is not."""

    widths: tuple[float, ...]
    narrowest: float
    broken: tuple[bool, ...]


class _Need(NamedTuple):
    """What a column needs to keep its words, and its lines; amounts and days are `fixed`: they are never broken."""

    word: float
    line: float
    fixed: bool


def shares(tables: Iterable[Table], room: float) -> dict[tuple[Column, ...], Shares]:
    """Return the shares that fill a `room`, by the columns of a table: those with the same stand in line."""
    alike: dict[tuple[Column, ...], Table] = {}
    for table in tables:
        before = alike[table.columns].rows if table.columns in alike else ()
        alike[table.columns] = table._replace(rows=(*before, *table.all_rows()), total=None)
    return {columns: _shared(table, room) for columns, table in alike.items()}


def lines(text: str, width: float) -> int:
    """Return about how many lines a text takes in a cell."""
    return sum(ceil(_length(line) / max(width - _MARGIN, 1)) or 1 for line in text.split("\n"))


def _length(text: str) -> float:
    return sum(map(_EMS.__getitem__, text))


def _shared(table: Table, room: float) -> Shares:
    """Keep short words whole, then all, then short lines, then all, as far as there is room; then share by weight."""
    needs = [_need(table, place) for place in range(len(table.columns))]
    short = [need.word if need.fixed else min(need.word, _SHORT) for need in needs]
    words = [min(need.word, _LONG) for need in needs]
    phrases = [max(word, min(need.line, _SHORT)) for need, word in zip(needs, words, strict=True)]
    lines = [max(need.line, word) for need, word in zip(needs, words, strict=True)]
    stages = pairwise((short, words, phrases, lines))
    least, most = next((stage for stage in stages if sum(stage[1]) > room), (phrases, lines))
    widths = _filled(least, most, [style.weight(table, place) for place in range(len(needs))], room)
    over = room - sum(widths)
    loose = [0.0 if need.fixed else width for need, width in zip(needs, widths, strict=True)]
    giving = loose if sum(loose) + min(over, 0) > 0 else widths
    widths = [width + over * each / sum(giving) for width, each in zip(widths, giving, strict=True)]
    broken = tuple(need.word > width + 0.01 for need, width in zip(needs, widths, strict=True))
    return Shares(tuple(widths), sum(words), broken)


def _filled(least: Sequence[float], most: Sequence[float], weights: Sequence[float], room: float) -> list[float]:
    """Return widths by weight, but within bounds, that fill the room as far as they can."""
    low, high = 0.0, room
    for _step in range(30):
        level = (low + high) / 2
        bounds = zip(least, most, weights, strict=True)
        widths = [max(narrowest, min(level * weight, widest)) for narrowest, widest, weight in bounds]
        low, high = (level, high) if sum(widths) <= room else (low, level)
    return widths


def _need(table: Table, place: int) -> _Need:
    column = table.columns[place]
    if column.role is Role.BLANK:
        return _Need(_TO_WRITE, inf, fixed=True)
    cells = {row[place] for row in table.rows}
    number, days = table.is_number(place), any(isinstance(cell, date) for cell in cells)
    heavy = number or column.role is Role.GROUP
    texts = [(celltext.plain(cell), _BOLD if heavy else _USUAL) for cell in cells]
    texts += [(column.title, _BOLD)] if table.headed else []
    lines = {(line, size) for text, size in texts for line in text.split("\n")}
    words = {(word, size) for line, size in lines for word in _WORD.findall(line)}
    line, word = (max(_length(text) * size for text, size in each) + _MARGIN for each in (lines, words))
    if days:
        word = line
    elif column.role is Role.ID:
        word = min(word, _SHORT)
    elif any(isinstance(cell, Light) for cell in cells):
        word = max(word, min(line, _SHORT))
    return _Need(word, line, fixed=number or days)
