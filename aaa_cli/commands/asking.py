"""`aaa update ID` without options: one question for each field, with the present value as the answer to keep."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from aaa_cli.commands import amend, fields, meaning, place
from aaa_cli.commands.changing import Changing
from aaa_cli.commands.options import Where
from aaa_cli.outputs import delivery
from aaa_cli.plan.draft import Draft
from aaa_cli.plan.items import Item, field_of
from aaa_cli.plan.load import load
from aaa_cli.plan.models import Part, inner_class
from aaa_cli.reports.changes import NOTHING_KNOWN, bare_id, field_name, title_of
from aaa_cli.words import N_, _, figures, labels
from aaa_cli.words.problem import NOT_POSSIBLE, Problem

EMPTY = "-"  # empties a field
_LIGHTS = ("light.time", "light.money", "light.quality")
_OF_PART = ("status", "period", "trekker", "partners", *_LIGHTS)
_OWED = ("light.cause", "light.consequence", "light.measure")  # only where a light is not green
_NOTE = N_("Notitie voor het logboek")


def ask(words: Sequence[str], changing: Changing, where: Where) -> int:
    """Ask what is to change of each of some items, and change it. Raises Problem (exit 2) where nobody can answer."""
    if not delivery.can_ask():
        raise Problem(
            _("Zeg erbij wat er moet veranderen"),
            _("Bijvoorbeeld: {example}").format(example=_("aaa update green-leaf/aanvraag --status loopt")),
        )
    folder = where.changing()
    draft = Draft(load(folder, place.shown(folder)))
    found = [amend.only_part(draft, amend.find(draft, word)) for word in words]
    try:
        answers = [(item, dict(_answers(draft, item))) for item in found]
    except KeyboardInterrupt:
        _say("\n" + _("Gestopt. Er is niets gewijzigd."))
        raise

    def edit(draft: Draft, today: date) -> None:
        for item, asked in answers:
            if draft.items.get(item.id) != item:
                what = _("{id} is intussen gewijzigd").format(id=figures.quoted(bare_id(item)))
                remedy = _(
                    "Er is niets overschreven. Geef de opdracht opnieuw, dan gaat die uit van wat er nu staat."
                )
                raise Problem(what, remedy, NOT_POSSIBLE)
            amend.apply(draft, item, asked, today)

    return changing.make(where, edit)


def _answers(draft: Draft, item: Item) -> Iterator[tuple[str, Any]]:
    """Yield the options that the answers stand for."""
    _say(f"{title_of(item)} ({bare_id(item)})")
    _say(_("Enter laat een waarde zoals zij is; een streepje (-) maakt haar leeg."))
    colours = {name: str(item.fields.get(name, "")) for name in _LIGHTS}
    lights: list[str] = []
    for name in _asked(item):
        if name in _OWED and not {"amber", "red"} & set(colours.values()):
            continue
        answer = _one(draft, item, name)
        if answer is None:
            continue
        option, given = _as_option(item, name, answer)
        if option != "light":
            yield option, given
            continue
        colours |= {one: str(colour) for one, colour in meaning.read(Part, option, given, draft.known)}
        lights += given
    if lights:
        yield "light", lights
    if item.kind == "part" and (note := _line(f"{_(_NOTE)}: ")):
        yield "note", note


def _asked(item: Item) -> Iterator[str]:
    """Yield the fields that are asked about: of a part what changes in the course of a year."""
    if item.kind == "part":
        yield from (*_OF_PART, *_OWED, "remark")
        return
    for path in fields.paths(item.model).values():
        if not fields.is_mapping(item.model.model_fields[path.partition(".")[0]]) or "." in path:
            yield path


def _one(draft: Draft, item: Item, name: str) -> str | None:
    """Return the words of an answer, "" to empty the field, None to keep it; ask again until they mean something."""
    label = field_name(item, name, NOTHING_KNOWN).capitalize()
    field = field_of(item.model, name)
    assert field
    choices = inner_class(field.annotation, StrEnum)
    shown = f" ({', '.join(labels.label(str(member)) for member in choices)})" if choices else ""
    present = item.fields.get(name)
    now = ", ".join(map(str, present)) if isinstance(present, list) else labels.label(str(present or ""))
    while True:
        answer = _line(f"{label}{shown} [{figures.one_line(now)}]: ")
        if not answer or answer == now:
            return None
        if answer == EMPTY and not field.is_required():
            return ""
        try:
            if answer == EMPTY:
                raise Problem(
                    _("{field} kan niet leeg zijn").format(field=label), _("Enter laat de waarde zoals zij is.")
                )
            list(meaning.read(item.model, *_as_option(item, name, answer), draft.known))
            if name == "period":
                _check_period(draft, answer)
        except Problem as problem:
            _say(f"{problem.what}. {problem.remedy}")
            continue
        return answer


def _as_option(item: Item, name: str, answer: str) -> tuple[str, Any]:
    """Return the option of `aaa update` that a field is given by, with the words behind it."""
    last = name.rpartition(".")[2]
    if name in _LIGHTS:
        return "light", [f"{last}={answer}"]
    field = item.model.model_fields.get(last)
    return last, [answer] if field and fields.is_list(field) else answer


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
    line = delivery.ask(question)
    if not line.endswith("\n"):  # Ctrl-D
        raise KeyboardInterrupt
    return line.strip()


def _say(text: str) -> None:
    sys.stderr.write(f"{figures.visible(text)}\n")
