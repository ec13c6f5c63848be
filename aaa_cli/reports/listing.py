"""The flat list of parts."""

from typing import NamedTuple

from aaa_cli.reports.document import Document, Section
from aaa_cli.reports.parts import Fields, Scope, View, events, nothing_found, part_fields, parts_table, views
from aaa_cli.words import _


class Listing(NamedTuple):
    """The parts that were asked for."""

    scope: Scope
    parts: list[View]


def listing(scope: Scope) -> Listing:
    """Return the parts of a scope, in file order."""
    return Listing(scope, views(scope.plan, scope.today))


def fields(answer: Listing) -> Fields:
    """Return the answer as JSON has it."""
    scope = answer.scope
    return scope.fields() | {
        "parts": [part_fields(view, scope.plan.head.year) for view in answer.parts],
        "undated": scope.undated,
    }


def document(answer: Listing) -> Document:
    """Return the answer as people read it."""
    scope = answer.scope
    table = parts_table(scope.plan, answer.parts)
    return Document(
        _("Onderdelen"),
        scope.today,
        scope.facts(),
        (Section(lines=nothing_found(answer.parts), table=table),),
        table,
        scope.notes(),
        scope.told_revision,
        events(scope.plan, answer.parts),
        hints=scope.hints(),
    )
