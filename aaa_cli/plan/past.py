"""What happened to the parts of an activity: each change in Git that touched them, newest first."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from aaa_cli.plan import history
from aaa_cli.plan.changes import Change, changes
from aaa_cli.plan.history import Commit
from aaa_cli.plan.items import Item, items
from aaa_cli.plan.load import ACTIVITIES
from aaa_cli.plan.source import Source, read
from aaa_cli.words.problem import Problem

_AT_ONCE = 50  # versions of a file that are held in memory together
_RECENT = 4  # blocks of text that a version is compared with before it is parsed

Parts = Mapping[str, Item]  # of one activity, by full id


class Event(NamedTuple):
    """A change of a part, and the commit that made it; None for what is not committed yet."""

    commit: Commit | None
    change: Change


def past(folder: Path, activity: str, now: Mapping[str, Source], rev: str = "HEAD") -> list[Event]:
    """Return what happened to the parts of an activity up to the commit `rev`, and since then up to the files `now`.

    Newest first; nothing without Git or where it lacks an old version, or of before what a shallow clone has.
    A merge counts where it made a value that none of its parents has, or where it took one over what the other had
    changed. A version that can't be read counts as the one before it.
    """
    reader = _Reader(activity)
    present = reader.parts(now[ACTIVITIES])
    known: dict[str, Parts | None] = {}
    try:
        commits = history.commits(folder, ACTIVITIES, rev)
        for start in range(0, len(commits), _AT_ONCE):
            wanted = [(commit.rev, ACTIVITIES) for commit in commits[start : start + _AT_ONCE]]
            found = history.contents(folder, wanted)
            known |= {key[0]: reader.read(found.get(key, b"")) for key in wanted}
    except Problem:
        return []
    if not commits:
        return []
    parents = {commit.rev: commit.parents for commit in commits}
    bases = _Bases(parents)
    states = {rev: _readable(rev, known, parents) for rev in known}
    latest = states[commits[0].rev]
    events = [Event(None, change) for change in _made(latest if present is None else present, [latest])]
    shallow = history.is_shallow(folder)
    for commit in commits:
        before = [states.get(parent, {}) for parent in commit.parents] or [states[commit.rev] if shallow else {}]
        common = [states[rev] for rev in bases.of(commit.parents)]
        events += [Event(commit, change) for change in _made(states[commit.rev], before, common)]
    return events


def _readable(rev: str, known: Mapping[str, Parts | None], parents: Mapping[str, tuple[str, ...]]) -> Parts:
    """Return the parts in a commit, or in the nearest one before it that can be read."""
    while (parts := known.get(rev, {})) is None:
        rev = next(iter(parents[rev]), "")
    return parts


def _made(parts: Parts, before: Sequence[Parts], common: Sequence[Parts] = ()) -> list[Change]:
    """Return what is different from the versions before, of which `common` are the nearest that they come from.

    That is what none of them has, with the old value of the first; and what one of them has where another had changed
    it since, with the value that this one lost.
    """
    sides = [_by_value(one, parts) for one in before]
    first, *others = sides
    made = [change for key, change in first.items() if all(key in other for other in others)]
    if common and any(sides):
        own = [[_by_value(base, one) for base in common] for one in before]
        lost = {
            key: change
            for side, since in zip(sides, own, strict=True)
            for key, change in side.items()
            if not all(key in other for other in sides) and all(key in each for each in since)
        }
        made += lost.values()
    return made


def _by_value(old: Parts, new: Parts) -> dict[tuple[Any, ...], Change]:
    """Return what changed by which value it is about; of a log an entry by its day, its text and which of those."""
    found: dict[tuple[Any, ...], Change] = {}
    alike: Counter[tuple[Any, ...]] = Counter()
    for change in changes(old, new) if old is not new else ():
        entry = change.new or change.old if change.field == "log" else None
        about = (str(entry.get("date")), str(entry.get("text"))) if isinstance(entry, dict) else entry
        key = (change.item.id, change.field, about)
        found[*key, alike[key]] = change
        alike[key] += 1
    return found


class _Bases:
    """Finds which commits others come from, among those that are there."""

    def __init__(self, parents: Mapping[str, Sequence[str]]) -> None:
        """Take the parents of each commit, a commit before its parents."""
        self.revs = list(parents)
        self.above: dict[str, int] = {}  # of each a number with a bit for itself and each one before it
        if any(len(each) > 1 for each in parents.values()):
            for place, rev in reversed([*enumerate(parents)]):
                self.above[rev] = 1 << place
                for parent in parents[rev]:
                    self.above[rev] |= self.above.get(parent, 0)

    def of(self, revs: Sequence[str]) -> list[str]:
        """Return the nearest that all of several commits come from; more than one where branches merged crosswise."""
        if len(revs) < 2:
            return []
        common = -1
        for rev in revs:
            common &= self.above.get(rev, 0)
        found = []
        while common:
            nearest = self.revs[(common & -common).bit_length() - 1]
            found.append(nearest)
            common &= ~self.above[nearest]
        return found


class _Reader:
    """Reads the parts of one activity out of many versions of the file, most of which have the same text of it."""

    def __init__(self, activity: str) -> None:
        self.activity = activity
        self.blocks: dict[str, Parts] = {}  # what stood in a text of the activity, the latest first

    def read(self, content: bytes) -> Parts | None:
        """Return the parts in a version of the file, None where it can't be read."""
        text = content.decode("utf-8", "replace")
        if self.activity not in text:
            return {}
        for block, parts in self.blocks.items():
            if _holds(text, block):
                return parts
        return self.parts(read(Path(ACTIVITIES), content))

    def parts(self, source: Source) -> Parts | None:
        """Return the parts in a file, None where it can't be read."""
        if source.root is None:
            return None
        before = f"{self.activity}/"
        parts = {id_: item for id_, item in items({ACTIVITIES: source}).items() if id_.startswith(before)}
        if block := _block(source, self.activity):
            self.blocks = dict([(block, parts), *self.blocks.items()][:_RECENT])
        return parts


def _block(source: Source, activity: str) -> str:
    """Return the lines that an activity takes, up to those of what comes next; nothing where it shares a line."""
    node = source.node(("activities", activity))[1]
    if node is None or node.id != activity or source.text[node.start.index] == "{":
        return ""
    start, end = (source.text.rfind("\n", 0, mark.index) + 1 for mark in (node.start, node.end))
    return source.text[start:] if not source.text[node.end.index :].strip() else source.text[start:end]


def _holds(text: str, block: str) -> bool:
    """Tell whether the lines of a block stand in `text`, with nothing behind them that could belong to them."""
    at = text.find(block)
    if at < 0 or (at and text[at - 1] != "\n"):
        return False
    rest = text[at + len(block) :]
    dash = len(block) - len(block.lstrip(" "))
    behind = re.match(r" *(?![ #\r\n])", rest)
    return not rest or (block.endswith("\n") and behind is not None and len(behind[0]) <= dash)
