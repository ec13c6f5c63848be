"""The formats: a Document in, what is written to a screen or a file out.

A format is a line in FORMATS and a file of its own, imported when it is asked for.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any, NamedTuple

from aaa_cli.outputs import characters
from aaa_cli.reports.document import Document
from aaa_cli.words import figures

SCREEN = "table"
CALENDAR = "ics"
DIALECTS = ("nl", "rfc4180")


class Wanted(NamedTuple):
    """What a writer may need besides the document: the answer's `fields`, and what was asked for one format."""

    fields: Mapping[str, Any] = MappingProxyType({})
    dialect: str = DIALECTS[0]  # of csv
    template: Path | None = None  # of docx


class Format(NamedTuple):
    """How to write a format: the `module` whose `write` returns the bytes of a file.

    Where it can't hold every sign, its `fitting` returns a text with others in their place.
    """

    module: str
    endings: tuple[str, ...]
    revision: bool = False  # it tells the plan's Git revision
    binary: bool = False  # no text, which a terminal could show

    def writer(self) -> ModuleType:
        """Return its module."""
        return import_module(f"aaa_cli.outputs.{self.module}")


def written(name: str, document: Document, wanted: Wanted) -> tuple[bytes, list[str]]:
    """Return the file that a Document becomes, and the signs that this format could not hold, which are replaced.

    Raises Problem (exit 2) for a template that is none.
    """
    module = FORMATS[name].writer()
    fitting: Callable[[str], str] = getattr(module, "fitting", figures.visible)
    fitted, replaced = characters.fitted(document, fitting)
    content: bytes = module.write(fitted, wanted)
    return content, replaced


FORMATS = {
    SCREEN: Format("screen", (".txt",)),
    "json": Format("jsonfile", (".json",), revision=True),
    "csv": Format("csvfile", (".csv",)),
    "md": Format("markdown", (".md", ".markdown"), revision=True),
    "html": Format("htmlfile", (".html", ".htm"), revision=True),
    "xlsx": Format("xlsxfile", (".xlsx",), revision=True, binary=True),
    "docx": Format("docxfile", (".docx",), revision=True, binary=True),
    "pdf": Format("pdffile", (".pdf",), revision=True, binary=True),
    CALENDAR: Format("icsfile", (".ics",)),
}
