"""Markdown, as GitHub and GitLab show it. Text of the plan can never become markup."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from aaa_cli.outputs import celltext
from aaa_cli.reports.document import Cell, Document, Table, Tone, Toned
from aaa_cli.words import _

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&])|^(\s*(?:[-+]|\d+[.)])(?=\s))", re.MULTILINE)
_LINK = re.compile(r"(?i)\b(https?|www|mailto)([:.])")


def write(document: Document, fields: Mapping[str, Any]) -> bytes:
    """Return the document as Markdown in UTF-8."""
    return ("\n".join(_lines(document)).strip() + "\n").encode()


def _lines(document: Document) -> Iterator[str]:
    yield f"# {_text(document.title)}"
    yield ""
    facts = [*document.facts, *([(_("Versie"), document.revision)] if document.revision else [])]
    for label, value in facts:
        yield f"- {_text(label)}: {_text(value)}"
    for section in document.sections:
        if section.title:
            yield from ("", f"{'#' * (section.level + 1)} {_text(section.title)}")
        for line in section.lines:
            yield from ("", _cell(line))
        if section.table and section.table.rows:
            yield ""
            yield from _table(section.table)
    for note in document.notes:
        yield from ("", f"*{_text(note)}*")


def _table(table: Table) -> Iterator[str]:
    yield _row(_text(column.title) if table.headed else "" for column in table.columns)
    numeric = [
        bool(table.rows) and all(isinstance(row[place], int | Decimal | None) for row in table.rows)
        for place in range(len(table.columns))
    ]
    yield _row("---:" if number else "---" for number in numeric)
    for row in table.rows:
        yield _row(_cell(cell) for cell in row)
    if table.total:
        yield _row(f"**{text}**" if (text := _cell(cell)) else "" for cell in table.total)


def _row(cells: Iterator[str] | Any) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    text = _text(celltext.plain(cell))
    if text and isinstance(cell, Toned) and cell.tone in (Tone.ALARM, Tone.STRONG):
        return f"**{text}**"
    return text


def _text(text: str) -> str:
    """Return text with what Markdown would take for markup made harmless, on one line."""
    escaped = _MARKUP.sub(lambda found: "\\" + found[0] if found[1] else _marker(found[0]), text)
    escaped = _LINK.sub(lambda found: f"{found[1]}\u200b{found[2]}", escaped)
    return "<br>".join(escaped.split("\n"))


def _marker(start: str) -> str:
    return start[:-1] + "\\" + start[-1]
