"""How the columns of a table share the width of a page. Widths count average signs."""

from collections.abc import Iterable, Sequence
from datetime import date

from aaa_cli.outputs import celltext, style
from aaa_cli.reports.document import Cell, Column, Role, Table

_ROOM = {False: 93, True: 162}  # on an upright page, and in smaller print on one that lies on its side
WORD = 25  # one so long may be broken
_MARGIN = 3  # around each cell
_WISH = 20  # what a column of weight 1 can use


def shares(tables: Iterable[Table]) -> dict[tuple[Column, ...], list[int]]:
    """Return how much of the width each column gets, per mille, by the columns of a table.

    Tables with the same columns stand in line. Words are kept whole where there is room for that.
    """
    alike: dict[tuple[Column, ...], list[Table]] = {}
    for table in tables:
        alike.setdefault(table.columns, []).append(table)
    return {columns: _shared(columns, same) for columns, same in alike.items()}


def _shared(columns: Sequence[Column], tables: Sequence[Table]) -> list[int]:
    narrowest, widest = zip(*(_needs(tables, place) for place in range(len(columns))), strict=True)
    spare = _ROOM[len(columns) > style.PORTRAIT] - sum(narrowest)
    lacking = sum(widest) - sum(narrowest)
    part = min(1, max(0, spare) / lacking) if lacking else 0
    widths = [least + part * (most - least) for least, most in zip(narrowest, widest, strict=True)]
    return [round(1000 * width / sum(widths)) for width in widths]


def _needs(tables: Sequence[Table], place: int) -> tuple[int, int]:
    """Return the narrowest that a column can do with, and the widest that it can use."""
    column = tables[0].columns[place]
    texts = [_unbroken(row[place]) for table in tables for row in table.all_rows()]
    if tables[0].headed:
        texts.append(column.title)
    word = max((len(word) for text in texts for word in text.replace("-", "- ").split()), default=0)
    line = max(len(line) for text in texts for line in text.split("\n"))
    wish = int(_WISH * style.WEIGHT[column.role])
    narrowest = min(word, WORD) + _MARGIN
    return narrowest, max(narrowest, wish if column.role is Role.BLANK else min(line + _MARGIN, wish))


def _unbroken(cell: Cell) -> str:
    """Return what a cell says, without the spaces at which it is not broken."""
    text = celltext.plain(cell).replace("\N{NO-BREAK SPACE}", "_")
    return text.replace(" ", "_") if isinstance(cell, date) else text
