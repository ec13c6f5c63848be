"""The formats: a Document, or the fields of an answer, in; what is written to a screen or a file out.

A format is a line in FORMATS and a file of its own, imported when it is asked for.
"""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

Writer = Callable[..., bytes]

SCREEN = "table"


class Format(NamedTuple):
    """How to write a format: the `module` whose `write` returns the bytes of a file."""

    module: str
    endings: tuple[str, ...]
    revision: bool = False  # it tells the plan's Git revision

    def writer(self) -> Writer:
        """Return the function that writes it."""
        writer: Writer = import_module(f"aaa_cli.outputs.{self.module}").write
        return writer


FORMATS = {
    SCREEN: Format("screen", (".txt",)),
    "json": Format("jsonfile", (".json",), revision=True),
    "csv": Format("csvfile", (".csv",)),
    "md": Format("markdown", (".md", ".markdown"), revision=True),
}
