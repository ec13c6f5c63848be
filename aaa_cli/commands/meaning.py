"""What the words mean that people gave for a field of a model: each as it is to stand in the file."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from aaa_cli.commands.fields import is_mapping, paths
from aaa_cli.plan import money
from aaa_cli.plan.models import inner_class, inner_model, reference
from aaa_cli.plan.period import Period
from aaa_cli.plan.source import Plain
from aaa_cli.reports.select import look_up
from aaa_cli.words import N_, _, figures, labels
from aaa_cli.words.problem import Problem

Known = Mapping[str, Mapping[str, Sequence[str]] | None]  # by kind the ids with their names; None where unreadable


def read(model: type[BaseModel], name: str, words: Any, known: Known) -> Iterator[tuple[str, Plain]]:
    """Yield the dotted fields that an option is about, each with what is to stand in the file; None empties it.

    Raises Problem (exit 2) for words that mean nothing.
    """
    path = paths(model)[name]
    if "." in path:
        yield path, words.strip() or None
    elif is_mapping(model.model_fields[name]):
        yield from _pairs_of(model, name, words, known)
    elif isinstance(words, list):
        yield name, names(model.model_fields[name], name, words, known) or None
    else:
        field = model.model_fields[name]
        yield name, None if _empties(field, words) else _one(field, name, words, known)


def names(field: FieldInfo, name: str, words: Sequence[str], known: Known) -> list[str]:
    """Return the texts or ids of a list, which may have commas between them. Raises Problem (exit 2)."""
    split = [one.strip() for word in words for one in (word.split(",") if reference(field) else [word])]
    if all(map(_is_none, split)):
        return []
    return [*dict.fromkeys(_one(field, name, word, known) for word in split)]


def _pairs_of(model: type[BaseModel], name: str, words: Sequence[str], known: Known) -> Iterator[tuple[str, Plain]]:
    """Yield the dotted field and value of each `time=amber` or `gemeente=1200`. Raises Problem (exit 2)."""
    field = model.model_fields[name]
    inner = inner_model(field.annotation)
    for word in words:
        if _is_none(word):
            yield name, None
            continue
        key, equals, value = (part.strip() for part in word.partition("="))
        example = N_("tijd=oranje") if inner else "gemeente=1200"
        if not equals or not key:
            what = _("Achter {option} hoort iets als {example}, geen {value}")
            shown = figures.quoted(word)
            remedy = _("Bijvoorbeeld: {example}").format(example=f"--{name} {_(example)}")
            raise Problem(what.format(option=f"'--{name}'", example=_(example), value=shown), remedy)
        if inner is None:
            yield f"{name}.{_known(key, known, 'payer')}", money.plain(value) or None
            continue
        aspects = {aspect: labels.known_as(aspect) for aspect in inner.model_fields}
        aspect = look_up(key, aspects, _("het oordeel"), shown=[_(labels.ASPECT[one]) for one in labels.ASPECT])
        for _path, wanted in read(inner, aspect, value, known):
            yield f"{name}.{aspect}", wanted


def _one(field: FieldInfo, name: str, word: str, known: Known) -> str:
    if enum := inner_class(field.annotation, StrEnum):
        codes = {str(member): labels.known_as(str(member)) for member in enum}
        shown = [labels.label(code) for code in codes]
        return look_up(word, codes, _("de waarde"), shown=shown)
    if inner_class(field.annotation, date) and (day := figures.dutch_day(word.strip())):
        return day.isoformat()
    if inner_class(field.annotation, Decimal):
        return money.plain(word)
    if inner_class(field.annotation, Period):
        return word.strip()
    kind = reference(field)
    if kind is None or not word.strip():
        return word
    return _known(word, known, kind)


def _known(word: str, known: Known, kind: str) -> str:
    """Return the id that a word means; as it is where the file that has the ids can't be read."""
    names = known[kind]
    if names is None:
        return word
    what = _("het id") if kind in ("activity", "body") else _(labels.ITEM[kind])
    if kind == "body":
        bodies = [id_ for id_ in names if id_ not in (known["partner"] or {})]
        return look_up(word, names, what, shown=[*bodies, _("een partner (zie: aaa partners)")])
    return look_up(word, names, what, overview=_OVERVIEWS.get(kind, ""))


_OVERVIEWS = {"partner": "aaa partners", "activity": "aaa list", "ambition": "aaa ambitions"}


def _empties(field: FieldInfo, word: str) -> bool:
    """Tell whether a word empties a field: nothing, or `geen` where that can't be its text."""
    bound = reference(field) or any(
        inner_class(field.annotation, kind) for kind in (StrEnum, Period, date, Decimal, int)
    )
    return not word.strip() or (_is_none(word) and bool(bound))


def _is_none(word: str) -> bool:
    return word.strip().casefold() in ("geen", "none", "")
