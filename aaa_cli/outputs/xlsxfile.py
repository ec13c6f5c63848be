"""Excel: a sheet for each table, to be filtered, sorted and printed, and one in front with all else."""

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_pixel_width, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from aaa_cli.outputs import Wanted, celltext, style
from aaa_cli.plan.progress import Light
from aaa_cli.reports.document import Cell, Coded, Column, Document, Role, Section, Table, Tone, Toned
from aaa_cli.words import DUTCH, _, language

# No temporary files; and text is never anything else
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_A4 = 9
_EVERYWHERE = "A1:XFD1048576"

_FIRST_DAY = date(1900, 3, 1)  # Excel counts from 1900, and takes that for a leap year

# What Excel has room for, in units of UTF-16
_IN_CELL, _IN_NAME, _IN_HEADING, _IN_MARGIN = 32_767, 31, 255, 255
_CODE = "_(?=x[0-9A-Fa-f]{4}_)"  # begins what Excel takes for one sign
_RETYPED = re.compile(r"[=+\-@'\d]")  # begins what is text no longer once somebody has edited the cell

# Pixels: 1045 are as wide as a page on its side, at its true size
_PAGE, _PER_COLUMN = 1045, 120
_LABEL, _VALUE = 220, 760  # of the sheet in front
_LETTER, _SPACE = 7, 3  # of running text
_ARROW = 20  # the button of the filter
_LONGEST_WORD = 180  # a longer one may be broken
_NARROWEST, _ROOM_TO_WRITE = 40, 210
_SUBSTITUTE = 1.25  # a number that does not fit shows as ###: the letters may be wider ones, and bold
_PADDING = 9  # of a cell, and a little for what is rounded

# Points
_ROW, _HIGHEST = 15, 409
_HEADER = 20  # the least height of a header
_LINE = 1.4  # of the size of its letters
_MOST_FROZEN = 12  # rows above a table; more would leave no room for it on a small screen

_IN_FOOTER = 75  # letters of a line: half of the page's width
_BETWEEN = " · "  # facts on one line


def write(document: Document, wanted: Wanted) -> bytes:
    """Return the document as an Excel workbook.

    A document of one section with a table is one sheet. Of others the sheet in front tells everything but the tables
    with headings, which have a sheet each. The flat data is the last sheet, where no section shows it.
    """
    stream = BytesIO()
    book = _Book(document, Workbook(stream, _OPTIONS))
    sections = [each for each in document.sections if each.title or each.lines or (each.table and each.table.rows)]
    if len(sections) == 1 and (table := _filtered(sections[0])):
        book.alone(sections[0], table)
    else:
        book.several(sections)
    shown = [(section.table.columns, section.table.rows) for section in sections if section.table]
    if document.data.rows and (document.data.columns, document.data.rows) not in shown:
        book.add((_("Alle gegevens"),), (), document.data)
    book.close()
    return stream.getvalue()


def _filtered(section: Section) -> Table | None:
    """Return the section's table if it has headings to filter by."""
    table = section.table
    return table if table and table.rows and table.headed else None


class _Book:
    """A workbook that is being filled, and what its sheets share."""

    def __init__(self, document: Document, workbook: Workbook) -> None:
        self.document, self.workbook = document, workbook
        self.first: _Sheet | None = None
        self.is_cut = False  # a text was longer than a cell
        self._formats: dict[frozenset[tuple[str, Any]], Format] = {}
        self._names = {"history"}  # which Excel keeps for itself
        self._tables = 0
        workbook.set_properties({"title": document.title, "created": datetime.combine(document.day, time())})

    def alone(self, section: Section, table: Table) -> None:
        """Make the one sheet of a document with one table."""
        facts = [f"{label}: {value}" for label, value in self.document.about]
        about = [Toned(line, Tone.QUIET) for line in _in_lines(facts, _PAGE // _LETTER)]
        sheet = self.add((self.document.title, section.title), (*about, *section.lines), table)
        sheet.notes(self.document.notes)

    def several(self, sections: Sequence[Section]) -> None:
        """Make the sheet in front, and one for each table with headings."""
        front = _Sheet(self, self.name(_("Overzicht")), "")
        filtered = [(section, table) for section in sections if (table := _filtered(section))]
        names = {id(section): self.name(section.title or self.document.title) for section, _table in filtered}
        front.overview([(section, names.get(id(section))) for section in sections])
        for section, table in filtered:
            self.add((section.title or self.document.title,), section.lines, table, names[id(section)])

    def add(self, titles: Sequence[str], lines: Iterable[str | Toned], table: Table, name: str = "") -> "_Sheet":
        """Add a sheet with a table below its titles and `lines`."""
        sheet = _Sheet(self, name or self.name(titles[0]), titles[-1])
        sheet.table(titles, lines, table)
        return sheet

    def close(self) -> None:
        """Finish the file."""
        if self.is_cut and self.first:
            self.first.notes([_("In een cel van Excel passen 32.767 tekens; een langere tekst eindigt op ….")])
        self.workbook.close()

    def name(self, title: str) -> str:
        """Return a name for a sheet that Excel takes, and that no other sheet has."""
        bare = re.sub(rf"[\[\]:*?\s]+|{_CODE}", " ", re.sub(r"[/\\]", "-", title)).strip(" '")
        name, number = _cut(bare, _IN_NAME) or "-", 1
        while name.casefold() in self._names:
            number += 1
            name = _cut(bare, _IN_NAME - len(f" ({number})")) + f" ({number})"
        self._names.add(name.casefold())
        return name

    def table_name(self, title: str) -> str:
        """Return a name for a table: the letters of its title, and a number that no other has."""
        self._tables += 1
        letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
        return f"{re.sub('[^A-Za-z0-9]+', '_', letters).strip('_0123456789')[:50]}_{self._tables}"

    def look(self, **properties: Any) -> Format:
        """Return a format, made once."""
        key = frozenset(properties.items())
        if key not in self._formats:
            usual = {"font_size": style.TEXT, "font_color": f"#{style.INK}", "valign": "top"}
            self._formats[key] = self.workbook.add_format(usual | properties)
        return self._formats[key]


class _Worksheet(Worksheet):
    """A worksheet whose rows have the height that is set for now: they follow what people make of their cells."""

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = None) -> None:
        super()._xml_start_tag_unencoded(tag, [pair for pair in attributes or () if pair[0] != "customHeight"])


class _Sheet:
    """A worksheet that is being filled, from the top: `row` is where the next cells go."""

    def __init__(self, book: _Book, name: str, heading: str) -> None:
        self.book, self.sheet = book, book.workbook.add_worksheet(name, _Worksheet)
        self.row, self.height = 0, 0.0
        self.widths: list[int] = []
        book.first = book.first or self
        _lay_out(self.sheet, book.document, heading)

    def overview(self, sections: Sequence[tuple[Section, str | None]]) -> None:
        """Write the sheet in front; of a section with a sheet of its own it says the name."""
        plain = [section.table for section, name in sections if section.table and not name]
        values = max([1, *(len(table.columns) - 1 for table in plain)])
        self.columns([_LABEL, *[_VALUE // values] * values])
        self.running(self.book.document.title, **_heading(style.TITLE))
        self.pairs(self.book.document.about)
        for section, name in sections:
            self.row += 1
            self.section(section, name)
        self.notes(self.book.document.notes)

    def columns(self, widths: list[int]) -> None:
        """Set the widths of the columns."""
        self.widths = widths
        for place, width in enumerate(widths):
            self.sheet.set_column_pixels(place, place, width)

    def end_row(self, least: float = _ROW) -> None:
        """Go to the next row, when this one is as high as its cells need and at `least` so high.

        Excel would see to that itself, other programs do not.
        """
        if (height := min(max(self.height, least), _HIGHEST)) > _ROW:
            self.sheet.set_row(self.row, height)
        self.row, self.height = self.row + 1, 0.0

    def section(self, section: Section, name: str | None) -> None:
        """Write a section: its heading, with its lines beside it, and its table where that has no headings."""
        look = _heading(style.SUBHEADING if section.level == 1 else style.TEXT)
        if section.lines or name:
            self.put(0, section.title, **look)
        elif section.title:
            self.running(section.title, **look)
        for line in section.lines:
            self.put(1, line)
            self.end_row()
        if name:
            link = self.book.look(font_color=f"#{style.ACCENT}", underline=1)
            text = _("Zie het blad {sheet}").format(sheet=name)
            self.sheet.write_url(self.row, 1, f"internal:{quote_sheetname(name)}!A1", link, text)
            self.end_row()
        elif section.table:
            self.pairs(section.table.rows)
            if section.table.total:
                self.pairs([section.table.total], bold=True)

    def pairs(self, rows: Iterable[Sequence[Cell]], **look: Any) -> None:
        """Write rows that begin with a label."""
        for row in rows:
            for place, cell in enumerate(row):
                self.put(place, cell, align="left", **look | ({} if place else {"bold": True}))
            self.end_row()

    def table(self, titles: Sequence[str], lines: Iterable[str | Toned], table: Table) -> None:
        """Write a table that can be filtered, below its titles and `lines`."""
        self.columns(_widths(table))
        for title, size in zip(titles, (style.HEADING, style.SUBHEADING), strict=False):
            self.running(title, **_heading(size))
        for line in lines:
            self.running(line)
        self.row += 1
        self._header(titles[0], table)
        self._body(table)

    def _header(self, title: str, table: Table) -> None:
        """Make the table, and write its headings."""
        top, last, right = self.row, self.row + len(table.rows), len(table.columns) - 1
        headings = _headings(table.columns)
        settings = {
            "name": self.book.table_name(title),
            "title": _uncoded(_cut(title, _IN_HEADING)),  # told by a screen reader
            "style": None,
            "columns": [{"header": _uncoded(heading)} for heading in headings],
        }
        self.sheet.add_table(top, 0, last, right, settings)
        look: dict[str, Any] = {"bold": True, "font_color": "#FFFFFF", "bg_color": f"#{style.ACCENT}"}
        for place, heading in enumerate(headings):
            self.put(place, heading, valign="vcenter", **look, **_side(table, place))
        self.end_row(_HEADER)
        self._band(top + 1, last, right, next((p for p, c in enumerate(table.columns) if c.role is Role.TITLE), 0))
        if top <= _MOST_FROZEN:
            self.sheet.freeze_panes(top + 1, 0)
        self.sheet.repeat_rows(top)

    def _band(self, top: int, last: int, right: int, filled: int) -> None:
        """Fill every second row that a filter shows; the column `filled` has no empty cells."""
        so_far = f"{xl_rowcol_to_cell(top, filled, True, True)}:{xl_rowcol_to_cell(top, filled, col_abs=True)}"
        fill = self.book.workbook.add_format({"bg_color": f"#{style.BAND}"})
        rule = {"type": "formula", "criteria": f"=MOD(SUBTOTAL(103,{so_far}),2)=0", "format": fill}
        self.sheet.conditional_format(top, 0, last, right, rule)

    def _body(self, table: Table) -> None:
        """Write the rows, and the total below the table: so no filter or sorting takes it for a row."""
        everything = tuple(table.all_rows())
        line = {"bottom": 1, "bottom_color": f"#{style.LINE}"}
        looks: list[dict[str, Any]] = [
            {**_side(table, place), **line, "money": _money(row[place] for row in everything)}
            for place in range(len(table.columns))
        ]
        least = style.WRITING if any(column.role is Role.BLANK for column in table.columns) else _ROW
        for row in everything:
            total = {"bold": True, "bg_color": f"#{style.BAND}"} if row is table.total else {}
            for place, cell in enumerate(row):
                self.put(place, cell, **looks[place] | total)
            self.end_row(least)

    def notes(self, notes: Iterable[str]) -> None:
        """Write what stands below everything else."""
        self.row += 1
        for note in notes:
            self.running(Toned(note, Tone.QUIET))

    def running(self, line: str | Toned, **look: Any) -> None:
        """Write text over as many rows as it takes: it runs on over the empty cells beside it.

        Cells made one would look the same, but no program finds the height that they need.
        """
        width = max(sum(self.widths), _PAGE // 2)
        letters = int(width / _LETTER * style.TEXT / look.get("font_size", style.TEXT))
        tone = line.tone if isinstance(line, Toned) else Tone.PLAIN
        for part in celltext.plain(line).split("\n"):
            for text in textwrap.wrap(part, letters):
                self.put(0, Toned(text, tone), wrap=False, **look)
                self.end_row()

    def put(self, place: int, cell: Cell, *, wrap: bool = True, money: str = "", **look: Any) -> None:
        """Write a cell of the present row: amounts and days as such, all else as text."""
        look |= _emphasis(cell)
        match cell:
            case Decimal() | int():
                form = (money or _money([cell])) if isinstance(cell, Decimal) else "#,##0"
                self.sheet.write_number(self.row, place, float(cell), self.book.look(**look, num_format=form))
            case date() if cell >= _FIRST_DAY:
                form = f"[$-{_locale()}]d mmm yyyy"
                moment = datetime.combine(cell, time())
                self.sheet.write_datetime(self.row, place, moment, self.book.look(**look, num_format=form))
            case None | "":
                self.sheet.write_blank(self.row, place, None, self.book.look(**look, text_wrap=wrap))
            case _:
                text = _cut(whole := celltext.plain(cell), _IN_CELL)
                self.book.is_cut |= text != whole
                look |= {"text_wrap": wrap} | ({"quote_prefix": True} if _RETYPED.match(text) else {})
                lines = _lines(text, self.widths[place]) if wrap else 1
                self.height = max(self.height, 1 + lines * _LINE * look.get("font_size", style.TEXT))
                self.sheet.write_string(self.row, place, text, self.book.look(**look))


def _lay_out(sheet: Worksheet, document: Document, heading: str) -> None:
    """Set how a sheet is printed, and what stands in the margins of each page."""
    sheet.hide_gridlines(2)
    sheet.ignore_errors({"number_stored_as_text": _EVERYWHERE, "two_digit_text_year": _EVERYWHERE})
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.85)
    small = f"&{int(style.SMALL)}&K{style.QUIET}"
    title = _in_margin(document.title, 110)
    sheet.set_header(f"&L{small}{title}&R{small}{_in_margin(heading, 110) if heading != document.title else ''}")
    page = _("Pagina {page} van {pages}").format(page="&P", pages="&N")
    rest = f"&R{small}{page}"
    about = "\n".join(_in_lines(_facts(document, 170), _IN_FOOTER))
    sheet.set_footer(f"&L{small}{_in_margin(about, _IN_MARGIN - len(small + rest) - 2)}{rest}")


def _facts(document: Document, most: int) -> list[str]:
    """Return the facts, the longest values cut where they take more than `most` signs together."""
    for each in range(most, 5, -1):
        facts = [f"{label}: {_cut(value, each)}" for label, value in document.about]
        if _units(_BETWEEN.join(facts)) <= most:
            break
    return facts


def _in_lines(facts: Sequence[str], width: int) -> list[str]:
    """Return facts beside each other, in lines of `width` signs."""
    lines = [*facts[:1]]
    for fact in facts[1:]:
        if len(beside := lines[-1] + _BETWEEN + fact) <= width:
            lines[-1] = beside
        else:
            lines.append(fact)
    return lines


def _in_margin(text: str, most: int) -> str:
    """Return text for the margin of a page, where an & begins a code: of XlsxWriter as well, for a picture."""
    size = f"&{int(style.SMALL)}"  # what it is already: keeps a letter from its &

    def escaped(text: str) -> str:
        return re.sub(r"&(G|\[)?", lambda found: "&&" + (size + found[1] if found[1] else ""), text)

    text = _cut(text, most)
    while _units(escaped(text)) > most:
        text = _cut(text, _units(text) - 1)
    return escaped(text)


def _uncoded(text: str) -> str:
    """Return text that Excel reads as it stands, where XlsxWriter does not see to that."""
    return re.sub(_CODE, "_x005F_", text)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, most: int) -> str:
    """Return text of no more than `most` units, with … at the end where it was longer."""
    if _units(text) <= most:
        return text
    return text.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", "ignore") + "…"


def _emphasis(cell: Cell) -> dict[str, Any]:
    match cell:
        case Light():
            color, bold = style.LIGHTS[cell], cell is Light.RED
        case Toned() | Coded() if cell.tone is not Tone.PLAIN:
            color, bold = style.TONES[cell.tone], cell.tone in style.BOLD
        case _:
            return {}
    return {"font_color": f"#{color}"} | ({"bold": True} if bold else {})


def _heading(size: float) -> dict[str, Any]:
    return {"font_size": size, "bold": True, "font_color": f"#{style.ACCENT}"}


def _side(table: Table, place: int) -> dict[str, Any]:
    """Return where a column's cells stand: numbers below their heading, which leaves room for the filter's button."""
    return {"align": "right", "indent": 2} if table.is_number(place) else {"align": "left"}


def _locale() -> str:
    """Return Excel's number for the language."""
    return "413" if language() == DUTCH else "809"


def _money(cells: Iterable[Cell]) -> str:
    """Return how the amounts of a column are written: with cents where one has them."""
    amounts = [cell for cell in cells if isinstance(cell, Decimal)]
    space = " " if language() == DUTCH else ""
    cents = "" if all(amount == amount.to_integral_value() for amount in amounts) else ".00"
    return f"[$€-{_locale()}]{space}#,##0{cents}"


def _headings(columns: Sequence[Column]) -> list[str]:
    """Return the headings of a table as Excel wants them: none empty, none twice."""
    found: dict[str, str] = {}
    for place, column in enumerate(columns, start=1):
        title = _cut(" ".join(column.title.split("\n")), _IN_HEADING) or f"({place})"
        heading, number = title, 1
        while heading.casefold() in found:
            number += 1
            heading = _cut(title, _IN_HEADING - len(f" ({number})")) + f" ({number})"
        found[heading.casefold()] = heading
    return list(found.values())


def _widths(table: Table) -> list[int]:
    """Return how wide each column becomes, in pixels."""
    needs = [_need(table, place) for place in range(len(table.columns))]
    room = max(_PAGE, _PER_COLUMN * len(table.columns))
    weights = [style.WEIGHT[column.role] for column in table.columns]
    for share in range(room, 0, -5):  # what is widest for its role gives in first
        widths = [
            max(narrowest, min(widest, int(share * weight)))
            for (narrowest, widest), weight in zip(needs, weights, strict=True)
        ]
        if sum(widths) <= room:
            return widths
    return [narrowest for narrowest, _widest in needs]


def _need(table: Table, place: int) -> tuple[int, int]:
    """Return the narrowest that a column can do with, and the widest that it can use."""
    column = table.columns[place]
    cells = [row[place] for row in table.all_rows()]
    fixed = [celltext.plain(cell) for cell in cells if isinstance(cell, int | Decimal | date)]
    texts = [text for cell in cells for text in celltext.plain(cell).split("\n")]
    least = [
        _ROOM_TO_WRITE if column.role is Role.BLANK else _NARROWEST,
        *(int(_wide(text) * _SUBSTITUTE) + _ARROW for text in fixed),
        *(min(_wide(word), _LONGEST_WORD) for text in texts for word in text.split()),
        *(min(_wide(word), _LONGEST_WORD) + _ARROW for word in column.title.split()),
    ]
    return max(least), max(*least, *map(_wide, texts), _wide(column.title) + _ARROW)


def _wide(text: str) -> int:
    """Return the pixels that a text takes, with room around it."""
    return xl_pixel_width(text) + _PADDING


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column.

    XlsxWriter knows how wide the letters are at 11 points; those of a cell are smaller, so that there is some room.
    """
    count, room = 0, width - _PADDING
    for part in text.split("\n"):
        count, at = count + 1, 0
        for word in part.split(" "):
            size = xl_pixel_width(word)
            if at and at + size > room:
                count, at = count + 1, 0
            at += size
            if at > room:
                count, at = count + at // room, at % room
            at += _SPACE
    return count
