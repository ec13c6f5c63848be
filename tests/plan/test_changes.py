"""Laws of what changed between two versions: values count, layout and place don't."""

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from aaa_cli.plan.changes import Change, changes
from aaa_cli.plan.items import Item, items
from aaa_cli.plan.source import read
from aaa_cli.reports.changes import in_columns, known, lines
from tests.plan.layouts import _block, activities

FILE = "activities.yaml"


def items_of(content: bytes) -> dict[str, Item]:
    return items({FILE: read(Path(FILE), content)})


def values(found: list[Change]) -> list[tuple[str, str | None, str, str]]:
    """Return what changed, in any order."""
    return sorted((one.item.id, one.field, repr(one.old), repr(one.new)) for one in found)


@given(activities())
def test_a_version_does_not_differ_from_itself(drawn: tuple[Any, bytes]) -> None:
    plan = items_of(drawn[1])
    assert len(plan) > 1
    assert changes(plan, plan) == []


@given(activities(), st.data())
def test_layout_order_and_place_make_no_change(drawn: tuple[dict[str, Any], bytes], data: st.DataObject) -> None:
    tree, content = drawn
    shuffled = data.draw(st.permutations(tree["activities"]))
    moved = [
        dict(data.draw(st.permutations([*(one | {"parts": data.draw(st.permutations(one["parts"]))}).items()])))
        for one in shuffled
    ]
    other = dict(data.draw(st.permutations([*(tree | {"activities": moved}).items()])))
    again = items_of("\n".join(_block(data.draw, other, "")).encode())
    assert changes(items_of(content), again) == []


@given(activities(), activities())
def test_the_way_back_is_the_reverse(one: tuple[Any, bytes], other: tuple[Any, bytes]) -> None:
    old, new = items_of(one[1]), items_of(other[1])
    there, back = changes(old, new), changes(new, old)
    turned = [Change(item, kind, field, after, before) for item, kind, field, before, after in back]
    assert values(there) == values(turned)
    reverse = {"added": "removed", "removed": "added", "changed": "changed"}
    assert sorted((c.item.id, str(c.field), c.kind) for c in there) == sorted(
        (c.item.id, str(c.field), reverse[c.kind]) for c in back
    )


@given(activities(), activities())
def test_whatever_changed_can_be_told_on_one_harmless_line(one: tuple[Any, bytes], other: tuple[Any, bytes]) -> None:
    old, new = items_of(one[1]), items_of(other[1])
    found, words = changes(old, new), known(old, new)
    for change, line in zip(found, lines(found, words), strict=True):
        assert line.replace("\u00a0", " ").replace("\u3000", " ").replace("\u200d", " ").isprintable()
        was, now = in_columns(change, words)[1:3]
        assert was != now or change.field is None


def test_a_list_of_log_entries_is_told_by_entry() -> None:
    text = "activities: [{id: a, parts: [{id: b, log: [%s]}]}]"
    first, second = "{date: 2025-01-01, text: x}", "{date: 2025-01-02, text: y%s}"
    old = items_of((text % f"{first}, {second % ''}").encode())
    new = items_of((text % f"{second % ', done: 2025-01-03'}, {first}, {first}").encode())
    assert [(change.kind, change.old and change.old["text"]) for change in changes(old, new)] == [
        ("changed", "y"),
        ("added", None),
    ]


def test_what_is_gone_stands_where_it_stood() -> None:
    old = items_of(b"activities: [{id: a}, {id: b}, {id: c}]")
    new = items_of(b"activities: [{id: c}, {id: d}, {id: a, title: A}]")
    assert [change.item.id for change in changes(old, new)] == ["d", "a", "b"]
