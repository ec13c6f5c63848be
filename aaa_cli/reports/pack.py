"""The whole pack for a meeting: which documents it has, in which formats, and the page that leads to them."""

from collections.abc import Sequence
from typing import NamedTuple

from aaa_cli.reports.document import Cell, Column, Document, Link, Role, Section, Table
from aaa_cli.reports.parts import Scope
from aaa_cli.words import N_, _

INDEX = "index.html"
_FORMS = {"docx": "Word", "xlsx": "Excel", "pdf": "pdf", "csv": "csv", "ics": N_("agenda")}


class Item(NamedTuple):
    """A document of the pack: the name of its files without their ending, and the `formats` that it has."""

    name: str
    document: Document
    formats: tuple[str, ...]

    @property
    def files(self) -> list[tuple[str, str]]:
        """The name and the format of each file."""
        return [(f"{self.name}.{form}", form) for form in self.formats]


def index(scope: Scope, groups: Sequence[tuple[str, Sequence[Item]]]) -> Document:
    """Return the page that leads to all files; a group is its heading and its items."""
    sections = tuple(Section(heading, table=_table(items)) for heading, items in groups if items)
    return Document(
        scope.title,
        scope.today,
        scope.facts()[1:],
        sections,
        sections[0].table or Table((), ()),
        scope.notes(),
        scope.told_revision,
        hints=scope.hints(),
    )


def _table(items: Sequence[Item]) -> Table:
    forms = [form for form in _FORMS if any(form in item.formats for item in items)]
    columns = (Column(_("Wat"), "title", Role.TITLE), *(Column(_(_FORMS[form]).capitalize(), form) for form in forms))
    return Table(columns, tuple(_row(item, forms) for item in items))


def _row(item: Item, forms: Sequence[str]) -> tuple[Cell, ...]:
    title = item.document.title
    return (title, *(_link(item, form, title) if form in item.formats else None for form in forms))


def _link(item: Item, form: str, title: str) -> Link:
    text = _(_FORMS[form]).capitalize()
    return Link(text, f"{item.name}.{form}", f"{text}: {title}")
