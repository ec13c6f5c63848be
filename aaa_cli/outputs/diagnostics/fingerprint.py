"""What tells a forge that a diagnostic is the one of the run before, though its line moved."""

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256

from aaa_cli.plan.finding import Diagnostic


def fingerprints(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """Yield for each a digest of its file, code and line of text, and of its number among those that are the same.

    The message is no part of it, for it may name another line, or today.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for found in diagnostics:
        what = found.file, found.code, found.source_line.strip()
        seen[what] += 1
        yield sha256("\0".join([*what, str(seen[what])]).encode()).hexdigest()
