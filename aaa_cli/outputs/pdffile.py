"""PDF for paper and screen readers: tagged, and PDF/UA-1 by the compiler's checks.

typst makes it of `hand-out.typ`, which gets all texts and the style as JSON, so that no text can become markup. The
one font in it is Source Sans 3 of the folder `fonts`, where its licence stands as well.
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
from aaa_cli.outputs.shares import lines, shares
from aaa_cli.plan.progress import Light
from aaa_cli.reports.document import Cell, Coded, Document, Role, Table, Tone, Toned
from aaa_cli.words import _, figures, language

FONTS = Path(__file__).parent / "fonts"
_FONT, _REGULAR = "Source Sans 3", "SourceSans3-Regular.otf"
_LAYOUT = Path(__file__).parent / "hand-out.typ"
_REGION = {"nl": "NL", "en": "GB"}
_LOOK = ("INK", "QUIET", "ACCENT", "BAND", "LINE", "TEXT", "SMALL", "TITLE", "HEADING", "SUBHEADING", "WRITING")
_ROOM = {False: 58.9, True: 88.3}  # of a page, by whether it is wide, in ems of letters as wide as those of Arial
_TOGETHER = 12  # lines of a table that are kept on one page
_MISSING = "□"

Data = dict[str, Any]


def write(document: Document, wanted: Wanted) -> bytes:
    """Return the document as a PDF file; its texts have been through `fitting`."""
    import typst

    day = document.day
    return typst.compile(
        _LAYOUT,
        format="pdf",
        pdf_standards="ua-1",
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]),
        sys_inputs={"data": json.dumps(_data(document), ensure_ascii=False)},
        timestamp=datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC),
    )


def fitting(text: str) -> str:
    """Return text that the font can show: another sign becomes □, and what only joins or varies signs goes."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_fitting, figures.visible(text)))


def _fitting(sign: str) -> str:
    if ord(sign) in _covered() or sign == "\n":
        return sign
    if sign == "\N{ZERO WIDTH JOINER}" or "\ufe00" <= sign <= "\ufe0f":
        return ""
    return " " if sign.isspace() else _MISSING


@cache
def _covered() -> frozenset[int]:
    """Return the code points that the font has a glyph for: its table `cmap` tells them in format 12."""
    font = (FONTS / _REGULAR).read_bytes()
    tables = {tag: start for tag, _sum, start, _size in struct.iter_unpack(">4sLLL", font[12 : 12 + 16 * font[5]])}
    cmap = font[tables[b"cmap"] :]
    kinds = {encoding: start for _platform, encoding, start in struct.iter_unpack(">HHL", cmap[4 : 4 + 8 * cmap[3]])}
    full = cmap[kinds[10] :]
    (groups,) = struct.unpack_from(">L", full, 12)
    ranges = struct.iter_unpack(">LLL", full[16 : 16 + 12 * groups])
    return frozenset(point for first, last, _glyph in ranges for point in range(first, last + 1))


def _data(document: Document) -> Data:
    day = document.day
    return {
        "title": document.title,
        "language": language(),
        "region": _REGION[language()],
        "font": _FONT,
        "look": {name.lower(): getattr(style, name) for name in _LOOK},
        "wide": style.is_wide(document),
        "together": _TOGETHER,
        "footer": {"text": f"{document.title} · {figures.day(day)}", "page": _("Pagina {page} van {pages}")},
        "about": [[_cell(label), _cell(value)] for label, value in document.about],
        "sections": list(_sections(document)),
        "notes": [_cell(Toned(note, Tone.QUIET)) for note in document.notes],
    }


def _sections(document: Document) -> Iterator[Data]:
    """Yield what is to be drawn. No level of headings is skipped, which PDF/UA forbids; like tables stand in line."""
    shown = [
        section.table.on_paper() if section.table and section.table.rows else None for section in document.sections
    ]
    widths = shares(filter(None, shown), _ROOM[style.is_wide(document)])
    level = 1
    for section, table in zip(document.sections, shown, strict=True):
        if not (section.title or section.lines or table):
            continue
        if section.title:
            level = min(section.level, level) + 1
        yield {
            "title": section.title,
            "level": level,
            "new_page": section.new_page,
            "lines": [_cell(line) for line in section.lines],
            "table": table and _table(table, widths[table.columns].widths),
        }


def _table(table: Table, widths: tuple[float, ...]) -> Data:
    total = table.total and [{**_cell(cell), "bold": True} for cell in table.total]
    return {
        "headed": table.headed,
        "columns": [
            {
                "title": column.title,
                "share": width / sum(widths),
                "blank": column.role is Role.BLANK,
                "number": table.is_number(place),
            }
            for place, (column, width) in enumerate(zip(table.columns, widths, strict=True))
        ],
        "rows": list(_rows(table, widths)),
        "total": total and {"cells": total, "band": True, "lines": 1},
    }


def _rows(table: Table, widths: tuple[float, ...]) -> Iterator[Data]:
    """Yield the rows. What a group shares stands once, beside rows that are kept together on a page.

    A large group is several of these, each with its name: no page begins with rows whose group stands on another.
    """
    groups = [place for place, column in enumerate(table.columns) if column.role is Role.GROUP]
    least = 3 if any(column.role is Role.BLANK for column in table.columns) else 1
    before: list[str] = []
    heads: dict[int, Data] = {}
    height, band = 0, True
    for row in table.rows:
        cells: list[Data | None] = [_cell(cell) for cell in row]
        texts = [celltext.plain(cell) for cell in row]
        high = max(least, *map(lines, texts, widths))
        shared = list(takewhile(lambda place: before and before[place] == texts[place], groups))  # noqa: B023
        if not shared:
            band = not band
        if not shared or height + high > _TOGETHER:
            heads.clear()
            height = 0
        for place in groups:
            if place in shared and place in heads:
                heads[place]["rows"] += 1
                cells[place] = None
            else:
                again = {"colour": style.QUIET} if place in shared else {}
                heads[place] = cells[place] = {**_cell(row[place]), **again, "rows": 1}
        before, height = texts, height + high
        yield {"cells": cells, "band": band, "lines": high}


def _cell(cell: Cell) -> Data:
    colour, bold = style.INK, False
    if isinstance(cell, Light):
        colour, bold = style.LIGHTS[cell], cell is Light.RED
    elif isinstance(cell, Toned | Coded):
        colour, bold = style.TONES[cell.tone], cell.tone in style.BOLD
    return {"text": celltext.plain(cell), "colour": colour, "bold": bold}
