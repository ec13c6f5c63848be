"""Markdown, as GitHub and GitLab show it. Text of the plan can never become markup."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from aaa_cli.outputs import Wanted, celltext
from aaa_cli.reports.document import Cell, Coded, Document, Link, Table, Tone, Toned
from aaa_cli.words import figures

_MARKUP = re.compile(r"[\\`*_{}\[\]#|~<>&]")
_MARKER = re.compile(r"^([ \t]*(?:\d+(?=[.)]))?)([-+.)](?=[ \t]|$)|-{3}|={3})", re.MULTILINE)  # of a list or a rule
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_LINK = re.compile(r"(?i)\b(https?|www|mailto|ftp|xmpp)([:.])|(?<=\S)(@)(?=\S)")


def write(document: Document, wanted: Wanted) -> bytes:
    """Return the document as Markdown in UTF-8."""
    return ("\n".join(_lines(document)).strip() + "\n").encode()


def _lines(document: Document) -> Iterator[str]:
    yield f"# {escaped(document.title)}"
    yield ""
    for label, value in document.about:
        yield f"- {escaped(label)}: {escaped(value)}"
    for section in document.sections:
        if section.title:
            yield from ("", f"{'#' * (section.level + 1)} {escaped(section.title)}")
        for line in section.lines:
            yield from ("", _cell(line))
        if section.table and section.table.rows:
            yield ""
            yield from _table(section.table)
    for note in document.notes:
        yield from ("", f"*{escaped(note)}*")


def _table(table: Table) -> Iterator[str]:
    yield _row(escaped(column.title) if table.headed else "" for column in table.columns)
    yield _row("---:" if table.is_number(place) else "---" for place in range(len(table.columns)))
    for row in table.rows:
        yield _row(_cell(cell) for cell in row)
    if table.total:
        yield _row(f"**{text}**" if (text := _cell(cell)) else "" for cell in table.total)


def _row(cells: Iterator[str] | Any) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    text = escaped(celltext.plain(cell))
    if isinstance(cell, Link):
        return f"[{text}]({quote(cell.target)})"
    if text and isinstance(cell, Toned | Coded) and cell.tone is Tone.ALARM:
        return f"**{text}**"
    return text


def escaped(text: str) -> str:
    """Return text with what Markdown would take for markup made harmless, on one line."""
    text = figures.visible(text)
    text = _MARKUP.sub(lambda found: _ENTITIES.get(found[0], "\\" + found[0]), text)
    text = _MARKER.sub(lambda found: f"{found[1]}\\{found[2]}", text)
    text = _LINK.sub(lambda found: f"{found[1] or ''}\u200b{found[2] or found[3]}", text)
    return "<br>".join(text.splitlines())
