"""From findings to diagnostics: the place in the file and the sentence are looked up here, and only here."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from aaa_cli.plan.finding import Diagnostic, Finding, Severity
from aaa_cli.plan.source import Source
from aaa_cli.words import messages


def diagnose(
    findings: Iterable[Finding], severity: Severity, sources: Mapping[str, Source], folder: Path
) -> list[Diagnostic]:
    """Return a diagnostic for each finding; `file` is relative to the repository or the current folder."""
    place = shown_folder(folder)
    return [_diagnostic(finding, severity, sources[finding.file], place) for finding in findings]


def _diagnostic(finding: Finding, severity: Severity, source: Source, place: str) -> Diagnostic:
    span = source.span(finding)
    message, hint = messages.diagnostic(finding.code, finding.values)
    return Diagnostic(
        code=finding.code,
        severity=severity,
        file=f"{place}{source.name}",
        line=span.line,
        column=span.column,
        end_line=span.end_line,
        end_column=span.end_column,
        message=message,
        hint=hint,
        source_line=source.line(span.line),
    )


def shown_folder(folder: Path) -> str:
    """Return the folder as CI and people name it, with a slash behind it: `data/`.

    It is relative to its repository, or to the current folder; a folder outside both is named in full.
    """
    folder = folder.resolve()
    root = next((above for above in (folder, *folder.parents) if (above / ".git").exists()), Path.cwd())
    shown = folder.relative_to(root) if folder.is_relative_to(root) else folder
    return "" if shown == Path() else f"{shown.as_posix()}/"


def in_file_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return them by file, line and column; at one place an error goes first."""
    return sorted(diagnostics, key=lambda found: (found.file, found.line, found.column, found.severity))
