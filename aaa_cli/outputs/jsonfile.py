"""JSON: the fields of an answer, amounts as exact numbers, dates as ISO text."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from aaa_cli.outputs import Wanted
from aaa_cli.reports.document import Document


def fitting(text: str) -> str:
    """Return text as it is: JSON holds every sign."""
    return text


def write(document: Document, wanted: Wanted) -> bytes:
    """Return the answer's fields as JSON in UTF-8."""
    return dumps(wanted.fields).encode()


def dumps(fields: Mapping[str, Any] | Sequence[Any]) -> str:
    """Return `fields` as JSON text that ends in a line break."""
    import simplejson

    text = simplejson.dumps(fields, use_decimal=True, ensure_ascii=False, indent=2, default=_plain) + "\n"
    return text.replace("##[", r"##\u005b")  # which the log of a forge would take for a command


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
