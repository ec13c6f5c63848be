"""Diagnostics like a compiler's, with the line and a caret on a terminal."""

import io
from collections.abc import Iterator, Sequence
from typing import TextIO

from aaa_cli.plan.finding import Diagnostic, count_errors
from aaa_cli.words import _, figures, ngettext

_LONGEST_LINE = 160
_INDENT = "    "


def write(diagnostics: Sequence[Diagnostic]) -> bytes:
    """Return them as plain text in UTF-8."""
    text = io.StringIO()
    show(diagnostics, text)
    return text.getvalue().encode()


def show(diagnostics: Sequence[Diagnostic], stream: TextIO, *, counted: bool = True) -> None:
    """Print them, and with `counted` how many there are. On a terminal lines break at words, in a pipe never."""
    from rich.padding import Padding
    from rich.text import Text

    from aaa_cli.outputs.screen import console

    screen = console(stream)
    wide = not screen.is_terminal
    for found in diagnostics:
        style = "bold red" if found.severity == "error" else "yellow"
        place = f"{figures.one_line(found.file)}:{found.line}:{found.column}: "
        head = Text.assemble(place, (f"{found.severity} {found.code}", style), f": {found.message}")
        screen.print(head, soft_wrap=wide)
        if not wide:
            for line in _excerpt(found):
                screen.print(Text(line, "dim"), soft_wrap=True)
        hint = Text(found.hint if not wide else f"{_INDENT}{found.hint}")
        screen.print(hint if wide else Padding(hint, (0, 0, 1, len(_INDENT))), soft_wrap=wide)
    if counted:
        screen.print(Text(summary(diagnostics), "bold" if diagnostics else "green"), soft_wrap=True)


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return how many errors and warnings there are."""
    errors = count_errors(diagnostics)
    warnings = len(diagnostics) - errors
    told = _("Geen fouten.")
    if errors:
        told = ngettext("{count} fout.", "{count} fouten.", errors).format(count=errors)
    if warnings:
        told += " " + ngettext("{count} waarschuwing.", "{count} waarschuwingen.", warnings).format(count=warnings)
    return told


def _excerpt(found: Diagnostic) -> Iterator[str]:
    from rich.cells import cell_len

    line = found.source_line.replace("\t", " ")
    start = found.column - 1
    if not line.strip() or start > _LONGEST_LINE:
        return
    end = found.end_column - 1 if found.end_line == found.line else len(line)
    before, marked = figures.visible(line[:start]), figures.visible(line[start : max(end, start + 1)])
    yield f"    {figures.visible(line[:_LONGEST_LINE])}"
    yield f"    {' ' * cell_len(before)}{'^' * max(cell_len(marked[: _LONGEST_LINE - start]), 1)}"
