"""The contract of the files for editors: JSON Schemas, made from the models.

A YAML editor takes completion, help and a first check from them. They say of one value what can be said without
the rest of the plan; `aaa validate` says the rest. What an editor shows is worded with the keys `errorMessage`,
`patternErrorMessage` and `enumDescriptions`, which are no part of JSON Schema but understood by language servers.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from aaa_cli.plan import models, money, period
from aaa_cli.words import N_, _, fields, labels, messages

Json = dict[str, Any]

DIALECT = "http://json-schema.org/draft-07/schema#"
_MARK = "aaa schema"  # begins the $comment: what has it may be made anew
_MADE = N_("gemaakt uit het programma; wijzig dit bestand niet met de hand")
_LIST = N_("Zet de waarden tussen vierkante haken, zoals [a, b], of elk op een eigen regel achter een streepje.")
_SLUG = models.SLUG.pattern
_DATE = "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"


def schemas() -> dict[str, bytes]:
    """Return what each schema file holds, by its name, in the chosen language."""
    return {f"{file.removesuffix('.yaml')}.schema.json": _written(model) for file, model in models.FILES.items()}


def is_made(content: bytes) -> bool:
    """Tell whether a file was made here, so that it may be replaced."""
    return f'"$comment": "{_MARK}: '.encode() in content


def _written(model: type[models.Model]) -> bytes:
    made = model.model_json_schema(schema_generator=_Generator)
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, for people: no English, no null, no default, and each model where it is used."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._values = _values()

    def generate(self, schema: CoreSchema, mode: JsonSchemaMode = "validation") -> JsonSchemaValue:
        made = super().generate(schema, mode)
        definitions = made.pop("$defs", {})
        for enum in (one for one in definitions.values() if "enum" in one):
            del enum["title"], enum["description"]  # Pydantic takes them from the class, after `enum_schema`
        return {"$schema": DIALECT, "$comment": f"{_MARK}: {_(_MADE)}", **_in_place(made, definitions)}

    def field_title_should_be_set(self, schema: object) -> bool:
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        model = schema["cls"]
        made = super().model_schema(schema)
        del made["description"]  # the docstring
        for name, value in made["properties"].items():
            value["description"] = _(fields.described(model.__name__, name))
        needed = _("Verplicht: {names}.").format(names=", ".join(made["required"])) if "required" in made else ""
        message = f"{_remedy('unknown-key', allowed=list(made['properties']))} {needed}".strip()
        return made | {"title": _(fields.MODELS[model.__name__]), "errorMessage": message}

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        codes = [str(member) for member in schema["members"]]
        return {
            "enum": codes,
            "enumDescriptions": [labels.label(code) for code in codes],
            "errorMessage": _remedy("bad-value", allowed=codes),
        }

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return _text()

    def tuple_schema(self, schema: core_schema.TupleSchema) -> JsonSchemaValue:
        return super().tuple_schema(schema) | {"errorMessage": _(_LIST)}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        return {
            "type": "object",
            "propertyNames": self.generate_inner(schema["keys_schema"]),
            "additionalProperties": self.generate_inner(schema["values_schema"]),
            "errorMessage": _expected("mapping"),
        }

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def function_plain_schema(self, schema: core_schema.PlainValidatorFunctionSchema) -> JsonSchemaValue:
        return self._value(schema)

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"]) | self._value(schema)

    def function_after_schema(self, schema: core_schema.AfterValidatorFunctionSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"]) | self._value(schema)

    def function_wrap_schema(self, schema: core_schema.WrapValidatorFunctionSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"]) | self._value(schema)

    def _value(self, schema: Mapping[str, Any]) -> Json:
        """Return what the table says of a validator. Raises KeyError for one that is new: add it to `_values`."""
        return dict(self._values[schema["function"]["function"]])


def _values() -> dict[Callable[..., Any], Json]:
    """Return what can be said of the values that each validator of the models lets through."""
    reserved = "|".join(sorted(models.RESERVED))
    part = f"{_SLUG}(?:/{_SLUG})?"
    said: tuple[tuple[Any, Json], ...] = (
        (models.Many, {}),
        (models.Some, _but({"type": "array", "maxItems": 0}, _(_LIST))),
        (models.Text, _like(r"\S", _expected("text"))),
        (models.Slug, _id(_SLUG, "bad-id")),
        (models.PartnerSlug, _id(f"(?!(?:{reserved})$){_SLUG}", "bad-id")),
        (models.PartnerId, _id(_SLUG, "unknown-partner")),
        (models.BodyId, _id(_SLUG, "unknown-body")),
        (models.ThemeId, _id(_SLUG, "unknown-theme")),
        (models.AmbitionId, _id(_SLUG, "unknown-ambition")),
        (models.PillarId, _id(_SLUG, "unknown-pillar")),
        (models.ProgrammeId, _id(_SLUG, "unknown-programme")),
        (models.PayerId, _id(_SLUG, "unknown-payer")),
        (models.Subject, _id(part, "unknown-activity")),
        (models.Day, _typed("string", message=_remedy("bad-date")) | _like(_DATE, _remedy("bad-date"))),
        (models.Span, _number(period.pattern(), 1, 9999, message=_remedy("bad-period"))),
        (models.Year, _number("^(?:19|2[0-9])[0-9]{2}$", 1900, 2999, message=_expected("year"))),
        (models.Whole, _number("^[0-9]{1,15}$", 0, 10**15 - 1, message=_expected("number"))),
        (models.Score, _number("^[1-5]$", 1, 5, message=_remedy("bad-value", allowed=list("12345")))),
        (models.Euros, _euros()),
    )
    return {annotated.__metadata__[-1].func: value for annotated, value in said}


def _id(pattern: str, code: str) -> Json:
    """Return the schema of an id, which may be `2025`; `code` is the diagnostic of a wrong one."""
    return _typed("string", "number", message=_remedy(code)) | _like(f"^{pattern}$", _remedy(code))


def _euros() -> Json:
    pattern = money.AMOUNT.pattern.replace(r"\d", "[0-9]")  # \d takes all the world's digits in Python
    return _number(f"^{pattern}$", 0, 10**12, message=_expected("amount"), kind="number")


def _number(pattern: str, low: int, high: int, *, message: str, kind: str = "integer") -> Json:
    """Return the schema of a number between `low` and `high`, or a text that `pattern` takes."""
    outside = {"type": "number", "not": {"minimum": low, "maximum": high}}
    return _typed(kind, "string", message=message) | _like(pattern, message) | _but(outside, message)


def _text() -> Json:
    """Return the schema of any text, be it `2025` or `true`. Named among its types, `true` would be offered."""
    return _but({"type": ["array", "null", "object"]}, _expected("text"))


def _typed(*types: str, message: str) -> Json:
    return {"type": types[0] if len(types) == 1 else list(types), "errorMessage": message}


def _like(pattern: str, message: str) -> Json:
    return {"pattern": pattern, "patternErrorMessage": message}


def _but(refused: Json, message: str) -> Json:
    """Return what refuses a value that is no text, in our words: of `minimum` and the like an editor has its own."""
    return {"if": refused, "then": _typed("string", message=message)}


def _expected(what: str) -> str:
    return _remedy("wrong-type", expected=what)


def _remedy(code: str, **values: object) -> str:
    """Return what `aaa validate` says about mending a fault, whatever it was that was written."""
    return messages.diagnostic(code, {"value": "", "key": "", "meant": "", **values})[1]


def _in_place(made: Any, definitions: Mapping[str, Json]) -> Any:
    """Return a schema with each definition where it is used: draft 7 reads nothing that stands beside a $ref."""
    if isinstance(made, list):
        return [_in_place(item, definitions) for item in made]
    if not isinstance(made, dict):
        return made
    if "$ref" in made:
        name = made["$ref"].rpartition("/")[2]
        made = definitions[name] | {key: value for key, value in made.items() if key != "$ref"}
    return {key: _in_place(value, definitions) for key, value in made.items()}
