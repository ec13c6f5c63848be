"""Edits: the value is what was asked for, and every other byte is what it was."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from aaa_cli.plan import edit
from aaa_cli.plan.source import LINE_BREAK, Source, read
from aaa_cli.words.problem import NOT_POSSIBLE, Problem
from tests.conftest import DATA
from tests.plan.layouts import TEXTS, activities

NAMES = st.lists(st.sampled_from(["gemeente", "dc-terra", "via", "ntb", "nieuw"]), max_size=3, unique=True)
MANY = settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
PART = ("activities", "green-leaf", "parts", "aanvraag")


def source(content: bytes | str, name: str = "activities.yaml") -> Source:
    read_ = read(Path(name), content if isinstance(content, bytes) else content.encode())
    assert read_.root is not None, read_.findings
    return read_


def draw_part(data: Any) -> tuple[Source, dict[str, Any], tuple[str, ...]]:
    tree, content = data.draw(activities())
    activity = data.draw(st.sampled_from(tree["activities"]))
    part = data.draw(st.sampled_from(activity["parts"]))
    return source(content), part, ("activities", activity["id"], "parts", part["id"])


def lost(old: Source, new: Source) -> tuple[int, int]:
    """Return the first stretch of the old text without which it is the beginning and the end of the new."""
    before, after = old.text, new.text
    most = min(len(before), len(after))
    behind = next((at for at in range(most) if before[-1 - at] != after[-1 - at]), most)
    start = next((at for at in range(most - behind) if before[at] != after[at]), most - behind)
    return start, len(before) - behind


def touches_only(old: Source, new: Source, path: tuple[str | int, ...]) -> None:
    """Hold that all that went stood in the lines of the value at `path`."""
    key, node = old.node(path)
    assert node is not None
    start, end = lost(old, new)
    first = (key or node).start.index
    first = max(old.text.rfind("\n", 0, first), old.text.rfind("\r", 0, first)) + 1
    last = LINE_BREAK.search(old.text, edit._end(old, node))
    first -= 2 if old.text[:first].endswith("\r\n") else min(first, 1)  # with the last line its break before it goes
    length, end_of_it = end - start, last.end() if last else len(old.text)
    # among lines that are alike it can't be told which one went
    assert length <= end_of_it - first
    assert end <= end_of_it
    assert first <= start or not old.text[start : start + length].strip(old.text[first:end_of_it])
    assert new.content.startswith(old.content[:3] if old.content.startswith(b"\xef\xbb\xbf") else b"")


def loses_nothing(old: Source, new: Source) -> None:
    start, end = lost(old, new)
    assert start == end, "nothing goes"


def second_opinion(new: Source, path: tuple[str | int, ...]) -> Any:
    """Return what another reader of YAML finds at `path`."""
    found = yaml.load(new.text, yaml.CBaseLoader)
    for step in path:
        if isinstance(found, list) and isinstance(step, str):
            step = next(at for at, item in enumerate(found) if item["id"] == step)
        found = found[step]
    return found


@MANY
@given(st.data())
def test_a_text_becomes_another_and_nothing_else(data: st.DataObject) -> None:
    old, part, path = draw_part(data)
    name = data.draw(
        st.sampled_from(["title", *(key for key in ("description", "period", "remark") if part.get(key))])
    )
    value = data.draw(TEXTS)
    new = edit.put(old, (*path, name), value)
    touches_only(old, new, (*path, name))
    assert second_opinion(new, (*path, name)) == value
    assert edit.put(new, (*path, name), part[name]).root.plain() == old.root.plain()  # type: ignore[union-attr]


@MANY
@given(st.data())
def test_a_key_comes_and_goes_without_a_trace(data: st.DataObject) -> None:
    old, _part, path = draw_part(data)
    name = data.draw(st.sampled_from(["title_en", "source"]))
    value = data.draw(TEXTS)
    new = edit.put(old, (*path, name), value)
    loses_nothing(old, new)
    assert second_opinion(new, (*path, name)) == value
    assert edit.drop(new, (*path, name)).content == old.content


@MANY
@given(st.data())
def test_an_item_comes_and_goes_without_a_trace(data: st.DataObject) -> None:
    old, part, path = draw_part(data)
    lists = [key for key in ("partners", "trekker", "log") if part.get(key)]
    assume(lists)
    name = data.draw(st.sampled_from(lists))
    item: Any = {"date": "2025-05-20", "text": data.draw(TEXTS)} if name == "log" else "nieuw"
    new = edit.append(old, (*path, name), item)
    loses_nothing(old, new)
    assert second_opinion(new, (*path, name))[-1] == item
    assert edit.drop(new, (*path, name, len(part[name]))).content == old.content


@MANY
@given(st.data())
def test_a_list_becomes_another(data: st.DataObject) -> None:
    old, part, path = draw_part(data)
    name, value = data.draw(st.sampled_from(["partners", "trekker"])), data.draw(NAMES)
    new = edit.put(old, (*path, name), value)
    if part.get(name) is not None:
        touches_only(old, new, (*path, name))
    assert second_opinion(new, (*path, name)) == value


@MANY
@given(st.data())
def test_a_part_comes_and_goes(data: st.DataObject) -> None:
    old, _part, path = draw_part(data)
    value = {
        "id": "nieuw",
        "title": data.draw(TEXTS),
        "partners": ["via"],
        "light": {"time": "red", "cause": data.draw(TEXTS)},
    }
    new = edit.append(old, path[:3], value)
    loses_nothing(old, new)
    assert second_opinion(new, (*path[:3], "nieuw")) == value
    assert edit.drop(new, (*path[:3], "nieuw")).content == old.content


@MANY
@given(st.data())
def test_whatever_goes_leaves_the_rest(data: st.DataObject) -> None:
    old, part, path = draw_part(data)
    name = data.draw(st.sampled_from([key for key in part if key != "id"]))
    new = edit.drop(old, (*path, name))
    touches_only(old, new, (*path, name))
    assert name not in second_opinion(new, path)


@pytest.mark.parametrize(
    ("old", "path", "value", "new"),
    [
        ("a: Q2 # wanneer\n", "a", "Q3", "a: Q3 # wanneer\n"),
        ('a: "Q2"\n', "a", "Q3", 'a: "Q3"\n'),
        ("a: 'Q2'\n", "a", "'t", "a: '''t'\n"),
        ("a: 'a: b'\n", "a", "Q3", "a: Q3\n"),
        ("a: {b: Q2, c: x}\n", "a.b", "een, twee", 'a: {b: "een, twee", c: x}\n'),
        ("a: [x, y]  # wie\n", "a", ["x", "z"], "a: [x, z]  # wie\n"),
        ("a:\n  - x # een\n  - y # twee\n", "a", ["x", "z"], "a:\n  - x # een\n  - z\n"),
        ("a:\n- x\n", "a", ["x", "z"], "a:\n- x\n- z\n"),
        (
            "a: # wie\n  # lijst\n  - x # 1\n  # over y\n  - y # 2\n  - z # 3\n# na\n",
            "a",
            ["v", "z", "y"],
            "a: # wie\n  # lijst\n  - v\n  - z # 3\n  # over y\n  - y # 2\n# na\n",
        ),
        ("a:\r\n- x # 1\r\n- y", "a", ["no", "x"], 'a:\r\n- "no"\r\n- x # 1'),
        ("a: | # zo\n  een\nb: 1\n", "a", "twee\n", "a: | # zo\n  twee\nb: 1\n"),
        ("a: >- # zo\n  een\nb: 1\n", "a", "x\ny", "a: |- # zo\n  x\n  y\nb: 1\n"),
        ("a: |2- # zo\n  een\nb: 1\n", "a", "twee", "a: twee # zo\nb: 1\n"),
        ("a: [] # geen\nb: 1\n", "a", [{"id": "x"}], "a: # geen\n  - id: x\nb: 1\n"),
        ("a: [x] # geen\nb: 1\n", "a", {"c": "x", "d": "z"}, "a: # geen\n  c: x\n  d: z\nb: 1\n"),
        ("a: [x]\n", "a", [], "a: []\n"),
        ("a:\n  - x\nb: 1\n", "a", [], "a: []\nb: 1\n"),
        ("a:\nb: 1\n", "a", ["x"], "a: [x]\nb: 1\n"),
        ("a: # wie\nb: 1\n", "a", "x", "a: x # wie\nb: 1\n"),
        ("a: ~\n", "a", "x", "a: x\n"),
        ("a: >-\n  een\n  twee\nb: 1\n", "a", "drie", "a: >-\n  drie\nb: 1\n"),
        ("a: |\n  een\n\n\nb: 1\n", "a", "drie\n", "a: |\n  drie\n\n\nb: 1\n"),
        ("a: x\r\nb: y", "c", "z", "a: x\r\nb: y\r\nc: z"),
        ("{a: x}\n", "b", "z", "{a: x, b: z}\n"),
        ("a:\n    b: x\n", "a.c", "z", "a:\n    b: x\n    c: z\n"),
        ("a: x\n", "b", "no", 'a: x\nb: "no"\n'),
        ("a: x\n", "b", "regel 1\nregel 2", "a: x\nb: |-\n  regel 1\n  regel 2\n"),
        ("a: x  \nb: y\n", "a", "een\ntwee", "a: |-\n  een\n  twee\nb: y\n"),
        ("a: x  \nb: y\n", "a", "z", "a: z  \nb: y\n"),
        ("a: |-\n  x  \nb: y\n", "a", "z", "a: |-\n  z\nb: y\n"),
    ],
)
def test_the_style_stays(old: str, path: str, value: Any, new: str) -> None:
    assert edit.put(source(old), tuple(path.split(".")), value).text == new


@pytest.mark.parametrize("there", ["{date: 2025-01-01, text: x}", "\n  date: 2025-01-01", "een notitie", '""', "[]"])
@pytest.mark.parametrize("change", [edit.append, edit.put])
def test_what_stands_in_the_place_of_a_list_or_mapping_is_not_lost(change: Any, there: str) -> None:
    old = source(f"title: x\nlog: {there}\n")
    path = ("log",) if change is edit.append else ("log", "money")
    stands = {edit.append: old.root.plain()["log"] == [], edit.put: isinstance(old.root.plain()["log"], dict)}  # type: ignore[union-attr, index, call-overload]
    if stands[change]:
        assert second_opinion(change(old, path, "green"), path)
        return
    with pytest.raises(Problem) as caught:
        change(old, path, "green")
    assert caught.value.exit_code == NOT_POSSIBLE
    assert caught.value.what.startswith("Op regel 2 van activities.yaml hoort een ")


@pytest.mark.parametrize("text", ["- x\n", "x\n"])
def test_nothing_is_added_to_a_file_that_is_no_mapping(text: str) -> None:
    with pytest.raises(Problem, match=r"Op regel 1 van activities\.yaml"):
        edit.append(source(text), ("decisions",), {"id": "x"})


@pytest.mark.parametrize(
    ("old", "gone", "new"),
    [
        ("[\n  x,  # 1\n  y,  # 2\n  z,  # 3\n]", "y", "[\n  x,  # 1\n  z,  # 3\n]"),
        ("[\n  x,  # 1\n  y,  # 2\n  z,  # 3\n]", "z", "[\n  x,  # 1\n  y,  # 2\n]"),
        ("[\n  x,  # 1\n  y,  # 2\n]", "x", "[\n  y,  # 2\n]"),
        ("[\n  x,  # 1\n  y  # 2, zo\n]", "y", "[\n  x  # 1\n]"),
        ("[\n  x  # 1\n  , y  # 2\n]", "x", "[\n  y  # 2\n]"),
        ("[\n  x  # 1\n  , y  # 2\n]", "y", "[\n  x  # 1\n]"),
        ("[x,  # 1\n  y,  # 2\n  z]  # 3", "x", "[y,  # 2\n  z]  # 3"),
        ("[x,  # 1\n  y,  # 2\n  z]  # 3", "y", "[x,  # 1\n  z]  # 3"),
        ("[x,  # 1\n  y,  # 2\n  z]  # 3", "z", "[x,  # 1\n  y,  # 2\n  ]  # 3"),
        ("[x,  # 1\n  y, z,  # 2\n  v]", "y", "[x,  # 1\n  z,  # 2\n  v]"),
        ("[x, y,  # 2\n  z]", "y", "[x,  # 2\n  z]"),
        ("[x, y,\n  z]", "z", "[x, y]"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_goes_from_between_brackets_leaves_the_comments_of_the_rest(
    newline: str, old: str, gone: str, new: str
) -> None:
    before, after = (f"a: {text}\nb: 1\n".replace("\n", newline) for text in (old, new))
    left = [name for name in re.findall(r"\b[xyzv]\b", old) if name != gone]
    assert edit.put(source(before), ("a",), left).text == after
    before, after = (
        re.sub(r"\b[xyzv]\b", r"\g<0>: 1", text).replace("[", "{").replace("]", "}") for text in (before, after)
    )
    assert edit.drop(source(before), ("a", gone)).text == after


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a: x\n? b # waarom\n: y\n", "a: x\n"),
        ("? b\n: y\n? a\n: x\n", "? a\n: x\n"),
        ("a:\n  - ? b\n    : y\n    c: z\n", None),
    ],
)
def test_a_key_with_a_question_mark_goes_as_a_whole_or_not_at_all(old: str, new: str | None) -> None:
    if new is not None:
        assert edit.drop(source(old), ("b",)).text == new
        return
    with pytest.raises(Problem, match="ongewone manier"):
        edit.drop(source(old), ("a", 0, "b"))


def test_a_text_that_is_too_long_to_be_read_again_is_told_so() -> None:
    longest = edit.put(source("a: x\n"), ("a",), "x" * 100_000)
    with pytest.raises(Problem, match="De tekst is te lang") as caught:
        edit.put(longest, ("a",), "x" * 100_001)
    assert "hooguit 100000 tekens" in caught.value.remedy


def test_a_new_key_stands_where_the_model_has_it() -> None:
    old = source((DATA / "activities.yaml").read_bytes())
    new = edit.put(edit.put(old, (*PART, "trekker"), ["gemeente"]), (*PART, "light", "time"), "amber")
    text = new.text[new.text.index("- id: aanvraag") :]
    expected = ["period: Begin Q2", "trekker: [gemeente]", "status: planned", "light:", "  time: amber", "source: "]
    at = [text.index(f"        {line}") for line in expected]
    assert at == sorted(at)


def test_an_activity_stands_behind_the_one_that_is_named() -> None:
    old = source((DATA / "activities.yaml").read_bytes())
    new = edit.append(
        old, ("activities",), {"id": "nieuw", "theme": "veiligheid", "title": "Nieuw"}, after="defensiemodule"
    )
    ids = [item["id"] for item in new.root.plain()["activities"]]  # type: ignore[union-attr, index, call-overload]
    assert ids[ids.index("defensiemodule") + 1] == "nieuw"
    assert "\n\n  - id: nieuw\n    theme: veiligheid\n    title: Nieuw\n\n  - id: urban-air-mobility\n" in new.text


@pytest.mark.parametrize(
    "value", ["x" * 10_000, "een twee " * 1000, "\N{GRINNING FACE} \u05d0\u202e", "a\nb\n\n c", "- a: [#", "'\"\\"]
)
def test_any_text_survives_the_trip(value: str) -> None:
    old = source((DATA / "activities.yaml").read_bytes())
    for field in ("title", "description", "remark"):
        assert second_opinion(edit.put(old, (*PART, field), value), (*PART, field)) == value
    assert (
        second_opinion(edit.append(old, (*PART, "log"), {"date": "2025-01-01", "text": value}), (*PART, "log"))[0][
            "text"
        ]
        == value
    )
