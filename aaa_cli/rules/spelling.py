"""What was probably meant otherwise: names and ids that look alike, texts that are empty or very long."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from types import NoneType
from typing import get_args

from pydantic import BaseModel

from aaa_cli.plan.finding import Finding
from aaa_cli.plan.models import Partner, Plan
from aaa_cli.rules.walk import every_list, every_model

LONG = 1000  # characters; the longest text of a plan that was looked at has 300
LONG_NAME = 120
_NAMES = ("title", "title_en", "name", "name_en", "short", "unit", "group")


def similar_id(plan: Plan, today: date) -> Iterator[Finding]:
    """Twee ids in dezelfde lijst verschillen alleen in een streepje of een letter.

    Dan staat waarschijnlijk twee keer hetzelfde in het plan, of is het ene id een tikfout van het andere. Zijn het er
    echt twee, geef ze dan ids die duidelijker verschillen.

    Fout in activities.yaml:

        decisions:
          - {id: bomen, text: Welke bomen er komen., asked_of: stuurgroep, due: 2025-06-19}
          - {id: boomen, text: Wie de bomen verzorgt., asked_of: stuurgroep, due: 2025-06-19}

    Goed:

        decisions:
          - {id: bomen, text: Welke bomen er komen., asked_of: stuurgroep, due: 2025-06-19}
          - {id: verzorging, text: Wie de bomen verzorgt., asked_of: stuurgroep, due: 2025-06-19}
    """
    for file, path, items in every_list(plan):
        seen: dict[str, str] = {}
        for id_ in [getattr(item, "id", "") for item in items]:
            spellings = list(_spellings(id_))
            other = next((seen[spelling] for spelling in spellings if spelling in seen), id_)
            if other != id_:
                yield Finding("similar-id", file, (*path, id_, "id"), {"value": id_, "other": other})
            seen |= dict.fromkeys(spellings, id_)


def _spellings(id_: str) -> Iterator[str]:
    """Yield what an id has in common with one that lacks its hyphens, or one letter of a longer word."""
    yield id_
    yield id_.replace("-", "")
    words = id_.split("-")
    for place, word in enumerate(words):
        if len(word) > 4 and word.isalpha():
            for cut in range(len(word)):
                yield "-".join([*words[:place], word[:cut] + word[cut + 1 :], *words[place + 1 :]])


def same_name(plan: Plan, today: date) -> Iterator[Finding]:
    """In één lijst komt dezelfde naam of titel twee keer voor.

    Bijvoorbeeld twee partners met dezelfde korte naam. In een overzicht zijn ze niet uit elkaar te houden, en wie op
    de naam zoekt, vindt maar één van de twee. Staat hetzelfde er dubbel in, haal er dan een weg.

    Fout in partners.yaml:

        - {id: school, name: Basisschool De Linde, short: De Linde, kind: education}
        - {id: linde, name: De Linde, kind: education, part_of: school}

    Goed:

        - {id: school, name: Basisschool De Linde, short: De Linde, kind: education}
        - {id: linde, name: Buurthuis De Linde, kind: civic, part_of: school}
    """
    for file, path, items in every_list(plan):
        seen: dict[str, str] = {}
        for item in items:
            id_, names = str(getattr(item, "id", "")), dict(_names(item))
            for place, name in names.items():
                other = seen.get(_folded(name), id_)
                if other != id_:
                    yield Finding("same-name", file, (*path, id_, *place), {"value": name, "other": other})
            seen |= {_folded(name): id_ for name in names.values()}


def _names(item: BaseModel) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for key in ("title", "name", "short"):
        if name := getattr(item, key, None):
            yield (key,), name
    if isinstance(item, Partner):
        for place, alias in enumerate(item.aliases):
            yield ("aliases", place), alias


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def empty_text(plan: Plan, today: date) -> Iterator[Finding]:
    """Achter een dubbele punt is niets ingevuld.

    Er is begonnen met invullen, maar er staat nog geen tekst. Vul de tekst in of haal de regel weg.

    Fout in activities.yaml:

        description:

    Goed:

        description: Met de buurt een ontwerp maken.
    """
    for file, path, model in every_model(plan):
        for key in _texts(model):
            text = getattr(model, key)
            if key in model.model_fields_set and not (text or "").strip():
                yield Finding("empty-text", file, (*path, key), {"key": key}, key=True)


def long_text(plan: Plan, today: date) -> Iterator[Finding]:
    """Een tekst is verdacht lang.

    Een titel of naam van meer dan 120 tekens past in geen overzicht, en een tekst van meer dan 1.000 tekens leest
    niemand. Vaak is er een aanhalingsteken vergeten of een heel stuk tekst geplakt.

    Fout in activities.yaml:

        title: Ontwerp van het park met alles wat daarbij hoort, zoals de paden, de bomen, de bankjes, de speeltuin en de vijver in het midden

    Goed:

        title: Ontwerp van het park
    """  # noqa: E501 - it is about a long line
    for file, path, model in every_model(plan):
        for key in _texts(model):
            most = LONG_NAME if key in _NAMES else LONG
            if len(text := getattr(model, key) or "") > most:
                yield Finding("long-text", file, (*path, key), {"key": key, "length": len(text), "most": most})


def _texts(model: BaseModel) -> tuple[str, ...]:
    """Return the names of a model's fields that hold free text."""
    return _texts_of(type(model))


@cache
def _texts_of(model: type[BaseModel]) -> tuple[str, ...]:
    fields = {key: field.annotation for key, field in model.model_fields.items()}
    return tuple(key for key, kind in fields.items() if kind is str or set(get_args(kind)) == {str, NoneType})
