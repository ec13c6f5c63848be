"""PDF for paper and screen readers: tagged, and PDF/UA-1 by the compiler's checks.

typst makes it of `hand-out.typ`, to which all texts and the style go as JSON: they can never become markup. The one
font in it is Source Sans 3 of the folder `fonts`, whose licence lies beside it.
"""

import datetime
import json
import struct
from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

from aaa_cli.outputs import Wanted, celltext, style
from aaa_cli.plan.progress import Light
from aaa_cli.reports.document import Cell, Coded, Column, Document, Role, Table, Tone, Toned
from aaa_cli.words import _, figures, language

FONTS = Path(__file__).parent / "fonts"
_FONT = "Source Sans 3"
_LAYOUT = Path(__file__).parent / "hand-out.typ"
_REGION = {"nl": "NL", "en": "GB"}
_TOGETHER, _UNTORN = 16, 24  # lines of rows that are kept on one page, and of one; it has room for 40 or 60
_WORD = 12  # letters; a column has room for shorter words
_FEW = 8  # of the longest texts one is the widest
_MISSING = "□"

Data = dict[str, Any]


def write(document: Document, wanted: Wanted) -> bytes:
    """Return the document as a PDF file; its texts have been through `fitting`."""
    import typst

    day = document.day
    made: bytes = typst.compile(
        _LAYOUT.read_bytes(),
        format="pdf",
        pdf_standards=["ua-1"],
        root=FONTS,  # it reads no file; this says where it could
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]),
        sys_inputs={"data": json.dumps(_data(document), ensure_ascii=False)},
        timestamp=datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC),
    )
    return made


def fitting(text: str) -> str:
    """Return text that the font can show: other signs become □, and what only joins or varies signs goes."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_fitting, figures.visible(text)))


def _fitting(sign: str) -> str:
    if ord(sign) in _covered() or sign == "\n":
        return sign
    if sign == "\u200d" or "\ufe00" <= sign <= "\ufe0f":
        return ""
    return " " if sign.isspace() else _MISSING


@cache
def _covered() -> frozenset[int]:
    """Return the code points that the font has a glyph for, as its table `cmap` tells in format 12."""
    font = (FONTS / "SourceSans3-Regular.otf").read_bytes()
    tables = {tag: start for tag, _sum, start, _size in struct.iter_unpack(">4sLLL", font[12 : 12 + 16 * font[5]])}
    start = tables[b"cmap"]
    (count,) = struct.unpack_from(">H", font, start + 2)
    for _platform, encoding, offset in struct.iter_unpack(">HHL", font[start + 4 : start + 4 + 8 * count]):
        if encoding == 10:
            place = start + offset
            (groups,) = struct.unpack_from(">L", font, place + 12)
            ranges = struct.iter_unpack(">LLL", font[place + 16 : place + 16 + 12 * groups])
            return frozenset(sign for first, last, _glyph in ranges for sign in range(first, last + 1))
    raise LookupError("cmap")


def _data(document: Document) -> Data:
    return {
        "title": document.title,
        "day": {"year": document.day.year, "month": document.day.month, "day": document.day.day},
        "language": language(),
        "region": _REGION[language()],
        "font": _FONT,
        "together": _TOGETHER,
        "untorn": _UNTORN,
        "wide": style.is_wide(document),
        "look": {
            "ink": style.INK,
            "quiet": style.QUIET,
            "accent": style.ACCENT,
            "band": style.BAND,
            "line": style.LINE,
            "text": style.TEXT,
            "small": style.SMALL,
            "title": style.TITLE,
            "heading": style.HEADING,
            "subheading": style.SUBHEADING,
            "writing": style.WRITING,
        },
        "footer": {"text": f"{document.title} · {figures.day(document.day)}", "page": _("Pagina {page} van {pages}")},
        "about": [[_cell(label), _cell(value)] for label, value in document.about],
        "sections": list(_sections(document)),
        "notes": [_cell(Toned(note, Tone.QUIET)) for note in document.notes],
    }


def _sections(document: Document) -> Iterator[Data]:
    """Yield what is to be drawn. No level of headings is skipped, which PDF/UA forbids; like tables stand in line."""
    alike: dict[tuple[Column, ...], list[tuple[Cell, ...]]] = {}
    for section in document.sections:
        if section.table:
            table = section.table.on_paper()
            alike.setdefault(table.columns, []).extend(table.all_rows())
    level, signs = 1, 180 if style.is_wide(document) else 115
    for section in document.sections:
        table = section.table.on_paper() if section.table and section.table.rows else None
        if section.title:
            level = min(section.level + 1, level + 1)
        if section.title or section.lines or table:
            yield {
                "title": section.title,
                "level": level,
                "new_page": section.new_page,
                "lines": [_cell(line) for line in section.lines],
                "table": table
                and {
                    "headed": table.headed,
                    "columns": _columns(Table(table.columns, tuple(alike[table.columns]))),
                    "rows": list(_rows(table, signs)),
                    "total": table.total
                    and {"cells": [_total(cell) for cell in table.total], "band": True, "lines": 1},
                },
            }


def _columns(table: Table) -> list[Data]:
    """Return what each column is, with the texts and the words that it needs room for."""
    columns = []
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in table.rows]
        lines = {line for cell in cells for line in celltext.plain(cell).split("\n")}
        words = {word for line in lines for word in line.split() if len(word) < _WORD}
        number = table.is_number(place)
        tight = number or any(isinstance(cell, datetime.date) for cell in cells)
        columns.append(
            {
                "title": column.title,
                "weight": style.WEIGHT[column.role],
                "number": number,
                "tight": tight,
                "blank": column.role is Role.BLANK,
                "texts": _longest(lines, None if tight else _FEW),
                "words": [*column.title.split(), *_longest(words, _FEW)],
            }
        )
    return columns


def _longest(texts: set[str], most: int | None) -> list[str]:
    return sorted(texts, key=lambda text: (-len(text), text))[:most]


def _rows(table: Table, signs: int) -> Iterator[Data]:
    """Yield the rows. What a group shares stands once, beside rows that are kept together on a page.

    A large group is several of these, each with its name: a page never begins with rows of a group without one.
    """
    groups = [place for place, column in enumerate(table.columns) if column.role is Role.GROUP]
    weights = [style.WEIGHT[column.role] for column in table.columns]
    room = [int(signs * weight / sum(weights)) for weight in weights]
    before: list[str] = []
    heads: dict[int, Data] = {}
    height, band = 0, True
    for row in table.rows:
        cells: list[Data | None] = [_cell(cell) for cell in row]
        texts = [celltext.plain(cell) for cell in row]
        lines = max(
            sum(len(part) // line + 1 for part in text.split("\n")) for text, line in zip(texts, room, strict=True)
        )
        shared = list(takewhile(lambda place: before and before[place] == texts[place], groups))  # noqa: B023
        if not shared:
            band = not band
        if not shared or height + lines > _TOGETHER:
            heads.clear()
            height = 0
        for place in groups:
            if place in shared and place in heads:
                heads[place]["rows"] += 1
                cells[place] = None
            else:
                again = {"colour": style.QUIET} if place in shared else {}
                heads[place] = cells[place] = {**_cell(row[place]), **again, "rows": 1}
        before, height = texts, height + lines
        yield {"cells": cells, "band": band, "lines": lines}


def _total(cell: Cell) -> Data:
    return {**_cell(cell), "bold": True}


def _cell(cell: Cell) -> Data:
    colour, bold = style.INK, False
    if isinstance(cell, Light):
        colour, bold = style.LIGHTS[cell], cell is Light.RED
    elif isinstance(cell, Toned | Coded):
        colour, bold = style.TONES[cell.tone], cell.tone in style.BOLD
    return {"text": celltext.plain(cell), "colour": colour, "bold": bold}
