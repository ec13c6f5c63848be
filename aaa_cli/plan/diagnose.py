"""From findings to diagnostics: the place in the file and the sentence are looked up here, and only here."""

from collections.abc import Iterable, Iterator, Mapping

from aaa_cli.plan.finding import Diagnostic, Finding, Severity
from aaa_cli.plan.source import Source
from aaa_cli.words import messages

_MOST_COMPARED = 30_000  # takes a second at most


def diagnose(
    findings: Iterable[Finding], severity: Severity, sources: Mapping[str, Source], shown: str
) -> list[Diagnostic]:
    """Return a diagnostic for each finding; `shown` is what people call their folder, with a slash."""
    return [_diagnostic(finding, severity, sources[finding.file], shown) for finding in _sparing(findings)]


def _sparing(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings, without the ids to choose from where looking for a near one would take too long."""
    compared = 0
    for finding in findings:
        if isinstance(known := finding.values.get("known"), Mapping):
            compared += len(known)
            if compared > _MOST_COMPARED:
                finding = finding._replace(values={**finding.values, "known": {}})
        yield finding


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


def in_file_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return them by file, line and column; at one place an error goes first."""
    return sorted(diagnostics, key=lambda found: (found.file, found.line, found.column, found.severity))
