"""Diagnostics as a Code Quality report, which GitLab shows in a merge request."""

from collections.abc import Sequence

from aaa_cli.outputs.diagnostics.fingerprint import fingerprints
from aaa_cli.outputs.jsonfile import dumps
from aaa_cli.plan.finding import Diagnostic

_SEVERITY = {"error": "major", "warning": "minor"}


def write(diagnostics: Sequence[Diagnostic]) -> bytes:
    """Return a JSON list in UTF-8, empty where nothing is wrong."""
    return dumps(
        [
            {
                "description": f"{found.message}. {found.hint}",
                "check_name": found.code,
                "fingerprint": fingerprint,
                "severity": _SEVERITY[found.severity],
                "location": {
                    "path": found.file,
                    "lines": {"begin": found.line, "end": found.end_line},
                },
            }
            for found, fingerprint in zip(diagnostics, fingerprints(diagnostics), strict=True)
        ]
    ).encode()
