"""Late, attention and lights, as on each side of their borders."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aaa_cli.plan.models import Colour, Judgement, LogEntry, Part, Status
from aaa_cli.plan.period import Period
from aaa_cli.plan.progress import ATTENTION, Light, attention, light, overdue

START, END = date(2025, 4, 1), date(2025, 6, 30)
NOTE = LogEntry.model_construct(date=START, text="x", who=None, due=None, done=None)


def part(status: Status = Status.PLANNED, *, dated: bool = True, log: bool = False, **more: object) -> Part:
    values = {"trekker": ("gemeente",), "partners": (), "light": None, **more}
    span = Period("Q2", START, END) if dated else None
    return Part.model_construct(id="x", title="x", status=status, period=span, log=(NOTE,) * log, **values)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize(("today", "past"), [(END, False), (date(2025, 7, 1), True)])
def test_late_is_past_the_last_day_with_work_to_do(status: Status, today: date, past: bool) -> None:
    work = status in {Status.PLANNED, Status.IN_PROGRESS, Status.PAUSED}
    assert overdue(part(status), today) == (past and work)


@pytest.mark.parametrize(
    ("status", "today", "codes"),
    [
        ("planned", "2025-03-31", []),
        ("planned", "2025-04-01", []),
        ("planned", "2025-04-02", ["not-started"]),
        ("in_progress", "2025-04-02", []),
        ("in_progress", "2025-06-15", []),
        ("in_progress", "2025-06-16", ["due-soon"]),
        ("planned", "2025-06-30", ["not-started", "due-soon"]),
        ("paused", "2025-06-30", ["due-soon"]),
        ("planned", "2025-07-01", ["overdue"]),
        ("done", "2025-07-01", []),
        ("cancelled", "2025-07-01", []),
    ],
)
def test_attention_by_date(status: str, today: str, codes: list[str]) -> None:
    assert list(attention(part(Status(status)), date.fromisoformat(today))) == codes


def test_attention_for_what_is_open() -> None:
    bare = part(dated=False, trekker=(), partners=("ntb",))
    assert list(attention(bare, START)) == ["no-trekker", "no-period", "to-be-determined"]
    assert list(attention(part(trekker=("ntb",)), START)) == ["to-be-determined"]
    assert list(attention(part(Status.DONE, dated=False, trekker=(), partners=("ntb",)), START)) == []


@pytest.mark.parametrize(
    ("status", "log", "dated", "today", "shown"),
    [
        ("done", True, True, "2025-01-01", "done"),
        ("done", False, False, "2025-01-01", "done"),
        ("cancelled", True, True, "2026-01-01", "grey"),
        ("in_progress", True, False, "2026-01-01", "grey"),
        ("in_progress", True, True, "2025-03-31", "grey"),
        ("planned", False, True, "2026-01-01", "grey"),
        ("planned", True, True, "2026-01-01", "red"),
        ("in_progress", False, True, "2025-07-01", "red"),
        ("in_progress", False, True, "2025-06-16", "amber"),
        ("in_progress", False, True, "2025-06-15", "green"),
        ("in_progress", False, True, "2025-04-01", "green"),
        ("paused", False, True, "2025-05-01", "green"),
    ],
)
def test_the_light_that_nobody_set(status: str, log: bool, dated: bool, today: str, shown: str) -> None:
    assert light(part(Status(status), dated=dated, log=log), date.fromisoformat(today)).light == shown


@given(st.lists(st.sampled_from([*Colour, None]), min_size=3, max_size=3), st.sampled_from(Status), st.dates())
def test_a_persons_light_is_the_worst_of_three(colours: list[Colour | None], status: Status, today: date) -> None:
    given_light = Judgement.model_construct(
        **dict(zip(("time", "money", "quality"), colours, strict=True)), cause=None
    )
    shown = light(part(status, light=given_light), today)
    worst = next((colour for colour in (Colour.RED, Colour.AMBER, Colour.GREEN) if colour in colours), None)
    if worst is None:
        assert shown.reason != "judged"
    else:
        assert (shown.light, shown.reason) == (Light(worst.value), "judged")


@given(st.sampled_from(Status), st.booleans(), st.dates())
def test_attention_is_told_in_its_order_and_once(status: Status, dated: bool, today: date) -> None:
    codes = list(attention(part(status, dated=dated, trekker=(), partners=("ntb",)), today))
    assert codes == sorted(set(codes), key=ATTENTION.index)
