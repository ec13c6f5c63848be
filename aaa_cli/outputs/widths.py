"""Which columns of a table a screen has room for, and how wide each becomes. Widths count terminal cells."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len

from aaa_cli.plan.progress import Light
from aaa_cli.reports.document import Column, Role, Table

GAP = 2
_LONGEST_WORD = 26  # a longer one may be broken
_LIGHT = 13  # "○ nog niet te", with the rest below it
SPARED = frozenset({Role.EXTRA, Role.ID})  # where room is scarce
_ROOM = {Role.TITLE: 20, Role.NOTE: 16, Role.TEXT: 10}  # less than this makes a ladder of short lines


class Need(NamedTuple):
    """The narrowest that a column can do with, and the widest that it can use."""

    narrowest: int
    widest: int


Needs = tuple[Need, ...]


def needs(table: Table, texts: Sequence[Sequence[str]]) -> Needs:
    """Return what each column of a table needs, its rows being shown as `texts`."""
    return tuple(_need(table, place, [row[place] for row in texts]) for place in range(len(table.columns)))


def merged(all_needs: Iterable[Needs]) -> Needs:
    """Return needs that suit several tables with the same columns, so that these stand in line."""
    return tuple(
        Need(max(need.narrowest for need in column), max(need.widest for need in column))
        for column in zip(*all_needs, strict=True)
    )


def _need(table: Table, place: int, texts: list[str]) -> Need:
    column = table.columns[place]
    if table.headed:
        texts.append(column.title)
    widest = max((cell_len(line) for text in texts for line in text.split("\n")), default=0)
    if table.is_number(place) or _holds(table, place, date) or column.role in SPARED:
        return Need(widest, widest)
    room = _LIGHT if _holds(table, place, Light) else _ROOM.get(column.role, 0)
    words = (word for text in texts for word in text.replace("\N{NO-BREAK SPACE}", "_").split())
    word = max(map(cell_len, words), default=0)
    return Need(min(widest, max(min(word, _LONGEST_WORD), room)), widest)


def _holds(table: Table, place: int, kind: type) -> bool:
    return any(isinstance(row[place], kind) for row in table.rows)


def fit(columns: Sequence[Column], wanted: Needs, width: int) -> dict[int, int] | None:
    """Return the places of the columns to show with their widths; None where not even the necessary ones fit.

    All columns are shown if no line need be broken. Where one must be, the fewest leave the most room.
    """
    everything = [place for place, column in enumerate(columns) if column.role is not Role.GROUP]
    necessary = [place for place in everything if columns[place].role not in SPARED]
    for shown, wrap in ((everything, False), (necessary, False), (necessary, True)):
        widths = _share([wanted[place] for place in shown], width, wrap=wrap)
        if widths is not None:
            return dict(zip(shown, widths, strict=True))
    return None


def _share(wanted: Sequence[Need], width: int, *, wrap: bool) -> list[int] | None:
    """Share out `width`; None where it does not do, or with `wrap` where the narrowest do not fit."""
    spare = width - GAP * (len(wanted) - 1) - sum(need.narrowest for need in wanted)
    lacking = sum(need.widest - need.narrowest for need in wanted)
    if lacking <= spare:
        return [need.widest for need in wanted]
    if spare < 0 or not wrap:
        return None
    return [need.narrowest + spare * (need.widest - need.narrowest) // lacking for need in wanted]
