"""Diagnostics as JSON."""

from collections.abc import Sequence

from aaa_cli.outputs.jsonfile import dumps
from aaa_cli.plan.finding import Diagnostic, count_errors

_FIELDS = ("code", "severity", "file", "line", "column", "end_line", "end_column", "message", "hint")


def write(diagnostics: Sequence[Diagnostic]) -> bytes:
    """Return them as JSON in UTF-8."""
    errors = count_errors(diagnostics)
    fields = {
        "schema_version": 1,
        "errors": errors,
        "warnings": len(diagnostics) - errors,
        "diagnostics": [{name: getattr(found, name) for name in _FIELDS} for found in diagnostics],
    }
    return dumps(fields).encode()
