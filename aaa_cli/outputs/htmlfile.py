"""HTML: one page that asks for nothing else, for screens of any width, light or dark, and for paper.

What the plan says is escaped where the template puts it, and the page allows a browser nothing but its own style.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from aaa_cli.outputs import Wanted, celltext, style
from aaa_cli.outputs.shares import WORD, shares
from aaa_cli.plan.progress import Light
from aaa_cli.reports.document import Cell, Coded, Column, Document, Role, Section, Table, Tone, Toned
from aaa_cli.words import _, labels, language

_LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
_CONTENTS = 4  # headings that a reader finds without a table of contents
_LONG = re.compile(rf"(\S{{{WORD},}})")


class Box(NamedTuple):
    """A cell as it is drawn: over `span` rows, of a `kind` (class names); with a `scope` it is a heading."""

    content: Markup
    label: str
    kind: str
    scope: str = ""
    span: int = 1


Row = list[Box]


class Grid(NamedTuple):
    """A table as it is drawn: rows that share the text of its first GROUP column make up one body."""

    kind: str
    widths: list[int]
    heads: Row
    bodies: list[list[Row]]
    total: Row


def write(document: Document, wanted: Wanted) -> bytes:
    """Return the document as a page in UTF-8."""
    return page(document)


def page(document: Document, files: Callable[[str], bool] = lambda code: False) -> bytes:
    """Return a page in UTF-8, on which a Coded cell whose code is the name of one of `files` links to that file."""
    content = partial(_content, files=files)
    tables = {number: table for number, section in enumerate(document.sections) if (table := _drawn(section))}
    widths = shares(tables.values())
    sections = [
        (f"s{number}", section, number in tables and _grid(tables[number], widths, content))
        for number, section in enumerate(document.sections)
        if section.title or section.lines or number in tables
    ]
    contents = [(name, section.title) for name, section, _grid in sections if section.title and section.level == 1]
    template = _environment().get_template
    look = template("hand-out.css.jinja").render(
        style=style,
        light=_COLOURS,
        dark={name: style.ON_DARK[colour] for name, colour in _COLOURS.items()},
        marks=[*map(str, Light), *map(str, Tone)],
        bold=_BOLD,
        widths=sorted({width for each in widths.values() for width in each}),
        page="A4 landscape" if style.is_wide(document) else "A4",
        title=_css_text(document.title),
    )
    html = template("hand-out.html.jinja").render(
        document=document,
        sections=sections,
        contents=contents if len(contents) > _CONTENTS else [],
        content=content,
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
    return Markup('"{}"').format(Markup("".join(sign if sign.isalnum() else f"\\{ord(sign):x} " for sign in text)))


def _text(text: str) -> Markup:
    """Return text with its lines; what is too long to be a word may be broken at any sign."""
    lines = (map(_word, _LONG.split(line)) for line in text.split("\n"))
    return Markup("<br>").join(Markup().join(words) for words in lines)


def _word(word: str) -> Markup:
    return Markup('<span class="long">{}</span>').format(word) if _LONG.match(word) else escape(word)


def _content(cell: Cell, files: Callable[[str], bool]) -> Markup:
    """Return what stands in a cell."""
    match cell:
        case Light():
            symbol, word = labels.SYMBOL[cell.value], celltext.plain(cell, symbol=False)
            return Markup('<span class="{}"><span aria-hidden="true">{}</span> {}</span>').format(
                cell.value, symbol, word
            )
        case date():
            return Markup('<time datetime="{}">{}</time>').format(cell.isoformat(), celltext.plain(cell))
        case Coded() if files(cell.code):
            return Markup('<a href="{}">{}</a>').format(quote(cell.code), _text(cell.text))
        case Toned() | Coded() if cell.tone is not Tone.PLAIN:
            return Markup('<span class="{}">{}</span>').format(cell.tone.value, _text(cell.text))
        case tuple() if not isinstance(cell, Toned | Coded):
            return Markup(", ").join(_content(name, files) for name in cell)
        case _:
            return _text(celltext.plain(cell))


def _drawn(section: Section) -> Table | None:
    return section.table.on_paper() if section.table and section.table.rows else None


def _grid(table: Table, widths: Mapping[tuple[Column, ...], list[int]], content: Callable[[Cell], Markup]) -> Grid:
    columns = range(len(table.columns))
    groups = [place for place in columns if table.columns[place].role is Role.GROUP]
    spans = _spans(table, groups)
    kinds = [_kind(table, place) for place in columns]
    scopes = [_scope(table, place, groups) for place in columns]

    def box(cell: Cell, place: int, span: int = 1) -> Box:
        inside = content(cell)
        label = table.columns[place].title if table.headed else ""
        return Box(inside, label, kinds[place], scopes[place] if inside else "", span)

    bodies: list[list[Row]] = []
    for number, row in enumerate(table.rows):
        if not bodies or (groups and (number, groups[0]) in spans):
            bodies.append([])
        bodies[-1].append(
            [
                box(cell, place, spans.get((number, place), 1))
                for place, cell in enumerate(row)
                if place not in groups or (number, place) in spans
            ]
        )
    heads = [Box(_text(column.title), "", kinds[place], "col") for place, column in enumerate(table.columns)]
    look = "pairs" if not table.headed else "groups" if groups else "rows"
    size = "wide" if len(columns) > style.PORTRAIT else "some" if len(columns) > 3 else "few"
    return Grid(
        f"{look} {size}",
        widths[table.columns],
        heads if table.headed else [],
        bodies,
        [box(cell, place)._replace(scope="") for place, cell in enumerate(table.total or ())],
    )


def _spans(table: Table, groups: list[int]) -> dict[tuple[int, int], int]:
    """Return over how many rows each cell of a GROUP column goes, by the number of its first row and its place."""
    spans = {}
    for depth, place in enumerate(groups, start=1):
        first = 0
        for _same, rows in groupby(table.rows, lambda row: [celltext.plain(row[group]) for group in groups[:depth]]):
            spans[first, place] = count = len(list(rows))
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
