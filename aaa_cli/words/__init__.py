"""What is said to people, in Dutch, or in the language of a catalogue.

The Dutch text is the msgid, so the default language loads nothing. `cli.main` chooses the language
once, before it builds the commands; the floors above only call `_`, `ngettext` and `own`.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

DUTCH = "nl"
LANGUAGES = (DUTCH, "en")
LOCALE = Path(__file__).parent / "locale"

_language = DUTCH
_catalogue = None


def asked_language(argv: Sequence[str]) -> str:
    """Return the language that `--lang` or AAA_LANG asks for, known or not; Dutch when neither does."""
    for place, word in enumerate(argv):
        if word == "--":
            break
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
        if word == "--lang" and place + 1 < len(argv):
            return argv[place + 1]
    return os.environ.get("AAA_LANG") or DUTCH


def choose(language: str) -> None:
    """Speak `language` (one of LANGUAGES) from now on."""
    global _language, _catalogue  # the one state of the program, as in gettext itself
    _language, _catalogue = language, None
    if language != DUTCH:
        import gettext

        _catalogue = gettext.translation("aaa", LOCALE, [language])


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language for as long as it takes."""
    before = _language
    choose(language)
    try:
        yield
    finally:
        choose(before)


def language() -> str:
    """Return the language that is spoken."""
    return _language


def _(text: str) -> str:
    """Return the Dutch `text` in the chosen language."""
    return text if _catalogue is None or not text else _catalogue.gettext(text)  # "" is the catalogue's own header


def N_(text: str) -> str:  # noqa: N802 - gettext's own name
    """Mark `text` for the catalogue; it is translated where it is shown."""
    return text


def ngettext(one: str, more: str, count: int) -> str:
    """Return `one` or `more`, whichever suits `count`, in the chosen language."""
    if _catalogue is None:
        return one if count == 1 else more
    return _catalogue.ngettext(one, more, count)


def own(dutch: str, english: str | None) -> str:
    """Return the plan's own text, in English where that is spoken and the data has it."""
    return english if english and _language == "en" else dutch
