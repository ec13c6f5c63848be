"""What a cell says, for the formats that hold nothing but text."""

from datetime import date
from decimal import Decimal

from aaa_cli.plan.models import Status
from aaa_cli.plan.progress import Light
from aaa_cli.reports.document import Cell, Coded, Link, Toned
from aaa_cli.words import _, figures, labels


def plain(cell: Cell, *, symbol: bool = True) -> str:
    """Return a cell's text; a light is its symbol and its word, or with `symbol` off its word alone."""
    match cell:
        case None:
            return ""
        case Light():
            word = _(labels.LIGHT[cell.value])
            return f"{labels.SYMBOL[cell.value]} {word}" if symbol else word
        case Status():
            return _(labels.STATUS[cell.value])
        case Toned() | Coded() | Link():
            return cell.text
        case str():
            return cell
        case Decimal():
            return figures.euros(cell)
        case date():
            return figures.short_day(cell)
        case int():
            return str(cell)
        case _:
            return ", ".join(plain(name) for name in cell)
