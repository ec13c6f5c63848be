"""The whole progress report: on one page what a busy person needs, then all sections."""

from collections.abc import Iterable, Iterator
from itertools import islice
from textwrap import shorten
from typing import NamedTuple

from aaa_cli.plan import period
from aaa_cli.plan.period import Period
from aaa_cli.reports import actions, decisions
from aaa_cli.reports.document import Cell, Column, Document, Role, Section, Table
from aaa_cli.reports.money import money
from aaa_cli.reports.parts import Fields, Scope, events, parts_table, views
from aaa_cli.reports.progress import background, lights, risks, work
from aaa_cli.reports.progress.chapter import Before, Chapter, Situation
from aaa_cli.reports.progress.money import finances, percentage
from aaa_cli.reports.select import Filter
from aaa_cli.words import _, figures

_MOST, _LONGEST = 3, 160  # of what stands on the page in front


class ProgressReport(NamedTuple):
    """A progress report: what it is made of, and its sections."""

    now: Situation
    chapters: list[Chapter]


def spans(scope: Scope) -> tuple[Period, Period]:
    """Return the span that a report is about, and the one that follows it.

    It is the quarters that were asked for, else the present one, else the whole year of the plan.
    """
    asked, year = scope.filter.quarters, scope.plan.head.year
    if not asked and scope.today.year != year:
        return period.whole_year(year), period.whole_year(year + 1)
    asked = asked or (period.quarter_of(scope.today),)
    start, end = min(span.start for span in asked), max(span.end for span in asked)
    text = figures.listed(span.text for span in asked)
    return Period(text, start, end), period.quarter_of(end.fromordinal(end.toordinal() + 1))


def all_year(asked: Filter) -> Filter:
    """Return a filter without its quarters: these say what a report is about, not which parts it has."""
    return asked._replace(quarters=())


def report(scope: Scope, span: Period, following: Period, before: Before | None) -> ProgressReport:
    """Return the progress report of what is in scope."""
    now = Situation(scope, views(scope.plan, scope.today), span, following, before)
    waiting = [item for item in decisions.asked(scope.whole) if scope.concerns(item.about)]
    asked = Chapter(
        "decisions", _("Gevraagde besluiten"), (("", decisions.table(scope.whole, waiting, scope.today)),)
    )
    sections = (
        lights.summary,
        lights.deviations,
        work.done,
        work.following,
        finances,
        risks.risks,
        background.changed,
        background.results,
        background.parts,
        background.legend,
    )
    return ProgressReport(now, [asked, *(section(now) for section in sections)])


def fields(answer: ProgressReport) -> Fields:
    """Return the answer as JSON has it."""
    return answer.now.scope.fields() | {"sections": [chapter.fields() for chapter in answer.chapters]}


def document(answer: ProgressReport) -> Document:
    """Return the answer as people read it."""
    now = answer.now
    scope = now.scope
    sections = [section for chapter in answer.chapters for section in chapter.sections()]
    sections[0] = sections[0]._replace(new_page=True)
    return Document(
        _("Voortgangsrapportage {span}").format(span=now.span.text),
        scope.today,
        scope.facts(),
        (_in_brief(answer), *sections),
        parts_table(scope.plan, now.shown),
        scope.notes(),
        scope.revision,
        events(scope.plan, now.shown),
        hints=scope.hints(),
    )


def _in_brief(answer: ProgressReport) -> Section:
    columns = (Column(_("Gegeven"), "label"), Column(_("Waarde"), "value", Role.TITLE))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (label, "\n".join(lines) or _("geen")) for label, lines in _brief(answer.now)
    )
    return Section(_("In het kort"), table=Table(columns, rows, headed=False))


def _brief(now: Situation) -> Iterator[tuple[str, list[str]]]:
    scope, shown = now.scope, now.shown
    plan = scope.plan
    waiting = [item for item in decisions.asked(scope.whole) if scope.concerns(item.about)]
    yield (
        _("Gevraagde besluiten"),
        _first(_("{text} (uiterlijk {day})").format(text=item.text, day=figures.day(item.due)) for item in waiting),
    )
    standing = [lights.counted(shown)] if shown else []
    if now.before and shown:
        since = _("Sinds {day}: {trend}")
        moved = lights.trend(shown, now.before)
        standing.append(since.format(day=figures.day(now.before.version.date), trend=moved))
    yield _("Stoplichten"), standing
    yield _("Gereed"), [_("{share} onderdelen").format(share=lights.done_of(shown))]
    yield (
        _("Afwijkingen"),
        _first(
            f"{view.part.label}: {(judged.cause or lights.basis(view)).removesuffix('.')}."
            + (f" {_('Maatregel')}: {judged.measure}" if judged.measure else "")
            for view in lights.deviating(now)
            for judged in [view.part.light or lights.NOT_JUDGED]
        ),
    )
    yield (
        _("Afspraken die te laat zijn"),
        _first(
            f"{action.entry.text} ({', '.join(_who_when(now, action))})" for action in actions.late(shown, now.today)
        ),
    )
    sums = money(plan.budget)
    told = _("{used} van {total} is verplicht of besteed ({percentage}%), restant {remaining}")
    yield (
        _("Geld"),
        [
            told.format(
                used=figures.euros(sums.committed + sums.spent),
                total=figures.euros(sums.total),
                percentage=percentage(sums) or 0,
                remaining=figures.euros(sums.remaining),
            )
        ],
    )
    yield (
        _("Grootste risico's"),
        _first(f"{risk.text} ({risk.chance} × {risk.impact})" for risk in risks.highest_first(now)),
    )


def _who_when(now: Situation, action: actions.Action) -> Iterator[str]:
    entry = action.entry
    if entry.who:
        yield now.scope.plan.names.get(entry.who, entry.who)
    if entry.due:
        yield figures.day(entry.due)


def _first(texts: Iterable[str]) -> list[str]:
    """Return the first few texts, short enough for the page in front, and how many more there are."""
    every = list(texts)
    told = [shorten(text, _LONGEST, placeholder=" …") for text in islice(every, _MOST)]
    if more := len(every) - len(told):
        told.append(_("en nog {count}").format(count=more))
    return told
