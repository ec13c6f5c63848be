"""Warnings that a comment on their line silences: `# aaa: negeer no-trekker wordt in juni besloten`."""

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from aaa_cli.plan.comments import comments
from aaa_cli.plan.finding import Finding
from aaa_cli.plan.source import MOST_FAULTS, Source

CODE = "unused-ignore"
_ASKS = r"(?m)(?:^|(?<=[ \t]))#[ \t]*aaa:[ \t]*(?:negeer|ignore)\b.*?$"
_PARTS = r"#\s*aaa:\s*(?:negeer|ignore)\s*(?P<codes>[a-z-]+(?:\s*,\s*[a-z-]+)*)?\s*(?P<reason>.*)"


def without_ignored(warnings: Sequence[Finding], sources: Mapping[str, Source], *, whole: bool) -> list[Finding]:
    """Return the warnings that no comment silences, and one for each comment that is of no use.

    A comment silences one warning of each code that it names, and needs a reason. Of a plan that is not `whole` it
    can't be told which comments are of use.
    """
    left = list(warnings)
    useless: list[Finding] = []
    for name, source in sources.items():
        here: dict[tuple[int, str], list[Finding]] = {}
        for comment in islice(comments(source, _ASKS), MOST_FAULTS):
            if not here:
                for finding in warnings:
                    if finding.file == name:
                        here.setdefault((source.span(finding).line, finding.code), []).append(finding)
            asked = re.fullmatch(_PARTS, comment.text)
            codes = re.split(r"\s*,\s*", asked["codes"]) if asked and asked["codes"] else []
            for code in codes:
                silenced = here.get((comment.span.line, code), [])
                if silenced:
                    left.remove(silenced.pop(0))
                elif whole:
                    useless.append(Finding(CODE, name, values={"value": code, "why": "unused"}, span=comment.span))
            if not codes or not asked or not asked["reason"].strip():
                useless.append(Finding(CODE, name, values={"value": comment.text, "why": "bare"}, span=comment.span))
    return left + useless
