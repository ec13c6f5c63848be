"""The messages of the program, and the English catalogue brought up to date: `python -m tests.words.catalogue`."""

import ast
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import aaa_cli
from aaa_cli import rules
from aaa_cli.words import LOCALE

PO = LOCALE / "en" / "LC_MESSAGES" / "aaa.po"
_CALLS = {"_": 1, "N_": 1, "ngettext": 2}


def messages() -> Iterator[tuple[str, ...]]:
    """Yield the msgids: of the calls in the source's syntax tree, and of the pages of rules."""
    for file in sorted(Path(aaa_cli.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS:
                count = _CALLS[node.func.id]
                texts = [arg.value for arg in node.args[:count] if isinstance(arg, ast.Constant)]
                if len(texts) == count:
                    yield tuple(texts)
    for page in rules.documented():
        yield from ((text,) for text in (page.summary, *page.paragraphs))
        if not page.where.endswith(".yaml"):
            yield (page.where,)


def read() -> Catalog:
    with PO.open(encoding="utf-8") as stream:
        return read_po(stream, locale="en")


def compiled(catalogue: Catalog) -> bytes:
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def update() -> None:
    """Write the catalogue with each message of the program and no other; what is new has no translation yet."""
    catalogue, template = read(), Catalog()
    for message in messages():
        template.add(message[0] if len(message) == 1 else message)
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    with PO.open("wb") as stream:
        write_po(stream, catalogue, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    PO.with_suffix(".mo").write_bytes(compiled(catalogue))


if __name__ == "__main__":
    update()
