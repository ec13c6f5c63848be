"""Merging: what only one side changed is taken, what both changed is a conflict, and neither side is lost."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aaa_cli.plan import edit
from aaa_cli.plan.changes import changes
from aaa_cli.plan.items import items
from aaa_cli.plan.merge import Merged, merge, sides
from aaa_cli.plan.source import Source, read
from aaa_cli.words.problem import Problem
from tests.plan.layouts import TEXTS, activities

A, B, P = "activities.yaml", "budget.yaml", "partners.yaml"
GOOD = Path(__file__).parents[1] / "problems" / "good"
PLAN = """\
plan: {title: Plan, year: 2025}
themes:
  - {id: groen, title: Groen}
activities:

  - id: park
    title: Het park
    theme: groen
    parts:

      - id: aanleg
        title: Aanleg
        period: Q2
        trekker: [gemeente]
        partners: [school, bewoners]
        status: planned
        light:
          time: green
        log:
          - {date: 2025-01-10, text: Begonnen.}
          - {date: 2025-02-10, text: Bellen., who: school}

      - id: beheer
        title: Beheer
        status: planned
"""


def made(*pairs: tuple[str, str]) -> bytes:
    text = PLAN
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text.encode()


def merged(ours: bytes, theirs: bytes, **more: Any) -> Merged:
    return merge(A, PLAN.encode(), ours, theirs, **more)


def same(ours: bytes, theirs: bytes, *pairs: tuple[str, str]) -> None:
    """Hold that two versions merge without a question, either way round, and to what the pairs make of the plan."""
    for one, other in ((ours, theirs), (theirs, ours)):
        assert merged(one, other) == Merged(made(*pairs), (), ())


def test_only_one_side_changed() -> None:
    changed = made(("period: Q2", "period: Q3  # later"), ("Begonnen", "Gestart"))
    same(changed, PLAN.encode(), ("period: Q2", "period: Q3  # later"), ("Begonnen", "Gestart"))
    same(changed, changed, ("period: Q2", "period: Q3  # later"), ("Begonnen", "Gestart"))


def test_different_fields_of_one_part() -> None:
    period, light = ("period: Q2", "period: Q3"), ("time: green", "time: red\n          cause: Regen")
    same(made(period), made(light), period, light)


def test_lists_merge_as_sets() -> None:
    ours = made(("[gemeente]", "[gemeente, school]"), ("[school, bewoners]", "[school, bewoners, via]"))
    theirs = made(("[gemeente]", "[school]"), ("[school, bewoners]", "[bewoners, actium]"))
    assert merged(ours, theirs) == Merged(
        made(("[gemeente]", "[school]"), ("[school, bewoners]", "[bewoners, via, actium]")), (), ()
    )


LAST = "          - {date: 2025-02-10, text: Bellen., who: school}\n"
MARCH, APRIL = (
    "          - {date: 2025-03-01, text: Maart.}\n",
    "          - {date: 2025-04-01, text: April.}  # hoi\n",
)


def test_both_add_to_a_log() -> None:
    same(made((LAST, LAST + APRIL)), made((LAST, LAST + MARCH)), (LAST, LAST + MARCH + APRIL))


def test_both_begin_a_log() -> None:
    status = "        title: Beheer\n        status: planned\n"
    log = "        log:\n"
    same(
        made((status, status + log + APRIL)),
        made((status, status + log + MARCH)),
        (status, status + log + MARCH + APRIL),
    )


def test_the_layout_of_both_stays_where_they_clash() -> None:
    tall = "          - date: 2025-04-01\n            text:\n              April.\n"
    ours, theirs = made((LAST, LAST + MARCH)), made((LAST, LAST + tall))
    same(ours, theirs, (LAST, LAST + MARCH + tall))


def test_a_log_with_the_newest_first_stays_so() -> None:
    first = "        log:\n"
    old = "          - {date: 2024-12-01, text: December.}\n"
    begun = "          - {date: 2025-01-10, text: Begonnen.}\n"
    base = made((begun + LAST, LAST + begun)).decode()
    ours, theirs = (
        base.replace(one, two) for one, two in ((first, first + MARCH), (LAST + begun, LAST + begun + old))
    )
    wanted = ours.replace(LAST + begun, LAST + begun + old).encode()
    assert merge(A, base.encode(), ours.encode(), theirs.encode()) == Merged(wanted, (), ())
    both = base.replace(first, first + APRIL).encode()
    assert merge(A, base.encode(), ours.encode(), both).content == ours.replace(MARCH, MARCH + APRIL).encode()


def test_one_ticks_off_what_the_other_writes_below() -> None:
    done = LAST.replace("school}", "school, done: 2025-03-01}")
    same(made((LAST, done)), made((LAST, LAST + APRIL)), (LAST, done + APRIL))


NEW = "\n      - id: {id}\n        title: {id}  # van {id}\n        status: planned\n"


def test_both_add_a_part_at_the_end() -> None:
    ours, theirs = (PLAN + NEW.format(id=name) for name in ("bank", "hek"))
    assert merged(ours.encode(), theirs.encode()).content.decode() == ours + NEW.format(id="hek")


def test_a_part_of_theirs_comes_behind_the_one_that_it_stood_behind() -> None:
    before = "\n      - id: beheer\n"
    theirs = made((before, NEW.format(id="hek") + before), ("Aanleg", "Aanleg van het park"))
    ours = PLAN.replace("status: planned\n", "status: done\n").encode()
    found = merged(ours, theirs)
    parts = [item.id for item in items({A: read(Path(A), found.content)}).values() if item.kind == "part"]
    assert parts == ["park/aanleg", "park/hek", "park/beheer"]


def test_a_value_that_both_changed() -> None:
    ours, theirs = (
        made(("period: Q2", "period: Q3")),
        made(("period: Q2", "period: Q4"), ("title: Beheer", "title: Zorg")),
    )
    found = merged(ours, theirs, labels=("HEAD", "voorstel"))
    (conflict,) = found.conflicts
    assert (conflict.item.id, *conflict[1:5]) == ("park/aanleg", "period", "Q2", "Q3", "Q4")
    markers = "<<<<<<< HEAD\n        period: Q3\n=======\n        period: Q4\n>>>>>>> voorstel\n"
    assert found.content == made(("        period: Q2\n", markers), ("title: Beheer", "title: Zorg"))
    assert sides(found.content) == (
        made(("period: Q2", "period: Q3"), ("title: Beheer", "title: Zorg")),
        made(("period: Q2", "period: Q4"), ("title: Beheer", "title: Zorg")),
    )
    for side, period in (("ours", "Q3"), ("theirs", "Q4")):
        settled = merged(ours, theirs, picks={conflict.path: side})
        assert settled == Merged(made(("period: Q2", f"period: {period}"), ("title: Beheer", "title: Zorg")), (), ())


def test_an_amount_that_is_written_in_another_way_is_no_change() -> None:
    base, other, more = (
        b"payers:\n  - {id: gemeente, name: Gemeente}\nlines:\n  - id: steun\n    title: Steun\n    total: %s\n"
        % amount
        for amount in (b"1000", b"1000.00", b"1500")
    )
    assert merge(B, base, other, more) == merge(B, base, more, other) == Merged(more, (), ())
    assert merge(B, None, base, other) == Merged(base, (), ())


BEHEER = "\n      - id: beheer\n        title: Beheer\n        status: planned\n"


def test_removed_and_changed_is_a_conflict_and_removed_alone_goes() -> None:
    gone, changed = (
        made((BEHEER, "")),
        made(("title: Beheer\n", "title: Beheer\n        # let op\n        period: Q4\n")),
    )
    same(gone, PLAN.encode(), (BEHEER, ""))
    for ours, theirs in ((gone, changed), (changed, gone)):
        found = merged(ours, theirs)
        assert [(one.item.id, one.field) for one in found.conflicts] == [("park/beheer", None)]
        assert sides(found.content) == (ours, theirs)


def test_crlf_and_a_byte_order_mark_of_ours_stay() -> None:
    ours = b"\xef\xbb\xbf" + made(("period: Q2", "period: Q3")).replace(b"\n", b"\r\n")
    found = merged(ours, made(("status: planned\n        light", "status: done\n        light")))
    wanted = made(("period: Q2", "period: Q3"), ("status: planned\n        light", "status: done\n        light"))
    assert found == Merged(b"\xef\xbb\xbf" + wanted.replace(b"\n", b"\r\n"), (), ())


def test_a_comment_at_a_value_that_goes_stays() -> None:
    theirs = made(("        period: Q2\n", "        # eerst bellen\n        period: Q4\n"))
    picks: dict[Any, Any] = {("activities", "park", "parts", "aanleg", "period"): "ours"}
    settled = merged(made(("        period: Q2\n", "")), theirs, picks=picks)
    assert (settled.lost, b"# eerst bellen\n" in settled.content) == ((), True)
    found = merged(made(("period: Q2", "period: Q3")), theirs)
    assert (found.lost, b"# eerst bellen\n<<<<<<<" in found.content) == ((), True)


def test_a_comment_of_what_goes_is_told_and_lands_nowhere_else() -> None:
    gone = made((BEHEER, ""))
    for line in ("title: Beheer  # vogels", "# vogels\n        title: Beheer"):
        changed = made(("title: Beheer", line), ("period: Q2", "period: Q3"))
        picks: dict[Any, Any] = {("activities", "park", "parts", "beheer"): "ours"}
        for ours, theirs in ((gone, changed), (changed, gone)):
            if ours is changed:
                picks = dict.fromkeys(picks, "theirs")
            found = merged(ours, theirs, picks=picks)
            assert (found.content, found.lost) == (made((BEHEER, ""), ("period: Q2", "period: Q3")), ("# vogels",))


def test_a_comment_that_stands_elsewhere_as_well_is_kept() -> None:
    base = PLAN.replace("title: Beheer\n", "title: Beheer  # nagaan\n")
    ours, theirs = base.replace("period: Q2", "period: Q3"), base.replace("period: Q2", "period: Q2  # nagaan")
    for one, other in ((ours, theirs), (theirs, ours)):
        found = merge(A, base.encode(), one.encode(), other.encode())
        assert (found.content.decode(), found.lost) == (ours.replace("period: Q3", "period: Q3  # nagaan"), ())


def test_a_comment_at_the_end_stays() -> None:
    ours, theirs = (
        PLAN.replace("title: Beheer", "title: Zorg"),
        PLAN.replace("title: Beheer", "title: X") + "# einde\n",
    )
    found = merge(A, PLAN.encode(), ours.encode(), theirs.encode())
    assert (found.lost, found.content.count(b"# einde\n")) == ((), 1)


def test_a_text_that_both_replace_in_a_list_is_a_conflict() -> None:
    ours, theirs = (made(("[gemeente]", f"[{name}]")) for name in ("school", "bewoners"))
    assert [one[1:5] for one in merged(ours, theirs).conflicts] == [
        ("trekker", ["gemeente"], ["school"], ["bewoners"])
    ]


def test_line_breaks_of_two_kinds_stay() -> None:
    ours = made(("period: Q2\n", "period: Q3\r\n"))
    theirs = made(("title: Beheer", "title: Zorg"))
    assert merged(ours, theirs).content == made(("period: Q2\n", "period: Q3\r\n"), ("title: Beheer", "title: Zorg"))


def test_a_base_that_cant_be_read_asks_more() -> None:
    ours, theirs = made(("period: Q2", "period: Q3")), made(("title: Beheer", "title: Zorg"))
    found = merge(A, b"<<<<<<< a\n", ours, theirs)
    assert {one.field for one in found.conflicts} == {"period", "title"}


@pytest.mark.parametrize("side", [b"a: [", b"plan: x\nplan: y\n", b"<<<<<<< x\n", b"", b"- a\n"])
def test_a_side_that_cant_be_read(side: bytes) -> None:
    with pytest.raises(Problem) as problem:
        merged(PLAN.encode(), side)
    assert problem.value.exit_code == 1


def test_an_empty_base_is_two_files_that_were_added() -> None:
    assert merge(A, None, made(("period: Q2", "period: Q3")), PLAN.encode()).conflicts[0][1:5] == (
        "period",
        None,
        "Q3",
        "Q2",
    )


@pytest.mark.parametrize(
    "text",
    ["a\n", "<<<<<<< a\nx\n", "<<<<<<< a\nx\n>>>>>>> b\n", "=======\n", "<<<<<<< a\n=======\n=======\n>>>>>>> b\n"],
)
def test_markers_that_are_no_pair(text: str) -> None:
    assert sides(text.encode()) is None


def test_the_sides_of_markers_with_the_base_between() -> None:
    text = b"a\r\n<<<<<<< x\r\nb\r\n||||||| y\r\nc\r\n=======\r\nd\r\n>>>>>>> z\r\ne"
    assert sides(text) == (b"a\r\nb\r\ne", b"a\r\nd\r\ne")


FIELDS = st.sampled_from(["title", "description", "period", "status", "remark", "light.time", "light.cause"])
NAMES = st.lists(st.sampled_from(["gemeente", "dc-terra", "via", "nieuw"]), max_size=3, unique=True)


def changed(data: st.DataObject, source: Source) -> Source:
    """Return a file with one edit of a kind that people make."""
    found = items({A: source})
    parts = [item for item in found.values() if item.kind == "part"]
    part = data.draw(st.sampled_from(parts))
    kind = data.draw(st.sampled_from(["field", "field", "list", "entry", "add", "remove", "clear"]))
    if kind == "field":
        return edit.put(source, (*part.path, *data.draw(FIELDS).split(".")), data.draw(TEXTS))
    if kind == "list" and (names := data.draw(NAMES)):
        return edit.put(source, (*part.path, data.draw(st.sampled_from(["trekker", "partners"]))), names)
    if kind == "entry":
        entry = {"date": data.draw(st.sampled_from(["2025-04-14", "2025-04-16"])), "text": data.draw(TEXTS)}
        return edit.append(source, (*part.path, "log"), entry)
    if kind == "add":
        new = {"id": data.draw(st.sampled_from(["nieuw-a", "nieuw-b"])), "title": data.draw(TEXTS)}
        activity = part.path[:3]
        there = {item.id for item in parts}
        return source if f"{activity[1]}/{new['id']}" in there else edit.append(source, activity, new)
    if kind == "remove" and sum(item.path[:3] == part.path[:3] for item in parts) > 1:
        return edit.drop(source, part.path)
    if kind == "clear" and "remark" in part.fields:
        return edit.drop(source, (*part.path, "remark"))
    return source


def holds(base: Source, side: Source, result: Source) -> None:
    """Hold that all that a side changed is in the result."""
    there = items({A: result})
    for change in changes(items({A: base}), items({A: side})):
        item = there.get(change.item.id)
        if change.kind == "removed" and change.field is None:
            assert item is None
            continue
        assert item is not None
        names = item.fields if change.field is None else [change.field]
        for name in names:
            value: Any = item.fields.get(name)
            now = change.new.get(name) if change.field is None else change.new
            if name == "log" and change.field:
                assert (now in (value or [])) == (change.new is not None)
            elif isinstance(now, list) or isinstance(value, list):
                before = [] if change.field is None else change.old or []
                assert set(map(str, value or [])) >= set(map(str, now or [])) - set(map(str, before))
                assert not (set(map(str, before)) - set(map(str, now or []))) & set(map(str, value or []))
            elif change.field is not None or now is not None:
                assert value == now


@settings(
    max_examples=250,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
@given(st.data())
def test_what_merges_without_a_question_holds_both_sides(data: st.DataObject) -> None:
    _tree, content = data.draw(activities())
    base = read(Path(A), content)
    versions = [base, base]
    for number in (0, 1):
        for _time in range(data.draw(st.integers(1, 3))):
            versions[number] = changed(data, versions[number])
    ours, theirs = versions
    found = merge(A, base.content, ours.content, theirs.content)
    back = merge(A, base.content, theirs.content, ours.content)
    assert {one.path for one in found.conflicts} == {one.path for one in back.conflicts}
    if found.conflicts:
        cut = sides(found.content)
        assert cut is not None
        assert all(read(Path(A), side).root is not None for side in cut)
        picks = {one.path: "ours" for one in found.conflicts}
        assert merge(A, base.content, ours.content, theirs.content, picks).content == cut[0]  # type: ignore[arg-type]
        return
    result = read(Path(A), found.content)
    holds(base, ours, result)
    holds(base, theirs, result)
    assert unordered(result) == unordered(read(Path(A), back.content))


def unordered(source: Source) -> Any:
    """Return values without the order of their lists."""

    def of(value: Any) -> Any:
        if isinstance(value, dict):
            return sorted((key, str(of(inner))) for key, inner in value.items())
        return sorted(str(of(inner)) for inner in value) if isinstance(value, list) else str(value)

    assert source.root is not None
    return of(source.root.plain())
