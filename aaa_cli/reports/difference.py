"""What changed between two versions of a plan."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from aaa_cli.plan.changes import Change, changes
from aaa_cli.plan.items import Item
from aaa_cli.reports.changes import Known, cell, in_columns, known, title_of
from aaa_cli.reports.document import Cell, Coded, Column, Document, Role, Section, Table
from aaa_cli.reports.parts import Fields
from aaa_cli.words import N_, _, figures, labels, ngettext

Items = Mapping[str, Item]
Told = Callable[[Iterable[Change]], Iterable[Change]]

# The sections behind those of the themes, which have the parts
_SECTIONS = (
    (N_("Onderdelen zonder thema"), ("part",)),
    (N_("Activiteiten"), ("activity",)),
    (N_("Besluiten"), ("decision",)),
    (N_("Risico's"), ("risk",)),
    (N_("Resultaten"), ("result",)),
    (N_("Partners"), ("partner", "body", "programme")),
    (N_("Begroting"), ("line", "booking", "payer", "stated")),
    (N_("Het plan zelf"), ("plan", "theme", "ambition", "pillar")),
)
_OBVIOUS = ("activity", "part", "decision", "risk", "result", "partner", "line")  # from the section's heading
_KIND = {"added": N_("toegevoegd"), "removed": N_("weggehaald"), "changed": N_("gewijzigd")}


class Side(NamedTuple):
    """A version of the plan: a whole hash with the day of its commit, or None for the files as they are today."""

    rev: str | None
    date: date

    def fields(self) -> Fields:
        """Return the version as JSON has it."""
        return self._asdict()

    def __str__(self) -> str:
        day = figures.day(self.date)
        return f"{day} ({self.rev[:7]})" if self.rev else _("de bestanden nu ({day})").format(day=day)


class Difference(NamedTuple):
    """What changed, from one version to another; `old` and `new` are the items of both."""

    before: Side
    after: Side
    old: Items
    new: Items
    changes: list[Change]

    @property
    def words(self) -> Known:
        """What the changes are told with."""
        return known(self.old, self.new)


def difference(before: Side, old: Items, after: Side, new: Items) -> Difference:
    """Return what changed from the items `old` to `new`."""
    return Difference(before, after, old, new, changes(old, new))


def fields(answer: Difference) -> Fields:
    """Return the answer as JSON has it."""
    return {
        "schema_version": 1,
        "from": answer.before.fields(),
        "to": answer.after.fields(),
        "changes": [change_fields(change) for change in answer.changes],
    }


def change_fields(change: Change) -> Fields:
    """Return the fields that JSON has of a change."""
    return {
        "file": change.item.file,
        "id": change.item.bare,
        "kind": change.kind,
        "field": change.field,
        "old": change.old,
        "new": change.new,
    }


def document(answer: Difference) -> Document:
    """Return the answer as people read it: per theme and part, then what is not about a part."""
    count = len(answer.changes)
    counted = ngettext("{count} wijziging", "{count} wijzigingen", count).format(count=count)
    words = answer.words
    plan = _item(answer, "plan:plan")
    nothing = Section(lines=(_("Er is niets gewijzigd."),))
    return Document(
        title=_("Wat er is gewijzigd"),
        day=answer.after.date,
        facts=(
            *([(_("Plan"), title_of(plan))] if plan else []),
            (_("Van"), str(answer.before)),
            (_("Tot"), str(answer.after)),
            (_("Aantal"), counted),
        ),
        sections=tuple(sections(answer, _each)) or (nothing,),
        data=_data(answer, words),
    )


def sections(answer: Difference, each: Told) -> Iterator[Section]:
    """Yield a table for each theme and each other subject; `each` says which changes are told."""
    words = answer.words
    found: dict[str, list[Change]] = {}
    for change in answer.changes:
        found.setdefault(_theme(answer, change.item) or change.item.kind, []).append(change)
    for theme, item in {**answer.new, **answer.old}.items():
        if theme in found and item.kind == "theme":
            now = answer.new.get(theme, item)
            yield Section(title_of(now), table=_table(answer, _("Onderdeel"), each(found[theme]), words))
    for title, kinds in _SECTIONS:
        if listed := [change for kind in kinds for change in found.get(kind, ())]:
            yield Section(_(title), table=_table(answer, _("Onderwerp"), each(listed), words))


def _theme(answer: Difference, item: Item) -> str | None:
    """Return the id of the theme that a part belongs to, None where there is none or it is no part."""
    activity = _item(answer, item.id.partition("/")[0]) if item.kind == "part" else None
    theme = _item(answer, f"theme:{activity.fields.get('theme')}") if activity else None
    return theme.id if theme else None


def _item(answer: Difference, id_: str) -> Item | None:
    return answer.new.get(id_) or answer.old.get(id_)


def _table(answer: Difference, group: str, told: Iterable[Change], words: Known) -> Table:
    columns = (
        Column(group, "subject", Role.GROUP),
        Column(_("Wat"), "field"),
        Column(_("Was"), "old"),
        Column(_("Wordt"), "new"),
        Column(_("Verschil"), "difference", Role.NOTE),
        Column(_("Id"), "id", Role.ID),
    )
    rows = ((_subject(answer, change.item), *in_columns(change, words), change.item.bare) for change in told)
    return Table(columns, tuple(rows))


def _subject(answer: Difference, item: Item) -> str:
    """Return the title of an item, behind that of the activity or budget line that it belongs to."""
    if item.is_single:
        return _(labels.ITEM[item.kind]).capitalize()
    _kind, colon, rest = item.id.rpartition(":")
    owner, slash, _own = rest.partition("/")
    above = _item(answer, owner if not colon else f"line:{owner}") if slash else None
    title = title_of(item)
    if above and title_of(above) != title:
        title = f"{title_of(above)}: {title}"
    return title if item.kind in _OBVIOUS else f"{title} ({_(labels.ITEM[item.kind])})"


def _each(listed: Iterable[Change]) -> Iterator[Change]:
    """Yield changes; behind an item that came or went, each of its fields."""
    for change in listed:
        yield change
        whole, came = change.new or change.old, change.kind == "added"
        if change.field is None:
            for name, value in whole.items():
                for one in value if name == "log" and isinstance(value, list) else [value]:
                    if one != title_of(change.item):
                        old, new = (None, one) if came else (one, None)
                        yield Change(change.item, change.kind, name, old, new)


def _coded(change: Change, value: object, words: Known) -> Cell:
    """Return a value in words, with what stands in the file where that is a text or several."""
    told = cell(change, value, words)
    if not isinstance(told, str):
        return told
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return Coded(told, ", ".join(value))
    return Coded(told, value) if isinstance(value, str) else told


def _data(answer: Difference, words: Known) -> Table:
    columns = (
        Column(_("Bestand"), "file"),
        Column(_("Id"), "id"),
        Column(_("Wijziging"), "kind"),
        Column(_("Wat"), "field"),
        Column(_("Was"), "old"),
        Column(_("Wordt"), "new"),
    )
    rows = (
        (
            change.item.file,
            change.item.bare,
            Coded(_(_KIND[change.kind]), change.kind),
            Coded(
                in_columns(change, words).field if change.field else _(labels.ITEM[change.item.kind]),
                change.field or "",
            ),
            _coded(change, change.old, words),
            _coded(change, change.new, words),
        )
        for change in _each(answer.changes)
    )
    return Table(columns, tuple(rows))
