"""The plan's past in Git."""

import os
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import NamedTuple

from aaa_cli.plan.models import FILES
from aaa_cli.words import figures
from aaa_cli.words.problem import Problem


def revision(folder: Path) -> str | None:
    """Return the revision of the plan in `folder`: seven digits, `+` where the files differ from it.

    None without Git, outside a repository, or before its first commit.
    """
    import subprocess

    command = ["git", "-C", str(folder), "status", "--porcelain=v2", "--branch", "--ignored", "--", *FILES]
    environment = os.environ | {"GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(command, capture_output=True, check=True, env=environment)
    except (OSError, subprocess.CalledProcessError):
        return None
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    head = next((line.split()[-1] for line in lines if line.startswith("# branch.oid ")), "")
    changed = any(not line.startswith("#") for line in lines)
    return head[:7] + ("+" if changed else "") if len(head) >= 40 else None


class Version(NamedTuple):
    """A commit: its whole hash, and the day on which it was made."""

    rev: str
    date: date


class Commit(NamedTuple):
    """A commit of one file, with the commits of that file that came right before it."""

    rev: str
    parents: tuple[str, ...]
    date: date
    author: str
    subject: str


def version(folder: Path, word: str) -> Version:
    """Return the commit that a revision or a date means. Raises Problem (exit 2; 3 without Git)."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", word, re.ASCII):
        from zoneinfo import ZoneInfo

        moment = datetime.combine(date.fromisoformat(word), time(23, 59, 59), ZoneInfo("Europe/Amsterdam"))
        asked = ["--first-parent", f"--before={moment.isoformat()}", "HEAD"]
    else:
        asked = ["--end-of-options", word]
    told = _git(folder, "log", "-1", "--format=%H %cs", *asked).decode().split()
    if len(told) != 2:
        raise Problem(f"Er is geen versie {figures.quoted(word)}", "Kies een andere.")
    return Version(told[0], date.fromisoformat(told[1]))


def files(folder: Path, rev: str) -> dict[str, bytes]:
    """Return the files of the plan in a commit by name; those that it doesn't have are left out."""
    return {name: content for (_rev, name), content in contents(folder, [(rev, name) for name in FILES]).items()}


def commits(folder: Path, name: str, rev: str = "HEAD") -> list[Commit]:
    """Return the commits of a file, newest first; none without Git."""
    form = "--format=%H%x00%P%x00%cs%x00%an%x00%s"
    try:
        told = _git(folder, "log", "--parents", form, rev, "--", name).decode("utf-8", "replace")
    except Problem:
        return []
    found = []
    for line in told.splitlines():
        own, parents, day, author, subject = line.split("\0")
        found.append(Commit(own, tuple(parents.split()), date.fromisoformat(day), author, subject))
    return found


def contents(folder: Path, wanted: Sequence[tuple[str, str]]) -> dict[tuple[str, str], bytes]:
    """Return what stood in files of commits."""
    import io

    prefix = _git(folder, "rev-parse", "--show-prefix").decode().strip()
    asked = "".join(f"{rev}:{prefix}{name}\n" for rev, name in wanted)
    stream = io.BytesIO(_git(folder, "cat-file", "--batch", given=asked.encode()))
    found = {}
    for key in wanted:
        header = stream.readline().split()
        if len(header) == 3:
            found[key] = stream.read(int(header[2]))
            stream.read(1)
    return found


def _git(folder: Path, *command: str, given: bytes = b"") -> bytes:
    import subprocess

    try:
        return subprocess.run(
            ["git", "-C", str(folder), *command], input=given, capture_output=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise Problem("Git kan dit niet geven", "Kies een andere versie.") from error
