"""A folder of files that is written whole beside an old one and then takes its place.

A marker in it tells what was written there, so that nothing is replaced that somebody else put there or changed.
"""

import errno
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from aaa_cli.words import _, figures
from aaa_cli.words.problem import NOT_POSSIBLE, WRONG_QUESTION, Problem, reason

MARKER = ".aaa-export.json"
_MOST_BYTES = 1_000_000  # of a marker
_FRESH, _OLD = "aaa-nieuw", "aaa-oud"  # in the names of what stands beside a folder for a moment


def check(folder: Path, *, force: bool = False, meant: Path | None = None) -> None:
    """Refuse a folder that is neither absent, empty, nor as an export left it. Raises Problem (exit 2).

    With `force` files of an export that were changed since may be replaced, but never others. Where it is already
    being replaced, and so has another name than the one that is `meant`, it is exit 3.
    """
    name, exit_code = figures.quoted(meant or folder, most=200), NOT_POSSIBLE if meant else WRONG_QUESTION
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        what = _("{folder} is geen map").format(folder=name)
        raise Problem(what, _("Noem een map die nog niet bestaat, of een lege."), exit_code)
    with _refusing(folder):
        if not any(folder.iterdir()):
            return
        written = _marked(folder)
        if written is None:
            what = _("De map {folder} is niet leeg en niet door 'aaa export' gemaakt").format(folder=name)
            remedy = _("Er is niets gewijzigd. Noem een map die nog niet bestaat, of een lege.")
            raise Problem(what, remedy, exit_code)
        present = dict(_everything(folder))
    made = {MARKER, *written, *(str(above) for file in written for above in PurePosixPath(file).parents)}
    if others := sorted(present.keys() - made):
        what = _("In {folder} staat iets dat niet door 'aaa export' is gemaakt: {file}")
        remedy = _("Er is niets gewijzigd. Zet het ergens anders, en probeer het opnieuw.")
        raise Problem(what.format(folder=name, file=figures.quoted(others[0], most=200)), remedy, exit_code)
    changed = sorted(file for file, held in written.items() if file in present and _sum(present[file]) != held)
    if changed and not force:
        what = _("In {folder} is sinds de vorige keer een bestand gewijzigd: {file}")
        remedy = _("Er is niets gewijzigd. Bewaar het onder een andere naam ergens anders, of voeg --force toe.")
        raise Problem(what.format(folder=name, file=figures.quoted(changed[0], most=200)), remedy, exit_code)


def _marked(folder: Path) -> dict[str, str] | None:
    """Return the files that an export wrote with their sums, None where none did."""
    marker = folder / MARKER
    try:
        if not stat.S_ISREG(marker.lstat().st_mode) or marker.stat().st_size > _MOST_BYTES:
            return None
        told: Any = json.loads(marker.read_bytes())
        return {str(name): str(held) for name, held in told["files"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _everything(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield all that is in a folder, by its path within it; a link is one thing. Raises OSError."""
    for each in folder.iterdir():
        yield each.name, each
        if each.is_dir() and not each.is_symlink():
            yield from ((f"{each.name}/{name}", path) for name, path in _everything(each))


def _sum(file: Path) -> str:
    """Return the sum of a file, nothing where it is none that can be read."""
    try:
        return _digest(file.read_bytes()) if stat.S_ISREG(file.lstat().st_mode) else ""
    except OSError:
        return ""


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _beside(target: Path) -> tuple[Path, Path]:
    """Return where the new and the old folder stand while one takes the place of the other."""
    return target.with_name(f".{target.name}.{_FRESH}"), target.with_name(f".{target.name}.{_OLD}")


def replace(folder: Path, files: Mapping[str, bytes], *, force: bool = False) -> None:
    """Put files (path within the folder, content) in the place of what the folder held.

    They are written beside it; then it takes two renames, and the old folder is kept until the new one stands. Raises
    Problem (exit 3) where that can't be done, also for what somebody changed there in the meantime: the old folder is
    then as it was.
    """
    with _refusing(folder):
        target = folder.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        with _alone(target):
            _tidy(target)
            fresh, old = _beside(target)
            try:
                _write(fresh, files)
                if target.exists():
                    target.rename(old)
                try:
                    check(old, force=force, meant=folder)  # which nobody can change by its name any more
                    fresh.rename(target)
                except BaseException:
                    if old.exists():
                        old.rename(target)
                    raise
            finally:
                shutil.rmtree(fresh, ignore_errors=True)
            shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Keep out other exports into the same folder; the lock lies with the system's own temporary files."""
    import tempfile

    from filelock import FileLock

    name = _digest(os.fsencode(target))[:32]
    user = os.getuid() if hasattr(os, "getuid") else 0
    with FileLock(Path(tempfile.gettempdir()) / f"aaa-export-{user}-{name}.lock"):
        yield


def _tidy(target: Path) -> None:
    """Finish what an export left that was killed: without a folder the old one takes its place again."""
    fresh, old = _beside(target)
    if old.exists() and not target.exists():
        old.rename(target)
    for left in (fresh, old):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    sums = {name: _digest(content) for name, content in files.items()}
    told = json.dumps({"made_by": "aaa export", "files": sums}, indent=2, sort_keys=True)
    for name, content in {**files, MARKER: told.encode()}.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)


@contextmanager
def _refusing(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError) as error:  # the second one for a link that leads to itself
        why = reason(error) if isinstance(error, OSError) else _("de verwijzing wijst naar zichzelf")
        what = _("De map {folder} kan niet worden geschreven: {reason}")
        remedy = _("Controleer of je er mag schrijven, of de schijf niet vol is en of er geen bestand uit openstaat.")
        if isinstance(error, OSError) and error.errno in (errno.EBUSY, errno.EXDEV):
            remedy = _("Is het een hele schijf of USB-stick, noem dan een map daarop.")
        raise Problem(
            what.format(folder=figures.quoted(folder, most=200), reason=why), remedy, NOT_POSSIBLE
        ) from error
