"""Values as YAML text, in the style that a file already has; reading the text gives the value back exactly."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeGuard

from aaa_cli.plan.source import FORBIDDEN, LINE_BREAK, Plain

WIDEST = 118  # columns; a longer text of a block goes on on the next line
INDENT = 2

# Another reader of YAML would take these words for something else than text
_WORDS = re.compile("(?i)(?:null|true|false|yes|no|on|off|y|n|~|=|<<)?")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Layout(NamedTuple):
    """How a file is laid out: its line break, how far a list's dashes stand in, and whether its end has no break."""

    newline: str = "\n"
    dash: int = INDENT
    unended: bool = False


def scalar(text: str, *, flow: bool, quote: str = "") -> str:
    """Return a text on one line: plain where that is safe, else in quotes.

    `flow` is within brackets. `quote` is the quote that a person used before, which stays where it can.
    """
    if not quote and _is_plain(text, flow=flow):
        return text
    single = quote == "'" or (not quote and ('"' in text or "\\" in text))
    if single and not (FORBIDDEN.search(text) or re.search(r"[\n\r\t]", text)):
        return "'" + text.replace("'", "''") + "'"
    return f'"{"".join(map(_escaped, text))}"'


def _is_plain(text: str, *, flow: bool) -> bool:
    if text != text.strip() or _WORDS.fullmatch(text) or FORBIDDEN.search(text):
        return False
    if text[0] in "-?:,[]{}#&*!|>'\"%@`" or text.startswith("..."):
        return False
    return not re.search(r"[\n\r\t]| #|:(?: |$)", text) and not (flow and re.search(r"[,\[\]{}:?]", text))


def _escaped(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    return f"\\u{ord(sign):04x}" if FORBIDDEN.match(sign) else sign


def flow(value: Plain) -> str:
    """Return a value on one line, a list or mapping in brackets."""
    match value:
        case None:
            return "null"
        case str():
            return scalar(value, flow=True)
        case list():
            return f"[{', '.join(map(flow, value))}]"
    return f"{{{', '.join(f'{key}: {flow(inner)}' for key, inner in value.items())}}}"


def entry(key: str, value: Plain, indent: int, layout: Layout) -> str:
    """Return a key with its value as it stands in a block that is `indent` deep; the first line is not indented."""
    match value:
        case str():
            return f"{key}: {long_text(value, indent, layout, used=len(key) + 2)}"
        case list() if any(isinstance(item, dict) for item in value):
            deep = indent + layout.dash
            items = (f"{' ' * deep}- {listed(item, deep + INDENT, layout)}" for item in value)
            apart = layout.newline * (2 if any(is_tall(item) for item in value) else 1)
            return f"{key}:{layout.newline}{apart.join(items)}"
        case dict() if value:
            deep = indent + INDENT
            return f"{key}:{layout.newline}{' ' * deep}{block(value, deep, layout)}"
    return f"{key}: {flow(value)}"


def listed(item: Plain, indent: int, layout: Layout, *, one_line: bool = False) -> str:
    """Return an item of a list as it stands behind its dash: one line, or where it has an id a block."""
    if is_tall(item) and not one_line:
        return block(item, indent, layout)
    return scalar(item, flow=False) if isinstance(item, str) else flow(item)


def is_tall(item: Plain) -> TypeGuard[dict[str, Plain]]:
    """Tell whether an item of a list is a block of its own, for it has an id."""
    return isinstance(item, dict) and "id" in item


def block(value: Mapping[str, Plain], indent: int, layout: Layout) -> str:
    """Return a mapping with a line for each key; the first line is not indented."""
    return f"{layout.newline}{' ' * indent}".join(entry(key, inner, indent, layout) for key, inner in value.items())


def long_text(text: str, indent: int, layout: Layout, *, used: int) -> str:
    """Return a text as it stands behind a key of a block: several lines or a long one go below it.

    `used` columns stand before it on the line.
    """
    one = scalar(text, flow=False)
    if not LINE_BREAK.search(text) and indent + used + len(one) <= WIDEST:
        return one
    return below(text, "|" if "\n" in text else ">", indent + INDENT, layout) or one


def below(text: str, style: str, indent: int, layout: Layout) -> str | None:
    """Return a text below its key, as it is (`|`) or wrapped (`>`); None where it can't stand there so."""
    content = text.removesuffix("\n")
    lines = content.split("\n")
    if FORBIDDEN.search(content) or "\r" in content or "\t" in content or not content.strip():
        return None
    if text != content and layout.unended:  # the line break would be missing where the file ends
        return None
    if lines[0] != lines[0].lstrip() or not lines[-1] or any(line != line.rstrip() for line in lines):
        return None
    if style == ">":
        if len(lines) > 1:
            return None
        lines = list(_wrapped(content, WIDEST - indent))
    ending = "" if text.endswith("\n") else "-"
    margin = " " * indent
    return layout.newline.join([f"{style}{ending}", *(f"{margin}{line}" if line else "" for line in lines)])


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text, broken only at single spaces, which reading puts back."""
    line = ""
    for word in re.split(r"(?<=[^ ]) (?=[^ ])", text):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line
