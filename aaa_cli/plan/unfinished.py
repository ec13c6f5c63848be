"""What Git is in the midst of: a merge, rebase or cherry-pick, and the plan's files that it left to be merged.

Every function raises Problem (exit 3) as `git.run` does.
"""

from pathlib import Path

from aaa_cli.plan import git, history
from aaa_cli.plan.history import Version
from aaa_cli.plan.models import FILES
from aaa_cli.words import _, figures
from aaa_cli.words.problem import NOT_POSSIBLE, Problem

Versions = tuple[bytes | None, bytes | None, bytes | None]  # base, ours and theirs; None where there is no file


def under_way(folder: Path) -> str | None:
    """Return what Git is in the midst of that it finishes itself: `rebase`, `cherry-pick`, or None.

    In a rebase `ours` is of the others, and `theirs` one's own.
    """
    states = ("rebase-merge", "rebase-apply", "CHERRY_PICK_HEAD")
    *rebases, picking = (place.exists() for place in git.places(folder, *states))
    return "rebase" if any(rebases) else "cherry-pick" if picking else None


def incoming(folder: Path) -> Version | None:
    """Return the commit that Git is bringing into the files, None where it isn't or can't tell."""
    heads = ("REBASE_HEAD",) if under_way(folder) == "rebase" else ("MERGE_HEAD", "CHERRY_PICK_HEAD")
    return next((found for head in heads if (found := history.resolved(folder, head))), None)


def is_merging(folder: Path) -> bool:
    """Tell whether a merge is in progress.

    Raises Problem (exit 3) where files are unmerged, or during a rebase or a cherry-pick, which Git itself finishes.
    """
    if what := under_way(folder):
        raise Problem(
            _("Git is bezig met een '{what}', en die moet eerst klaar zijn").format(what=what),
            _("Los op wat botst met 'aaa resolve' en ga verder met '{go}', of breek haar af met '{stop}'.").format(
                go=f"git {what} --continue", stop=f"git {what} --abort"
            ),
            NOT_POSSIBLE,
        )
    entries = git.run(folder, "ls-files", "--unmerged", "-z", "--full-name", ":/").text.split("\0")[:-1]
    if names := sorted({entry.partition("\t")[2] for entry in entries}):
        raise Problem(
            _("Nog niet alles is samengevoegd: {files}").format(files=", ".join(map(figures.quoted, names[:5]))),
            _("Los voor het plan op wat botst met 'aaa resolve', en voor andere bestanden met 'git add'."),
            NOT_POSSIBLE,
        )
    return git.places(folder, "MERGE_HEAD")[0].exists()


def unmerged(folder: Path) -> dict[str, Versions]:
    """Return the versions of each of the files that Git could not merge."""
    spots = git.spots(folder)
    names = dict(zip(spots, FILES, strict=True))
    blobs = []
    for entry in git.run(folder, "ls-files", "--unmerged", "-z", "--", *spots).text.split("\0")[:-1]:
        facts, _tab, spot = entry.partition("\t")
        _mode, blob, number = facts.split(" ")
        if spot in names:  # and not below a folder of that name
            blobs.append((names[spot], int(number), blob))
    read = git.objects(folder, [blob for _name, _side, blob in blobs])
    sides: dict[str, list[bytes | None]] = {}
    for (name, side, _blob), content in zip(blobs, read, strict=True):
        sides.setdefault(name, [None, None, None])[side - 1] = content
    return {name: (base, ours, theirs) for name, (base, ours, theirs) in sides.items()}


def left(folder: Path) -> dict[str, bytes]:
    """Return what Git put in the plan's files when it left something open; nothing where it keeps no such record."""
    known = not git.run(folder, "rev-parse", "--verify", "--quiet", "AUTO_MERGE^{tree}").code
    return history.working(folder, "AUTO_MERGE") if known else {}


def stage(folder: Path, name: str) -> None:
    """Put the file `name` in the index as it is: merged. Raises Problem (exit 3)."""
    done = git.run(folder, "add", "--", git.spot(folder, name))
    git.expect(done, _("Git kan {file} niet overnemen").format(file=name))
