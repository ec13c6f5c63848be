"""The terminal: colour where there is one, plain text elsewhere; laid out for the width at hand.

What rows share is a heading above them. A table is shown with all its columns where they fit, else without the
extra ones, and as cards when even that is too wide. Nothing is ever cut off.
"""

import io
import os
from collections.abc import Iterator, Sequence
from itertools import groupby
from shutil import get_terminal_size
from textwrap import wrap
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from aaa_cli.outputs import Wanted, celltext, widths
from aaa_cli.outputs.delivery import say
from aaa_cli.plan.progress import Light
from aaa_cli.reports.document import Cell, Coded, Column, Document, Role, Section, Table, Tone, Toned
from aaa_cli.words import figures, labels

PIPED_WIDTH = 100
NARROWEST = 20
WIDEST = 1000
_INDENT = 2

_TONES = {Tone.ALARM: "bold red", Tone.CAUTION: "yellow", Tone.QUIET: "dim", Tone.PLAIN: ""}
_LIGHTS = {
    Light.GREEN: "green",
    Light.AMBER: "yellow",
    Light.RED: "bold red",
    Light.GREY: "dim",
    Light.DONE: "green",
}


def fitting(text: str) -> str:
    """Return text as it is: what is harmless on a screen is seen to where it is laid out."""
    return text


def write(document: Document, wanted: Wanted) -> bytes:
    """Return the document as plain text in UTF-8, for a file."""
    text = io.StringIO()
    show(document, text)
    return text.getvalue().encode()


def show(document: Document, stream: TextIO) -> None:
    """Print a document."""
    screen = console(stream)
    put(screen, _Layout(document, screen).everything())


def put(screen: Console, block: RenderableType) -> None:
    """Print on a console, all at once; a pipe gets no padding behind its lines."""
    with screen.capture() as captured:
        screen.print(block)
    text = captured.get()
    if not screen.is_terminal:
        text = "".join(f"{line.rstrip()}\n" for line in text.split("\n")[:-1])
    say(screen.file, text)


def console(stream: TextIO) -> Console:
    """Return a console on `stream`: with colour on a terminal only, and as wide as the reader has room for."""
    terminal = stream.isatty()
    columns = os.environ.get("COLUMNS", "")
    width = int(columns) if columns.isdecimal() and len(columns) < 6 else 0
    if terminal:
        width = get_terminal_size((PIPED_WIDTH, 25)).columns
    return Console(
        file=stream,
        width=min(max(width or PIPED_WIDTH, NARROWEST), WIDEST),
        force_terminal=terminal,
        color_system="auto" if terminal else None,
        highlight=False,
        markup=False,
        emoji=False,
    )


class _LightText(Text):
    """A light's symbol and word; text of the plan that looks like one is not one."""


class _Layout:
    def __init__(self, document: Document, screen: Console) -> None:
        self.document = document
        self.width = screen.width
        self.terminal = screen.is_terminal
        self.symbols = labels.SYMBOL if _can_show(screen.encoding) else labels.ASCII_SYMBOL
        self.texts = {
            id(section.table): [[self.text(cell) for cell in row] for row in section.table.all_rows()]
            for section in document.sections
            if section.table
        }
        needs: dict[tuple[Column, ...], list[widths.Needs]] = {}
        for section in document.sections:
            if table := section.table:
                plain = [[text.plain for text in row] for row in self.texts[id(table)]]
                needs.setdefault(table.columns, []).append(widths.needs(table, plain))
        self.needs = {columns: widths.merged(found) for columns, found in needs.items()}

    def everything(self) -> Group:
        facts = [Text(f"{label}: {figures.visible(value)}", "dim") for label, value in self.document.facts]
        blocks: list[RenderableType] = [Text(figures.visible(self.document.title), "bold"), _flow(facts, self.width)]
        for section in self.document.sections:
            blocks += self.section(section)
        for note in (*self.document.notes, *self.document.hints):
            blocks += [Text(), Text(note, "italic" if self.terminal else "")]
        return Group(*blocks)

    def section(self, section: Section) -> Iterator[RenderableType]:
        filled = section.table is not None and section.table.rows
        if section.title or section.lines or filled:
            yield Text()
        if section.title:
            yield Text(figures.visible(section.title), "bold cyan" if section.level == 1 else "bold")
        for line in section.lines:
            yield self.text(line)
        if section.table is not None and filled:
            if section.lines:
                yield Text()
            yield from self.table(section.table)

    def text(self, cell: Cell) -> Text:
        if isinstance(cell, Light):
            word = celltext.plain(cell, symbol=False)
            return _LightText(f"{self.symbols[cell.value]} {word}", _LIGHTS[cell])
        style = _TONES[cell.tone] if isinstance(cell, Toned | Coded) else ""
        return Text(figures.visible(celltext.plain(cell)), style)

    def table(self, table: Table) -> Iterator[RenderableType]:
        rows = self.texts[id(table)]
        heading = next((place for place, column in enumerate(table.columns) if column.role is Role.GROUP), None)
        indent = _INDENT * (1 if heading is None else 2)
        shown = widths.fit(table.columns, self.needs[table.columns], self.width - indent)
        if shown is None:
            yield from self.cards(table, rows)
        elif table.whole and len(shown) < len(table.columns):
            yield from self.stacked(table, shown, rows)
        elif heading is None:
            yield self.grid(table, shown, rows, indent, headed=table.headed)
        else:
            yield from self.grouped(table, shown, rows, heading)

    def grouped(
        self, table: Table, shown: dict[int, int], rows: list[list[Text]], heading: int
    ) -> Iterator[RenderableType]:
        if table.headed:
            yield self.grid(table, shown, [], 2 * _INDENT, headed=True)
        for title, group in groupby(rows, key=lambda row: row[heading].plain):
            below = list(group)
            says_it_itself = len(below) == 1 and any(below[0][place].plain == title for place in shown)
            if title and not says_it_itself:
                yield Text(" " * _INDENT + title, "bold" if self.terminal else "")
            yield self.grid(table, shown, below, 2 * _INDENT, headed=False)

    def grid(self, table: Table, shown: dict[int, int], rows: list[list[Text]], indent: int, *, headed: bool) -> Grid:
        """Return rows in columns; an empty first column indents them, for Rich's Padding renders all of it twice."""
        style = "dim" if self.terminal else ""
        grid = Grid(box=None, show_header=headed, padding=(0, widths.GAP, 0, 0), pad_edge=False, header_style=style)
        grid.add_column(width=indent - widths.GAP)
        for place, width in shown.items():
            right = table.is_number(place)
            grid.add_column(
                figures.visible(table.columns[place].title),
                width=width,
                justify="right" if right else "left",
                overflow="fold",
            )
        for row in rows:
            total = table.total is not None and row is self.texts[id(table)][-1]
            cells = (_hanging(row[place], width) for place, width in shown.items())
            grid.add_row("", *cells, style="bold" if total else None)
        return grid

    def cards(self, table: Table, rows: list[list[Text]]) -> Iterator[RenderableType]:
        """Yield each row as its title with the other cells named below it."""
        for number, row in enumerate(rows):
            if number:
                yield Text()
            titles = [place for place, column in enumerate(table.columns) if column.role is Role.TITLE]
            yield from (Text(" " * _INDENT + row[place].plain, "bold") for place in titles)
            yield self.named(table, row, [place for place in range(len(row)) if place not in titles])

    def stacked(self, table: Table, shown: dict[int, int], rows: list[list[Text]]) -> Iterator[RenderableType]:
        """Yield each row in columns, with what has no room in them named below it."""
        yield self.grid(table, shown, [], _INDENT, headed=True)
        for row in rows:
            bold = [
                Text(text.plain, "bold") if column.role is Role.TITLE else text
                for column, text in zip(table.columns, row, strict=True)
            ]
            yield self.grid(table, shown, [bold], _INDENT, headed=False)
            yield self.named(table, row, [place for place in range(len(row)) if place not in shown])

    def named(self, table: Table, row: list[Text], places: list[int]) -> RenderableType:
        cells = [
            Text.assemble(
                (f"{figures.visible(table.columns[place].title)}: ", "dim"),
                row[place] if row[place].plain else Text("–"),
            )
            for place in places
        ]
        return Padding(_flow(cells, self.width - 2 * _INDENT), (0, 0, 0, 2 * _INDENT))


def _flow(items: Sequence[Text], width: int) -> Text:
    """Return items one after the other, with a new line before one that would be broken."""
    text, used = Text(), 0
    for item in items:
        length = item.cell_len
        if used and used + 3 + length > width:
            text.append("\n")
            used = 0
        elif used:
            text.append(" · ", "dim")
            used += 3
        text.append_text(item)
        used += length
    return text


def _hanging(text: Text, width: int) -> Text:
    """Return a light's text with its further lines below its word, not below its symbol."""
    if not isinstance(text, _LightText) or text.cell_len <= width:
        return text
    symbol, space, _word = text.plain.partition(" ")
    return Text("\n".join(wrap(text.plain, width, subsequent_indent=" " * len(symbol + space))), text.style)


def _can_show(encoding: str) -> bool:
    try:
        "".join(labels.SYMBOL.values()).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
