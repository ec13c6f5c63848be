"""The whole progress report: on one page what a busy person needs, then all sections."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from textwrap import shorten
from typing import NamedTuple

from aaa_cli.plan import period, progress
from aaa_cli.plan.models import Decision
from aaa_cli.plan.period import Period
from aaa_cli.reports import actions, decisions, deviations
from aaa_cli.reports.document import Cell, Column, Document, Role, Section, Table
from aaa_cli.reports.money import money, warnings
from aaa_cli.reports.parts import Fields, Scope, View, events, parts_table, views
from aaa_cli.reports.progress import background, lights, risks, work
from aaa_cli.reports.progress.chapter import Before, Chapter, Situation
from aaa_cli.reports.progress.money import finances, percentage, whole_plans_money
from aaa_cli.reports.select import Filter
from aaa_cli.words import _, figures, labels

_MOST, _LONGEST = 3, 160  # of what stands on the page in front
_JUST = 31  # days in which the report on the last quarter is made


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
    found = sorted(asked or (period.quarter_of(scope.today),), key=lambda span: span.start)
    first, last = found[0], found[-1]
    text = first.text if first == last else _("{start} t/m {end}").format(start=first.text, end=last.text)
    return Period(text, first.start, last.end), period.quarter_after(last.end)


def all_year(asked: Filter) -> Filter:
    """Return a filter without its quarters: these say what a report is about, not which parts it has."""
    return asked._replace(quarters=())


def report(scope: Scope, span: Period, following: Period, before: Before | None) -> ProgressReport:
    """Return the progress report of what is in scope."""
    now = Situation(scope, views(scope.plan, scope.today), span, following, before)
    waiting = decisions.table(scope.whole, _waiting(scope), scope.today)
    asked = Chapter("decisions", _("Gevraagde besluiten"), (("", waiting),))
    sections = (
        lights.summary,
        lights.off_course,
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
    return Document(
        _("Voortgangsrapportage {span}").format(span=now.span.text),
        scope.today,
        scope.facts(),
        (_in_brief(answer), *sections),
        parts_table(scope.plan, now.shown),
        scope.notes(),
        scope.told_revision,
        events(scope.plan, now.shown),
        hints=(*scope.hints(), *_other_quarter(now)),
    )


def _other_quarter(now: Situation) -> Iterator[str]:
    """Yield what shows the plan as it was at the end of a span that is past, or the quarter that ended just now."""
    if now.span.end < now.today:
        yield _("De stand op die dag? Voeg toe: --at {day}").format(day=now.span.end.isoformat())
    elif 0 <= (now.today - now.span.start).days < _JUST and not now.scope.filter.given.get("quarter"):
        last = period.quarter_of(now.span.start - timedelta(days=1))
        told = _('Over het vorige kwartaal? aaa report --quarter "{quarter}"')
        yield told.format(quarter=last.text)


def _in_brief(answer: ProgressReport) -> Section:
    now = answer.now
    columns = (Column(_("Gegeven"), "label"), Column(_("Waarde"), "value", Role.TITLE))
    rows: tuple[tuple[Cell, ...], ...] = tuple((label, "\n".join(lines) or _("geen")) for label, lines in _brief(now))
    lines = []
    if now.span.end < now.today:
        told = _("Dit is de stand van {today}; {span} eindigde op {end}.")
        days = {"today": figures.day(now.today), "end": figures.day(now.span.end)}
        lines.append(told.format(span=now.span.text, **days))
    return Section(_("In het kort"), tuple(lines), Table(columns, rows, headed=False))


def _brief(now: Situation) -> Iterator[tuple[str, list[str]]]:
    scope, shown = now.scope, now.shown
    yield _("Gevraagde besluiten"), _first(_asked(now, item) for item in _waiting(scope))
    yield _("Gereed"), [_("{share} onderdelen").format(share=lights.done_of(shown))]
    standing = [lights.counted(shown)] if shown else []
    if now.before and shown:
        since = _("Sinds {day}: {trend}")
        moved = lights.trend(shown, now.before)
        standing.append(since.format(day=figures.day(now.before.version.date), trend=moved or "–"))
    yield _("Stoplichten"), standing
    yield _("Wat aandacht vraagt"), _attention(now)
    yield _("Afwijkingen"), _first(_deviation(view) for view in lights.deviating(now))
    late = actions.late(shown, now.today)
    yield _("Afspraken die te laat zijn"), _first(_action(now, action) for action in late)
    yield _("Geld"), [*_money(scope), *warnings(scope.plan, now.today)]
    highest = risks.highest_first(now)
    yield (
        _("Grootste risico's"),
        _first(f"{risk.text.removesuffix('.')} ({risk.chance} × {risk.impact})" for risk in highest),
    )
    yield _("Resultaten in {span}").format(span=now.span.text), _first(item.label for item in background.in_span(now))


def _waiting(scope: Scope) -> list[Decision]:
    return [item for item in decisions.asked(scope.whole) if scope.concerns(item.about)]


def _asked(now: Situation, item: Decision) -> str:
    told = _("{text} (uiterlijk {day})") if item.due >= now.today else _("{text} (uiterlijk {day}, te laat)")
    return told.format(text=item.text.removesuffix("."), day=figures.day(item.due))


def _attention(now: Situation) -> list[str]:
    """Return how many parts ask for what."""
    counted = Counter(code for view in now.shown for code in progress.attention(view.part, now.today))
    told = [f"{_(labels.ATTENTION[code])}: {counted[code]}" for code in progress.ATTENTION if counted[code]]
    return [" · ".join(told)] if told else []


def _deviation(view: View) -> str:
    judged = view.part.light or deviations.NOT_JUDGED
    told = f"{view.part.label} – {(judged.cause or deviations.basis(view)).removesuffix('.')}."
    return f"{told} {_('Maatregel')}: {judged.measure}" if judged.measure else told


def _action(now: Situation, action: actions.Action) -> str:
    return f"{action.entry.text.removesuffix('.')} ({', '.join(_who_when(now, action))})"


def _money(scope: Scope) -> Iterator[str]:
    sums = money(scope.plan.budget)
    if not scope.plan.budget.lines:
        return
    told = _("{used} van {total} is verplicht of besteed ({percentage}%), restant {remaining}")
    yield told.format(
        used=figures.euros(sums.committed + sums.spent),
        total=figures.euros(sums.total),
        percentage=percentage(sums) or 0,
        remaining=figures.euros(sums.remaining),
    )
    if scope.narrowed:
        yield whole_plans_money()


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
        told.append(_("en {count} meer").format(count=more))
    return told
