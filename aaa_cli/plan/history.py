"""The past of a plan in Git: its commits, and what its files held in them.

Asking changes nothing, not even the index. Every function raises Problem (exit 3) as `git.run` does.
"""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from aaa_cli.plan import git
from aaa_cli.plan.models import FILES
from aaa_cli.words import _, figures
from aaa_cli.words.problem import NOT_POSSIBLE, Problem, did_you_mean, read_day

ZONE = "Europe/Amsterdam"
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Version(NamedTuple):
    """A commit: its full hash, and the day in Europe/Amsterdam on which it was made."""

    rev: str
    date: date

    @property
    def digits(self) -> str:
        """The seven digits that documents tell."""
        return self.rev[:7]

    @property
    def label(self) -> str:
        """Return `a1b2c3d (3 mei 2025)`."""
        return f"{self.digits} ({figures.day(self.date)})"


class Commit(NamedTuple):
    """A commit that touched a file; its `parents` are the nearest ones before it that did as well."""

    rev: str
    parents: tuple[str, ...]
    date: date
    author: str
    subject: str


def day_meant(word: str) -> date | None:
    """Return the day that `word` is, None where it is a revision. Raises Problem (exit 2) for an impossible day."""
    return read_day(word, "2025-04-15") if _DAY.fullmatch(word) else None


def version(folder: Path, word: str) -> Version:
    """Return the commit that a revision means, or a day YYYY-MM-DD: the last one of HEAD's first parents up to it.

    Raises Problem: exit 2 where there is no such revision or nothing before that day; exit 3 where the repository
    has no commit, or is a shallow clone that may lack the one that is meant.
    """
    day = day_meant(word)
    found = _last_of(folder, day) if day else resolved(folder, word)
    if found:
        return found
    if not _head(folder):
        raise Problem(
            _("Van dit plan is nog geen versie bewaard in Git"),
            _("Bewaar het plan eerst, met: {command}").format(command="aaa save"),
            NOT_POSSIBLE,
        )
    if is_shallow(folder):
        raise Problem(
            _("{word} is hier niet te vinden: deze kopie van het plan heeft alleen de laatste versies").format(
                word=figures.quoted(word)
            ),
            _("Haal de rest op met: {command}").format(command="git fetch --unshallow"),
            NOT_POSSIBLE,
        )
    if day:
        first = git.run(folder, "rev-list", "--first-parent", "--format=%ct", "HEAD").text.split()[-1]
        raise Problem(
            _("Op {day} was er nog geen versie van het plan").format(day=figures.day(day)),
            _("De eerste is van {day}.").format(day=figures.day(_day(first))),
        )
    raise Problem(
        _("De versie {word} bestaat niet").format(word=figures.quoted(word)),
        did_you_mean(figures.dutch_day(word))
        + _("Geef een datum, zoals 2025-04-15, of een versie, tak of tag uit Git."),
    )


def latest(folder: Path) -> Version | None:
    """Return the last commit where it has a file of the plan, else None."""
    head = _head(folder)
    return head if head and contents(folder, [(head.rev, name) for name in FILES]) else None


def is_shallow(folder: Path) -> bool:
    """Tell whether the repository is a clone without its older commits."""
    return git.run(folder, "rev-parse", "--is-shallow-repository").text.strip() == "true"


def files(folder: Path, rev: str) -> dict[str, bytes]:
    """Return those of the plan's files that existed in `rev`. Raises Problem (exit 2) where none did."""
    found = contents(folder, [(rev, name) for name in FILES])
    if not found:
        raise Problem(
            _("In versie {rev} stond hier nog geen plan").format(rev=figures.quoted(rev[:7])),
            _("Kies een latere datum of versie."),
        )
    return {name: content for (_rev, name), content in found.items()}


def contents(folder: Path, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], bytes]:
    """Return what each (full hash, name of a file) held; those that did not exist are left out."""
    wanted = list(wanted)
    objects = git.objects(folder, [f"{rev}:./{name}" for rev, name in wanted])
    return {each: content for each, content in zip(wanted, objects, strict=True) if content is not None}


def working(folder: Path, rev: str) -> dict[str, bytes]:
    """Return the plan's files in `rev` as Git would check them out here: with its line endings and filters.

    Raises Problem: exit 2 where none existed, exit 3 where a filter fails.
    """
    found = {}
    for name in files(folder, rev):
        done = git.run(folder, "cat-file", "--filters", f"{rev}:./{git.spot(folder, name)}")
        git.expect(done, _("Git kan {file} niet teruggeven").format(file=name))
        found[name] = done.out
    return found


def revision(folder: Path) -> str | None:
    """Return the revision of the plan in `folder`: seven digits, `+` where the files differ from it.

    None without Git, outside a repository, or before its first commit. Never raises.
    """
    try:
        done = git.run(folder, "status", "--porcelain=v2", "--branch", "--ignored", "--", *git.spots(folder))
    except Problem:
        return None
    lines = done.text.splitlines()
    head = next((line.split()[-1] for line in lines if line.startswith("# branch.oid ")), "")
    changed = any(not line.startswith("#") for line in lines)
    return head[:7] + ("+" if changed else "") if len(head) >= 40 else None


def names(folder: Path) -> list[tuple[str, str]]:
    """Return the branches and tags, each with its day."""
    form = "--format=%(refname:short)%09%(creatordate:short)"
    done = git.run(folder, "for-each-ref", form, "refs/heads", "refs/tags")
    return [(name, day) for name, _tab, day in (line.partition("\t") for line in done.text.splitlines())]


def commits(folder: Path, name: str, rev: str = "HEAD") -> list[Commit]:
    """Return the commits up to `rev` that touched the file `name`, newest first; of two sides both that did."""
    form = "--format=%ct%x00%aN%x00%s"
    spot = git.spot(folder, name)
    options = ("--date-order", "--simplify-merges", "--parents", "--encoding=UTF-8", form)
    done = git.run(folder, "rev-list", *options, "--end-of-options", rev, "--", spot)
    found = []
    lines = iter(done.text.split("\n"))
    for line in lines:
        if line:
            _commit, hash_, *parents = line.split(" ")
            moment, author, subject = next(lines).split("\0")
            found.append(Commit(hash_, tuple(parents), _day(moment), author, subject))
    return found


def author(folder: Path, rev: str) -> str:
    """Return the name of who made a commit."""
    return git.run(folder, "log", "-1", "--format=%an", rev).text.strip()


def resolved(folder: Path, word: str) -> Version | None:
    """Return the commit that a revision means, None where it means none."""
    if "\0" in word:
        return None
    # a `^{commit}` behind it would become part of `:/text`
    done = git.run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", word)
    if done.code:
        return None
    # finds nothing for a folder or a file, and for what `^main` means: all but it
    return _told(git.run(folder, "rev-list", "--no-walk", "--format=%ct", done.text.strip()))


def _last_of(folder: Path, day: date) -> Version | None:
    """Return HEAD's last commit, along the first parents, up to the end of a day."""
    from datetime import datetime, time
    from zoneinfo import ZoneInfo

    end = datetime.combine(day, time(23, 59, 59), ZoneInfo(ZONE)).timestamp()
    options = ("--first-parent", "--max-count=1", f"--min-age={max(0, int(end))}", "--format=%ct")
    return _told(git.run(folder, "rev-list", *options, "HEAD"))


def _head(folder: Path) -> Version | None:
    """Return the last commit, None where there is none. Raises Problem (exit 3) where it can't be read."""
    found = resolved(folder, "HEAD")
    if not found and not (named := git.run(folder, "rev-parse", "--verify", "--quiet", "HEAD")).code:
        raise git.damaged(named)
    return found


def _told(done: git.Done) -> Version | None:
    """Return the version of Git's two lines `commit HASH` and its moment."""
    words = done.text.split()
    return None if done.code or not words else Version(words[1], _day(words[2]))


def _day(seconds: str) -> date:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return datetime.fromtimestamp(min(int(seconds), 250_000_000_000), ZoneInfo(ZONE)).date()  # the year 9892
