"""Word, with python-docx. How it looks is in the styles of the file that it is filled into.

The text is put together as XML in the order that Word's schema asks for: a cell at a time takes python-docx minutes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from math import ceil
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as Word
from docx.enum.section import WD_ORIENTATION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from aaa_cli.outputs import Wanted, celltext, docxpackage, style
from aaa_cli.outputs.docxpackage import PREFIX
from aaa_cli.plan.progress import Light
from aaa_cli.reports.document import Cell, Coded, Column, Document, Role, Section, Table, Tone, Toned
from aaa_cli.words import N_, _, figures, language, ngettext

TITLE, HEADINGS = "title", {1: "heading 1", 2: "heading 2"}
FACT, NOTE, BETWEEN = f"{PREFIX}Gegevens", f"{PREFIX}Opmerking", f"{PREFIX}Tussen tabellen"
TABLE, CELL, HEADER = f"{PREFIX}Tabel", f"{PREFIX}Tabeltekst", f"{PREFIX}Tabelkop"
ROW_HEADER, TOTAL = f"{PREFIX}Tabelrijkop", f"{PREFIX}Tabeltotaal"
LIGHTS = {
    Light.RED: f"{PREFIX}Stoplicht rood",
    Light.AMBER: f"{PREFIX}Stoplicht oranje",
    Light.GREEN: f"{PREFIX}Stoplicht groen",
    Light.GREY: f"{PREFIX}Stoplicht grijs",
    Light.DONE: f"{PREFIX}Stoplicht gereed",
}
TONES = {
    Tone.ALARM: f"{PREFIX}Nadruk alarm",
    Tone.CAUTION: f"{PREFIX}Nadruk let op",
    Tone.QUIET: f"{PREFIX}Nadruk rustig",
}
PAGE = N_("Pagina {page} van {pages}")
CELL_MARGIN = 4.5  # points, left and right

_TWIPS = 20  # in a point
_EMU = 635  # in a twip; python-docx counts in them
_LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
_WIDTH_TO_WRITE, _HEIGHT_TO_WRITE = 120.0, 28.0  # points
_WHOLE = 20  # lines: a higher row may be broken by the end of a page, for there may be no page that it fits
_FIRST_ROW, _LAST_ROW, _FIRST_COLUMN, _NO_VERTICAL_BANDS, _NO_BANDS = 0x20, 0x40, 0x80, 0x400, 0x600
_MERGES = {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}
# About how wide a sign of Arial is, where that is not what most are
_EMS = {
    **dict.fromkeys("ijl'|.,:;!", 0.25),
    **dict.fromkeys(" ft()[]/-r\u00a0", 0.32),
    **dict.fromkeys("mwMW@%…—", 0.88),
}
_WORD = re.compile("[^ -]*-?")  # what no line is broken in
_BOLD = 1.15  # bold letters, and fonts that are somewhat wider


def write(document: Document, wanted: Wanted) -> bytes:
    """Return the document as a .docx, in the house style or in that of the template.

    Raises Problem (exit 2) for a template that is none.
    """
    word = docxpackage.opened(wanted.template)
    _speak(word, _LANGUAGES[language()])
    page = word.sections[-1]
    width, height = page.page_width or 0, page.page_height or 0
    if style.is_wide(document) and width < height:
        page.orientation = WD_ORIENTATION.LANDSCAPE
        page.page_width, page.page_height = width, height = height, width
    room = (width - (page.left_margin or 0) - (page.right_margin or 0) - (page.gutter or 0)) / _EMU / _TWIPS

    body = word.element.body
    text = content(document, docxpackage.style_ids(word), room)
    for block in parse_xml(f"<w:body {nsdecls('w')}>{text}</w:body>"):
        body.sectPr.addprevious(block)

    facts = [(_("Peildatum"), figures.day(document.day))]
    facts += [(_("Versie"), document.revision)] if document.revision else []
    subject = " · ".join(f"{label}: {value}" for label, value in facts)
    docxpackage.fill(
        word,
        {"TITLE": document.title, "SUBJECT": subject},
        dict(zip(page_words(PAGE), page_words(_(PAGE)), strict=True)),
    )
    return docxpackage.packed(word, _properties(document, subject))


def content(document: Document, ids: Mapping[str, str], room: float) -> str:
    """Return paragraphs and tables as XML; `ids` has the id of each style by its name, `room` is the text's width."""
    return "".join(_Text(document, ids, room).blocks())


def page_words(text: str) -> list[str]:
    """Return what stands before the page's number and between the two numbers."""
    return re.split(r"\{\w+\}", text)[:2]


def _speak(word: Word, code: str) -> None:
    """Have the spelling checked in a language."""
    styles = word.styles.element
    for parent, name in (("w:styles", "w:docDefaults"), ("w:docDefaults", "w:rPrDefault"), ("w:rPrDefault", "w:rPr")):
        (element,) = styles.xpath(f"descendant-or-self::{parent}")[:1]
        if element.find(qn(name)) is None:
            element.insert(0, OxmlElement(name))
    (defaults,) = styles.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    if defaults.find(qn("w:lang")) is None:
        defaults.append(OxmlElement("w:lang"))
    for element in (*styles.iter(qn("w:lang")), *word.settings.element.iter(qn("w:themeFontLang"))):
        element.set(qn("w:val"), code)


def _properties(document: Document, subject: str) -> bytes:
    moment = f"{document.day.isoformat()}T00:00:00Z"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(document.title)}</dc:title><dc:subject>{escape(subject)}</dc:subject>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        f"<dc:language>{_LANGUAGES[language()]}</dc:language></cp:coreProperties>"
    ).encode()


class _Need(NamedTuple):
    """The room that a column can't do without, and the most that it can use; in points."""

    least: float
    most: float


class _Text:
    def __init__(self, document: Document, ids: Mapping[str, str], room: float) -> None:
        self.document = document
        self.ids = {name: quoteattr(id_) for name, id_ in ids.items()}
        self.below_table = False
        needs: dict[tuple[Column, ...], list[list[_Need]]] = {}
        for section in document.sections:
            if section.table and section.table.rows:
                table = section.table.on_paper()
                needs.setdefault(table.columns, []).append(_needs(table))
        self.widths = {columns: _shared(columns, _widest(found), room) for columns, found in needs.items()}

    def blocks(self) -> Iterator[str]:
        """Yield paragraphs and tables."""
        yield self.paragraph(_run(self.document.title), TITLE)
        for label, value in self.document.about:
            yield self.paragraph(f"{self.run(f'{label}:', TONES[Tone.QUIET])}<w:r><w:tab/></w:r>{_run(value)}", FACT)
        for section in self.document.sections:
            yield from self.section(section)
        for note in self.document.notes:
            yield self.paragraph(_run(note), NOTE)
        if self.below_table:
            yield self.paragraph("", BETWEEN)  # for Word adds one of its own, a line high

    def section(self, section: Section) -> Iterator[str]:
        table = section.table.on_paper() if section.table and section.table.rows else None
        paragraphs: list[tuple[str, str | None]] = []
        if section.title:
            paragraphs.append((_run(section.title), HEADINGS[section.level]))
        elif (self.below_table and (section.lines or table)) or (section.new_page and table and not section.lines):
            paragraphs.append(("", BETWEEN))  # Word takes two tables with nothing between them for one
        paragraphs += [(self.cell(line), None) for line in section.lines]
        for number, (runs, name) in enumerate(paragraphs):
            last = number == len(paragraphs) - 1
            new_page = section.new_page and number == 0
            yield self.paragraph(runs, name, keep=last and table is not None, new_page=new_page)
        if table:
            yield from self.table(table, section.title or self.document.title)
            self.below_table = True

    def paragraph(
        self, runs: str, name: str | None, *, keep: bool = False, new_page: bool = False, right: bool = False
    ) -> str:
        self.below_table = False
        about = f"<w:pStyle w:val={self.ids[name.casefold()]}/>" if name else ""
        about += "<w:keepNext/>" if keep else ""
        about += "<w:pageBreakBefore/>" if new_page else ""
        about += '<w:jc w:val="right"/>' if right else ""
        return f"<w:p>{f'<w:pPr>{about}</w:pPr>' if about else ''}{runs}</w:p>"

    def run(self, text: str, name: str | None) -> str:
        return _run(text, f"<w:rPr><w:rStyle w:val={self.ids[name.casefold()]}/></w:rPr>" if name else "")

    def cell(self, cell: Cell) -> str:
        name = TONES.get(cell.tone) if isinstance(cell, Toned | Coded) else None
        return self.run(celltext.plain(cell), LIGHTS[cell] if isinstance(cell, Light) else name)

    def table(self, table: Table, title: str) -> Iterator[str]:
        widths = self.widths[table.columns]
        texts = [[celltext.plain(cell) for cell in row] for row in table.rows]
        merged = _merged(table, texts)
        look = (_FIRST_ROW if table.headed else _FIRST_COLUMN) | (_LAST_ROW if table.total else 0)
        grouped = any(column.role is Role.GROUP for column in table.columns)
        look |= _NO_BANDS if grouped else _NO_VERTICAL_BANDS
        yield (
            f"<w:tbl><w:tblPr><w:tblStyle w:val={self.ids[TABLE.casefold()]}/>"
            f'<w:tblW w:w="{sum(map(_twips, widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="{look:04X}"/><w:tblCaption w:val={quoteattr(title)}/>'
            f"<w:tblDescription w:val={quoteattr(_described(table))}/></w:tblPr><w:tblGrid>"
        )
        yield from (f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
        yield "</w:tblGrid>"

        numbers = [table.is_number(place) for place in range(len(table.columns))]
        if table.headed:
            cells = [
                self.paragraph(_run(column.title), HEADER, right=right)
                for column, right in zip(table.columns, numbers, strict=True)
            ]
            yield _row(cells, widths, "<w:cantSplit/><w:tblHeader/>")
        names = [
            ROW_HEADER if column.role is Role.GROUP or (not table.headed and place == 0) else CELL
            for place, column in enumerate(table.columns)
        ]
        blank = any(column.role is Role.BLANK for column in table.columns)
        height = f'<w:trHeight w:val="{_twips(_HEIGHT_TO_WRITE)}" w:hRule="atLeast"/>' if blank else ""
        for number, row in enumerate(table.rows):
            merge = [merged.get((number, place), "") for place in range(len(row))]
            keep = table.total is not None and number == len(table.rows) - 1
            cells = [
                self.paragraph("" if state == "continue" else self.cell(cell), name, keep=keep, right=right)
                for cell, name, right, state in zip(row, names, numbers, merge, strict=True)
            ]
            yield _row(cells, widths, ("" if _is_high(texts[number], widths) else "<w:cantSplit/>") + height, merge)
        if table.total:
            cells = [
                self.paragraph(self.cell(cell), TOTAL, right=right)
                for cell, right in zip(table.total, numbers, strict=True)
            ]
            yield _row(cells, widths, "<w:cantSplit/>")
        yield "</w:tbl>"


def _run(text: str, about: str = "") -> str:
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{about}{'<w:br/>'.join(lines)}</w:r>" if text else ""


def _row(cells: Sequence[str], widths: Sequence[float], about: str, merged: Sequence[str] = ()) -> str:
    merges = (_MERGES[state] for state in merged or [""] * len(cells))
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{merge}</w:tcPr>{cell}</w:tc>'
        for cell, width, merge in zip(cells, widths, merges, strict=True)
    )
    return f"<w:tr>{f'<w:trPr>{about}</w:trPr>' if about else ''}{inner}</w:tr>"


def _merged(table: Table, texts: Sequence[Sequence[str]]) -> dict[tuple[int, int], str]:
    """Return which cells, by row and place, begin or go on with what several rows share."""
    found = {}
    groups: list[int] = []
    for place, column in enumerate(table.columns):
        if column.role is not Role.GROUP:
            continue
        groups.append(place)  # what lies within a group ends where that ends
        for key, rows in groupby(range(len(texts)), lambda row: [texts[row][group] for group in groups]):
            first, *others = rows
            if others and key[-1]:
                found[first, place] = "restart"
                found |= dict.fromkeys([(row, place) for row in others], "continue")
    return found


def _described(table: Table) -> str:
    rows = ngettext("{count} rij", "{count} rijen", len(table.rows)).format(count=len(table.rows))
    names = [column.title for column in table.columns if column.title]
    if not table.headed or not names:
        return _("Tabel met {rows}. De eerste kolom zegt waar een rij over gaat.").format(rows=rows)
    return _("Tabel met {rows}. Kolommen: {columns}.").format(rows=rows, columns=", ".join(names))


def _twips(points: float) -> int:
    return round(points * _TWIPS)


def _length(text: str) -> float:
    """Return about how wide a line of a cell is, in points."""
    ems = sum(_EMS.get(sign, 1.0 if sign > "\u2e7f" else 0.72 if sign.isupper() else 0.57) for sign in text)
    return ems * style.SMALL


def _needs(table: Table) -> list[_Need]:
    """Return what each column needs."""
    needs = []
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in table.all_rows()]
        whole = table.is_number(place) or any(isinstance(cell, date) for cell in cells)
        texts = [*map(celltext.plain, cells), column.title if table.headed else ""]
        lines = [line for text in texts for line in text.split("\n")]
        most = max(map(_length, lines)) * _BOLD
        least = (
            most if whole else max(_length(word) for line in lines for word in _WORD.findall(line) or [""]) * _BOLD
        )
        room = _WIDTH_TO_WRITE if column.role is Role.BLANK else 2 * CELL_MARGIN + 2
        needs.append(_Need(least + room, most + room))
    return needs


def _widest(found: Sequence[Sequence[_Need]]) -> list[_Need]:
    """Return needs that suit several tables with the same columns, so that these stand in line."""
    return [_Need(*map(max, zip(*column, strict=True))) for column in zip(*found, strict=True)]


def _shared(columns: Sequence[Column], needs: Sequence[_Need], room: float) -> list[float]:
    """Share out the width of the page: to each column by its weight, within what it needs and can use."""
    least = _cut([need.least for need in needs], room)
    widths: dict[int, float] = {}
    places = set(range(len(columns)))
    while open_ := places - widths.keys():
        left = room - sum(widths.values())
        weights = {place: style.WEIGHT[columns[place].role] for place in open_}
        shares = {place: left * weights[place] / sum(weights.values()) for place in open_}
        settled = {place: least[place] for place in open_ if least[place] > shares[place]} or {
            place: needs[place].most for place in open_ if needs[place].most < shares[place]
        }
        widths |= settled or shares
    spare = room - sum(widths.values())
    return [widths[place] + spare * widths[place] / sum(widths.values()) for place in range(len(columns))]


def _cut(widths: Sequence[float], room: float) -> list[float]:
    """Return widths that fit, of which the widest give in."""
    most, rest = room, sorted(widths)
    if sum(rest) > room:
        left = room
        while rest and rest[0] <= left / len(rest):
            left -= rest.pop(0)
        most = left / len(rest)
    return [min(width, most) for width in widths]


def _is_high(texts: Sequence[str], widths: Sequence[float]) -> bool:
    return any(
        sum(ceil(_length(line) / (width - 2 * CELL_MARGIN)) for line in text.split("\n")) > _WHOLE
        for text, width in zip(texts, widths, strict=True)
        if len(text) > _WHOLE
    )
