"""Amounts in euros, read from the text in the file: exact decimals, never through a binary float."""

import re
from decimal import Decimal

# compiled when they are needed, which is seldom
_DUTCH = r"(?:€|eur|euro)?\s*(\d[\d., _]*?)(?:,-|,--|\s*(?:€|eur|euro))?"
_THOUSANDS = r"([1-9]\d{0,2})((?:[., _]\d{3})+)(?:[.,](\d{1,2}))?"
_CENTS = r"(\d+)[.,](\d{1,2})"
_LONGEST = 40
AMOUNT = re.compile(r"\d{1,12}(?:\.\d{1,2})?", re.ASCII)


class BadAmount(ValueError):
    """The text is no amount; `code` says how it fails, `meant` what to write instead (None: unknown)."""

    def __init__(self, code: str, meant: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.meant = meant


def parse(text: str) -> Decimal:
    """Return the euros that `text` says: digits, and at most two more behind a point.

    Raises BadAmount with the code `ambiguous-amount` (separators or a currency sign: the same text means
    another amount elsewhere), `negative-amount`, `over-precise-amount` or `wrong-type` (no amount at all).
    """
    if AMOUNT.fullmatch(text):
        return Decimal(text)
    if text.startswith(("-", "€ -", "€-")) and text[-1:].isdigit():
        raise BadAmount("negative-amount")
    if len(text) > _LONGEST:
        raise BadAmount("wrong-type")
    meant = _meant(text)
    if meant is not None and AMOUNT.fullmatch(meant):
        raise BadAmount("ambiguous-amount", meant)
    if re.fullmatch(r"\d+\.\d{3,}", text, re.ASCII):
        raise BadAmount("over-precise-amount")
    raise BadAmount("wrong-type")


def plain(text: str) -> str:
    """Return `1250.50` for an amount that was typed as `€ 1.250,50`; what is no amount stays as it is."""
    try:
        return str(parse(text.strip()))
    except BadAmount as bad:
        return bad.meant or text


def _meant(text: str) -> str | None:
    """Return the plain spelling of an amount that was written as for a letter."""
    spaced = text.replace("\N{NO-BREAK SPACE}", " ").strip()
    dutch = re.fullmatch(_DUTCH, spaced, re.ASCII | re.IGNORECASE)
    if dutch is None:
        return None
    number = dutch[1].strip()
    if thousands := re.fullmatch(_THOUSANDS, number, re.ASCII):
        whole = thousands[1] + re.sub(r"\D", "", thousands[2])
        return whole + (f".{thousands[3]}" if thousands[3] else "")
    if cents := re.fullmatch(_CENTS, number, re.ASCII):
        return f"{cents[1]}.{cents[2]}"
    return number if number.isdigit() else None
