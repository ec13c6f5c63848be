"""Dutch and English dates and amounts, with Babel as the oracle."""

from datetime import date
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aaa_cli import words
from aaa_cli.words import figures


@pytest.mark.parametrize("language", words.LANGUAGES)
@given(day=st.dates(date(1000, 1, 1)), amount=st.decimals(0, 10**12, places=2))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_as_babel_writes_them(language: str, day: date, amount: Decimal) -> None:
    words.choose(language)
    try:
        assert figures.day(day) == format_date(day, "d MMMM y", language)
        pattern = "#,##0" if amount == amount.to_integral() else "#,##0.00"
        assert figures.amount(amount) == format_decimal(amount, pattern, language)
    finally:
        words.choose(words.DUTCH)


def test_euros() -> None:
    assert figures.euros(Decimal(680000)) == "€\N{NO-BREAK SPACE}680.000"
    assert figures.euros(Decimal("-1200.5")) == "-€\N{NO-BREAK SPACE}1.200,50"


@pytest.mark.parametrize(
    ("names", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")]
)
def test_lists(names: list[str], text: str) -> None:
    assert figures.listed(names) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("gewoon é € 😀 ‘tekst’", "gewoon é € 😀 ‘tekst’"),
        ("\x1b[31mrood", "\\u001b[31mrood"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u200fb", "a\\u200fb"),
        ("a\tb", "a b"),
        ("een\ntwee", "een\ntwee"),
        ("עברית", "עברית"),
    ],
)
def test_nothing_steers_the_terminal(text: str, shown: str) -> None:
    assert figures.visible(text) == shown
