"""What is wrong with a plan: a Finding says it of a value, a Diagnostic says where that stands and in words."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

# From the root of a file to a value: a key, a place in a list, or in a list of items the `id` of one
Path = tuple[str | int, ...]
Severity = Literal["error", "warning"]


class Finding(NamedTuple):
    """A fault of the value at `path` of a file; `values` fill the sentence that `words` has for the code."""

    code: str
    file: str
    path: Path = ()
    values: Mapping[str, object] = {}
    key: bool = False  # it is about the key, not about the value behind it
    span: "Span | None" = None  # where the text itself is at fault, so that no path leads there


class Span(NamedTuple):
    """A stretch of a file's text: lines and columns count characters from 1, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Diagnostic(NamedTuple):
    """A finding for people and machines: lines and columns from 1, `end_column` exclusive."""

    code: str
    severity: Severity
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    hint: str
    source_line: str = ""


def count_errors(diagnostics: Sequence[Diagnostic]) -> int:
    """Return how many of them are more than a warning."""
    return sum(diagnostic.severity == "error" for diagnostic in diagnostics)
