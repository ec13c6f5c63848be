"""Diagnostics as the workflow commands of which GitHub Actions makes annotations in a change."""

from collections.abc import Sequence

from aaa_cli.plan.finding import Diagnostic


def write(diagnostics: Sequence[Diagnostic]) -> bytes:
    """Return a command a line in UTF-8; no text of the data can end one or start another."""
    return "".join(f"{_command(found)}\n" for found in diagnostics).encode()


def _command(found: Diagnostic) -> str:
    place = {"file": found.file, "line": found.line}
    if found.end_line == found.line:  # columns go with one line only
        place |= {"col": found.column, "endLine": found.end_line, "endColumn": found.end_column}
    else:
        place["endLine"] = found.end_line
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in {**place, "title": found.code}.items())
    # with the place once more: the log shows nothing but the message
    told = _text(f"{found.file}:{found.line}:{found.column}: {found.message}\n{found.hint}")
    return f"::{found.severity} {properties}::{told}"


def _text(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _text(value).replace(":", "%3A").replace(",", "%2C")
