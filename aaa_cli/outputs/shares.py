"""How the columns of a table share the width of a page. Widths count average signs."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from aaa_cli.outputs import celltext, style
from aaa_cli.reports.document import Cell, Column, Role, Table

UPRIGHT, LYING = 93, 138  # what a page has room for, in letters of the size TEXT
WORD = 25  # one so long may be broken
_SHORT = 12  # one so short is not, even where there is no room
_SLACK = 1.25  # letters are not all average: what is no wider than this may fit
_MARGIN = 3  # around each cell
_WISH = 40  # what a column of weight 1 can use
_BLANK = 25, 45  # what is to be written in, at least and at most


class Shares(NamedTuple):
    """What the columns of a table get `of` a width, per mille.

    With less than the `narrowest`, words are broken: where it is `small` print in SMALL prevents that, where it is
    `tight` nothing does.
    """

    of: tuple[int, ...]
    narrowest: int
    small: bool
    tight: bool


def shares(tables: Iterable[Table], room: int) -> dict[tuple[Column, ...], Shares]:
    """Return the shares that suit a `room`, by the columns of a table: those with the same stand in line."""
    alike: dict[tuple[Column, ...], list[Table]] = {}
    for table in tables:
        alike.setdefault(table.columns, []).append(table)
    return {columns: _shared(columns, same, room) for columns, same in alike.items()}


def _shared(columns: Sequence[Column], tables: Sequence[Table], room: float) -> Shares:
    needs = [_needs(tables, place) for place in range(len(columns))]
    narrowest = sum(least for least, _most in needs)
    small = narrowest > room
    if small:
        room *= style.TEXT / style.SMALL
    tight = narrowest > room * _SLACK
    longest = WORD
    while sum(least for least, _most in needs) > room and longest > _SHORT:
        longest -= 1
        needs = [(min(least, longest + _MARGIN), most) for least, most in needs]
    spare = room - sum(least for least, _most in needs)
    lacking = sum(most - least for least, most in needs)
    part = min(1, max(0, spare) / lacking) if lacking else 0
    widths = [least + part * (most - least) for least, most in needs]
    return Shares(tuple(round(1000 * width / sum(widths)) for width in widths), narrowest, small, tight)


def _needs(tables: Sequence[Table], place: int) -> tuple[int, int]:
    """Return the narrowest that a column can do with, and the widest that it can use."""
    column = tables[0].columns[place]
    if column.role is Role.BLANK:
        return _BLANK
    texts = [_unbroken(row[place]) for table in tables for row in table.all_rows()]
    if tables[0].headed:
        texts.append(column.title)
    word = max((len(word) for text in texts for word in text.replace("-", "- ").split()), default=0)
    line = max(len(line) for text in texts for line in text.split("\n"))
    wish = int(_WISH * style.WEIGHT[column.role])
    narrowest = min(word, WORD) + _MARGIN
    return narrowest, max(narrowest, min(line + _MARGIN, wish))


def _unbroken(cell: Cell) -> str:
    """Return what a cell says, without the spaces at which it is not broken."""
    text = celltext.plain(cell).replace("\N{NO-BREAK SPACE}", "_")
    return text.replace(" ", "_") if isinstance(cell, date) else text
