"""The comments of a file: YAML's parser drops them, and what a person meant as text may be among them."""

import re
from bisect import bisect
from collections.abc import Iterator
from typing import NamedTuple

from aaa_cli.plan.finding import Finding, Span
from aaa_cli.plan.source import Node, Source

_COMMENT = r"(?m)(?:^|(?<=[ \t]))#.*?$"


class Comment(NamedTuple):
    """A comment with its `#`, where it stands, and the unquoted text that it cuts off, if any."""

    text: str
    span: Span
    behind: Node | None


def comments(source: Source, pattern: str = _COMMENT) -> Iterator[Comment]:
    """Yield the comments of a file that can be read, in their order; `pattern` picks some of them."""
    found = list(re.finditer(pattern, source.text)) if source.root else []
    if not found:
        return
    texts = sorted(
        (node for node in source.nodes() if isinstance(node.value, str)), key=lambda node: node.start.index
    )
    starts = [node.start.index for node in texts]
    line, counted = 1, 0
    for match in found:
        line, counted = line + source.text.count("\n", counted, match.start()), match.start()
        before = texts[place - 1] if (place := bisect(starts, match.start())) else None
        if before and match.start() < before.end.index and not _in_header(source, before, match.start()):
            continue
        behind = before if before and _touches(source, before, match.start()) else None
        text = match[0].rstrip("\r")
        column = match.start() - source.text.rfind("\n", 0, match.start())
        yield Comment(text, Span(line, column, line, column + len(text)), behind)


def lost_text(source: Source) -> Iterator[Finding]:
    """Find unquoted texts of which YAML takes the last piece for a comment, as in `title: Wijk #3`."""
    for comment in comments(source, r"(?m)(?<=[ \t])#(?=[^\s#]).*?$"):
        if comment.behind and not comment.behind.quoted:
            values = {"value": comment.text}
            yield Finding("lost-text", source.name, values=values, span=comment.span)


def _in_header(source: Source, text: Node, place: int) -> bool:
    """Tell whether `place` is in the line of the `|` or `>` that a text begins with."""
    return source.text[text.start.index] in "|>" and "\n" not in source.text[text.start.index : place]


def _touches(source: Source, text: Node, place: int) -> bool:
    return not source.text[text.end.index : place].strip(" \t") and text.end.index > text.start.index
