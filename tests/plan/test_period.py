"""Each notation of a period, and the laws that hold for all of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aaa_cli.plan import period
from aaa_cli.plan.period import BadPeriod, Period, parse

Q1, Q2, Q3, Q4 = ("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31")
READ = [
    ("Q1", *Q1),
    ("q1", *Q1),
    ("Q4", *Q4),
    ("Q1/Q2", "01-01", "06-30"),
    ("Q2/3", "04-01", "09-30"),
    ("Q2-3", "04-01", "09-30"),
    ("Q2 - 3", "04-01", "09-30"),
    ("Q2–Q4", "04-01", "12-31"),
    ("Q2-Q4", "04-01", "12-31"),
    ("Q1-4", "01-01", "12-31"),
    ("Q2 t/m Q4", "04-01", "12-31"),
    ("Q2 tot en met Q4", "04-01", "12-31"),
    ("Q3/4", "07-01", "12-31"),
    ("Q2 to Q3", "04-01", "09-30"),
    ("Begin Q2", "04-01", "04-30"),
    ("begin q2", "04-01", "04-30"),
    ("Early Q2", "04-01", "04-30"),
    ("Medio Q2", "05-01", "05-31"),
    ("Midden Q2", "05-01", "05-31"),
    ("Mid Q2", "05-01", "05-31"),
    ("mid-Q2", "05-01", "05-31"),
    ("Eind Q1", "03-01", "03-31"),
    ("Einde Q1", "03-01", "03-31"),
    ("End of Q1", "03-01", "03-31"),
    ("End Q1", "03-01", "03-31"),
    ("Einde Q2-Q4", "06-01", "12-31"),
    ("Einde Q2-4", "06-01", "12-31"),
    ("Begin Q2 - Medio Q3", "04-01", "08-31"),
    ("1e kwartaal", *Q1),
    ("1ste kwartaal", *Q1),
    ("eerste kwartaal", *Q1),
    ("tweede kwartaal", *Q2),
    ("3e kwartaal", *Q3),
    ("vierde kwartaal", *Q4),
    ("first quarter", *Q1),
    ("2nd quarter", *Q2),
    ("third quarter", *Q3),
    ("eerste halfjaar", "01-01", "06-30"),
    ("tweede halfjaar", "07-01", "12-31"),
    ("1e halfjaar", "01-01", "06-30"),
    ("first half", "01-01", "06-30"),
    ("second half-year", "07-01", "12-31"),
    ("maart", "03-01", "03-31"),
    ("Maart", "03-01", "03-31"),
    ("mrt", "03-01", "03-31"),
    ("mrt.", "03-01", "03-31"),
    ("March", "03-01", "03-31"),
    ("februari", "02-01", "02-28"),
    ("april-juni", "04-01", "06-30"),
    ("april t/m juni", "04-01", "06-30"),
    ("May/June", "05-01", "06-30"),
    ("vanaf september", "09-01", "12-31"),
    ("from September", "09-01", "12-31"),
    ("vanaf Q3", "07-01", "12-31"),
    ("vanaf 2025-03-10", "03-10", "12-31"),
    ("heel 2025", "01-01", "12-31"),
    ("whole 2025", "01-01", "12-31"),
    ("all of 2025", "01-01", "12-31"),
    ("2025", "01-01", "12-31"),
    ("doorlopend", "01-01", "12-31"),
    ("ongoing", "01-01", "12-31"),
    ("2025-04", "04-01", "04-30"),
    ("2025-04/2025-06", "04-01", "06-30"),
    ("2025-04-15", "04-15", "04-15"),
    ("2025-04-15/2025-05-01", "04-15", "05-01"),
    ("2025-04-15 t/m 2025-05-01", "04-15", "05-01"),
]
OTHER_YEARS = [
    ("Q1 2026", "2026-01-01", "2026-03-31"),
    ("Q1-Q2 2026", "2026-01-01", "2026-06-30"),
    ("Q4 2025/Q1 2026", "2025-10-01", "2026-03-31"),
    ("Eind Q1 2026", "2026-03-01", "2026-03-31"),
    ("maart 2026", "2026-03-01", "2026-03-31"),
    ("eerste halfjaar 2026", "2026-01-01", "2026-06-30"),
    ("first half of 2026", "2026-01-01", "2026-06-30"),
    ("2e kwartaal 2026", "2026-04-01", "2026-06-30"),
    ("heel 2026", "2026-01-01", "2026-12-31"),
    ("vanaf september 2026", "2026-09-01", "2026-12-31"),
    ("december 2025 - februari 2026", "2025-12-01", "2026-02-28"),
    ("2026-02", "2026-02-01", "2026-02-28"),
    ("2025-12-15/2026-01-10", "2025-12-15", "2026-01-10"),
]
UNREADABLE = [
    "", " ", "Q", "Q0", "Q5", "Q12", "Q3-1", "Q1-", "-Q1", "Q1/Q2/Q3", "Q1 Q2", "Q2-5", "5e kwartaal", "derde halfjaar",
    "zomer", "voor de zomer", "eind maart", "Eind eind Q1", "begin 2025", "maart-4", "mei-maart", "2025-13", "2025-02-30",
    "2025-04-15/2025-04-01", "15-04-2025", "15 april", "1/2", "12", "week 12", "Q1 of", "vanaf", "heel", "heel Q1",
    "Q1 0000", "Q1 20255", "Q٢", "doorlopend Q1", "ntb Q1", "K2", "Q2 tot en Q3", "mei tot juli", "0000", "Q2/2025", "Q2-2025", "maart-2025", "eind Q1-2025", "2025-Q2", "2025/Q2", "Q1 2026 - Q4 2025", "eerste", "Q1\x00",
]  # fmt: skip


@pytest.mark.parametrize(("text", "start", "end"), READ)
def test_what_can_be_written(text: str, start: str, end: str) -> None:
    found = parse(text, 2025)
    assert found == Period(text, date.fromisoformat(f"2025-{start}"), date.fromisoformat(f"2025-{end}"))


@pytest.mark.parametrize(("text", "start", "end"), OTHER_YEARS)
def test_with_a_year_of_its_own(text: str, start: str, end: str) -> None:
    assert parse(text, 2025) == Period(text, date.fromisoformat(start), date.fromisoformat(end))


def test_a_leap_year() -> None:
    found = parse("februari", 2024)
    assert found is not None
    assert found.end == date(2024, 2, 29)


@pytest.mark.parametrize("text", ["ntb", "NTB", " ntb ", "nader te bepalen"])
def test_to_be_determined_is_undated(text: str) -> None:
    assert parse(text, 2025) is None


@pytest.mark.parametrize("text", UNREADABLE)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(BadPeriod):
        parse(text, 2025)


NOTATIONS = st.sampled_from([row[0] for row in READ + OTHER_YEARS])
YEARS = st.integers(1, 9999)
DAYS = st.dates()


@given(NOTATIONS | st.text(alphabet="Qq1234/- eindbgtm.0", max_size=14), YEARS)
def test_a_span_never_ends_before_it_starts(text: str, year: int) -> None:
    try:
        found = parse(text, year)
    except BadPeriod:
        return
    assert found is None or found.start <= found.end


@given(st.text(max_size=40), YEARS)
def test_any_text_is_read_or_refused(text: str, year: int) -> None:
    try:
        parse(text, year)
    except BadPeriod as bad:
        assert isinstance(bad, ValueError)


@given(DAYS, DAYS, st.integers(1, 9998), st.integers(1, 4))
def test_overlap_is_sharing_a_day(one: date, two: date, year: int, number: int) -> None:
    span, other = Period("", min(one, two), max(one, two)), period.quarter(year, number)
    shares = max(span.start, other.start) <= min(span.end, other.end)
    assert span.overlaps(other) == other.overlaps(span) == shares


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 900), st.integers(1990, 2060))
def test_the_quarters_of_a_span_are_those_it_overlaps(start: date, days: int, year: int) -> None:
    span = Period("", start, start + timedelta(days))
    overlapped = [
        period.quarter_name(a_year, number, year)
        for a_year in range(start.year, span.end.year + 1)
        for number in (1, 2, 3, 4)
        if span.overlaps(period.quarter(a_year, number))
    ]
    assert list(span.quarters(year)) == overlapped


@given(st.dates(date(2, 1, 1), date(9998, 1, 1)))
def test_a_day_lies_in_its_quarter(day: date) -> None:
    assert period.quarter_of(day).overlaps(Period("", day, day))


def test_a_very_long_text_is_no_period() -> None:
    with pytest.raises(BadPeriod):
        parse("begin " * 1000 + "Q2", 2025)
