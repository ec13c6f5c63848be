"""A folder of files that is written whole beside an old one and then takes its place.

A file in it tells what was written there, so that nothing is replaced that somebody else put there or changed.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from aaa_cli.words import _, figures
from aaa_cli.words.problem import NOT_POSSIBLE, Problem, reason

MARKER = ".aaa-export.json"


def check(folder: Path, *, force: bool = False) -> None:
    """Refuse a folder that is neither absent, empty, nor as an export left it. Raises Problem (exit 2).

    With `force` files of an export that were changed since may be replaced, but never others.
    """
    name = figures.quoted(folder, most=200)
    if not folder.exists():
        return
    if not folder.is_dir():
        what = _("{folder} is een bestand, geen map").format(folder=name)
        raise Problem(what, _("Noem een map die nog niet bestaat, of een lege."))
    present = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if not file.is_dir()}
    if not present:
        return
    written = _marked(folder)
    if written is None:
        what = _("De map {folder} is niet leeg en niet door 'aaa export' gemaakt").format(folder=name)
        raise Problem(what, _("Er is niets gewijzigd. Noem een map die nog niet bestaat, of een lege."))
    if others := sorted(present.keys() - written.keys() - {MARKER}):
        what = _("In {folder} staat iets dat niet door 'aaa export' is gemaakt: {file}")
        remedy = _("Er is niets gewijzigd. Zet het ergens anders, en probeer het opnieuw.")
        raise Problem(what.format(folder=name, file=figures.quoted(others[0], most=200)), remedy)
    changed = sorted(each for each, held in written.items() if each in present and _sum(present[each]) != held)
    if changed and not force:
        what = _("In {folder} is sinds de vorige keer een bestand gewijzigd: {file}")
        remedy = _("Er is niets gewijzigd. Bewaar het onder een andere naam ergens anders, of voeg --force toe.")
        raise Problem(what.format(folder=name, file=figures.quoted(changed[0], most=200)), remedy)


def _marked(folder: Path) -> dict[str, str] | None:
    """Return the files that an export wrote with their sums, None where none did."""
    try:
        told: Any = json.loads((folder / MARKER).read_bytes())
        return {str(name): str(held) for name, held in told["files"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _sum(file: Path) -> str:
    with suppress(OSError):
        return hashlib.sha256(file.read_bytes()).hexdigest()
    return ""


def replace(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files (path within the folder, content) in the place of what the folder held.

    They are written beside it; then it takes two renames, and the old folder is kept until the new one stands.
    Raises Problem (exit 3) where that can't be done: the old folder is then as it was.
    """
    target = folder.resolve()
    with _refusing(folder):
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh, old = (_beside(target, word) for word in ("nieuw", "oud"))
        try:
            _write(fresh, files)
            if target.exists():
                target.rename(old)
            try:
                fresh.rename(target)
            except BaseException:
                if old.exists():
                    old.rename(target)
                raise
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _beside(target: Path, word: str) -> Path:
    return target.with_name(f".{target.name}.{word}-{os.urandom(4).hex()}")


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    told = json.dumps({"made_by": "aaa export", "files": sums}, indent=2, sort_keys=True)
    for name, content in {**files, MARKER: told.encode()}.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)


@contextmanager
def _refusing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        what = _("De map {folder} kan niet worden geschreven: {reason}")
        raise Problem(
            what.format(folder=figures.quoted(folder, most=200), reason=reason(error)),
            _("Controleer of je er mag schrijven, of de schijf niet vol is en of er geen bestand uit openstaat."),
            NOT_POSSIBLE,
        ) from error
