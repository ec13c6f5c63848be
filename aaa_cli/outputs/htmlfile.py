"""HTML: one page that asks for nothing else, for screens of any width, light or dark, and for paper.

What the plan says is escaped where the template puts it, and the page allows a browser nothing but its own style.
"""

import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from aaa_cli.outputs import Wanted, celltext, style
from aaa_cli.outputs.shares import Shares, shares
from aaa_cli.plan.progress import Light
from aaa_cli.reports.document import Cell, Coded, Document, Link, Role, Table, Tone, Toned
from aaa_cli.words import _, labels, language

Rows = tuple[tuple[Cell, ...], ...]

_LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
_CONTENTS = 4  # headings that a reader finds without a table of contents
_ROOM = {False: 60.0, True: 89.0}  # of a printed page, by whether it is wide, in ems of small letters
_SIZES = {"few": 27, "some": 42, "many": 66, "small": 85}  # ems that a table has room for, by the name of its size
_MOST = 12  # rows below one heading of a group: more, and on a next page it would be missed
_LONG = re.compile(r"(\S{25,})")


class Box(NamedTuple):
    """A cell as it is drawn: over `span` rows, of a `kind` (class names); with a `scope` it is a heading."""

    content: Markup
    label: str
    kind: str
    scope: str = ""
    span: int = 1


class Grid(NamedTuple):
    """A table as it is drawn: rows that share the text of its first GROUP column make up one body."""

    kind: str
    widths: tuple[int, ...]
    heads: list[Box]
    bodies: list[list[list[Box]]]
    total: list[Box]


def write(document: Document, wanted: Wanted) -> bytes:
    """Return the document as a page in UTF-8."""
    wide = style.is_wide(document)
    tables = {
        number: section.table.on_paper()
        for number, section in enumerate(document.sections)
        if section.table and section.table.rows
    }
    widths = shares(tables.values(), _ROOM[wide])
    grids = {number: _grid(table, widths[table.columns]) for number, table in tables.items()}
    sections = [
        (f"s{number}", section, grids.get(number))
        for number, section in enumerate(document.sections)
        if section.title or section.lines or number in grids
    ]
    contents = [(name, section.title) for name, section, _grid in sections if section.title and section.level == 1]
    template = _environment().get_template
    look = template("hand-out.css.jinja").render(
        style=style,
        light=_COLOURS,
        dark={name: style.ON_DARK[colour] for name, colour in _COLOURS.items()},
        marks=[*map(str, Light), *map(str, Tone)],
        bold=_BOLD,
        widths=sorted({width for each in widths.values() for width in _per_mille(each)}),
        page="A4 landscape" if wide else "A4",
        title=_css_text(document.title),
    )
    html = template("hand-out.html.jinja").render(
        document=document,
        sections=sections,
        contents=contents if len(contents) > _CONTENTS else [],
        content=_content,
        language=_LANGUAGES[language()],
        look=Markup(look),
        digest=b64encode(sha256(look.encode()).digest()).decode(),
        skip=_("Naar de inhoud"),
        contents_title=_("Inhoud"),
    )
    return html.encode()


# By the name that the style sheet has for them: of a use, a tone or a light
_COLOURS = {
    "paper": style.PAPER,
    "ink": style.INK,
    "accent": style.ACCENT,
    "band": style.BAND,
    "line": style.LINE,
    **{tone.value: colour for tone, colour in style.TONES.items()},
    **{light.value: colour for light, colour in style.LIGHTS.items()},
}
_BOLD = (Light.RED.value, *(tone.value for tone in style.BOLD))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["text"] = _text
    return environment


def _css_text(text: str) -> Markup:
    """Return text as a string in a style sheet; no sign of it can end that, or the sheet."""
    return Markup('"' + "".join(sign if sign.isalnum() else f"\\{ord(sign):x} " for sign in text) + '"')


def _text(text: str) -> Markup:
    """Return text with its lines; what is too long to be a word may be broken at any sign."""
    lines = (map(_word, _LONG.split(line)) for line in text.split("\n"))
    return Markup("<br>").join(Markup().join(words) for words in lines)


def _word(word: str) -> Markup:
    if not _LONG.match(word):
        return escape(word)
    return Markup('<span class="long">{}</span>').format(Markup("/<wbr>").join(word.split("/")))


def _content(cell: Cell) -> Markup:
    """Return what stands in a cell."""
    match cell:
        case Light():
            symbol, word = labels.SYMBOL[cell.value], celltext.plain(cell, symbol=False)
            return Markup('<span class="{}"><span aria-hidden="true">{}</span> {}</span>').format(
                cell.value, symbol, word
            )
        case date():
            return Markup('<time datetime="{}">{}</time>').format(cell.isoformat(), celltext.plain(cell))
        case Link():
            told = Markup(' aria-label="{}"').format(cell.about) if cell.about else ""
            return Markup('<a href="{}"{}>{}</a>').format(quote(cell.target), told, _text(cell.text))
        case Toned() | Coded() if cell.tone is not Tone.PLAIN:
            return Markup('<span class="{}">{}</span>').format(cell.tone.value, _text(cell.text))
        case tuple() if not isinstance(cell, Toned | Coded):
            return Markup(", ").join(map(_content, cell))
        case _:
            return _text(celltext.plain(cell))


def _per_mille(share: Shares) -> tuple[int, ...]:
    return tuple(round(1000 * width / sum(share.widths)) for width in share.widths)


def _grid(table: Table, widths: Shares) -> Grid:
    columns = range(len(table.columns))
    groups = [place for place in columns if table.columns[place].role is Role.GROUP]
    kinds = [_kind(table, place) for place in columns]
    scopes = [_scope(table, place, groups) for place in columns]

    def box(cell: Cell, place: int, span: int = 1) -> Box:
        inside = _content(cell)
        label = table.columns[place].title if table.headed else ""
        return Box(inside, label, kinds[place], scopes[place] if inside else "", span)

    def body(rows: Rows) -> Iterator[list[Box]]:
        spans = _spans(rows, groups)
        for number, row in enumerate(rows):
            drawn = [place for place in columns if place not in groups or (number, place) in spans]
            yield [box(row[place], place, spans.get((number, place), 1)) for place in drawn]

    heads = [Box(_text(column.title), "", kinds[place], "col") for place, column in enumerate(table.columns)]
    look = "pairs" if not table.headed else "groups" if groups else "rows"
    size = next((size for size, room in _SIZES.items() if widths.narrowest <= room), "small tight")
    return Grid(
        f"{look} {size}",
        _per_mille(widths),
        heads if table.headed else [],
        [[*body(rows)] for rows in _bodies(table, groups)],
        [box(cell, place) for place, cell in enumerate(table.total or ())],
    )


def _bodies(table: Table, groups: list[int]) -> Iterator[Rows]:
    """Yield the rows that share the text of the first column of `groups`; many of them in pieces of a like size."""
    if not groups:
        yield table.rows
        return
    for _same, alike in groupby(table.rows, lambda row: celltext.plain(row[groups[0]])):
        rows = tuple(alike)
        pieces = -(-len(rows) // _MOST)
        for piece in range(pieces):
            yield rows[len(rows) * piece // pieces : len(rows) * (piece + 1) // pieces]


def _spans(rows: Rows, groups: list[int]) -> dict[tuple[int, int], int]:
    """Return over how many rows each cell of `groups` goes, by the number of its first row and its place."""
    spans = {}
    for depth, place in enumerate(groups, start=1):
        shared = [[celltext.plain(row[group]) for group in groups[:depth]] for row in rows]
        first = 0
        for _same, alike in groupby(shared):
            spans[first, place] = count = len(list(alike))
            first += count
    return spans


def _kind(table: Table, place: int) -> str:
    role = table.columns[place].role
    return "number" if table.is_number(place) else "" if role is Role.TEXT else role.value


def _scope(table: Table, place: int, groups: list[int]) -> str:
    if place in groups:
        return "rowgroup" if place == groups[0] else "row"
    is_title = table.columns[place].role is Role.TITLE if table.headed else place == 0
    return "row" if is_title else ""
