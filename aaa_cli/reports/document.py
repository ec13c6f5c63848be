"""A document: titled sections of text and tables with typed cells. Reports make it, every format writes it."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from aaa_cli.plan.models import Status
from aaa_cli.plan.progress import Light
from aaa_cli.words import _


class Tone(StrEnum):
    """How much a text asks for the reader's eye; its words say the same."""

    ALARM = "alarm"
    CAUTION = "caution"
    QUIET = "quiet"
    PLAIN = "plain"


class Toned(NamedTuple):
    """Text that stands out, or back; what is `absent` is an empty cell in data formats."""

    text: str
    tone: Tone
    absent: bool = False


class Coded(NamedTuple):
    """Text for people, for which other programs get `code`: an id, or a word of the files."""

    text: str
    code: str | bool
    tone: Tone = Tone.PLAIN


class Link(NamedTuple):
    """Text that leads to a file beside the one that it stands in; only text where a format has no links.

    `about` is what a screen reader says instead, for who hears the text without what stands around it.
    """

    text: str
    target: str
    about: str = ""


# Decimal: euros; int: a count; tuple: names; None: nothing is known or applies
Cell = str | Toned | Coded | Link | Light | Status | date | Decimal | int | tuple[str | Coded, ...] | None


def coded(cell: Cell) -> Any:
    """Return what programs get for a cell: ids and codes in the place of words, None for what is absent."""
    match cell:
        case Toned():
            return None if cell.absent else cell.text
        case Coded():
            return cell.code
        case Link():
            return cell.target
        case Light() | Status():
            return cell.value
        case tuple():
            return [coded(name) for name in cell]
    return cell


class Role(StrEnum):
    """What a column is to the reader, so that each format can lay it out."""

    TEXT = "text"
    TITLE = "title"  # what the row is about
    GROUP = "group"  # shared by the rows that follow: on a narrow screen a heading above them
    NOTE = "note"  # a few words on the row, that read badly below each other
    EXTRA = "extra"  # what a narrow screen can do without, or has below the row
    ID = "id"  # what commands take: as EXTRA, and paper does without it
    BLANK = "blank"  # an empty cell, to write in


class Column(NamedTuple):
    """A column: its heading, and the `key` that it has in data formats."""

    title: str
    key: str
    role: Role = Role.TEXT


class Table(NamedTuple):
    """Rows of as many cells as there are columns; `total` is a last row that sums them up."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None
    headed: bool = True
    whole: bool = False  # no column is left out: where a screen is too narrow for one it stands below each row

    def is_number(self, place: int) -> bool:
        """Tell whether a column holds nothing but amounts and counts."""
        cells = [row[place] for row in self.rows]
        return any(cell is not None for cell in cells) and all(
            isinstance(cell, int | Decimal | None) for cell in cells
        )

    def on_paper(self) -> "Table":
        """Return the table as it is handed out: without the ids that only commands take."""
        return self._only(
            [place for place, column in enumerate(self.columns) if self.whole or column.role is not Role.ID]
        )

    def without_empty(self) -> "Table":
        """Return the table without the columns that say nothing in any row."""
        kept = [
            place
            for place, column in enumerate(self.columns)
            if column.role is Role.BLANK or any(row[place] not in (None, "", ()) for row in self.all_rows())
        ]
        return self._only(kept)

    def _only(self, kept: Sequence[int]) -> "Table":
        if len(kept) == len(self.columns):
            return self
        rows = tuple(tuple(row[place] for place in kept) for row in self.rows)
        total = self.total and tuple(self.total[place] for place in kept)
        return self._replace(columns=tuple(self.columns[place] for place in kept), rows=rows, total=total)

    def records(self) -> list[dict[str, Any]]:
        """Return each row as JSON has it, by the keys of the columns."""
        keys = [column.key for column in self.columns]
        return [dict(zip(keys, map(coded, row), strict=True)) for row in self.rows]

    def all_rows(self) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows, and the total behind them."""
        yield from self.rows
        if self.total is not None:
            yield self.total


class Section(NamedTuple):
    """A heading with lines of text and a table below it; `level` 2 lies within one of level 1.

    On paper a section with `new_page` begins one.
    """

    title: str = ""
    lines: tuple[str | Toned, ...] = ()
    table: Table | None = None
    level: int = 1
    new_page: bool = False


class Event(NamedTuple):
    """A span of whole days in a calendar, both days included; `id` never changes."""

    id: str
    title: str
    start: date
    end: date
    text: str
    category: str
    cancelled: bool = False


class Document(NamedTuple):
    """What one command shows, as it is on a `day`.

    `facts` (label, value) say what it covers; `data` is what data formats hold, `events` what a calendar does;
    `hints` name commands, for who gave one: a hand-out is without them.
    """

    title: str
    day: date
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    data: Table
    notes: tuple[str, ...] = ()
    revision: str | None = None
    events: tuple[Event, ...] = ()
    hints: tuple[str, ...] = ()

    @property
    def about(self) -> tuple[tuple[str, str], ...]:
        """The facts, and the plan's Git revision where there is one."""
        return (*self.facts, *([(_("Versie"), self.revision)] if self.revision else []))
