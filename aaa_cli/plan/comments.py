"""The comments of a file: YAML's parser drops them, and what a person meant as text may be among them."""

import re
from bisect import bisect
from collections.abc import Iterator
from typing import NamedTuple

from aaa_cli.plan.finding import Span
from aaa_cli.plan.source import Node, Source


class Comment(NamedTuple):
    """A comment with its `#`, where it stands, and the key of the unquoted text right before it, if any."""

    text: str
    span: Span
    behind: str | None


def comments(source: Source, pattern: str) -> Iterator[Comment]:
    """Yield the comments of a file that match `pattern`, in their order; none of a file that can't be read."""
    found = list(re.finditer(pattern, source.text)) if source.root else []
    if not found:
        return
    texts = sorted(source.texts(), key=lambda text: text[1].start.index)
    starts = [node.start.index for _key, node in texts]
    for match in found:
        place = bisect(starts, match.start())
        key, before = texts[place - 1] if place else (None, None)
        if before and match.start() < before.end.index and not _in_header(source, before, match.start()):
            continue  # it is a piece of that text
        touches = before and not before.quoted and not source.text[before.end.index : match.start()].strip(" \t")
        yield Comment(match[0], source.stretch(*match.span()), key if touches else None)


def _in_header(source: Source, text: Node, place: int) -> bool:
    """Tell whether `place` is in the line of the `|` or `>` that a text begins with."""
    return source.text[text.start.index] in "|>" and not re.search(r"[\r\n]", source.text[text.start.index : place])
