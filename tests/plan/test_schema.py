"""The schemas say what the models say: what a plan may hold an editor accepts, in the reader's language."""

import json
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pydantic import AfterValidator, TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from aaa_cli.plan import models, period
from aaa_cli.plan.schema import DIALECT, schemas
from aaa_cli.words import fields
from tests.conftest import DATA, VELDWIJK
from tests.plan.test_period import OTHER_YEARS, READ

SCHEMAS = {name: json.loads(content) for name, content in schemas().items()}
ACTIVITIES, BUDGET, PARTNERS = SCHEMAS.values()
PART = ACTIVITIES["properties"]["activities"]["items"]["properties"]["parts"]["items"]["properties"]
CONTEXT = {"year": 2025}


class _Editors(SafeConstructor):
    """Builds what an editor sees: YAML 1.2 knows no dates."""


_Editors.add_constructor("tag:yaml.org,2002:timestamp", SafeConstructor.construct_yaml_str)


def seen(text: str) -> Any:
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _Editors
    return yaml.load(StringIO(text))


def accepts(schema: dict[str, Any], value: object) -> bool:
    return bool(Draft7Validator(schema).is_valid(value))


def inside(value: Any) -> Iterator[dict[str, Any]]:
    """Yield each mapping at any depth."""
    if isinstance(value, dict):
        yield value
    for below in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from inside(below)


def all_models() -> dict[str, type[models.Model]]:
    """Return the models that the files are made of; those that only lend their fields to others are not."""
    found = dict.fromkeys(models.FILES.values())
    todo = list(found)
    while todo:
        for field in todo.pop().model_fields.values():
            inner = models.inner_class(field.annotation, models.Model)
            if inner and inner not in found:
                found[inner] = None
                todo.append(inner)
    return {model.__name__: model for model in found}


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=list(SCHEMAS))
def test_each_is_a_schema_of_draft_7_for_people(schema: dict[str, Any]) -> None:
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == DIALECT
    for one in inside(schema):
        assert "$ref" not in one
        assert "default" not in one
        if isinstance(title := one.get("title"), str):
            assert title in fields.MODELS.values()
        if one.get("type") == "object" and "properties" in one:
            assert one["additionalProperties"] is False
        if "enum" in one:
            assert len(one["enum"]) == len(one["enumDescriptions"])
            assert not set(one["enum"]) & set(one["enumDescriptions"])


@pytest.mark.parametrize("folder", [DATA, VELDWIJK], ids=lambda folder: folder.name)
@pytest.mark.parametrize("file", models.FILES)
def test_the_plans_are_valid(folder: Path, file: str) -> None:
    schema = SCHEMAS[file.replace(".yaml", ".schema.json")]
    found = Draft7Validator(schema).iter_errors(seen((folder / file).read_text(encoding="utf-8")))
    assert [(error.json_path, error.message) for error in found] == []


@pytest.mark.parametrize("file", models.FILES)
def test_the_plan_names_its_schema_on_the_first_line(file: str) -> None:
    first = (DATA / file).read_text(encoding="utf-8").partition("\n")[0]
    schema = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert schema
    assert (DATA / schema[1]).resolve() == DATA.parent / "schema" / file.replace(".yaml", ".schema.json")


def test_what_is_required_is_what_the_models_require() -> None:
    part = ACTIVITIES["properties"]["activities"]["items"]["properties"]["parts"]
    assert not accepts(part, [])
    assert not accepts(part, None)
    assert part["items"]["required"] == ["id", "title", "status"]
    assert BUDGET["required"] == ["payers", "lines"]
    assert part["items"]["properties"]["status"]["enum"] == [str(status) for status in models.Status]


def test_a_validator_without_a_schema_stops_the_generator(monkeypatch: pytest.MonkeyPatch) -> None:
    class New(models.Model):
        new: Annotated[str, AfterValidator(str.strip)]

    monkeypatch.setitem(models.FILES, "new.yaml", New)
    with pytest.raises(KeyError, match="strip"):
        schemas()


def test_each_model_and_field_has_a_text_and_none_is_left_over() -> None:
    known = all_models()
    assert set(fields.MODELS) == set(known)
    keys = {(name, key) for name, model in known.items() for key in model.model_fields}
    assert set(fields.OVERRIDES) <= {f"{name}.{key}" for name, key in keys}
    assert set(fields.FIELDS) == {key for name, key in keys if f"{name}.{key}" not in fields.OVERRIDES}


NOTATIONS = [row[0] for row in READ + OTHER_YEARS]


@pytest.mark.parametrize(
    "text", [*NOTATIONS, "ntb", " nader te  bepalen ", "Q02", "mrt. 2026", "Q2t/mQ4", "1e kwartaal of 2026"]
)
def test_an_editor_accepts_each_period(text: str) -> None:
    period.parse(text, 2025)
    assert accepts(PART["period"], text)
    assert accepts(PART["period"], seen(text))


@given(st.data(), st.sampled_from(NOTATIONS))
def test_an_editor_accepts_each_period_in_any_case_and_spacing(data: st.DataObject, notation: str) -> None:
    signs = [data.draw(st.sampled_from([sign.lower(), sign.upper()])) for sign in notation]
    spaces = st.sampled_from(["", "", " ", "  ", "\t", "\u00a0"])
    text = "".join(sign + (data.draw(spaces) if sign in " /-–" else "") for sign in signs)
    try:
        period.parse(text, 2025)
    except period.BadPeriod:
        return
    assert accepts(PART["period"], text)


@given(st.lists(st.sampled_from([*" /-.1234", *" ".join(NOTATIONS).split()]), max_size=7).map("".join))
def test_an_editor_accepts_what_is_made_of_the_words_of_periods(text: str) -> None:
    try:
        period.parse(text, 2025)
    except period.BadPeriod:
        return
    assert accepts(PART["period"], text)


@pytest.mark.parametrize(
    "text",
    ["", "Q5", "Q0", "Q12", "voor de zomer", "zomer", "15-04-2025", "week 12", "K2", "Q1 20255", "derdehalfjaar"],
)
def test_an_editor_refuses_what_has_no_word_of_a_period(text: str) -> None:
    assert not accepts(PART["period"], text)


HEAD = ACTIVITIES["properties"]["plan"]["properties"]
PLACES = {
    "Euros": (models.Euros, BUDGET["properties"]["stated"]["properties"]["total"]),
    "Span": (models.Span, PART["period"]),
    "Day": (models.Day, PART["log"]["items"]["properties"]["date"]),
    "Slug": (models.Slug, PART["id"]),
    "PartnerSlug": (models.PartnerSlug, PARTNERS["properties"]["partners"]["items"]["properties"]["id"]),
    "Text": (models.Text, PART["title"]),
    "Year": (models.Year, HEAD["year"]),
    "Whole": (models.Whole, HEAD["ambitions"]["items"]["properties"]["target"]),
    "Score": (models.Score, ACTIVITIES["properties"]["risks"]["items"]["properties"]["chance"]),
}  # fmt: skip


def aaa_accepts(annotated: Any, text: str) -> bool:
    try:
        TypeAdapter(annotated).validate_python(text, context=CONTEXT)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("name", PLACES)
@given(
    st.text("0123456789", min_size=1, max_size=16)
    | st.from_regex(r"\A[0-9]{1,13}\.[0-9]{1,3}\Z")
    | st.dates().map(str)
    | st.from_regex(r"\A[0-9a-zQ]+(-[0-9a-z]+)*\Z")
)
def test_an_editor_accepts_what_aaa_accepts(name: str, text: str) -> None:
    annotated, schema = PLACES[name]
    if aaa_accepts(annotated, text):
        assert accepts(schema, text), "between quotes"
        if (plain := seen(text)) is not None and (name != "Slug" or not isinstance(plain, bool)):
            assert accepts(schema, plain)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Euros", "€ 330.000"), ("Euros", "330,000"), ("Euros", "-5"), ("Euros", "'1200.505'"), ("Euros", "veel"),
        ("Day", "15-04-2025"), ("Day", "2025-13-01"), ("Day", "2025"),
        ("Slug", "Een Twee"), ("Slug", "a--b"), ("PartnerSlug", "ntb"), ("PartnerSlug", "geen"),
        ("Text", "' '"), ("Text", "[a]"), ("Text", "{a: b}"), ("Text", "~"),
        ("Year", "25"), ("Year", "'25'"), ("Year", "12025"), ("Score", "6"), ("Score", "0"), ("Whole", "-1"), ("Whole", "1.5"),
        ("Span", "12345"), ("Span", "true"),
    ],
)  # fmt: skip
def test_an_editor_refuses_what_aaa_refuses(name: str, written: str) -> None:
    annotated, schema = PLACES[name]
    assert not accepts(schema, seen(written))
    assert not aaa_accepts(
        annotated, seen(written) if isinstance(seen(written), list | dict | None) else str(seen(written))
    )
    assert "errorMessage" in json.dumps(schema) or "patternErrorMessage" in schema
