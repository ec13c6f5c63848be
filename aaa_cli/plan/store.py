"""Writing the files of a plan so that nothing is ever lost: whole or not at all, one writer at a time.

A change over several files is written beside them first, then told in a journal, then renamed into place. Cut off
before the journal stands it never was; cut off after that, the next run finishes it.
"""

import errno
import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from aaa_cli.plan.models import FILES
from aaa_cli.words import _, figures
from aaa_cli.words.problem import NOT_POSSIBLE, Problem, reason

LOCK, JOURNAL = ".aaa.lock", ".aaa.journal"
PATIENCE = 5.0  # seconds to wait for somebody else's change
READERS_PATIENCE = 1.0  # seconds to wait for one whose renames are under way, which takes a hundredth of it
_SUFFIX = ".aaa-new"
_MOST_BYTES = 10_000  # of a journal, which needs a tenth of it


class _Step(NamedTuple):
    """What happens to one file in a change; `held` and `gets` are SHA-256 sums, None where there is no file."""

    name: str
    ready: str  # the new file, which stands beside the one that it replaces; where there is none, the mark of the old
    held: str | None
    gets: str | None


def replace(file: Path, content: bytes) -> None:
    """Replace a file at once and for good, with the mode and owner of the old one; behind a symlink, its target.

    Raises OSError; the old file is then as it was, and nothing is left beside it.
    """
    target = _target(file)
    ready = _write_beside(target, content)
    try:
        ready.replace(target)
    except BaseException:
        ready.unlink(missing_ok=True)
        raise
    _flush(target.parent)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the plan in `folder` for this process, and finish or tidy what a killed one left there.

    Raises Problem (exit 3) where another process still holds it after `PATIENCE` seconds, and where the folder can't
    be written. The system frees the lock of a process that ends, however it ends. Not to be nested.
    """
    from filelock import Timeout

    with _refusing(folder):
        try:
            hold = _acquire(folder, PATIENCE)
        except Timeout as error:
            raise Problem(
                _("Iemand anders wijzigt op dit moment het plan in {folder}").format(folder=_named(folder)),
                _(
                    "Er is niets gewijzigd. Probeer het over een minuut opnieuw. Blijft dit zo, kijk dan of er nog"
                    " een venster openstaat waarin aaa bezig is."
                ),
                NOT_POSSIBLE,
            ) from error
    with hold:
        with _refusing(folder):
            _finish(folder)
        yield


def keep(folder: Path, fresh: Mapping[str, bytes], read: Mapping[str, bytes]) -> None:
    """Write the `fresh` files of a plan, all or none. To be called while the plan is locked.

    `read` is what files held when they were read; one that `fresh` names and `read` doesn't was not there. Raises
    Problem (exit 3) where one of either holds something else by now, and where one can't or may not be written.
    """
    steps: list[_Step] = []
    try:
        for name, content in fresh.items():
            if content != read.get(name):
                with _refusing(folder / name):
                    steps.append(_prepare(folder, name, content, held=_sum(read.get(name))))
        for name in sorted(fresh.keys() | read.keys()):  # now, so that hardly any time is left for an editor to save
            _demand_unchanged(folder / name, _sum(read.get(name)))
        if len(steps) > 1:
            with _refusing(folder):
                _write_journal(folder, steps)
        _carry_out(folder, steps)
    except BaseException:
        _take_back(folder, steps, read)
        raise
    if len(steps) > 1:
        _tidy(folder)


def recover(folder: Path) -> None:
    """Finish a change over several files that was cut off between two renames; costs one look where there is none.

    Never raises: where the plan can't be written, or stays held for more than `READERS_PATIENCE`, it stays as it is.
    """
    if _is_file(folder / JOURNAL):
        with suppress(OSError, Problem), _acquire(folder, READERS_PATIENCE):
            _finish(folder)


def _acquire(folder: Path, patience: float) -> AbstractContextManager[object]:
    from filelock import FileLock

    if not folder.is_dir():  # which the library would make
        raise FileNotFoundError(errno.ENOENT, "no such folder", str(folder))
    # Who may change the plan may take the lock, also where a colleague made its file. The file stays: removed, two
    # processes could each lock one of that name. A soft lock would outlive a process that is killed.
    lock = FileLock(_lock(folder), timeout=patience, mode=0o666, preserve_lock_file=True, fallback_to_soft=False)
    return lock.acquire(poll_interval=0.02)


def _lock(folder: Path) -> Path:
    """Return the file that is locked: out of sight where Git keeps its own, else in the folder of the plan.

    It is the same one for all who may write there, and for others once it is there.
    """
    real = folder.resolve()
    git = next((above / ".git" for above in (real, *real.parents) if (above / ".git").exists()), real)
    if _is_file(git):  # of a worktree or a submodule: it says where Git keeps its own
        with suppress(OSError):
            says = git.read_text(encoding="utf-8", errors="surrogateescape")
            git = git.parent / says.removeprefix("gitdir: ").rstrip("\n") if says.startswith("gitdir: ") else real
    known = git.is_dir() and (_is_file(git / LOCK) or os.access(git, os.W_OK))
    return (git if known else real) / LOCK


def _finish(folder: Path) -> None:
    """Carry out what is left of the change in the journal, unless somebody changed one of its files since."""
    left = []
    for step in _read_journal(folder):
        target = _target(folder / step.name)
        if (now := _sum(_content(target))) == step.gets:
            continue
        if now != step.held or not _is_own(step, target):
            break
        left.append(step)
    else:
        _carry_out(folder, left)
    _tidy(folder)


def _is_own(step: _Step, target: Path) -> bool:
    """Tell whether a step is one that this program wrote down here."""
    if step.gets is None:
        return step.ready == _mark(target)
    return step.gets == _sum(_content(target.parent / step.ready))


def _carry_out(folder: Path, steps: Sequence[_Step]) -> None:
    for step in steps:
        _demand_unchanged(folder / step.name, step.held)
        with _refusing(folder / step.name):
            target = _target(folder / step.name)
            if step.gets is None:
                target.unlink()
            else:
                (target.parent / step.ready).replace(target)
    for parent in {_target(folder / step.name).parent for step in steps}:
        _flush(parent)


def _take_back(folder: Path, steps: Sequence[_Step], read: Mapping[str, bytes]) -> None:
    """Give back what files held before a change that failed, in a change of its own.

    Raises Problem where that fails as well; then the journal stays, for the next run.
    """
    try:
        done = [step for step in steps if _is_done(folder, step)] if _is_file(folder / JOURNAL) else []
        if done:
            back = [_prepare(folder, step.name, read.get(step.name), held=step.gets) for step in done]
            _write_journal(folder, back)
            _finish(folder)
        else:
            _tidy(folder)
    except (OSError, Problem) as error:
        raise Problem(
            _("De wijziging in {folder} is maar voor een deel opgeslagen").format(folder=_named(folder)),
            _(
                "Controleer of je in de map mag schrijven en of de schijf niet vol is. Geef daarna 'aaa validate':"
                " dat maakt de wijziging af."
            ),
            NOT_POSSIBLE,
        ) from error


def _is_done(folder: Path, step: _Step) -> bool:
    target = _target(folder / step.name)
    return not (target.parent / step.ready).exists() and _sum(_content(target)) == step.gets


def _tidy(folder: Path) -> None:
    """Remove the journal, and new files that never got their place."""
    with suppress(OSError):
        (folder / JOURNAL).unlink()
    for target in (*(_target(folder / name) for name in FILES), folder / JOURNAL):
        with suppress(OSError):
            for file in target.parent.iterdir():
                if _is_ready(file.name, target):
                    file.unlink()


def _prepare(folder: Path, name: str, content: bytes | None, *, held: str | None) -> _Step:
    """Write the new file of a step, where it gets one."""
    target = _target(folder / name)
    if content is None:
        return _Step(name, _mark(target), held, None)
    _demand_writable(folder / name)
    return _Step(name, _write_beside(target, content).name, held, _sum(content))


def _write_beside(target: Path, content: bytes, like: Path | None = None) -> Path:
    """Write what is to replace `target` beside it, with its mode and owner or those of `like`; return that file.

    Raises OSError, and leaves nothing then.
    """
    import tempfile

    try:
        old = (like or target).stat()
    except FileNotFoundError:
        old = None
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=_SUFFIX, dir=target.parent)
    ready = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            if old and hasattr(os, "chown"):
                for uid, gid in ((-1, old.st_gid), (old.st_uid, -1)):  # a member of the group may do the first only
                    with suppress(PermissionError):
                        os.chown(ready, uid, gid)
            ready.chmod(stat.S_IMODE(old.st_mode) if old else 0o666 & ~_umask())
            os.fsync(stream.fileno())
    except BaseException:
        ready.unlink(missing_ok=True)
        raise
    return ready


def _mark(target: Path) -> str:
    """Return what nobody elsewhere can know of a file: a journal that came along with it can't have it removed."""
    with suppress(FileNotFoundError):
        found = target.stat()
        return f"{found.st_ino}-{found.st_ctime_ns}"
    return ""


def _is_ready(name: str, target: Path) -> bool:
    return re.fullmatch(rf"\.{re.escape(target.name)}\.[a-z0-9_]+{re.escape(_SUFFIX)}", name) is not None


def _write_journal(folder: Path, steps: Sequence[_Step]) -> None:
    import json

    for parent in {_target(folder / step.name).parent for step in steps}:  # what it tells of has to outlast it
        _flush(parent)
    content = json.dumps([step._asdict() for step in steps], indent=1).encode()
    like = next((file for step in steps if (file := _target(folder / step.name)).exists()), None)
    _write_beside(folder / JOURNAL, content, like).replace(folder / JOURNAL)  # whoever reads the plan may finish it
    _flush(folder)


def _read_journal(folder: Path) -> list[_Step]:
    """Return the steps of the journal; none where there is none, or one that isn't of this program's making."""
    import json

    if not _is_file(folder / JOURNAL):
        return []
    with (folder / JOURNAL).open("rb") as stream:
        content = stream.read(_MOST_BYTES)
    try:
        steps = [_Step(**step) for step in json.loads(content)]
        sound = all(
            step.name in FILES and (step.gets is None or _is_ready(step.ready, _target(folder / step.name)))
            for step in steps
        )
    except (ValueError, TypeError, RecursionError):
        return []
    return steps if sound else []


def _demand_writable(file: Path) -> None:
    """Raise Problem for a file that was protected from changes: a rename would pass that by."""
    try:
        mode = file.stat().st_mode
    except FileNotFoundError:
        return
    if not mode & stat.S_IWUSR or not os.access(file, os.W_OK):
        raise Problem(
            _("{file} is beveiligd tegen wijzigen").format(file=_named(file)),
            _(
                "Er is niets gewijzigd. Zet bij de eigenschappen van het bestand 'Alleen-lezen' uit, of vraag dat aan"
                " wie het bestand beheert."
            ),
            NOT_POSSIBLE,
        )


def _demand_unchanged(file: Path, held: str | None) -> None:
    """Raise Problem where a file holds something else than what has the sum `held`, which is None for no file."""
    with _refusing(file):
        now = _sum(_content(file))
    if now == held:
        return
    if now is None:
        what, remedy = _("{file} is verdwenen"), _("Er is niets gewijzigd. Zet het bestand terug.")
    else:
        what = _("{file} is intussen gewijzigd")
        remedy = _("Er is niets overschreven. Geef de opdracht opnieuw, dan gaat die uit van wat er nu staat.")
    raise Problem(what.format(file=_named(file)), remedy, NOT_POSSIBLE)


def _content(file: Path) -> bytes | None:
    """Return what a file holds, None where there is none. Raises OSError, also for what is no file."""
    try:
        mode = file.stat().st_mode
        if not stat.S_ISREG(mode):  # a pipe would keep its reader waiting
            raise IsADirectoryError(errno.EISDIR, "not a file", str(file))
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _sum(content: bytes | None) -> str | None:
    import hashlib

    return None if content is None else hashlib.sha256(content).hexdigest()


def _is_file(file: Path) -> bool:
    """Tell whether a file of this name is there, not a symlink or a pipe."""
    try:
        return stat.S_ISREG(file.lstat().st_mode)
    except OSError:
        return False


def _target(file: Path) -> Path:
    return Path(os.path.realpath(file))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _flush(folder: Path) -> None:
    """Have the names in a folder outlast a power cut, as far as the system can."""
    if hasattr(os, "O_DIRECTORY"):  # Windows has no such thing
        with suppress(OSError):  # nor have some network drives; the files themselves were flushed
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _named(file: Path) -> str:
    return figures.quoted(file, most=200)


@contextmanager
def _refusing(file: Path) -> Iterator[None]:
    """Tell of an OSError as a Problem with `file`."""
    try:
        yield
    except OSError as error:
        raise Problem(
            _("{file} kan niet worden gewijzigd: {reason}").format(file=_named(file), reason=reason(error)),
            _("Controleer of de map bestaat, of je er mag schrijven en of de schijf niet vol is."),
            NOT_POSSIBLE,
        ) from error
