"""Saving the three files of a plan in Git, and nothing else: committing and sending them, and what taking back needs.

Every function raises Problem (exit 3) as `git.run` does.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from aaa_cli.plan import git, history, unfinished
from aaa_cli.plan.history import Version
from aaa_cli.plan.models import FILES
from aaa_cli.words import _, figures
from aaa_cli.words.problem import NOT_POSSIBLE, Problem


def demand_kept(folder: Path) -> None:
    """Raise Problem (exit 3) where a file of the plan is a link that leads nowhere, or to where Git keeps nothing."""
    for name in FILES:
        file = folder / name
        if file.is_symlink() and not os.path.exists(file):  # noqa: PTH110 - of a link to itself as well
            raise Problem(
                _("{file} verwijst naar een bestand dat er niet is").format(file=name),
                _("Haal de verwijzing weg en zet het bestand zelf in de map van het plan."),
                NOT_POSSIBLE,
            )
        if file.is_symlink() and git.spot(folder, name) == name:
            raise Problem(
                _("Git bewaart {file} hier niet: het bestand zelf staat ergens anders").format(file=name),
                _("Zet het bestand zelf in de map van het plan, in plaats van een verwijzing ernaar."),
                NOT_POSSIBLE,
            )


def commit(folder: Path, message: str) -> Version | None:
    """Commit the plan's files and nothing else, under `message` as it is; a merge that is in progress is finished.

    Return None where Git sees no change in them. Raises Problem (exit 3) where Git or a hook won't, where files are
    ignored or unmerged, or during a rebase or a cherry-pick; nothing is left in the index then.
    """
    merging = unfinished.is_merging(folder)
    known = git.run(folder, "ls-files", "-z", "--", *git.spots(folder)).text.split("\0")
    spots = [spot for spot in git.spots(folder) if spot in known or (folder / spot).exists()]
    command = ["commit", "--quiet", "--file=-", "--cleanup=whitespace", "--no-verbose"]
    new = [spot for spot in spots if spot not in known]
    if new and not (ignored := git.run(folder, "check-ignore", "--", *new)).code:
        raise Problem(
            _("Git slaat dit over: {files}").format(files=figures.one_line(", ".join(ignored.text.splitlines()))),
            _("Haal het weg uit .gitignore, of vraag dat aan wie Git bij jullie beheert."),
            NOT_POSSIBLE,
        )
    done = git.Done(0, b"", "")
    if merging:
        done = git.run(folder, "add", "--", *spots)
    elif new:
        done = git.run(folder, "add", "--intent-to-add", "--", *new)
    if not merging:
        command += ["--only", "--", *spots]
    # without a name of one's own Git would make one up from those of the user and the machine
    settings = ("-c", "user.useConfigOnly=true", "-c", "i18n.commitEncoding=UTF-8")
    if not done.code:
        done = git.run(folder, *settings, *command, given=message.encode())
    if done.code and new:
        git.run(folder, "rm", "--cached", "--force", "--quiet", "--ignore-unmatch", "--", *new)
    if done.code and ("auto-detect" in done.err or "empty ident name" in done.err):
        raise Problem(
            _("Git weet nog niet wie je bent, en bij elke bewaarde versie hoort een naam"),
            _("Geef één keer deze twee opdrachten, met je eigen naam en adres:")
            + '\n    git config --global user.name "Voornaam Achternaam"'
            + '\n    git config --global user.email "naam@voorbeeld.nl"',
            NOT_POSSIBLE,
        )
    if done.code and re.search(r"^(nothing|no changes) (added )?to commit|^nothing added", done.text, re.MULTILINE):
        return None
    git.expect(done, _("Git heeft het plan niet bewaard"))
    return history.version(folder, "HEAD")


def push(folder: Path) -> None:
    """Send the commits to where the branch comes from. Raises Problem (exit 3) where that can't be done."""
    done = git.run(folder, "push", "--quiet")
    if not done.code:
        return
    what = _("De bewaarde versie staat alleen op deze computer: versturen lukt niet")
    remedy = done._replace(err=f"{done.err}\n{done.text}").said  # where a hook may say it, and nothing is of the plan
    remotes = git.run(folder, "remote").text.split()
    if not remotes:
        remedy = _("Er is nog geen plek om naar te versturen. Vraag wie Git bij jullie beheert om: {command}").format(
            command=_("git remote add origin ADRES")
        )
    elif "not currently on a branch" in done.err:
        remedy = _("Deze versie hoort bij geen tak van Git. Maak er een met: {command}").format(
            command=_("git switch --create NAAM")
        )
    elif any(sign in done.err for sign in ("No configured push destination", "has no upstream")):
        remedy = _("Nog niet is ingesteld waarheen. Vraag wie Git bij jullie beheert om: {command}").format(
            command=f"git push --set-upstream {remotes[0]} HEAD"
        )
    elif any(sign in done.err for sign in ("fetch first", "non-fast-forward", "stale info")):
        remedy = _(
            "Iemand anders heeft intussen iets verstuurd. Haal dat eerst op met 'git pull --no-rebase', los met "
            "'aaa resolve' op wat dan botst, en verstuur opnieuw met: {command}"
        ).format(command="aaa save --push")
    elif "Could not resolve host" in done.err:
        remedy = _("Er is geen verbinding. Probeer het later opnieuw.")
    elif any(sign in done.err for sign in _NO_ACCESS):
        remedy = _("Je hebt er geen toegang, of je moet opnieuw inloggen.") + "\n" + remedy
    raise Problem(what, remedy, NOT_POSSIBLE)


_NO_ACCESS = (
    "Authentication failed",
    "Permission denied",
    "Permission to",
    "could not read Username",
    "could not read Password",
    "Repository not found",
    "error: 403",
)


def unstage(folder: Path, names: Iterable[str] = FILES) -> None:
    """Make these files in the index what they are in HEAD, where they aren't. Raises Problem (exit 3)."""
    spots = [git.spot(folder, name) for name in names]
    if git.run(folder, "diff", "--cached", "--quiet", "--no-ext-diff", "--", *spots).code:
        git.expect(
            git.run(folder, "reset", "--quiet", "--", *spots), _("Er is niets teruggedraaid: Git werkt niet mee")
        )


def aside(folder: Path) -> Path:
    """Return the folder, in Git's own, for what is taken back; it may not be there yet."""
    return git.places(folder, "aaa-undo")[0].resolve()
