"""Periods: what people write in a plan ("Q2/3", "Eind Q1"), read into a first and a last day."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

_TOKEN = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?!\d)|t/m|q\d+|\d+[a-z]*|[a-z]+\.?|[/–-]", re.ASCII)
_MODIFIERS = {"begin": 0, "early": 0, "medio": 1, "midden": 1, "mid": 1, "eind": 2, "einde": 2, "end": 2}
_JOINS = {"/", "-", "–", "t/m", "to"}
_FROM = {"vanaf", "from"}
_WHOLE = {"heel", "whole", "all"}
_ONGOING = {"doorlopend", "ongoing", "continuous"}
_UNDATED = {"ntb", "nader te bepalen", "tbd"}
_LONGEST = 100
_UP_TO = ["tot", "en", "met"]
_QUARTER, _HALF, _YEAR, _OF = {"kwartaal", "quarter"}, {"halfjaar", "half"}, {"year"}, {"of"}
_ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            "eerste 1e 1ste first 1st",
            "tweede 2e 2de second 2nd",
            "derde 3e 3de third 3rd",
            "vierde 4e 4de fourth 4th",
        ),
        start=1,
    )
    for word in words.split()
}
_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "januari jan january",
            "februari feb february",
            "maart mrt march mar",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "augustus aug august",
            "september sep sept",
            "oktober okt october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for word in words.split()
}


class BadPeriod(ValueError):
    """The text says no period that can be read; a `reversed` one ends before it starts."""

    def __init__(self, text: str, *, reversed: bool = False) -> None:  # noqa: A002 - its everyday name
        super().__init__(text)
        self.reversed = reversed


class Period(NamedTuple):
    """A span of whole days, `start` and `end` included, with the text that was written for it."""

    text: str
    start: date
    end: date

    def overlaps(self, other: "Period") -> bool:
        """Tell whether the two share a day."""
        return self.start <= other.end and other.start <= self.end

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in it."""
        return self.start <= day <= self.end

    def quarters(self, year: int) -> tuple[str, ...]:
        """Return the quarters that it touches: `Q2` in `year`, `2026-Q1` outside it."""
        first = self.start.year * 4 + (self.start.month - 1) // 3
        last = self.end.year * 4 + (self.end.month - 1) // 3
        return tuple(quarter_name(number // 4, number % 4 + 1, year) for number in range(first, last + 1))


def quarter_name(year: int, number: int, plan_year: int) -> str:
    """Return `Q2` for a quarter of `plan_year`, and `2026-Q2` for one of another year."""
    return f"Q{number}" if year == plan_year else f"{year}-Q{number}"


def quarter(year: int, number: int) -> Period:
    """Return quarter `number` (1 to 4) of `year`."""
    return Period(f"Q{number} {year}", *_months(year, 3 * number - 2, 3))


def quarter_of(moment: date) -> Period:
    """Return the quarter that a day lies in."""
    return quarter(moment.year, (moment.month + 2) // 3)


def quarter_after(moment: date) -> Period:
    """Return the quarter that the day after `moment` lies in; at the end of time its own."""
    return quarter_of(date.fromordinal(min(moment.toordinal() + 1, date.max.toordinal())))


def whole_year(year: int) -> Period:
    """Return the calendar year."""
    return Period(str(year), date(year, 1, 1), date(year, 12, 31))


def parse(text: str, year: int) -> Period | None:
    """Read `text`, in the plan's `year` where it names none itself; None for `ntb`.

    Raises BadPeriod where the text can't be read in exactly one way, or ends before it starts.
    """
    if len(text) > _LONGEST:
        raise BadPeriod(text)
    if " ".join(text.split()).casefold() in _UNDATED:
        return None
    try:
        start, end = _Reader(text, year).span()
    except (ValueError, IndexError) as error:  # date() and monthrange() judge years and days
        raise BadPeriod(text) from error
    if end < start:
        raise BadPeriod(text, reversed=True)
    return Period(text, start, end)


def pattern() -> str:
    """Return a regular expression for texts of which each word may stand in a period.

    It is for editors, which cannot reckon: all that `parse` reads matches, and some that it refuses. The case of
    letters is spelled out, for JSON Schema has no flags.
    """
    lists = (_MODIFIERS, _JOINS, _FROM, _WHOLE, _ONGOING, _ORDINALS, _MONTHS, _UP_TO, _QUARTER, _HALF, _YEAR, _OF)
    words = {word for words in lists for word in words} | {word for text in _UNDATED for word in text.split()}
    signs = sorted(word for word in words if not word.isalnum())
    names = sorted(words.difference(signs))
    tokens = [
        "[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![0-9])",
        "[0-9]{4}(?![0-9A-Za-z])",
        "[Qq]0*[1-4](?![0-9])",
        "[1-4](?![0-9A-Za-z])",
        f"(?:{'|'.join(map(_in_any_case, names))})(?![A-Za-z])[.]?",
        *map(_in_any_case, signs),
    ]
    return rf"^\s*(?:(?:{'|'.join(tokens)})\s*)+$"


def _in_any_case(word: str) -> str:
    return "".join(f"[{sign.upper()}{sign}]" if sign.isalpha() else sign for sign in word)


Span = tuple[date, date]


def _months(year: int, first: int, count: int) -> Span:
    last = first + count - 1
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


@dataclass(slots=True)
class _Point:
    """One end of a period: some months, in a year that may still be open, or days that are fixed."""

    first: int = 1
    count: int = 12
    year: int | None = None
    fixed: Span | None = None
    quarter: bool = False

    @property
    def whole(self) -> bool:
        """Tell whether it is a whole year."""
        return self.fixed is None and self.count == 12

    def span(self, year: int) -> Span:
        return self.fixed or _months(year if self.year is None else self.year, self.first, self.count)


class _Reader:
    def __init__(self, text: str, year: int) -> None:
        words = text.casefold()
        self.tokens = _TOKEN.findall(words)
        if "".join(self.tokens) != "".join(words.split()):
            raise BadPeriod(text)
        self.year = year

    def span(self) -> Span:
        if self._take(_ONGOING):
            return self._last(whole_year(self.year))
        if self._take(_WHOLE):
            if (year := self._year()) is None:
                raise ValueError(self.tokens)
            return self._last(whole_year(year))
        if self._take(_FROM):
            start = self._point().span(self.year)[0]
            return self._last(Period("", start, date(start.year, 12, 31)))
        first = self._point()
        if not self.tokens:
            return first.span(self.year)
        if self.tokens[:3] == _UP_TO:  # "tot" alone leaves open whether the end counts
            del self.tokens[:3]
        elif not self._take(_JOINS):
            raise ValueError(self.tokens)
        second = self._point(after_quarter=first.quarter)
        if first.whole != second.whole:  # "Q2/2025": from Q2 to the end of 2025, or Q2 of 2025?
            raise ValueError(self.tokens)
        if first.fixed is None and second.fixed is None:
            first.year, second.year = first.year or second.year, second.year or first.year
        return self._last(Period("", first.span(self.year)[0], second.span(self.year)[1]))

    def _last(self, period: Period) -> Span:
        if self.tokens:
            raise ValueError(self.tokens)
        return period.start, period.end

    def _take(self, words: set[str]) -> bool:
        if self.tokens and self.tokens[0].rstrip(".") in words:
            del self.tokens[0]
            return True
        return False

    def _point(self, *, after_quarter: bool = False) -> _Point:
        word = self.tokens.pop(0).rstrip(".")
        if word in _MODIFIERS:
            self._take({*_OF, "-"})
            point = self._point()
            if point.count != 3:
                raise ValueError(word)
            return _Point(point.first + _MODIFIERS[word], 1, point.year, quarter=True)
        if len(word) == 10 and word[4] == "-":
            moment = date.fromisoformat(word)
            return _Point(fixed=(moment, moment))
        if len(word) == 7 and word[4] == "-":
            return _Point(fixed=_months(int(word[:4]), int(word[5:]), 1))
        if word in _MONTHS:
            return _Point(_MONTHS[word], 1, self._year())
        if word in _ORDINALS:
            return self._ordinal(_ORDINALS[word])
        if word[0] == "q" or (after_quarter and len(word) == 1):
            return self._quarter(int(word.removeprefix("q")))
        if len(word) == 4 and word.isdigit():
            return _Point(year=date(int(word), 1, 1).year)
        raise ValueError(word)

    def _ordinal(self, number: int) -> _Point:
        if self._take(_QUARTER):
            return self._quarter(number)
        if not self._take(_HALF) or number > 2:
            raise ValueError(number)
        if self._take({"-"}) and not self._take(_YEAR):
            raise ValueError(number)
        return _Point(6 * number - 5, 6, self._year())

    def _quarter(self, number: int) -> _Point:
        if not 1 <= number <= 4:
            raise ValueError(number)
        return _Point(3 * number - 2, 3, self._year(), quarter=True)

    def _year(self) -> int | None:
        of = self._take(_OF)
        if self.tokens and len(self.tokens[0]) == 4 and self.tokens[0].isdigit():
            return date(int(self.tokens.pop(0)), 1, 1).year
        if of:
            raise ValueError(self.tokens)
        return None
