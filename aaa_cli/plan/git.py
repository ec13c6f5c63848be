"""How Git is called in the folder of a plan, and how it names and reads what it keeps there."""

import os
from pathlib import Path
from typing import NamedTuple

from aaa_cli.plan.models import FILES
from aaa_cli.words import _, figures
from aaa_cli.words.problem import NOT_POSSIBLE, Problem

_MOST_LINES = 12  # of what Git or a hook says

# A hook has these in its environment, about the repository that it runs for; here the folder says which one is meant
_MISLEADING = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_QUARANTINE_PATH",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_PREFIX",
    "GIT_NAMESPACE",
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
)


class Done(NamedTuple):
    """How a call of Git ended."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """What it wrote to standard output."""
        return self.out.decode("utf-8", "replace")

    @property
    def said(self) -> str:
        """What Git or a hook said, as the end of a message: harmless, and no more than a screen of it.

        Never what it wrote to standard output, which may be the plan itself.
        """
        lines = [line.rstrip() for line in self.err.splitlines() if line.strip()]
        shown = [f"    {figures.one_line(line[:200])}" for line in lines[-_MOST_LINES:]]
        return "\n".join([_("Git zegt:"), *shown]) if shown else _("Git zegt niet waarom.")


def run(folder: Path, *arguments: str, given: bytes = b"") -> Done:
    """Call Git in `folder`, `given` on its standard input.

    Raises Problem (exit 3) where Git is not installed, the folder is not kept in Git, or Git refuses to read it.
    """
    import subprocess

    environment = {name: value for name, value in os.environ.items() if name not in _MISLEADING}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    command = ["git", "-C", str(folder), "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", *arguments]
    try:
        ended = subprocess.run(command, input=given, capture_output=True, check=False, env=environment)
    except OSError as error:
        raise Problem(
            _("Git is niet geïnstalleerd"),
            _("Vroegere versies van het plan zijn er alleen met Git: zie https://git-scm.com/downloads."),
            NOT_POSSIBLE,
        ) from error
    done = Done(ended.returncode, ended.stdout, ended.stderr.decode("utf-8", "replace"))
    if done.code and "dubious ownership" in done.err:
        advice = next((line.strip() for line in done.err.splitlines() if "git config" in line), "")
        raise Problem(
            _("Git leest deze map niet, omdat zij van een andere gebruiker is"),
            _("Vertrouw je wat erin staat? Geef dan: {command}").format(command=figures.one_line(advice)),
            NOT_POSSIBLE,
        )
    if done.code and any(sign in done.err for sign in ("must be run in a work tree", "outside working tree")):
        raise Problem(
            _("De map {folder} hoort bij een archief van Git waarin niemand werkt").format(
                folder=figures.quoted(folder, most=200)
            ),
            _("Maak er een kopie van om in te werken, met: {command}").format(command="git clone"),
            NOT_POSSIBLE,
        )
    if done.code and "not a git repository" in done.err:
        raise Problem(
            _("De map {folder} wordt niet met Git bijgehouden").format(folder=figures.quoted(folder, most=200)),
            _("Vroegere versies zijn er alleen van een plan in Git; beginnen kan met: {command}").format(
                command="git init"
            ),
            NOT_POSSIBLE,
        )
    return done


def expect(done: Done, what: str) -> None:
    """Raise Problem (exit 3) where Git failed, with what it said."""
    if done.code:
        busy = _("Een ander programma is met Git bezig. Wacht tot dat klaar is en geef de opdracht opnieuw.") + "\n"
        raise Problem(what, (busy if ".lock': File exists" in done.err else "") + done.said, NOT_POSSIBLE)


def damaged(done: Done) -> Problem:
    """Return what there is to tell where Git lacks a part of what was saved, or can't read it."""
    return Problem(
        _("Git kan een bewaarde versie van het plan niet lezen: deze kopie is beschadigd of niet volledig"),
        _(
            "Is er geen verbinding, probeer het dan later opnieuw. Blijft dit zo, vraag dan aan wie Git bij jullie"
            " beheert om een nieuwe kopie (git clone), en zet daar de bestanden van nu in."
        )
        + ("\n" + done.said if done.err.strip() else ""),
        NOT_POSSIBLE,
    )


def objects(folder: Path, names: list[str]) -> list[bytes | None]:
    """Return the blobs of these names, None where there is none, through links within their version.

    Raises Problem (exit 3) where one should be there, but is missing or can't be read.
    """
    if not names:
        return []
    given = "".join(f"{name}\n" for name in names).encode()
    done = run(folder, "cat-file", "--batch", "--follow-symlinks", given=given)
    if done.code:
        raise damaged(done)
    found: list[bytes | None] = []
    place = 0
    for name in names:
        line_end = done.out.index(b"\n", place)
        *_front, kind, size = done.out[place:line_end].decode("utf-8", "replace").split(" ")
        place = line_end + 1
        if not size.isdecimal():  # "… missing", which is said of an absent path and of an absent object
            rev, _at, path = name.partition(":./")
            listed = run(folder, "ls-tree", rev, "--", path)
            if listed.code or listed.out:
                raise damaged(listed if listed.code else done)
            found.append(None)
            continue
        content = done.out[place : place + int(size)]
        found.append(content if kind == "blob" else None)  # else a folder, or a link that leads nowhere
        place += int(size) + 1
    return found


def spots(folder: Path) -> list[str]:
    """Return where the files of the plan really are, in the order of FILES."""
    return [spot(folder, name) for name in FILES]


def spot(folder: Path, name: str) -> str:
    """Return where a file really is, seen from `folder`: of one that is a link, Git keeps only where it leads."""
    file = folder / name
    if not file.is_symlink():
        return name
    home, real = folder.resolve(), Path(os.path.realpath(file))  # `resolve` fails on a link to itself
    root = next((above for above in (home, *home.parents) if (above / ".git").exists()), home)
    return Path(os.path.relpath(real, home)).as_posix() if real.is_relative_to(root) else name


def places(folder: Path, *names: str) -> list[Path]:
    """Return where files and folders of Git's own are; they may not be there."""
    done = run(folder, "rev-parse", *(word for name in names for word in ("--git-path", name)))
    return [folder / line for line in done.text.splitlines()]
