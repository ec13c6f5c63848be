"""The signs in a document that a format cannot hold: replaced, and told."""

from collections.abc import Callable
from enum import Enum
from typing import Any

from aaa_cli.reports.document import Document


def fitted(document: Document, fitting: Callable[[str], str]) -> tuple[Document, list[str]]:
    """Return a document whose texts have been through `fitting`, and the signs that it lacks since, each once."""
    gone: dict[str, None] = {}

    def fit(value: Any) -> Any:
        if isinstance(value, Enum):
            return value
        if isinstance(value, str):
            if (text := fitting(value)) == value:
                return value
            gone.update(dict.fromkeys(sign for sign in value if sign not in text and not sign.isspace()))
            return text
        if isinstance(value, tuple):
            inner = map(fit, value)
            return type(value)(*inner) if hasattr(value, "_fields") else tuple(inner)
        return value

    whole: Document = fit(document)
    return whole, list(gone)
