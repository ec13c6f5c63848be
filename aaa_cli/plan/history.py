"""The plan's past in Git: the one room that talks with it."""

import os
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import NamedTuple

from aaa_cli.plan.models import FILES
from aaa_cli.words import _, figures
from aaa_cli.words.problem import NOT_POSSIBLE, Problem

CLOCK = "Europe/Amsterdam"  # of the days that people mean
Files = dict[str, bytes]

# what a hook hands down about its own repository, which need not be the plan's
_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
_MOST_LINES = 12


class Version(NamedTuple):
    """A commit: its whole hash, and the day on which it was made, in Amsterdam."""

    rev: str
    date: date


class Commit(NamedTuple):
    """A commit of one file, with the commits of that file that came right before it."""

    rev: str
    parents: tuple[str, ...]
    date: date
    author: str
    subject: str


def revision(folder: Path) -> str | None:
    """Return the revision of the plan in `folder`: seven digits, `+` where the files differ from it.

    None without Git, outside a repository, or before its first commit.
    """
    code, told, _said = _run(folder, "status", "--porcelain=v2", "--branch", "--ignored", "--", *FILES)
    lines = told.decode("utf-8", "replace").splitlines() if code == 0 else []
    head = next((line.split()[-1] for line in lines if line.startswith("# branch.oid ")), "")
    changed = any(not line.startswith("#") for line in lines)
    return head[:7] + ("+" if changed else "") if len(head) >= 40 else None


def version(folder: Path, word: str) -> Version:
    """Return the commit that a revision or a day means; a day is HEAD's last commit up to its end.

    Raises Problem: exit 2 where there is none, exit 3 where Git can't tell.
    """
    if day := figures.iso_day(word):
        rev = _of_day(folder, day)
    else:
        code, told, said = (
            _run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{word}^{{commit}}")
            if word and word.isprintable()
            else (1, b"", "")
        )
        if code:
            _insist(folder, said)
            raise _no_version(folder, _("De versie {value} bestaat niet").format(value=figures.quoted(word)))
        rev = told.decode().strip()
    return Version(rev, _days(folder, rev))


def latest(folder: Path) -> Version | None:
    """Return the last commit, where it has a file of the plan; None before the first. Raises Problem (exit 3)."""
    if _run(folder, "rev-parse", "--verify", "--quiet", "HEAD")[0]:
        if _run(folder, "rev-parse", "--git-dir")[0]:
            _insist(folder, "")
        return None
    head = version(folder, "HEAD")
    return head if contents(folder, [(head.rev, name) for name in FILES]) else None


def merging(folder: Path) -> bool:
    """Tell whether a merge waits to be finished. Raises Problem (exit 3) without Git."""
    return _is_file(folder, "MERGE_HEAD")


def _of_day(folder: Path, day: date) -> str:
    from zoneinfo import ZoneInfo

    moment = datetime.combine(day, time(23, 59, 59), ZoneInfo(CLOCK)).timestamp()
    # --before stops at the first commit that is too new for its own clock; all dates are looked at instead
    code, told, said = _run(folder, "log", "--first-parent", "--format=%H %ct", "HEAD", "--")
    _insist(folder, said if code else "")
    for line in told.decode().splitlines():
        rev, seconds = line.split()
        if int(seconds) <= moment:
            return rev
    raise _no_version(folder, _("Op {day} was het plan nog niet bewaard").format(day=figures.day(day)))


def _days(folder: Path, rev: str) -> date:
    told = _git(folder, "log", "-1", "--format=%ct", rev, "--")
    return _day(told.decode())


def _day(seconds: str) -> date:
    from zoneinfo import ZoneInfo

    return datetime.fromtimestamp(int(seconds), ZoneInfo(CLOCK)).date()


def _no_version(folder: Path, what: str) -> Problem:
    if _run(folder, "rev-parse", "--is-shallow-repository")[1].strip() == b"true":
        remedy = _("Deze kopie heeft niet de hele geschiedenis. Haal die op met: {command}")
        return Problem(what, remedy.format(command="git fetch --unshallow"))
    return Problem(what, _("Een overzicht van de versies geeft: {command}").format(command="git log --oneline"))


def files(folder: Path, rev: str) -> Files:
    """Return the files of the plan as they were in a commit, by name; those that it hadn't are left out.

    The working tree and the index stay as they are. Raises Problem: exit 2 where it had none of them, exit 3.
    """
    found = {name: content for (_rev, name), content in contents(folder, [(rev, name) for name in FILES]).items()}
    if not found:
        what = _("In versie {rev} staat in deze map nog geen plan").format(rev=rev[:7])
        raise Problem(what, _("Kies een latere versie, of wijs met --data de map aan waar het plan toen stond."))
    return found


def working(folder: Path, rev: str) -> Files:
    """Return the files as `files` does, as Git would put them in the working tree here. Raises Problem as it does."""
    return {name: _git(folder, "cat-file", "--filters", f"{rev}:./{name}") for name in files(folder, rev)}


def contents(folder: Path, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], bytes]:
    """Return what stood in some files of some commits, by (revision, name); what wasn't there is left out.

    Raises Problem (exit 3).
    """
    import io

    keys = list(wanted)
    asked = "".join(f"{rev}:./{name}\n" for rev, name in keys)
    stream = io.BytesIO(_git(folder, "cat-file", "--batch", "--follow-symlinks", given=asked.encode()))
    found = {}
    for key in keys:
        *what, size = stream.readline().split() or [b"0"]
        if len(what) == 2 and what[1] == b"blob":
            found[key] = stream.read(int(size))
            stream.read(1)
        elif len(what) == 1 and size.isdigit():  # a symlink to nowhere, told with where it points
            stream.read(int(size) + 1)
    return found


def commits(folder: Path, name: str, rev: str = "HEAD") -> list[Commit]:
    """Return the commits that touched a file, newest first; none without Git or before the first of them."""
    code, told, _said = _run(folder, "log", "--parents", "--format=%x01%H%x00%P%x00%ct%x00%an%x00%s", rev, "--", name)
    found = []
    for line in told.decode("utf-8", "replace").split("\x01")[1:] if code == 0 else ():
        own, parents, seconds, author, subject = line.rstrip("\n").split("\0")
        found.append(Commit(own, tuple(parents.split()), _day(seconds), author, subject))
    return found


def commit(folder: Path, message: str) -> Version:
    """Commit the files of the plan and nothing else; a merge that has nothing open is finished by it.

    Raises Problem (exit 3) with what Git, or a hook, says.
    """
    if any(_is_file(folder, name) for name in ("rebase-merge", "rebase-apply")):
        what = _("Git is nog bezig om jouw wijzigingen op die van een ander te leggen (een rebase)")
        raise Problem(
            what, _("Rond dat eerst af met: {command}").format(command="git rebase --continue"), NOT_POSSIBLE
        )
    if (whole := merging(folder)) and _git(folder, "ls-files", "--unmerged"):
        what = _("Er zijn nog bestanden waarvan twee versies botsen")
        raise Problem(what, _("Los dat eerst op met: {command}").format(command="aaa resolve"), NOT_POSSIBLE)
    there = [name for name in FILES if (folder / name).exists() or _run(folder, "ls-files", "--", name)[1]]
    _git(folder, "add", "--all", "--", *there)
    only = () if whole else ("--only", "--", *there)
    code, told, said = _run(
        folder, "commit", "--quiet", "--cleanup=whitespace", "--file=-", *only, given=message.encode(), reads=False
    )
    if code:
        raise _not_saved(said or told.decode("utf-8", "replace"))
    return version(folder, "HEAD")


def _not_saved(said: str) -> Problem:
    if "user.name" in said or "user.email" in said or "empty ident" in said:
        return Problem(
            _("Git weet nog niet wie je bent"),
            _("Geef één keer deze twee opdrachten, met je eigen naam en adres: {commands}").format(
                commands='git config --global user.name "Voornaam Achternaam" · '
                "git config --global user.email naam@voorbeeld.nl"
            ),
            NOT_POSSIBLE,
        )
    return _refused(_("Git kon het plan niet bewaren"), said)


def push(folder: Path) -> None:
    """Send what was committed to where the others get it. Raises Problem (exit 3)."""
    code, _told, said = _run(folder, "push", "--quiet", reads=False)
    if not code:
        return
    what = _("Het plan is hier bewaard, maar niet verstuurd")
    if "no upstream" in said or "No configured push destination" in said or "does not appear to be a git" in said:
        remedy = _("Er is nog niet ingesteld waarheen. Vraag wie de repository beheert om hulp.")
    elif "rejected" in said or "fetch first" in said:
        remedy = _(
            "Iemand anders was je voor. Haal eerst op wat er is: {pull}. Botst dat, typ dan {resolve}; daarna: {push}"
        ).format(pull="git pull --no-rebase", resolve="aaa resolve", push="git push")
    else:
        raise _refused(what, said)
    raise Problem(what, remedy, NOT_POSSIBLE)


def unstage(folder: Path) -> None:
    """Let the index hold of the plan's files what the last commit has. Raises Problem (exit 3)."""
    _git(folder, "reset", "--quiet", "--", *FILES)


def unmerged(folder: Path) -> dict[str, tuple[bytes | None, bytes | None, bytes | None]]:
    """Return for each of the plan's files that Git could not merge what it was, ours and theirs; None: not there.

    Raises Problem (exit 3).
    """
    told = _git(folder, "ls-files", "--unmerged", "-z", "--", *FILES).decode("utf-8", "replace")
    found: dict[str, list[bytes | None]] = {}
    for line in filter(None, told.split("\0")):
        about, _tab, name = line.partition("\t")
        _mode, blob, stage = about.split()
        found.setdefault(name.rpartition("/")[2], [None, None, None])[int(stage) - 1] = _git(
            folder, "cat-file", "blob", blob
        )
    return {name: (base, ours, theirs) for name, (base, ours, theirs) in found.items()}


def stage(folder: Path, name: str) -> None:
    """Tell Git that a file is as it should be. Raises Problem (exit 3)."""
    _git(folder, "add", "--", name)


def names(folder: Path) -> list[str]:
    """Return the names that versions go by: tags and branches. None without Git."""
    code, told, _said = _run(folder, "for-each-ref", "--format=%(refname:short)", "refs/tags", "refs/heads")
    return told.decode("utf-8", "replace").splitlines() if code == 0 else []


def _is_file(folder: Path, name: str) -> bool:
    """Tell whether Git keeps a file or folder of that name for itself."""
    return (folder / _git(folder, "rev-parse", "--git-path", name).decode().strip()).exists()


def _git(folder: Path, *command: str, given: bytes = b"") -> bytes:
    """Return what Git answers. Raises Problem (exit 3) where it doesn't."""
    code, told, said = _run(folder, *command, given=given, reads=command[0] not in ("add", "reset"))
    if code:
        _insist(folder, said)
        raise _refused(_("Git geeft geen antwoord"), said)
    return told


def _run(folder: Path, *command: str, given: bytes = b"", reads: bool = True) -> tuple[int, bytes, str]:
    """Run Git in a folder and return its exit code, answer and errors; a Git that isn't there exits with -1."""
    import subprocess

    settings = ("-c", "core.quotePath=false", "-c", "core.fsmonitor=false")
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    environment |= {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_PAGER": "cat", "GIT_EDITOR": "true"}
    if reads:
        environment["GIT_OPTIONAL_LOCKS"] = "0"
    try:
        done = subprocess.run(
            ["git", "-C", str(folder.resolve()), *settings, *command],
            input=given,
            capture_output=True,
            check=False,
            env=environment,
        )
    except FileNotFoundError:
        return -1, b"", ""
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def _insist(folder: Path, said: str) -> None:
    """Raise Problem (exit 3) where a question fails because there is no Git, no repository or no commit."""
    code, told, why = _run(folder, "rev-parse", "--verify", "--quiet", "HEAD")
    if code == -1:
        what, remedy = _("Git is niet geïnstalleerd"), _("Installeer Git, of vraag de helpdesk erom.")
    elif "dubious ownership" in said + why:
        what = _("Git vertrouwt deze map niet, omdat zij van iemand anders is")
        remedy = _("Vertrouw je haar wel? Geef dan: {command}").format(
            command=f"git config --global --add safe.directory {figures.one_line(str(folder.resolve()))}"
        )
    elif "not a git repository" in said + why:
        what = _("De map van het plan staat niet in Git, dus er is geen geschiedenis")
        remedy = _("Begin met: {command}").format(command="git init")
    elif code and not told:
        what = _("Het plan is nog nooit bewaard, dus er is geen eerdere versie")
        remedy = _("Bewaar het met: {command}").format(command="aaa save")
    else:
        return
    raise Problem(what, remedy, NOT_POSSIBLE)


def _refused(what: str, said: str) -> Problem:
    """Return a problem with what Git or a hook said, as much as can be taken in."""
    lines = [figures.visible(line) for line in said.splitlines() if line.strip()][-_MOST_LINES:]
    told = "\n".join(f"    {line}" for line in lines)
    return Problem(what, _("Dit meldt Git:") + f"\n{told}" if told else _("Git zegt niet waarom."), NOT_POSSIBLE)
