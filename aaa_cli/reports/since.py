"""What moved in the parts of an answer since an earlier version of the plan; imported when that is asked."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from aaa_cli.plan.changes import Change, changes
from aaa_cli.plan.items import items
from aaa_cli.plan.models import Plan
from aaa_cli.reports.changes import Known, in_columns, known, told
from aaa_cli.reports.difference import Items, Side, change_fields
from aaa_cli.reports.document import Column, Role, Section, Table
from aaa_cli.reports.parts import Fields, View
from aaa_cli.words import _, figures


class Since(NamedTuple):
    """What moved since the version that somebody asked for as `word`: by part's id, in the order of the plan.

    `elsewhere` tells whether more changed, such as a part of another quarter, one that is gone, or a partner.
    """

    word: str
    version: Side
    moved: Mapping[str, list[Change]]
    words: Known
    elsewhere: bool

    def fields(self) -> Fields:
        """Return what JSON tells of it."""
        found = (change for changed in self.moved.values() for change in changed)
        return {"since": self.version.fields(), "changes": list(map(change_fields, found))}

    def mark(self, table: Table, shown: Sequence[View]) -> Table:
        """Return a table of parts with a column for what moved."""
        column = Column(_("Gewijzigd"), "changed")
        rows = zip(table.rows, shown, strict=True)
        return table._replace(
            columns=(*table.columns, column), rows=tuple((*row, self._fields_of(view)) for row, view in rows)
        )

    def _fields_of(self, view: View) -> tuple[str, ...]:
        found = self.moved.get(view.id, ())
        names = (in_columns(change, self.words).field if change.field else _("nieuw") for change in found)
        return tuple(dict.fromkeys(names))

    def section(self, shown: Sequence[View]) -> Section:
        """Return each change of the parts that are shown."""
        rows = tuple(
            (f"{view.activity.label}: {view.part.label}", told(change, self.words), view.id)
            for view in shown
            for change in self.moved.get(view.id, ())
        )
        columns = (
            Column(_("Onderdeel"), "title", Role.GROUP),
            Column(_("Wat"), "text", Role.TITLE),
            Column(_("Id"), "id", Role.ID),
        )
        lines = [_("Vergeleken met de versie van {version}.").format(version=self.version)]
        if not rows:
            lines.append(_("Geen van deze onderdelen is gewijzigd."))
        day = figures.iso_day(self.word)
        title = _("Gewijzigd sinds {word}").format(word=figures.day(day) if day else self.word)
        return Section(title, tuple(lines), Table(columns, rows))

    def notes(self) -> tuple[str, ...]:
        """Return what the parts that are shown can't tell."""
        return (_("Buiten dit overzicht is sindsdien meer gewijzigd."),) if self.elsewhere else ()

    def hints(self) -> tuple[str, ...]:
        """Return which command tells everything."""
        text = _("Alle wijzigingen zien? aaa diff {word}").format(word=figures.one_line(self.word))
        return (text,) if self.elsewhere else ()


def since(plan: Plan, shown: Sequence[View], word: str, version: Side, then: Items) -> Since:
    """Return what moved in the parts that are shown since a version of which `then` are the items."""
    now = items(plan.sources)
    found = changes(then, now)
    ids = {view.id for view in shown}
    moved: dict[str, list[Change]] = {}
    for change in found:
        if change.item.id in ids:
            moved.setdefault(change.item.id, []).append(change)
    elsewhere = any(change.item.id not in ids for change in found)
    return Since(word, version, moved, known(then, now), elsewhere)
