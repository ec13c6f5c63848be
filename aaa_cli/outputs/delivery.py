"""Where output goes: the screen, a pipe, or a file that is whole or not there."""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

from aaa_cli.plan import store
from aaa_cli.plan.models import FILES
from aaa_cli.words import _, figures
from aaa_cli.words.problem import NOT_POSSIBLE, Problem, reason


def say(stream: IO[str], text: str) -> None:
    """Write text for people, at once. In the log of a forge, no line of it can be taken for a command."""
    if os.environ.get("GITHUB_ACTIONS") == "true" and re.search(r"(?m)^\s*::|##\[", text):
        token = os.urandom(16).hex()
        text = f"::stop-commands::{token}\n{text}::{token}::\n"
    stream.write(text)


def to_stdout(content: bytes) -> None:
    """Write the bytes of a file to standard output; a terminal gets them as text."""
    if sys.stdout.isatty():
        sys.stdout.write(figures.visible(content.decode("utf-8-sig").replace("\r\n", "\n")))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)


def to_file(file: Path, make: Callable[[], bytes], *, force: bool) -> None:
    """Write what is made. Raises Problem (exit 3) where that cannot be done.

    An existing file is replaced with `force`, or after a yes on the terminal.
    """
    if _real_name(file) in FILES:
        raise Problem(
            _("{file} is een bestand van een plan").format(file=figures.quoted(file, most=200)),
            _("Kies een andere naam."),
            NOT_POSSIBLE,
        )
    if file.is_dir():
        raise Problem(
            _("{file} is een map").format(file=figures.quoted(file, most=200)),
            _("Geef achter --output ook een bestandsnaam, zoals {example}.").format(
                example=figures.one_line(str(file / "status.md"))
            ),
            NOT_POSSIBLE,
        )
    if file.is_file() and not force and not _confirmed(file):
        raise Problem(
            _("{file} bestaat al").format(file=figures.quoted(file, most=200)),
            _("Kies een andere naam, of voeg --force toe om het bestand te vervangen."),
            NOT_POSSIBLE,
        )
    write(file, make())


def _real_name(file: Path) -> str:
    try:
        return file.resolve().name
    except (OSError, RuntimeError) as error:  # a link that leads to itself
        raise Problem(
            _("{file} kan niet worden geschreven: {reason}").format(
                file=figures.quoted(file, most=200), reason=_("de verwijzing wijst naar zichzelf")
            ),
            _("Kies een andere naam."),
            NOT_POSSIBLE,
        ) from error


def write(file: Path, content: bytes) -> None:
    """Write a file whole, or leave the old one as it was. Raises Problem (exit 3) where that cannot be done."""
    try:
        if is_device(file):  # which cannot be replaced
            file.write_bytes(content)
        else:
            store.replace(file, content)
    except OSError as error:
        what = _("{file} kan niet worden geschreven: {reason}")
        raise Problem(
            what.format(file=figures.quoted(file, most=200), reason=reason(error)),
            _("Controleer of de map bestaat, of je er mag schrijven en of de schijf niet vol is."),
            NOT_POSSIBLE,
        ) from error


def is_device(file: Path) -> bool:
    """Tell whether something else than a file stands there, such as a pipe."""
    return file.exists() and not file.is_file()


def tell_saved(file: Path) -> None:
    """Tell a person on a terminal that a file was written."""
    if sys.stderr.isatty():
        sys.stderr.write(_("Opgeslagen: {file}").format(file=file) + "\n")


def _confirmed(file: Path) -> bool:
    return bool(asked(_("{file} bestaat al. Vervangen? [j/N] ").format(file=figures.quoted(file, most=200))))


def asked(question: str) -> bool | None:
    """Return whether a person says yes; None where there is nobody to ask."""
    return ask(question).strip().casefold() in {"j", "ja", "y", "yes"} if can_ask() else None


def can_ask() -> bool:
    """Tell whether there is a person to answer."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stderr.isatty())


def ask(question: str) -> str:
    """Return the line that a person types, its break included; nothing at the end of what is typed."""
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline()
