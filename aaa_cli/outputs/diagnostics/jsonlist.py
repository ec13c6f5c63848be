"""Diagnostics as JSON."""

from collections.abc import Sequence

from aaa_cli.outputs.jsonfile import dumps
from aaa_cli.plan.finding import Diagnostic

_FIELDS = ("code", "severity", "file", "line", "column", "end_line", "end_column", "message", "hint")


def write(diagnostics: Sequence[Diagnostic]) -> bytes:
    """Return them as JSON in UTF-8."""
    errors = sum(found.severity == "error" for found in diagnostics)
    fields = {
        "schema_version": 1,
        "errors": errors,
        "warnings": len(diagnostics) - errors,
        "diagnostics": [{name: getattr(found, name) for name in _FIELDS} for found in diagnostics],
    }
    return dumps(fields).encode()
