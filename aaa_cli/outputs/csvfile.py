"""CSV for a Dutch spreadsheet: a BOM, semicolons, decimal commas, ISO dates, and the document's flat table."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from aaa_cli.outputs import celltext
from aaa_cli.reports.document import Cell, Document, Toned
from aaa_cli.words import figures

# A spreadsheet takes a cell that begins so for a formula, and the log of a forge a line for a command; each would
# run it, and a quote keeps it text
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "::")


def write(document: Document, fields: Mapping[str, Any]) -> bytes:
    """Return the document's data as CSV."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_text(column.title) for column in document.data.columns])
    for row in document.data.rows:
        writer.writerow([_cell(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _cell(cell: Cell) -> str:
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


def _text(text: str) -> str:
    text = figures.visible(text).replace("\n::", "\n'::")  # a line within a cell is one in the log as well
    return f"'{text}" if text.startswith(_ACTIVE) else text
