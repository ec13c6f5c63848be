"""The plan's past in Git: the one room that talks with Git.

Reading changes nothing, not even the index. What is written is the three files' own: `commit`, `push`, `stage` and
`unstage`. Every function raises Problem (exit 3) where Git is not installed, the folder is not kept in Git, or Git
refuses to read it.
"""

import os
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from aaa_cli.plan.models import FILES
from aaa_cli.words import _, figures
from aaa_cli.words.problem import NOT_POSSIBLE, Problem, did_you_mean, read_day

ZONE = "Europe/Amsterdam"
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
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


class _Done(NamedTuple):
    """How a call of Git ended."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8", "replace")

    @property
    def said(self) -> str:
        """What Git or a hook said, as the end of a message: harmless, and no more than a screen of it.

        Never what it wrote to standard output, which may be the plan itself.
        """
        lines = [line.rstrip() for line in self.err.splitlines() if line.strip()]
        shown = [f"    {figures.one_line(line[:200])}" for line in lines[-_MOST_LINES:]]
        return "\n".join([_("Git zegt:"), *shown]) if shown else _("Git zegt niet waarom.")


def day_meant(word: str) -> date | None:
    """Return the day that `word` is, None where it is a revision. Raises Problem (exit 2) for an impossible day."""
    return read_day(word, "2025-04-15") if _DAY.fullmatch(word) else None


def version(folder: Path, word: str) -> Version:
    """Return the commit that a revision means, or a day YYYY-MM-DD: the last one of HEAD's first parents up to it.

    Raises Problem: exit 2 where there is no such revision or nothing before that day; exit 3 where the repository
    has no commit, or is a shallow clone that may lack the one that is meant.
    """
    day = day_meant(word)
    found = _last_of(folder, day) if day else _resolved(folder, word)
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
        first = _git(folder, "rev-list", "--first-parent", "--format=%ct", "HEAD").text.split()[-1]
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
    return _git(folder, "rev-parse", "--is-shallow-repository").text.strip() == "true"


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
    objects = _objects(folder, [f"{rev}:./{name}" for rev, name in wanted])
    return {each: content for each, content in zip(wanted, objects, strict=True) if content is not None}


def revision(folder: Path) -> str | None:
    """Return the revision of the plan in `folder`: seven digits, `+` where the files differ from it.

    None without Git, outside a repository, or before its first commit. Never raises.
    """
    try:
        done = _git(folder, "status", "--porcelain=v2", "--branch", "--ignored", "--", *_spots(folder))
    except Problem:
        return None
    lines = done.text.splitlines()
    head = next((line.split()[-1] for line in lines if line.startswith("# branch.oid ")), "")
    changed = any(not line.startswith("#") for line in lines)
    return head[:7] + ("+" if changed else "") if len(head) >= 40 else None


def names(folder: Path) -> list[tuple[str, str]]:
    """Return the branches and tags, each with its day."""
    form = "--format=%(refname:short)%09%(creatordate:short)"
    done = _git(folder, "for-each-ref", form, "refs/heads", "refs/tags")
    return [(name, day) for name, _tab, day in (line.partition("\t") for line in done.text.splitlines())]


def commits(folder: Path, name: str, rev: str = "HEAD") -> list[Commit]:
    """Return the commits up to `rev` that touched the file `name`, newest first; of two sides both that did."""
    form = "--format=%ct%x00%aN%x00%s"
    spot = _spot(folder, name)
    options = ("--date-order", "--simplify-merges", "--parents", "--encoding=UTF-8", form)
    done = _git(folder, "rev-list", *options, "--end-of-options", rev, "--", spot)
    found = []
    lines = iter(done.text.split("\n"))
    for line in lines:
        if line:
            _commit, hash_, *parents = line.split(" ")
            moment, author, subject = next(lines).split("\0")
            found.append(Commit(hash_, tuple(parents), _day(moment), author, subject))
    return found


def commit(folder: Path, message: str) -> Version | None:
    """Commit the plan's files and nothing else, under `message` as it is; a merge that is in progress is finished.

    Return None where Git sees no change in them. Raises Problem (exit 3) where Git or a hook won't, where files are
    ignored or unmerged, or during a rebase or a cherry-pick; nothing is left in the index then.
    """
    merging = is_merging(folder)
    known = _git(folder, "ls-files", "-z", "--", *_spots(folder)).text.split("\0")
    spots = [spot for spot in _spots(folder) if spot in known or (folder / spot).exists()]
    command = ["commit", "--quiet", "--file=-", "--cleanup=whitespace", "--no-verbose"]
    new = [spot for spot in spots if spot not in known]
    if new and not (ignored := _git(folder, "check-ignore", "--", *new)).code:
        raise Problem(
            _("Git slaat dit over: {files}").format(files=figures.one_line(", ".join(ignored.text.splitlines()))),
            _("Haal het weg uit .gitignore, of vraag dat aan wie Git bij jullie beheert."),
            NOT_POSSIBLE,
        )
    done = _Done(0, b"", "")
    if merging:
        done = _git(folder, "add", "--", *spots)
    elif new:
        done = _git(folder, "add", "--intent-to-add", "--", *new)
    if not merging:
        command += ["--only", "--", *spots]
    # without a name of one's own Git would make one up from those of the user and the machine
    settings = ("-c", "user.useConfigOnly=true", "-c", "i18n.commitEncoding=UTF-8")
    if not done.code:
        done = _git(folder, *settings, *command, given=message.encode())
    if done.code and new:
        _git(folder, "rm", "--cached", "--force", "--quiet", "--ignore-unmatch", "--", *new)
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
    _expect(done, _("Git heeft het plan niet bewaard"))
    return version(folder, "HEAD")


def push(folder: Path) -> None:
    """Send the commits to where the branch comes from. Raises Problem (exit 3) where that can't be done."""
    done = _git(folder, "push", "--quiet")
    if not done.code:
        return
    what = _("De bewaarde versie staat alleen op deze computer: versturen lukt niet")
    remedy = done._replace(err=f"{done.err}\n{done.text}").said  # where a hook may say it, and nothing is of the plan
    remotes = _git(folder, "remote").text.split()
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


def working(folder: Path, rev: str) -> dict[str, bytes]:
    """Return the plan's files in `rev` as Git would check them out here: with its line endings and filters.

    Raises Problem: exit 2 where none existed, exit 3 where a filter fails.
    """
    found = {}
    for name in files(folder, rev):
        done = _git(folder, "cat-file", "--filters", f"{rev}:./{_spot(folder, name)}")
        _expect(done, _("Git kan {file} niet teruggeven").format(file=name))
        found[name] = done.out
    return found


def left(folder: Path) -> dict[str, bytes]:
    """Return what Git put in the plan's files when it left something open; nothing where it keeps no such record."""
    known = not _git(folder, "rev-parse", "--verify", "--quiet", "AUTO_MERGE^{tree}").code
    return working(folder, "AUTO_MERGE") if known else {}


def unstage(folder: Path, names: Iterable[str] = FILES) -> None:
    """Make these files in the index what they are in HEAD, where they aren't. Raises Problem (exit 3)."""
    spots = [_spot(folder, name) for name in names]
    if _git(folder, "diff", "--cached", "--quiet", "--no-ext-diff", "--", *spots).code:
        _expect(_git(folder, "reset", "--quiet", "--", *spots), _("Er is niets teruggedraaid: Git werkt niet mee"))


def aside(folder: Path) -> Path:
    """Return the folder, in Git's own, for what is taken back; it may not be there yet."""
    return _state(folder, "aaa-undo")[0].resolve()


def unmerged(folder: Path) -> dict[str, tuple[bytes | None, bytes | None, bytes | None]]:
    """Return the base, ours and theirs of each of the files that Git could not merge; None for an absent one."""
    spots = _spots(folder)
    names = dict(zip(spots, FILES, strict=True))
    blobs = []
    for entry in _git(folder, "ls-files", "--unmerged", "-z", "--", *spots).text.split("\0")[:-1]:
        facts, _tab, spot = entry.partition("\t")
        _mode, blob, number = facts.split(" ")
        if spot in names:  # and not below a folder of that name
            blobs.append((names[spot], int(number), blob))
    read = _objects(folder, [blob for _name, _side, blob in blobs])
    sides: dict[str, list[bytes | None]] = {}
    for (name, side, _blob), content in zip(blobs, read, strict=True):
        sides.setdefault(name, [None, None, None])[side - 1] = content
    return {name: (base, ours, theirs) for name, (base, ours, theirs) in sides.items()}


def stage(folder: Path, name: str) -> None:
    """Put the file `name` in the index as it is: merged. Raises Problem (exit 3)."""
    done = _git(folder, "add", "--", _spot(folder, name))
    _expect(done, _("Git kan {file} niet overnemen").format(file=name))


def merge_text(
    ours: bytes, base: bytes, theirs: bytes, labels: tuple[str, str] = ("ours", "theirs")
) -> tuple[bytes, bool]:
    """Return three versions of a file as Git merges their lines, and whether nothing is left open.

    What is open has Git's markers around it, with these `labels`.
    """
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name, content in (("ours", ours), ("base", base), ("theirs", theirs)):
            (folder / name).write_bytes(content)
        options = ["-L", labels[0], "-L", "base", "-L", labels[1]]
        done = _git(folder, "-c", "merge.conflictStyle=merge", "merge-file", "-p", *options, "ours", "base", "theirs")
    if 0 <= done.code <= 127:
        return done.out, not done.code
    markers = (
        f"{sign * 7} {label}".rstrip().encode() for sign, label in zip("<=>", (labels[0], "", labels[1]), strict=True)
    )
    first, middle, last = markers  # of what Git takes for no text, which it doesn't merge
    return b"\n".join([first, ours, middle, theirs, last, b""]), False


def _last_of(folder: Path, day: date) -> Version | None:
    """Return HEAD's last commit, along the first parents, up to the end of a day."""
    from datetime import datetime, time
    from zoneinfo import ZoneInfo

    end = datetime.combine(day, time(23, 59, 59), ZoneInfo(ZONE)).timestamp()
    options = ("--first-parent", "--max-count=1", f"--min-age={max(0, int(end))}", "--format=%ct")
    return _told(_git(folder, "rev-list", *options, "HEAD"))


def _head(folder: Path) -> Version | None:
    """Return the last commit, None where there is none. Raises Problem (exit 3) where it can't be read."""
    found = _resolved(folder, "HEAD")
    if not found and not (named := _git(folder, "rev-parse", "--verify", "--quiet", "HEAD")).code:
        raise _damaged(named)
    return found


def _resolved(folder: Path, word: str) -> Version | None:
    """Return the commit that a revision means, None where it means none."""
    if "\0" in word:
        return None
    # a `^{commit}` behind it would become part of `:/text`
    done = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", word)
    if done.code:
        return None
    # finds nothing for a folder or a file, and for what `^main` means: all but it
    return _told(_git(folder, "rev-list", "--no-walk", "--format=%ct", done.text.strip()))


def _told(done: _Done) -> Version | None:
    """Return the version of Git's two lines `commit HASH` and its moment."""
    words = done.text.split()
    return None if done.code or not words else Version(words[1], _day(words[2]))


def _day(seconds: str) -> date:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return datetime.fromtimestamp(min(int(seconds), 250_000_000_000), ZoneInfo(ZONE)).date()  # the year 9892


def _objects(folder: Path, names: list[str]) -> list[bytes | None]:
    """Return the blobs of these names, None where there is none, through links within their version.

    Raises Problem (exit 3) where one should be there, but is missing or can't be read.
    """
    if not names:
        return []
    given = "".join(f"{name}\n" for name in names).encode()
    done = _git(folder, "cat-file", "--batch", "--follow-symlinks", given=given)
    if done.code:
        raise _damaged(done)
    found: list[bytes | None] = []
    place = 0
    for name in names:
        line_end = done.out.index(b"\n", place)
        *_front, kind, size = done.out[place:line_end].decode("utf-8", "replace").split(" ")
        place = line_end + 1
        if not size.isdecimal():  # "… missing", which is said of an absent path and of an absent object
            rev, _at, path = name.partition(":./")
            listed = _git(folder, "ls-tree", rev, "--", path)
            if listed.code or listed.out:
                raise _damaged(listed if listed.code else done)
            found.append(None)
            continue
        content = done.out[place : place + int(size)]
        found.append(content if kind == "blob" else None)  # else a folder, or a link that leads nowhere
        place += int(size) + 1
    return found


def _damaged(done: _Done) -> Problem:
    return Problem(
        _("Git kan een bewaarde versie van het plan niet lezen: deze kopie is beschadigd of niet volledig"),
        _(
            "Is er geen verbinding, probeer het dan later opnieuw. Blijft dit zo, vraag dan aan wie Git bij jullie"
            " beheert om een nieuwe kopie (git clone), en zet daar de bestanden van nu in."
        )
        + ("\n" + done.said if done.err.strip() else ""),
        NOT_POSSIBLE,
    )


def _spots(folder: Path) -> list[str]:
    return [_spot(folder, name) for name in FILES]


def _spot(folder: Path, name: str) -> str:
    """Return where a file really is, seen from `folder`: of one that is a link, Git keeps only where it leads."""
    file = folder / name
    if not file.is_symlink():
        return name
    home, real = folder.resolve(), Path(os.path.realpath(file))  # `resolve` fails on a link to itself
    root = next((above for above in (home, *home.parents) if (above / ".git").exists()), home)
    return Path(os.path.relpath(real, home)).as_posix() if real.is_relative_to(root) else name


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
        if file.is_symlink() and _spot(folder, name) == name:
            raise Problem(
                _("Git bewaart {file} hier niet: het bestand zelf staat ergens anders").format(file=name),
                _("Zet het bestand zelf in de map van het plan, in plaats van een verwijzing ernaar."),
                NOT_POSSIBLE,
            )


def under_way(folder: Path) -> str | None:
    """Return what Git is in the midst of that it finishes itself: `rebase`, `cherry-pick`, or None.

    In a rebase `ours` is of the others, and `theirs` one's own.
    """
    states = ("rebase-merge", "rebase-apply", "CHERRY_PICK_HEAD")
    *rebases, picking = (place.exists() for place in _state(folder, *states))
    return "rebase" if any(rebases) else "cherry-pick" if picking else None


def incoming(folder: Path) -> Version | None:
    """Return the commit that Git is bringing into the files, None where it isn't or can't tell."""
    heads = ("REBASE_HEAD",) if under_way(folder) == "rebase" else ("MERGE_HEAD", "CHERRY_PICK_HEAD")
    return next((found for head in heads if (found := _resolved(folder, head))), None)


def _state(folder: Path, *names: str) -> list[Path]:
    """Return where Git keeps what it is in the midst of."""
    done = _git(folder, "rev-parse", *(word for name in names for word in ("--git-path", name)))
    return [folder / line for line in done.text.splitlines()]


def author(folder: Path, rev: str) -> str:
    """Return the name of who made a commit."""
    return _git(folder, "log", "-1", "--format=%an", rev).text.strip()


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
    entries = _git(folder, "ls-files", "--unmerged", "-z", "--full-name", ":/").text.split("\0")[:-1]
    if names := sorted({entry.partition("\t")[2] for entry in entries}):
        raise Problem(
            _("Nog niet alles is samengevoegd: {files}").format(files=", ".join(map(figures.quoted, names[:5]))),
            _("Los voor het plan op wat botst met 'aaa resolve', en voor andere bestanden met 'git add'."),
            NOT_POSSIBLE,
        )
    return _state(folder, "MERGE_HEAD")[0].exists()


def _expect(done: _Done, what: str) -> None:
    """Raise Problem (exit 3) where Git failed, with what it said."""
    if done.code:
        busy = _("Een ander programma is met Git bezig. Wacht tot dat klaar is en geef de opdracht opnieuw.") + "\n"
        raise Problem(what, (busy if ".lock': File exists" in done.err else "") + done.said, NOT_POSSIBLE)


def _git(folder: Path, *arguments: str, given: bytes = b"") -> _Done:
    """Call Git in `folder`, `given` on its standard input. Raises Problem (exit 3) where Git can't work there."""
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
    done = _Done(ended.returncode, ended.stdout, ended.stderr.decode("utf-8", "replace"))
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
