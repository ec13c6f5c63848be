"""The options that give the fields of a plan, made of the models: a field that a model gets has one at once."""

import inspect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from typer import Option

from aaa_cli.commands import complete
from aaa_cli.plan.items import Item
from aaa_cli.plan.models import inner_class, inner_model, reference
from aaa_cli.words import N_, _, fields, figures, labels
from aaa_cli.words.problem import Problem, choice

# What takes the place of a field that a list of other items has, or that is written by the program
_LEFT_OUT = ("id", "log")
_SINGULAR = {
    "partners": "partner",
    "ambitions": "ambition",
    "pillars": "pillar",
    "aliases": "alias",
    "members": "member",
    "roles": "role",
    "goals": "goal",
}
_VALUES = {
    "partner": N_("PARTNER"),
    "body": N_("WIE"),
    "theme": N_("THEMA"),
    "ambition": N_("AMBITIE"),
    "pillar": N_("PIJLER"),
    "programme": N_("PROGRAMMA"),
    "payer": N_("FINANCIER"),
    "activity": "ID",
}
_BY_NAME = {
    "period": N_("PERIODE"),
    "status": "STATUS",
    "light": N_("WAT=KLEUR"),
    "coverage": N_("FINANCIER=BEDRAG"),
    "total": N_("BEDRAG"),
    "amount": N_("BEDRAG"),
    "date": N_("DATUM"),
    "due": N_("DATUM"),
    "kind": N_("SOORT"),
    "chance": "1-5",
    "impact": "1-5",
    "year": N_("JAAR"),
    "target": N_("AANTAL"),
}


class FieldOptions(NamedTuple):
    """A group of options that `cli` gives to a command: the words of each that was used, by the field's name."""

    parameters: Sequence[inspect.Parameter]


def options(models: Mapping[str, Iterable[type[BaseModel]]]) -> FieldOptions:
    """Return an option for each field of some models, which are named by the heading that it stands under."""
    owners: dict[str, list[tuple[str, type[BaseModel]]]] = {}
    for panel, group in models.items():
        for model in group:
            for name, path in paths(model).items():
                owner = inner_model(model.model_fields[path.partition(".")[0]].annotation) if "." in path else model
                if owner is not None:
                    owners.setdefault(name, []).append((panel, owner))
    found: dict[str, inspect.Parameter] = {}
    for name, having in owners.items():
        if option(name) not in {word for other in found for word in _spelled(other)}:
            found[name] = _parameter(name, [model for _panel, model in having], having[0][0])
    return FieldOptions(list(found.values()))


def _spelled(name: str) -> list[str]:
    """Return the option of a field, and of a list the one in the singular."""
    return [option(name), *([option(_SINGULAR[name])] if name in _SINGULAR else [])]


def paths(model: type[BaseModel]) -> dict[str, str]:
    """Return the fields of a model that can be given, by name; a free text within a mapping has its dotted path."""
    found = {}
    for name, field in model.model_fields.items():
        inner = inner_model(field.annotation)
        if name in _LEFT_OUT or (inner is not None and "id" in inner.model_fields):
            continue
        found[name] = name
        for key, below in inner.model_fields.items() if inner else ():
            if inner_class(below.annotation, StrEnum) is None:
                found[key] = f"{name}.{key}"
    return found


def own_name(model: type[BaseModel], name: str) -> str:
    """Return the field of a model that the option of `name` means: `--goal` is one of the `goals`, or the `goal`."""
    single = _SINGULAR.get(name, name)
    return single if name not in paths(model) and single in paths(model) else name


def _parameter(name: str, models: Sequence[type[BaseModel]], panel: str) -> inspect.Parameter:
    field = models[0].model_fields[name]
    many = is_list(field) or is_mapping(field)
    kind = reference(field)
    metavar = _BY_NAME.get(name) or _VALUES.get(kind or "") or N_("TEKST")
    given: Any = Option(
        *_spelled(name),
        metavar=metavar,
        help=fields.asked([model.__name__ for model in models], name),
        rich_help_panel=panel,
        autocompletion=_completer(field, kind),
    )
    value: Any = list[str] | None if many else str | None
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[value, given])


def is_list(field: FieldInfo) -> bool:
    """Tell whether a field holds several texts."""
    return _has_origin(field.annotation, tuple)


def is_mapping(field: FieldInfo) -> bool:
    """Tell whether a field holds values by name."""
    return inner_model(field.annotation) is not None or _has_origin(field.annotation, dict)


def _has_origin(annotation: Any, kind: type) -> bool:
    return get_origin(annotation) is kind or any(_has_origin(inner, kind) for inner in get_args(annotation))


def _completer(field: FieldInfo, kind: str | None) -> complete.Completer | None:
    inner = inner_model(field.annotation)
    if inner is not None:
        return complete.one_of(lambda: list(_pairs(inner)))
    if enum := inner_class(field.annotation, StrEnum):
        return complete.one_of(lambda: [labels.label(str(member)) for member in enum])
    if kind is not None and not is_mapping(field):
        return complete.REFERENCES[kind]
    return None


def _pairs(model: type[BaseModel]) -> Iterator[str]:
    for key, field in model.model_fields.items():
        if enum := inner_class(field.annotation, StrEnum):
            yield from (f"{_(labels.ASPECT[key])}={labels.label(str(member))}" for member in enum)


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that were used, by the field's name."""
    return {name: value for name, value in values.items() if value not in (None, [], False)}


def option(name: str) -> str:
    """Return the option that gives a field."""
    return f"--{name.replace('_', '-')}"


def unknown_field(item: Item, name: str) -> Problem:
    """Return what is wrong with an option that an item has no field for."""
    kind, id_ = _(labels.ITEM[item.kind]), figures.quoted(item.id.rpartition(":")[2])
    what = _("Bij {kind} {id} hoort geen {option}").format(kind=kind, id=id_, option=option(name))
    return Problem(what, choice(option(name), map(option, paths(item.model))))
