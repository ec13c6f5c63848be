"""A question that cannot be answered, in the two lines that a person gets to read."""

from collections.abc import Iterable
from datetime import date

from aaa_cli.words import _
from aaa_cli.words.figures import dutch_day, iso_day, one_line, quoted

_MOST = 12  # names that can be taken in at a glance

WRONG_PLAN, WRONG_QUESTION, NOT_POSSIBLE, BUG, INTERRUPTED = 1, 2, 3, 70, 130


class Problem(Exception):
    """Ends a command: `what` is wrong, the `remedy` that mends it, and the exit code."""

    def __init__(self, what: str, remedy: str, exit_code: int = WRONG_QUESTION) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
        self.exit_code = exit_code

    def __reduce__(self) -> tuple[type["Problem"], tuple[str, str, int]]:
        return Problem, (self.what, self.remedy, self.exit_code)  # for another process


def read_day(text: str, example: str) -> date:
    """Return the day from 1900 to 2999 that is written as 2025-04-15.

    Raises Problem (exit 2), with the `example` of an option.
    """
    if (day := iso_day(text)) and 1900 <= day.year < 3000:
        return day
    raise Problem(
        _("{value} herkent het programma niet als datum").format(value=quoted(text)),
        did_you_mean(dutch_day(text)) + _("Schrijf jaar-maand-dag, zoals {example}.").format(example=example),
    )


def near(value: str, names: Iterable[str]) -> str | None:
    """Return the one of `names` that `value` is probably a slip or a piece of."""
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in reversed(list(names))}
    holding = [name for name in reversed(folded) if len(value) > 3 and value.casefold() in name]
    if holding:
        return folded[holding[0]]
    matches = get_close_matches(value.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[matches[0]] if matches else None


def did_you_mean(name: object | None) -> str:
    """Return `Bedoelde je 'gemeente'? `, with the space behind it, or nothing where no name comes near."""
    return _("Bedoelde je '{name}'?").format(name=one_line(str(name))) + " " if name else ""


def choice(value: str, names: Iterable[str], *, slips: Iterable[str] = (), overview: str = "") -> str:
    """Return the sentence that says what could have been written instead of `value`.

    `names` are told; a slip is looked for among them and among `slips`, the other spellings. Where there are too
    many to tell, `overview` is the command that lists them.
    """
    names = list(names)
    if not names:
        return overview
    meant = did_you_mean(near(value, [*names, *slips]))
    if len(names) > _MOST and (overview or meant):
        return meant + _("Een overzicht geeft: {command}").format(command=overview) if overview else meant.rstrip()
    return meant + _("Mogelijk zijn: {names}.").format(names=", ".join(map(one_line, names)))


def reason(error: OSError) -> str:
    """Return in words why the system would not do something."""
    import errno

    reasons = {
        errno.ENOSPC: _("de schijf is vol"),
        errno.EDQUOT: _("de schijf is vol"),
        errno.EISDIR: _("het is geen bestand"),
        errno.EEXIST: _("er staat al iets met die naam"),
        errno.EBUSY: _("het is in gebruik"),
        errno.EXDEV: _("het is in gebruik"),
        errno.ENOENT: _("de map of het bestand bestaat niet"),
        errno.ENOTDIR: _("de map of het bestand bestaat niet"),
        errno.EACCES: _("je hebt er geen rechten voor"),
        errno.EPERM: _("je hebt er geen rechten voor"),
        errno.EROFS: _("deze schijf kan alleen gelezen worden"),
        errno.ENAMETOOLONG: _("de naam is te lang"),
        errno.ELOOP: _("de verwijzing wijst naar zichzelf"),
    }
    return reasons.get(error.errno or 0, _("het systeem weigert ({name})").format(name=type(error).__name__))
