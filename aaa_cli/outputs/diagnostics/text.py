"""Diagnostics like a compiler's; on a terminal with the line and a caret, and warnings of one kind together."""

import io
from collections.abc import Iterator, Sequence
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from aaa_cli.outputs.delivery import say
from aaa_cli.outputs.screen import console
from aaa_cli.plan.finding import Diagnostic, count_errors
from aaa_cli.words import _, figures, ngettext

STYLE = {"error": "bold red", "warning": "yellow"}
_INDENT = 4
_SHOWN = 3  # of the warnings of one code


def write(diagnostics: Sequence[Diagnostic]) -> bytes:
    """Return them as plain text in UTF-8."""
    text = io.StringIO()
    show(diagnostics, text)
    return text.getvalue().encode()


def show(
    diagnostics: Sequence[Diagnostic],
    stream: TextIO,
    *,
    verdict: str | None = None,
    note: str = "",
    grouped: bool = False,
) -> None:
    """Print them with the `verdict`, which is how many there are, and a `note`.

    A pipe gets one line each, with the remedy below it. A terminal gets the source line as well, and `grouped` puts
    warnings of one code together, behind the errors.
    """
    verdict = " ".join(filter(None, [summary(diagnostics) if verdict is None else verdict, note]))
    if not stream.isatty():
        lines = [f"{_head(found)}\n{' ' * _INDENT}{found.hint}\n" for found in diagnostics]
        say(stream, "".join(lines) + (f"{verdict}\n" if verdict else ""))
        return
    screen = console(stream)
    with screen.capture() as captured:
        for same in _together(diagnostics) if grouped else ([found] for found in diagnostics):
            _show_one(screen, same[0]) if len(same) == 1 else _show_group(screen, same)
        if verdict:
            screen.print(Text(verdict, "bold" if diagnostics else "green"), soft_wrap=True)
    say(stream, captured.get())


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return how many errors and warnings there are, and among many where the first error is."""
    errors = count_errors(diagnostics)
    warnings = len(diagnostics) - errors
    told = _("Geen fouten.")
    if errors:
        told = ngettext("{count} fout.", "{count} fouten.", errors).format(count=errors)
    if warnings:
        told += " " + ngettext("{count} waarschuwing.", "{count} waarschuwingen.", warnings).format(count=warnings)
    if errors and len(diagnostics) > _SHOWN:  # it may have scrolled away
        first = next(found for found in diagnostics if found.severity == "error")
        told += " " + _("De eerste fout: {place}.").format(place=_place(first))
    return told


def _together(diagnostics: Sequence[Diagnostic]) -> Iterator[list[Diagnostic]]:
    """Yield each error by itself, then the warnings by their code."""
    groups: dict[str, list[Diagnostic]] = {}
    for found in diagnostics:
        if found.severity == "error":
            yield [found]
        else:
            groups.setdefault(found.code, []).append(found)
    yield from groups.values()


def _show_one(screen: Console, found: Diagnostic) -> None:
    head = Text(_head(found))
    start = len(_place(found)) + 2
    head.stylize(STYLE[found.severity], start, start + len(f"{found.severity} {found.code}"))
    screen.print(head)
    for line in _excerpt(found, screen.width - _INDENT):
        screen.print(Text(line, "dim"), soft_wrap=True)
    screen.print(Padding(Text(found.hint), (0, 0, 1, _INDENT)))


def _show_group(screen: Console, same: Sequence[Diagnostic]) -> None:
    told = ngettext("{count} waarschuwing", "{count} waarschuwingen", len(same)).format(count=len(same))
    screen.print(Text.assemble((f"{told} {same[0].code}", STYLE["warning"]), ":"))
    alike = len({found.hint for found in same}) == 1
    for found in same[:_SHOWN]:
        screen.print(Padding(Text(f"{_place(found)}: {found.message}"), (0, 0, 0, _INDENT)))
        if not alike:
            screen.print(Padding(Text(found.hint), (0, 0, 0, 2 * _INDENT)))
    if (left := len(same) - _SHOWN) > 0:
        more = _("en nog {count} (toon alles met --verbose)")
        screen.print(Padding(Text(more.format(count=left), "dim"), (0, 0, 0, _INDENT)))
    screen.print(Padding(Text(same[0].hint if alike else ""), (0, 0, 1 if alike else 0, _INDENT)))


def _head(found: Diagnostic) -> str:
    return f"{_place(found)}: {found.severity} {found.code}: {found.message}"


def _place(found: Diagnostic) -> str:
    return f"{found.file}:{found.line}:{found.column}"


def _excerpt(found: Diagnostic, width: int) -> Iterator[str]:
    """Yield the line with the fault, or the piece of it that fits, and a caret below what is marked."""
    from rich.cells import cell_len, set_cell_size

    cut = max(found.column - 1 - width, 0)  # a line may be very long
    line = found.source_line[cut : cut + 3 * width].replace("\t", " ")
    if not line.strip():
        return
    start = found.column - 1 - cut
    end = max(found.end_column - 1 - cut, start + 1) if found.end_line == found.line else len(line)
    before, marked = figures.visible(line[:start]), figures.visible(line[start:end])
    if cell_len(before) > width // 2:  # what is marked must be seen
        before = f"…{before[-(width // 2) :]}"
    shown = f"{before}{marked}{figures.visible(line[end : end + width])}"
    if cell_len(shown) > width:
        shown = f"{set_cell_size(shown, width - 1).rstrip()}…"
    carets = min(max(cell_len(marked), 1), max(cell_len(shown) - cell_len(before), 1))
    yield f"{' ' * _INDENT}{shown}"
    yield f"{' ' * _INDENT}{' ' * cell_len(before)}{'^' * carets}"
