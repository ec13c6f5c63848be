"""Writing the files of a plan: whole or not at all, one writer at a time, and never over what somebody else wrote.

A file is replaced by one rename. Files that change together are all written beside their places first; a journal says
which they are, and what was cut off between two renames is finished by whoever comes next.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from aaa_cli.plan.models import FILES
from aaa_cli.words import _, figures
from aaa_cli.words.problem import NOT_POSSIBLE, Problem, reason

PATIENCE = 5.0  # seconds to wait for somebody else
LOCK, JOURNAL, FRESH = ".aaa.lock", ".aaa.journal", ".aaa-new"


def replace(file: Path, content: bytes) -> None:
    """Replace a file at once and for good, or make it; through a symlink, what it points at.

    It keeps its mode and, where that is allowed, its owner. Raises OSError; the old file is then as it was.
    """
    target = Path(os.path.realpath(file))
    fresh = _beside(target, content)
    try:
        fresh.replace(target)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    _flush_folder(target.parent)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the plan in `folder`; whoever else wants to change it waits.

    Raises Problem (exit 3) where somebody else holds it for more than 5 seconds, or the folder can't be written.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(_lock(folder), timeout=PATIENCE)
    try:
        lock.acquire()
    except Timeout as error:
        raise Problem(
            _("Iemand anders wijzigt dit plan op dit moment"),
            _("Probeer het over een minuut opnieuw; er is niets gewijzigd."),
            NOT_POSSIBLE,
        ) from error
    except OSError as error:
        raise _not_written(folder, error) from error
    try:
        _tidy(folder)
        yield
    finally:
        lock.release()


def keep(folder: Path, fresh: Mapping[str, bytes], read: Mapping[str, bytes]) -> None:
    """Write the `fresh` files of a plan, all or none; it must be locked. `read` is what they held when read.

    Raises Problem (exit 3) where one holds something else by now, or can't be written.
    """
    for name in fresh:
        _unchanged(folder / name, read.get(name))
    places = {name: Path(os.path.realpath(folder / name)) for name in fresh}
    made: dict[str, Path] = {}
    landed: list[str] = []
    journal = folder / JOURNAL
    try:
        for name, content in fresh.items():
            made[name] = _beside(places[name], content)
        if len(fresh) > 1:
            steps = [(made[name], places[name], read.get(name), fresh[name]) for name in fresh]
            replace(journal, _noted(steps))
        for name in fresh:
            made[name].replace(places[name])
            landed.append(name)
            _flush_folder(places[name].parent)
    except OSError as error:
        for name in landed:  # what is half done is undone, or else left to the journal
            replace(places[name], read[name]) if name in read else places[name].unlink()
        journal.unlink(missing_ok=True)
        for file in made.values():
            file.unlink(missing_ok=True)
        raise _not_written(Path(error.filename or folder), error) from error
    if len(fresh) > 1:
        journal.unlink()


def recover(folder: Path) -> None:
    """Finish a change of several files that was cut off between two renames, if there is one and nobody is at it.

    One look at the folder where there is none. Never raises: who only reads may not be allowed to write.
    """
    if not (folder / JOURNAL).exists():
        return
    from filelock import FileLock, Timeout

    with suppress(Timeout, OSError), FileLock(_lock(folder), timeout=0):
        _tidy(folder)


def _lock(folder: Path) -> Path:
    """Return the file that is locked: out of sight where Git keeps its own, else in the folder of the plan."""
    real = folder.resolve()
    git = next((above / ".git" for above in (real, *real.parents) if (above / ".git").exists()), None)
    return (git if git and git.is_dir() and os.access(git, os.W_OK) else real) / LOCK


def _tidy(folder: Path) -> None:
    """Finish what was cut off, and take away what a writer left that was killed before anything was renamed."""
    with suppress(FileNotFoundError):
        _finish(folder / JOURNAL)
    for name in (*FILES, JOURNAL):
        target = Path(os.path.realpath(folder / name))
        for file in target.parent.glob(f".{target.name}.*{FRESH}"):
            file.unlink(missing_ok=True)


def _finish(journal: Path) -> None:
    import json

    try:
        noted = json.loads(journal.read_bytes())
    except ValueError:  # it is written whole, so this is not ours
        journal.unlink()
        return
    steps = [(Path(step["fresh"]), Path(step["target"]), step["old"], step["new"]) for step in noted]
    holds = [_digest(target) for _fresh, target, _old, _new in steps]
    if all(held in (old, new) for held, (_fresh, _target, old, new) in zip(holds, steps, strict=True)):
        for held, (fresh, target, _old, new) in zip(holds, steps, strict=True):
            if held != new and _digest(fresh) == new:
                fresh.replace(target)
                _flush_folder(target.parent)
    journal.unlink()  # somebody wrote in a file since: that stays


def _noted(steps: Sequence[tuple[Path, Path, bytes | None, bytes]]) -> bytes:
    """Return the journal: which new file is to take the place of what."""
    import json

    return json.dumps(
        [
            {"fresh": str(fresh), "target": str(target), "old": _hash(old), "new": _hash(new)}
            for fresh, target, old, new in steps
        ]
    ).encode()


def _digest(file: Path) -> str | None:
    try:
        return _hash(file.read_bytes())
    except FileNotFoundError:
        return None


def _hash(content: bytes | None) -> str | None:
    from hashlib import sha256

    return None if content is None else sha256(content).hexdigest()


def _unchanged(file: Path, read: bytes | None) -> None:
    """Raise Problem where a file holds something else than what was read, or may not be written."""
    try:
        now = file.read_bytes() if read is not None or file.exists() else None
        if now is not None and not os.access(file, os.W_OK):
            raise PermissionError(13, "", str(file))
    except OSError as error:
        raise _not_written(file, error) from error
    if now != read:
        raise Problem(
            _("{file} is intussen gewijzigd, door een ander of in een editor").format(file=figures.quoted(file.name)),
            _("Bewaar wat nog open staat en geef de opdracht opnieuw; er is niets gewijzigd."),
            NOT_POSSIBLE,
        )


def _not_written(file: Path, error: OSError) -> Problem:
    what = _("{file} kan niet worden geschreven: {reason}")
    return Problem(
        what.format(file=figures.quoted(file, most=200), reason=reason(error)),
        _("Controleer of de map bestaat, of je er mag schrijven en of de schijf niet vol is."),
        NOT_POSSIBLE,
    )


def _beside(target: Path, content: bytes) -> Path:
    """Write a new file beside the one that it is to replace, on the disk for good, and return it."""
    import tempfile

    old = target.stat() if target.exists() else None
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=FRESH, dir=target.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if old is not None and hasattr(os, "chown"):
            with suppress(PermissionError):
                os.chown(fresh, old.st_uid, old.st_gid)
        fresh.chmod(old.st_mode & 0o7777 if old else 0o666 & ~_umask())
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    return fresh


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _flush_folder(folder: Path) -> None:
    """See to it that a rename survives a power cut, where the system can do that for a folder."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
