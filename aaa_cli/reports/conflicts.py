"""A value that two people both changed, in words: what it is about, what it was, and what each made of it."""

from typing import Any, NamedTuple

from aaa_cli.plan.changes import Change
from aaa_cli.plan.items import typed
from aaa_cli.plan.merge import Conflict, Merged
from aaa_cli.reports import changes
from aaa_cli.reports.changes import Known
from aaa_cli.words import N_, _, figures, labels

ONE, OTHER = N_("de een"), N_("de ander")  # the two sides, where nothing tells who they are
_MOST = 200  # characters of a value
_ALIKE = 40  # characters before what differs


class Sides(NamedTuple):
    """What a value was and what each side made of it, on one line each; `was` is empty where nothing tells it."""

    was: str
    ours: str
    theirs: str


def subject(conflict: Conflict, words: Known) -> str:
    """Return `Onderdeel 'Aanvraag indienen' (green-leaf/aanvraag): status`."""
    item = conflict.item
    kind = _(labels.ITEM[item.kind])
    title = figures.quoted(changes.title_of(item))
    parts = [f"{kind[0].upper()}{kind[1:]} {title} ({changes.bare_id(item)})"]
    if conflict.field:
        parts.append(figures.one_line(changes.field_name(item, conflict.field, words)))
    if conflict.entry:
        parts.append(figures.quoted(conflict.entry.text))
    return ": ".join(parts)


def sides(conflict: Conflict, words: Known) -> Sides:
    """Return the values of a conflict; of what one side removed, what the other changed of it."""
    item, field = conflict.item, conflict.field
    values = (conflict.base, conflict.ours, conflict.theirs)
    if field is None or any(isinstance(value, dict) for value in values):
        told = [
            changes.told(change, words) if change.item.id == item.id else changes.lines([change], words)[0]
            for change in conflict.kept
        ]
        kept = _("houden, met: {changes}").format(changes="; ".join(told)) if told else _("houden")
        _was, ours, theirs = (_("weghalen") if value is None else _cut(kept) for value in values)
        return Sides("", ours, theirs)

    def said(value: Any) -> str:
        change = Change(item, "changed", field, typed(item, field, value), None)
        return figures.one_line(changes.in_columns(change, words).old) or _("niets")

    was, *texts = map(said, values)
    ours, theirs = figures.where_they_differ(texts, most=_MOST - _ALIKE, keep=_ALIKE)  # or it would be cut
    return Sides(*map(_cut, (was, ours, theirs)))


def lost(file: str, merged: Merged) -> list[str]:
    """Return a line for each comment that found no place in a merged file."""
    text = _("{file}: deze uitleg is bij het samenvoegen weggevallen: {comment}")
    return [text.format(file=file, comment=figures.quoted(comment, most=_MOST)) for comment in merged.lost]


def _cut(text: str) -> str:
    return text[:_MOST] + "…" if len(text) > _MOST else text
