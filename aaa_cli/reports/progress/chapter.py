"""The progress report (voortgangsrapportage): sections for a steering group, one file for those of a kind."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from aaa_cli.plan.period import Period
from aaa_cli.reports.difference import Difference, Side
from aaa_cli.reports.document import Section, Table, Toned
from aaa_cli.reports.parts import Fields, Scope, View
from aaa_cli.words import _


class Before(NamedTuple):
    """An earlier version of the plan: its parts by id as they stood on its day, and what changed since."""

    shown: Mapping[str, View]
    difference: Difference

    @property
    def version(self) -> Side:
        """Which version it is."""
        return self.difference.before


class Situation(NamedTuple):
    """What the sections are made of: the parts in scope, the span that is reported and the one that follows it."""

    scope: Scope
    shown: Sequence[View]
    span: Period
    following: Period
    before: Before | None

    @property
    def today(self) -> date:
        """The day of the report."""
        return self.scope.today


class Chapter(NamedTuple):
    """A section of the report: its code in JSON and its tables, each with a heading of its own or none.

    In JSON it has the `rows` of its tables where no other ones are given, and `more` fields.
    """

    code: str
    title: str
    tables: Sequence[tuple[str, Table]]
    lines: tuple[str | Toned, ...] = ()
    rows: Sequence[Fields] | None = None
    more: Mapping[str, Any] = MappingProxyType({})
    nothing: str = ""  # said where there is nothing, in the place of "geen"
    new_page: bool = False

    def fields(self) -> Fields:
        """Return the section as JSON has it."""
        records = [record for _heading, table in self.tables for record in table.records()]
        return {
            "code": self.code,
            "title": self.title,
            "rows": records if self.rows is None else self.rows,
            **self.more,
        }

    def sections(self) -> tuple[Section, ...]:
        """Return what people read; where there is nothing it says so."""
        first, *below = self._sections()
        return (first._replace(new_page=self.new_page), *below)

    def _sections(self) -> tuple[Section, ...]:
        filled = [(heading, table) for heading, table in self.tables if table.rows]
        if not filled:
            return (Section(self.title, (*self.lines, self.nothing or _("geen"))),)
        below = [Section(heading, table=table, level=2) for heading, table in filled]
        if not filled[0][0]:
            below[0] = Section(self.title, self.lines, filled[0][1])
            return tuple(below)
        return (Section(self.title, self.lines), *below)
