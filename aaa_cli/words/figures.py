"""Dates, amounts and counts as a Dutch or English reader expects them. No system locale is needed."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import takewhile

from aaa_cli.words import _, language

_MONTHS = {
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
_SHORT_MONTHS = {
    "nl": ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}


def day(moment: date) -> str:
    """Return `24 november 2026`."""
    return f"{moment.day} {_MONTHS[language()][moment.month - 1]} {moment.year}"


def iso_day(text: str) -> date | None:
    """Return the day that `2025-04-15` means, None where it means none."""
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else None
    except ValueError:
        return None


def dutch_day(text: str) -> date | None:
    """Return the day that `15-04-2025` or `15 april 2025` means, None where it means none."""
    for number, (name, short) in enumerate(zip(_MONTHS["nl"], _SHORT_MONTHS["nl"], strict=True), start=1):
        text = text.casefold().replace(f" {name} ", f"-{number}-").replace(f" {short} ", f"-{number}-")
    parts = text.replace("/", "-").replace(".", "-").split("-")
    try:
        day_number, month, year = (int(part) for part in parts)
        return date(year, month, day_number) if year > 999 else None
    except (ValueError, OverflowError):
        return None


# Of what a period may be written with, in lower case
_ENGLISH = {
    **dict(zip(_MONTHS["nl"], _MONTHS["en"], strict=True)),
    **dict(zip(_SHORT_MONTHS["nl"], _SHORT_MONTHS["en"], strict=True)),
    "begin": "early",
    "medio": "mid",
    "midden": "mid",
    "eind": "end of",
    "einde": "end of",
    "vanaf": "from",
    "heel": "all of",
    "hele": "all of",
    "doorlopend": "ongoing",
    "t/m": "to",
    "tot en met": "to",
    "kwartaal": "quarter",
    "halfjaar": "half-year",
    "van": "of",
    "eerste": "first",
    "tweede": "second",
    "derde": "third",
    "vierde": "fourth",
    "1e": "1st",
    "2e": "2nd",
    "3e": "3rd",
    "4e": "4th",
    "1ste": "1st",
    "2de": "2nd",
    "3de": "3rd",
    "4de": "4th",
}


def period(text: str) -> str:
    """Return a period as it was written, in English with its Dutch words in English."""
    if language() == "nl":
        return text
    words = "|".join(sorted(map(re.escape, _ENGLISH), key=len, reverse=True))
    return re.sub(rf"(?i)(?<![^\W_])(?:{words})(?![^\W_])", lambda found: _ENGLISH[found[0].lower()], text)


def where_they_differ(texts: Sequence[str], *, most: int, keep: int) -> list[str]:
    """Return texts that begin alike for more than `most` characters with no more than the last `keep` of those."""
    alike = sum(1 for _pair in takewhile(lambda signs: len(set(signs)) == 1, zip(*texts, strict=False)))
    return [f"…{text[alike - keep :]}" for text in texts] if alike > most else [*texts]


def short_day(moment: date) -> str:
    """Return `24 nov 2026`."""
    return f"{moment.day} {_SHORT_MONTHS[language()][moment.month - 1]} {moment.year}"


def quarter(name: str) -> str:
    """Return `Q1 2026` for `2026-Q1`, and a quarter of the plan's own year, `Q1`, as it is."""
    year, _dash, number = name.rpartition("-")
    return f"{number} {year}" if year else number


def amount(number: Decimal | int) -> str:
    """Return `680.000` or `1.200,50`: cents only where there are any."""
    text = f"{number:,.2f}".removesuffix(".00")
    return text if language() == "en" else text.translate({ord(","): ".", ord("."): ","})


def euros(number: Decimal) -> str:
    """Return `€ 680.000`, in English `€680,000`."""
    sign = "-" if number < 0 else ""
    space = "" if language() == "en" else "\N{NO-BREAK SPACE}"
    return f"{sign}€{space}{amount(abs(number))}"


def listed(names: Iterable[str]) -> str:
    """Return `a, b en c`."""
    *front, last = list(names) or [""]
    return _("{names} en {last}").format(names=", ".join(front), last=last) if front else last


def quoted(value: object, *, most: int = 60) -> str:
    """Return text of the data between quotes, cut at `most`; nothing in it can act on a terminal."""
    text = str(value)
    return f"'{one_line(text[:most])}{'…' if len(text) > most else ''}'"


def one_line(text: str) -> str:
    """Return text of the data as it may stand within a line of ours: harmless, and without a line break."""
    return visible(text).replace("\n", "\\n")


def visible(text: str) -> str:
    """Return `text` with each character that would steer a terminal or turn the writing direction spelled out."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_spelled(sign) if _steers(sign) else sign for sign in text)


def _steers(sign: str) -> bool:
    return (not sign.isprintable() and sign not in "\n\u00a0\u3000\u200d") or sign in "\u061c\u200e\u200f"


def _spelled(sign: str) -> str:
    return " " if sign in "\t\u2028\u2029" else f"\\u{ord(sign):04x}"
