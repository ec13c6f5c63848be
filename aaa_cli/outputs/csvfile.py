"""CSV of a document's flat table: for a Dutch spreadsheet, or for programs (RFC 4180)."""

import csv
import io
import re
from datetime import date
from decimal import Decimal

from aaa_cli.outputs import DIALECTS, Wanted, celltext
from aaa_cli.reports.document import Cell, Document, Toned, coded

# A spreadsheet takes a cell that begins so for a formula, and the log of a forge a line for a command; each would
# run it, and a quote keeps it text
_ACTIVE = re.compile(r"[ \t\r]*[=+@＝＋＠]|[ \t\r]*[-－]|::")


def write(document: Document, wanted: Wanted) -> bytes:
    """Return the document's data as CSV.

    `nl`: a BOM, semicolons, decimal commas, headings and names. `rfc4180`: commas, decimal points, ids, and JSON's
    names of fields. Both: CRLF, ISO dates, and `, ` between what stands in one cell.
    """
    dutch = wanted.dialect == DIALECTS[0]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if dutch else ",", lineterminator="\r\n")
    writer.writerow([_text(column.title if dutch else column.key) for column in document.data.columns])
    for row in document.data.rows:
        writer.writerow([_dutch(cell) if dutch else _coded(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig" if dutch else "utf-8")


def _dutch(cell: Cell) -> str:
    match cell:
        case Toned(absent=True):
            return ""
        case Decimal():
            return str(cell).replace(".", ",")
        case date():
            return cell.isoformat()
        case int():
            return str(cell)
    return _text(celltext.plain(cell, symbol=False))


def _coded(cell: Cell) -> str:
    match value := coded(cell):
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() | Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case list():
            return _text(", ".join(map(str, value)))
    return _text(str(value))


def _text(text: str) -> str:
    text = text.replace("\n::", "\n'::")  # a line within a cell is one in the log as well
    return f"'{text}" if _ACTIVE.match(text) else text
