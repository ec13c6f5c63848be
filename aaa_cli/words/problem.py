"""A question that cannot be answered, in the two lines that a person gets to read."""

from collections.abc import Iterable

from aaa_cli.words import _

_MOST = 12  # names that can be taken in at a glance

WRONG_PLAN, WRONG_QUESTION, NOT_POSSIBLE, BUG, INTERRUPTED = 1, 2, 3, 70, 130


class Problem(Exception):
    """Ends a command: `what` is wrong, the `remedy` that mends it, and the exit code."""

    def __init__(self, what: str, remedy: str, exit_code: int = WRONG_QUESTION) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
        self.exit_code = exit_code


def near(value: str, names: Iterable[str]) -> str | None:
    """Return the one of `names` that `value` is probably a slip or a piece of."""
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in reversed(list(names))}
    holding = [name for name in reversed(folded) if len(value) > 3 and value.casefold() in name]
    if holding:
        return folded[holding[0]]
    matches = get_close_matches(value.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[matches[0]] if matches else None


def choice(value: str, names: Iterable[str], *, slips: Iterable[str] = (), overview: str = "") -> str:
    """Return the sentence that says what could have been written instead of `value`.

    `names` are told; a slip is looked for among them and among `slips`, the other spellings. Where there are too
    many to tell, `overview` is the command that lists them.
    """
    names = list(names)
    meant = near(value, [*names, *slips])
    if overview and len(names) > _MOST:
        possible = _("Een overzicht geeft: {command}").format(command=overview)
    else:
        possible = _("Mogelijk zijn: {names}.").format(names=", ".join(names))
    return (_("Bedoelde je '{name}'?").format(name=meant) + " " if meant else "") + possible
