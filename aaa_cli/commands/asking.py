"""`aaa update ID` without options: one question for each field, with the present value as the answer to keep."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from aaa_cli.commands import amend, fields
from aaa_cli.commands.changing import Changing
from aaa_cli.commands.options import Where
from aaa_cli.outputs import delivery
from aaa_cli.plan.draft import Draft
from aaa_cli.plan.items import Item
from aaa_cli.plan.models import Colour, Part, Status
from aaa_cli.reports.changes import Known, field_name
from aaa_cli.words import N_, _, figures, labels
from aaa_cli.words.problem import Problem

EMPTY = "-"  # empties a field
# option, and the choices that are shown
_ASKED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("status", tuple(Status)),
    ("period", ()),
    ("trekker", ()),
    ("partners", ()),
    ("light.time", tuple(Colour)),
    ("light.money", tuple(Colour)),
    ("light.quality", tuple(Colour)),
    ("light.cause", ()),
    ("light.consequence", ()),
    ("light.measure", ()),
    ("remark", ()),
)
_OWED = ("light.cause", "light.consequence", "light.measure")  # only where a light is not green
_NOTE = N_("Notitie voor het logboek")


def ask(words: Sequence[str], changing: Changing, where: Where) -> int:
    """Ask what is to change of one part, and change it. Raises Problem (exit 2) where nobody can answer."""
    if not delivery.can_ask():
        raise Problem(
            _("Zeg erbij wat er moet veranderen"),
            _("Bijvoorbeeld: {example}").format(example=_("aaa update green-leaf/aanvraag --status loopt")),
        )
    draft = Draft(where.read().loaded)
    parts = [amend.only_part(draft, amend.find(draft, word)) for word in words]
    answers = [(part, dict(_answers(draft, part))) for part in parts]

    def edit(draft: Draft, today: date) -> None:
        for part, asked in answers:
            amend.apply(draft, part, asked, today)

    return changing.make(where, edit)


def _answers(draft: Draft, part: Item) -> Iterator[tuple[str, Any]]:
    """Yield the options that the answers stand for."""
    _say(f"{part.fields.get('title', '')} ({part.id})")
    _say(_("Enter laat een waarde zoals zij is; een streepje (-) maakt haar leeg."))
    colours = {name: str(part.fields.get(name, "")) for name, choices in _ASKED if choices == tuple(Colour)}
    lights: list[str] = []
    for name, choices in _ASKED:
        if name in _OWED and not {"amber", "red"} & set(colours.values()):
            continue
        answer = _one(draft, part, name, choices)
        if answer is None:
            continue
        option, given = _as_option(name, answer)
        if option != "light":
            yield option, given
            continue
        colours |= {aspect: str(colour or "") for aspect, colour in fields.read(Part, option, given, draft.known)}
        lights += given
    if lights:
        yield "light", lights
    if note := _line(f"{_(_NOTE)}: "):
        yield "note", note


def _one(draft: Draft, part: Item, name: str, choices: Sequence[str]) -> str | None:
    """Return the words of an answer, "" to empty the field, None to keep it; ask again until they mean something."""
    label = field_name(part, name, Known({}, None, None)).capitalize()
    present = part.fields.get(name)
    shown = f" ({', '.join(map(labels.label, choices))})" if choices else ""
    now = ", ".join(map(str, present)) if isinstance(present, list) else labels.label(str(present or ""))
    while True:
        answer = _line(f"{label}{shown} [{figures.one_line(now)}]: ")
        if not answer or answer == now:
            return None
        if answer == EMPTY:
            return ""
        try:
            list(fields.read(Part, *_as_option(name, answer), draft.known))
            if name == "period":
                _check_period(draft, answer)
        except Problem as problem:
            _say(f"{problem.what}. {problem.remedy}")
            continue
        return answer


def _as_option(name: str, answer: str) -> tuple[str, Any]:
    """Return the option of `aaa update` that a field is given by, with the words behind it."""
    aspect = name.removeprefix("light.")
    if aspect in labels.ASPECT:
        return "light", [f"{aspect}={answer}"]
    return aspect, [answer] if aspect in ("trekker", "partners") else answer


def _check_period(draft: Draft, answer: str) -> None:
    """Raise Problem for words that are no period."""
    from aaa_cli.plan import period
    from aaa_cli.words import messages

    try:
        period.parse(answer, draft.loaded.sound.head.year)
    except period.BadPeriod as bad:
        what, remedy = messages.diagnostic("bad-period", {"value": answer, "reversed": bad.reversed})
        raise Problem(what[0].upper() + what[1:], remedy) from bad


def _line(question: str) -> str:
    if not (line := delivery.ask(question)):  # Ctrl-D
        raise KeyboardInterrupt
    return line.strip()


def _say(text: str) -> None:
    sys.stderr.write(f"{figures.visible(text)}\n")
