"""The items of a plan: each has an id of its own, and what was written wrong is none."""

from pathlib import Path
from typing import Any

import pytest

from aaa_cli.plan.changes import changes
from aaa_cli.plan.items import Item, items
from aaa_cli.plan.models import FILES
from aaa_cli.plan.source import read
from aaa_cli.reports.changes import known, lines


def items_of(text: str, name: str = "activities.yaml") -> dict[str, Item]:
    return items({name: read(Path(name), text.encode())})


@pytest.mark.parametrize("own", ["plan", "stated"])
def test_an_activity_may_be_called_plan(own: str) -> None:
    text = "plan: {title: P}\nactivities: [{id: %s, title: %s, parts: [{id: x, title: x}]}]"
    old, new = items_of(text % (own, "A")), items_of(text % (own, "B"))
    assert list(old) == ["plan:plan", own, f"{own}/x"]
    assert [item.bare for item in old.values()] == ["plan", own, f"{own}/x"]
    assert lines(changes(old, new), known(old, new)) == [f"{own}: titel 'A' → 'B'"]
    assert lines(changes(old, {}), known(old, {})) == [
        "plan: plan weggehaald: 'P'",
        f"{own}: activiteit weggehaald: 'A'",
        f"{own}/x: onderdeel weggehaald: 'x'",
    ]


@pytest.mark.parametrize(
    ("file", "key"), [(file, key) for file, model in FILES.items() for key in model.model_fields]
)
@pytest.mark.parametrize("value", ["{id: a, text: x}", "[{id: a, text: x}]", "[x]", "{a: {name: A}}", "x", ""])
def test_whatever_was_written_in_its_place_can_be_told(value: str, key: str, file: str) -> None:
    found: Any = items_of(f"{key}: {value}", file)
    assert all(item.id == f"{key}:{key}" or item.path == (key, "a") for item in found.values())
    told = changes({}, found)
    assert len(lines(told, known({}, found))) == len(found)
