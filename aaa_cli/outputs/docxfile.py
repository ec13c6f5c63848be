"""Word, with python-docx. How it looks is in the styles of the file that it is filled into.

The text is put together as XML, in the order that Word's schema asks for: in a tree, a thousand rows take seconds.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as Word
from docx.enum.section import WD_ORIENTATION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length

from aaa_cli.outputs import Wanted, celltext, docxpackage, style
from aaa_cli.outputs.docxpackage import PREFIX
from aaa_cli.outputs.shares import lines, shares
from aaa_cli.plan.progress import Light
from aaa_cli.reports.document import Cell, Coded, Document, Role, Section, Table, Tone, Toned
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
_LINE = style.SMALL * 1.35  # points
_EMU = 12_700  # in a point; python-docx counts in them
_LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
_NARROWEST = 100.0  # points; between wider margins there is no page
_HEIGHT_TO_WRITE = style.WRITING * 20  # twips
# In points, what stays whole: a row, a group of rows, and a piece of a higher one. A page on its side has some 450.
_ROW, _GROUP, _PIECE = 140, 250, 120

# What goes in the properties of a paragraph, in this order, of a row, and of a cell
_KEEP, _NEW_PAGE, _HYPHENS = "<w:keepNext/>", "<w:pageBreakBefore/>", '<w:suppressAutoHyphens w:val="0"/>'
_RIGHT = '<w:jc w:val="right"/>'
_WHOLE = "<w:cantSplit/>"
_BEGINS, _GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
_FIRST_ROW, _LAST_ROW, _FIRST_COLUMN, _NO_VERTICAL_BANDS, _NO_BANDS = 0x20, 0x40, 0x80, 0x400, 0x600


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
        width, height = height, width
        page.page_width, page.page_height = Length(width), Length(height)
    room = (width - (page.left_margin or 0) - (page.right_margin or 0) - (page.gutter or 0)) / _EMU

    text = content(document, docxpackage.style_ids(word), max(room, _NARROWEST))
    facts = [(_("Peildatum"), figures.day(document.day))]
    facts += [(_("Versie"), document.revision)] if document.revision else []
    subject = " · ".join(f"{label}: {value}" for label, value in facts)
    docxpackage.fill(
        word,
        {"TITLE": document.title, "SUBJECT": subject},
        dict(zip(page_words(PAGE), page_words(_(PAGE)), strict=True)),
    )
    return docxpackage.packed(word, text, _properties(document, subject))


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


class _Text:
    def __init__(self, document: Document, ids: Mapping[str, str], room: float) -> None:
        self.document = document
        self.ids = {name: quoteattr(id_) for name, id_ in ids.items()}
        self.below_table = False
        tables = (section.table.on_paper() for section in document.sections if section.table and section.table.rows)
        self.shares = shares(tables, room / style.SMALL)

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
        for number, (runs, name) in enumerate(paragraphs, start=1):
            keep = _KEEP if table and number == len(paragraphs) else ""
            new_page = _NEW_PAGE if section.new_page and number == 1 else ""
            yield self.paragraph(runs, name, keep + new_page)
        if table:
            yield from self.table(table, section.title or self.document.title)
            self.below_table = True

    def paragraph(self, runs: str, name: str | None, about: str = "") -> str:
        self.below_table = False
        style_ = f"<w:pStyle w:val={self.ids[name.casefold()]}/>" if name else ""
        return f"<w:p>{f'<w:pPr>{style_}{about}</w:pPr>' if style_ or about else ''}{runs}</w:p>"

    def run(self, text: str, name: str | None) -> str:
        return _run(text, f"<w:rPr><w:rStyle w:val={self.ids[name.casefold()]}/></w:rPr>" if name else "")

    def cell(self, cell: Cell) -> str:
        name = TONES.get(cell.tone) if isinstance(cell, Toned | Coded) else None
        return self.run(celltext.plain(cell), LIGHTS[cell] if isinstance(cell, Light) else name)

    def table(self, table: Table, title: str) -> Iterator[str]:
        share = self.shares[table.columns]
        widths = [round(width * style.SMALL * _TWIPS) for width in share.widths]
        grouped = any(column.role is Role.GROUP for column in table.columns)
        look = (_FIRST_ROW if table.headed else _FIRST_COLUMN) | (_LAST_ROW if table.total else 0)
        look |= _NO_BANDS if grouped else _NO_VERTICAL_BANDS
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        yield (
            f"<w:tbl><w:tblPr><w:tblStyle w:val={self.ids[TABLE.casefold()]}/>"
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="{look:04X}"/><w:tblCaption w:val={quoteattr(title)}/>'
            f"<w:tblDescription w:val={quoteattr(_described(table))}/></w:tblPr>"
            f"<w:tblGrid>{grid}</w:tblGrid>"
        )
        sides = [_RIGHT if table.is_number(place) else "" for place in range(len(widths))]
        if table.headed:
            titles = zip(table.columns, sides, strict=True)
            cells = [self.paragraph(_run(column.title), HEADER, side) for column, side in titles]
            yield _row(widths, cells, _WHOLE + "<w:tblHeader/>")
        about = [
            (_HYPHENS if broken and column.role is not Role.ID else "") + side
            for column, broken, side in zip(table.columns, share.broken, sides, strict=True)
        ]
        yield from self.rows(table, share.widths, widths, about)
        if table.total:
            sums = zip(table.total, sides, strict=True)
            yield _row(widths, [self.paragraph(self.cell(cell), TOTAL, side) for cell, side in sums], _WHOLE)
        yield "</w:tbl>"

    def rows(self, table: Table, ems: Sequence[float], widths: Sequence[int], about: Sequence[str]) -> Iterator[str]:
        names = [
            ROW_HEADER if column.role is Role.GROUP or (not table.headed and place == 0) else CELL
            for place, column in enumerate(table.columns)
        ]
        blank = any(column.role is Role.BLANK for column in table.columns)
        height = f'<w:trHeight w:val="{_HEIGHT_TO_WRITE}" w:hRule="atLeast"/>' if blank else ""
        texts = [[celltext.plain(cell) for cell in row] for row in table.rows]
        heights = [_height(table, row, ems) for row in texts]
        merged, together = _merged(table, texts, heights)
        if sum(heights) <= _GROUP:  # a short table stays whole
            together |= set(range(len(texts) - 1))
        together |= {len(texts) - 1} if table.total else set()
        for number, row in enumerate(table.rows):
            keep = _KEEP if number in together else ""
            merges = [merged.get((number, place), "") for place in range(len(row))]
            cells = [
                self.paragraph("" if merge == _GOES_ON else self.cell(cell), name, keep + each)
                for cell, name, each, merge in zip(row, names, about, merges, strict=True)
            ]
            yield _row(widths, cells, ("" if heights[number] > _ROW else _WHOLE) + height, merges)


def _run(text: str, about: str = "") -> str:
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{about}{'<w:br/>'.join(lines)}</w:r>" if text else ""


def _row(widths: Sequence[int], cells: Sequence[str], about: str, merges: Sequence[str] | None = None) -> str:
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}</w:tcPr>{cell}</w:tc>'
        for width, cell, merge in zip(widths, cells, merges or [""] * len(cells), strict=True)
    )
    return f"<w:tr>{f'<w:trPr>{about}</w:trPr>' if about else ''}{inner}</w:tr>"


def _merged(
    table: Table, texts: Sequence[Sequence[str]], heights: Sequence[float]
) -> tuple[dict[tuple[int, int], str], set[int]]:
    """Return which cells, by row and place, begin or go on with what rows share, and which rows stay with the next.

    What rows share is to be read on each page that they are on: a group stays whole, and a high one has it anew.
    """
    cells: dict[tuple[int, int], str] = {}
    together: set[int] = set()
    groups: list[int] = []
    for place, column in enumerate(table.columns):
        if column.role is not Role.GROUP:
            continue
        groups.append(place)  # what lies within a group ends where that ends
        for key, found in groupby(range(len(texts)), lambda row: [texts[row][group] for group in groups]):
            rows = list(found) if key[-1] else []
            most = _GROUP if sum(heights[row] for row in rows) <= _GROUP else _PIECE
            height = 0.0
            for row in rows:
                height += heights[row]
                if row == rows[0] or height > most:
                    height = heights[row]
                else:
                    cells.setdefault((row - 1, place), _BEGINS)
                    cells[row, place] = _GOES_ON
                    together.add(row - 1)
    return cells, together


def _described(table: Table) -> str:
    rows = ngettext("{count} rij", "{count} rijen", len(table.rows)).format(count=len(table.rows))
    names = [column.title for column in table.columns if column.title]
    if not table.headed or not names:
        return _("Tabel met {rows}. De eerste kolom zegt waar een rij over gaat.").format(rows=rows)
    return _("Tabel met {rows}. Kolommen: {columns}.").format(rows=rows, columns=", ".join(names))


def _height(table: Table, texts: Sequence[str], widths: Sequence[float]) -> float:
    """Return about how high a row is, in points; what it shares with others has their room as well."""
    cells = zip(table.columns, texts, widths, strict=True)
    most = max((lines(text, width) for column, text, width in cells if column.role is not Role.GROUP), default=1)
    return most * _LINE + CELL_MARGIN
