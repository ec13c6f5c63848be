"""The comments of a file: YAML's parser drops them, and what a person meant as text may be among them."""

import re
from bisect import bisect
from collections.abc import Iterator
from typing import NamedTuple

from aaa_cli.plan.finding import Span
from aaa_cli.plan.source import Node, Source

_COMMENT = r"(?<![^\s])#[^\r\n]*"


class Comment(NamedTuple):
    """A comment with its `#`, where it stands, and the key of the unquoted text right before it, if any."""

    text: str
    span: Span
    behind: str | None


def comments(source: Source, like: str) -> Iterator[Comment]:
    """Yield the comments of a file in their order; none of one that can't be read, or has nothing `like` it."""
    if source.root is None or not re.search(like, source.text):
        return
    pattern = re.compile(_COMMENT)
    texts = sorted(source.texts(), key=lambda text: text[1].start.index)
    starts = [node.start.index for _key, node in texts]
    place = 0
    while found := pattern.search(source.text, place):
        number = bisect(starts, found.start())
        key, before = texts[number - 1] if number else (None, None)
        span = source.stretch(*found.span())
        if before and found.start() < before.end.index and not _in_header(source, before, span):
            place = max(before.end.index, found.start() + 1)  # it is a piece of that text
            continue
        place = found.end()
        touches = before and not before.quoted and before.end.line + 1 == span.line
        yield Comment(found[0], span, key if touches else None)


def _in_header(source: Source, text: Node, span: Span) -> bool:
    """Tell whether a stretch is in the line of the `|` or `>` that a text begins with."""
    return source.text[text.start.index] in "|>" and text.start.line + 1 == span.line
