"""Amounts: what is read, what is refused and what is meant by it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aaa_cli.plan import money
from aaa_cli.plan.money import BadAmount
from aaa_cli.words import figures


@pytest.mark.parametrize(
    ("text", "amount"),
    [("0", "0"), ("330000", "330000"), ("1200.5", "1200.5"), ("18500.50", "18500.50"), ("007", "7")],
)
def test_what_can_be_written(text: str, amount: str) -> None:
    assert money.parse(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("330.000", "330000"),
        ("330,000", "330000"),
        ("€ 330.000", "330000"),
        ("€330.000", "330000"),
        ("€\N{NO-BREAK SPACE}330.000", "330000"),
        ("€ 330000", "330000"),
        ("330000 euro", "330000"),
        ("EUR 330.000", "330000"),
        ("330.000,-", "330000"),
        ("1.250.000", "1250000"),
        ("1.250.000,50", "1250000.50"),
        ("1,250,000.50", "1250000.50"),
        ("330 000", "330000"),
        ("330_000", "330000"),
        ("12,50", "12.50"),
        ("1200,5", "1200.5"),
    ],
)
def test_separators_and_signs_are_ambiguous_and_the_plain_spelling_is_told(text: str, meant: str) -> None:
    with pytest.raises(BadAmount) as bad:
        money.parse(text)
    assert (bad.value.code, bad.value.meant) == ("ambiguous-amount", meant)
    assert money.parse(meant) >= 0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("-5", "negative-amount"),
        ("-330.000", "negative-amount"),
        ("1234.567", "over-precise-amount"),
        ("0.1234", "over-precise-amount"),
        ("0.123", "over-precise-amount"),
        ("", "wrong-type"),
        ("veel", "wrong-type"),
        ("1e5", "wrong-type"),
        (".5", "wrong-type"),
        ("5.", "wrong-type"),
        ("nan", "wrong-type"),
        ("inf", "wrong-type"),
        ("0x10", "wrong-type"),
        ("+5", "wrong-type"),
        ("٣", "wrong-type"),
        ("1.2.3", "wrong-type"),
        ("9" * 40, "wrong-type"),
    ],
)
def test_what_is_refused(text: str, code: str) -> None:
    with pytest.raises(BadAmount) as bad:
        money.parse(text)
    assert bad.value.code == code


AMOUNTS = st.decimals(0, 10**11, places=2)


@given(st.lists(AMOUNTS, max_size=30))
def test_money_adds_up_to_the_cent(amounts: list[Decimal]) -> None:
    cents = sum(int(amount * 100) for amount in amounts)
    assert sum((money.parse(str(amount)) for amount in amounts), Decimal()) * 100 == cents


@given(AMOUNTS)
def test_what_is_shown_can_be_told_back(amount: Decimal) -> None:
    """The Dutch spelling of an amount is refused, or is plain, and always means that amount."""
    shown = figures.euros(amount)
    with pytest.raises(BadAmount) as bad:
        money.parse(shown)
    assert bad.value.meant is not None
    assert Decimal(bad.value.meant) == amount


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert money.parse(text).is_finite()
    except BadAmount as bad:
        assert bad.code
