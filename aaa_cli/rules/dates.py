"""Dates that contradict each other, the plan's year, or today."""

import re
from collections.abc import Iterator
from datetime import date

from aaa_cli.plan.finding import Finding, Path
from aaa_cli.plan.load import ACTIVITIES, BUDGET
from aaa_cli.plan.models import BookingKind, LogEntry, Plan, full_id
from aaa_cli.plan.period import whole_year
from aaa_cli.plan.progress import OPEN
from aaa_cli.rules.walk import part_path


def outside_year(plan: Plan, today: date) -> Iterator[Finding]:
    """Een periode valt helemaal buiten het jaar van het plan.

    Een onderdeel mag doorlopen in een ander jaar. Maar een periode die helemaal in een ander jaar ligt, is vaak een
    tikfout, of hoort in het plan van dat jaar.

    Fout in activities.yaml:

        period: Q2-Q3 2026

    Goed:

        period: Q2-Q3
    """
    year = whole_year(plan.head.year)
    for activity, part in plan.parts():
        if part.status in OPEN and part.period and not part.period.overlaps(year):
            path = part_path(activity, part, "period")
            values = {"value": part.period.text, "part": full_id(activity, part), "year": plan.head.year}
            yield Finding("outside-year", ACTIVITIES, path, values)


def future_date(plan: Plan, today: date) -> Iterator[Finding]:
    """Iets dat al gebeurd is, heeft een datum in de toekomst.

    Een notitie in het logboek, een afspraak die is nagekomen, een genomen besluit, een resultaat of een boeking zegt
    wat er gebeurd is. Een datum na vandaag is dan meestal een tikfout. Moet het nog gebeuren? Maak er een afspraak
    van, met 'who' (wie) en 'due' (uiterlijk wanneer).

    Fout in activities.yaml:

        log:
          - {date: 2025-08-20, text: Ontwerp vastgesteld.}

    Goed:

        log:
          - {date: 2025-03-20, text: Ontwerp vastgesteld.}
    """
    for file, path, moment in _happened(plan):
        if moment is not None and moment > today:
            yield Finding("future-date", file, path, {"value": moment})


def _happened(plan: Plan) -> Iterator[tuple[str, Path, date | None]]:
    """Yield each date that tells of something that has been."""
    for path, entry in _log(plan):
        yield ACTIVITIES, (*path, "date"), entry.date
        yield ACTIVITIES, (*path, "done"), entry.done
    for decision in plan.decisions:
        yield ACTIVITIES, ("decisions", decision.id, "date"), decision.date
    for result in plan.results:
        yield ACTIVITIES, ("results", result.id, "date"), result.date
    for line in plan.budget.lines:
        for booking in line.bookings:
            if booking.kind == BookingKind.SPENT:
                yield BUDGET, ("lines", line.id, "bookings", booking.id, "date"), booking.date


def odd_date(plan: Plan, today: date) -> Iterator[Finding]:
    """Een datum ligt ver van het jaar van het plan.

    Een datum die meer dan een jaar vóór of na het jaar van het plan ligt, is meestal een tikfout in het jaartal.

    Fout in activities.yaml:

        - {date: 2005-03-20, text: Ontwerp vastgesteld.}

    Goed:

        - {date: 2025-03-20, text: Ontwerp vastgesteld.}
    """
    if not plan.activities:  # nor a year that could be read
        return
    agreed = [(ACTIVITIES, (*path, "due"), entry.due) for path, entry in _log(plan)]
    asked = [(ACTIVITIES, ("decisions", one.id, "due"), one.due) for one in plan.decisions]
    spans = [
        (ACTIVITIES, part_path(activity, part, "period"), moment)
        for activity, part in plan.parts()
        if part.period and part.period.overlaps(whole_year(plan.head.year))
        for moment in (part.period.start, part.period.end)
    ]
    for file, path, moment in (*_happened(plan), *agreed, *asked, *spans):
        if moment is not None and abs(moment.year - plan.head.year) > 1:
            yield Finding("odd-date", file, path, {"value": moment, "year": plan.head.year})


def other_year(plan: Plan, today: date) -> Iterator[Finding]:
    """De titel van het plan noemt een ander jaar dan het plan heeft.

    Wie een plan overneemt van vorig jaar, vergeet gemakkelijk de titel of het jaar aan te passen.

    Fout in activities.yaml:

        title: Jaarplan 2024 Zonnedorp

    Goed:

        title: Jaarplan 2025 Zonnedorp
    """
    years = re.findall(r"\b(?:19|20)\d\d\b", plan.head.title)
    if years and str(plan.head.year) not in years:
        values = {"value": years[0], "year": plan.head.year}
        yield Finding("other-year", ACTIVITIES, ("plan", "title"), values)


def late_action(plan: Plan, today: date) -> Iterator[Finding]:
    """Een afspraak is niet op tijd nagekomen.

    De dag achter 'due' is voorbij en achter 'done' staat niets. Is de afspraak nagekomen, vul dan in wanneer.

    Fout in activities.yaml:

        who: school
        due: 2025-05-01

    Goed:

        who: school
        due: 2025-05-01
        done: 2025-04-29
    """
    for path, entry in _log(plan):
        if entry.due is not None and entry.done is None and entry.date <= entry.due < today:
            yield Finding("late-action", ACTIVITIES, (*path, "due"), {"value": entry.due, "part": _part(path)})


def date_order(plan: Plan, today: date) -> Iterator[Finding]:
    """Een afspraak heeft een datum die vóór de afspraak zelf ligt.

    Achter 'date' staat wanneer de afspraak is gemaakt, achter 'due' wanneer die uiterlijk af moet zijn en achter
    'done' wanneer die is nagekomen. 'due' en 'done' liggen nooit vóór 'date'.

    Fout in activities.yaml:

        date: 2025-04-10
        text: De school plant de eerste bomen.
        who: school
        due: 2025-01-06

    Goed:

        date: 2025-04-10
        text: De school plant de eerste bomen.
        who: school
        due: 2025-06-01
    """
    for path, entry in _log(plan):
        for key in ("due", "done"):
            moment = getattr(entry, key)
            if moment is not None and moment < entry.date:
                yield Finding("date-order", ACTIVITIES, (*path, key), {"value": moment, "date": entry.date})


def incomplete_action(plan: Plan, today: date) -> Iterator[Finding]:
    """Bij een afspraak staat niet wie die nakomt, of wanneer die klaar moet zijn.

    Een notitie met 'who', 'due' of 'done' is een afspraak. Daarbij horen een partner die de afspraak nakomt (who) en
    een dag waarop die uiterlijk af is (due); anders kan niemand eraan herinnerd worden.

    Fout in activities.yaml:

        text: De school plant de eerste bomen.
        who: school

    Goed:

        text: De school plant de eerste bomen.
        who: school
        due: 2025-06-01
    """
    for path, entry in _log(plan):
        missing = [key for key in ("who", "due") if getattr(entry, key) is None]
        given = [key for key in ("who", "due", "done") if getattr(entry, key) is not None]
        if missing and given:
            values = {"part": _part(path), "missing": missing}
            yield Finding("incomplete-action", ACTIVITIES, (*path, given[0]), values, key=True)


def open_decision(plan: Plan, today: date) -> Iterator[Finding]:
    """De datum van een besluit is voorbij of ingevuld, maar de uitkomst ontbreekt.

    De dag waarop het besluit nodig was, is voorbij. Vul in wanneer het besluit is genomen (date) en wat de uitkomst
    is (outcome), of zet achter 'due' de nieuwe dag.

    Fout in activities.yaml:

        asked_of: stuurgroep
        due: 2025-03-19

    Goed:

        asked_of: stuurgroep
        due: 2025-03-19
        date: 2025-03-19
        outcome: Akkoord.
    """
    for decision in plan.decisions:
        key, moment = ("date", decision.date) if decision.date else ("due", decision.due)
        if not (decision.outcome or "").strip() and (moment < today or (key == "date" and moment == today)):
            values = {"value": moment, "other": decision.id}
            yield Finding("open-decision", ACTIVITIES, ("decisions", decision.id, key), values)


def undated_outcome(plan: Plan, today: date) -> Iterator[Finding]:
    """Een besluit heeft een uitkomst, maar geen datum.

    Zonder datum (date) is niet na te gaan wanneer het besluit is genomen, en telt het als nog niet genomen.

    Fout in activities.yaml:

        due: 2025-03-19
        outcome: Akkoord.

    Goed:

        due: 2025-03-19
        date: 2025-03-19
        outcome: Akkoord.
    """
    for decision in plan.decisions:
        if (decision.outcome or "").strip() and decision.date is None:
            path = ("decisions", decision.id, "outcome")
            yield Finding("undated-outcome", ACTIVITIES, path, {"other": decision.id}, key=True)


def _part(path: Path) -> str:
    """Return the full id of the part that a path of `_log` goes through."""
    return f"{path[1]}/{path[3]}"


def _log(plan: Plan) -> Iterator[tuple[Path, LogEntry]]:
    for activity, part in plan.parts():
        for place, entry in enumerate(part.log):
            yield part_path(activity, part, "log", place), entry
