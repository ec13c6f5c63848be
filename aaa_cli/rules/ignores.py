"""Warnings that a comment on their line silences: `# aaa: negeer no-trekker wordt in juni besloten`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from aaa_cli.plan.comments import comments
from aaa_cli.plan.finding import Finding, Severity, Span
from aaa_cli.plan.source import MOST_FAULTS, Source

_ASKS = r"(?i)#[ \t]*aaa\b[ \t]*:?[ \t]*(?:negeer|negeren|ignore)\b"
_VERB = r"(?i)#\s*aaa:\s*(?:negeer|ignore)\b"
_WORD = r"\s*,?\s*([\w-]+)"


class Ask(NamedTuple):
    """A comment that asks to pass over warnings of some codes on its line."""

    file: str
    span: Span
    codes: tuple[str, ...]
    reason: str
    text: str


Places = Mapping[tuple[str, int, str], int]


def asks(sources: Mapping[str, Source], codes: Mapping[str, Severity]) -> list[Ask]:
    """Return the comments that ask to silence something; of `codes` those that stand first in one count."""
    return [
        _read(name, comment.text, comment.span, codes)
        for name, source in sources.items()
        for comment in islice((one for one in comments(source, _ASKS) if re.match(_ASKS, one.text)), MOST_FAULTS)
    ]


def _read(file: str, text: str, span: Span, codes: Mapping[str, Severity]) -> Ask:
    verb = re.match(_VERB, text)
    rest = text[verb.end() :] if verb else ""
    named: list[str] = []
    while len(named) < len(codes) and (word := re.match(_WORD, rest)) and word[1].casefold() in codes:
        named.append(word[1].casefold())
        rest = rest[word.end() :]
    return Ask(file, span, tuple(named), rest if re.search(r"\w", rest) else "", text)


def places(warnings: Sequence[Finding], sources: Mapping[str, Source]) -> Places:
    """Return where warnings stand: the number of the first by its file, code, and first or last line."""
    found: dict[tuple[str, int, str], int] = {}
    for number, finding in enumerate(warnings):
        span = sources[finding.file].span(finding)
        for line in (span.line, span.end_line):
            found.setdefault((finding.file, line, finding.code), number)
    return found


def silenced(asked: Sequence[Ask], there: Places) -> set[int]:
    """Return the numbers of the warnings that are to be passed over: one of each code that a comment names."""
    return {there[key] for ask in asked for code in ask.codes if (key := (ask.file, ask.span.line, code)) in there}


def unused_ignore(asked: Sequence[Ask], there: Places, codes: Mapping[str, Severity]) -> Iterator[Finding]:
    """Een opmerking '# aaa: negeer …' doet niets, of heeft geen reden.

    Zo'n opmerking onderdrukt per code één waarschuwing op dezelfde regel. Schrijf er de code en een reden bij, zodat
    een ander begrijpt waarom. Is de waarschuwing er niet meer, haal de opmerking dan weg. Een fout is niet te
    onderdrukken.

    Fout in activities.yaml:

        - id: aanleg  # aaa: negeer no-period de gemeente plant dit in juni

    Goed:

        - id: aanleg
    """
    for ask in asked:
        useless = {
            code: "error" if codes[code] == "error" else "unused"
            for code in ask.codes
            if (ask.file, ask.span.line, code) not in there
        }
        if not ask.codes or not ask.reason:
            useless[ask.text] = "reason" if ask.codes else "code"
        for value, why in useless.items():
            yield Finding("unused-ignore", ask.file, values={"value": value, "why": why}, span=ask.span)
