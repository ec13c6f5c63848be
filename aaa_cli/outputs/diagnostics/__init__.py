"""The formats of diagnostics, over a list of them: a line here and a file of its own."""

from collections.abc import Callable, Sequence
from importlib import import_module

from aaa_cli.plan.finding import Diagnostic

DIAGNOSTIC_FORMATS = {"text": "text", "json": "jsonlist"}


def writer(name: str) -> Callable[[Sequence[Diagnostic]], bytes]:
    """Return the function that writes one of DIAGNOSTIC_FORMATS as the bytes of a file."""
    write: Callable[[Sequence[Diagnostic]], bytes]
    write = import_module(f"aaa_cli.outputs.diagnostics.{DIAGNOSTIC_FORMATS[name]}").write
    return write
