"""The calendar: whole days, ids that stay, and text that is text."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar, Component

from aaa_cli.words import figures
from tests.conftest import VELDWIJK, Run


def events(out: str) -> dict[str, Component]:
    calendar = Calendar.from_ical(out)
    found = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert len(found) == len(calendar.walk("VEVENT")), "an id is one event's"
    return found


def test_a_part_is_a_span_of_whole_days_with_an_id_of_part_and_year(aaa: Run) -> None:
    found = events(aaa("list", "-f", "ics").out)
    assert len(found) == 26, "what has no period is not in it"
    event = found["2025/green-leaf/aanvraag@aaa"]
    assert event["dtstart"].dt == date(2025, 4, 1)
    assert event["dtend"].dt == date(2025, 5, 1), "the first day that is free again"
    assert event["summary"] == "Green Leaf Award – Assen als groenste stad van Europa: Aanvraag opstellen en indienen"
    assert event["transp"] == "TRANSPARENT"
    assert "Trekker: geen trekker" in event["description"]
    assert event["categories"].cats == ["Groenste Stad"]


def test_importing_again_updates(aaa: Run, edit: Callable[[str, str, str], Path]) -> None:
    before = events(aaa("list", "-f", "ics").out)
    folder = edit("activities.yaml", "period: Begin Q2", "period: Q3")
    after = events(aaa("list", "-f", "ics", "--data", str(folder), "--today", "2025-06-01").out)
    assert after.keys() == before.keys()
    assert after["2025/green-leaf/aanvraag@aaa"]["dtstart"].dt == date(2025, 7, 1)
    stamps = {str(event["dtstamp"].dt) for event in after.values()}
    assert stamps == {"2025-06-01 00:00:00+00:00"}, "later than the ones before"


def test_the_standard_holds(aaa: Run) -> None:
    for command in (
        ["list"],
        ["status"],
        ["show", "green-leaf"],
        ["partners"],
        ["plan"],
        ["report"],
        ["meeting", "-p", "via"],
    ):
        out = aaa(*command, "-f", "ics").out
        calendar = Calendar.from_ical(out)
        calendar.validate()
        assert calendar["version"] == "2.0"
        assert all(event.get("uid") and event.get("dtstamp") for event in calendar.walk("VEVENT"))
        assert not [each.errors for each in calendar.walk() if each.errors]


def test_the_last_day_of_time_has_no_day_after_it(aaa: Run, edit: Callable[[str, str, str], Path]) -> None:
    folder = edit("activities.yaml", "period: Begin Q2", "period: 9999-12-31")
    assert "green-leaf/aanvraag" in aaa("list", "-f", "ics", "--data", str(folder)).out


def test_what_is_cancelled_is_told(aaa: Run) -> None:
    found = events(aaa("list", "-f", "ics", "--data", str(VELDWIJK)).out)
    assert found["2026/stationskwartier/tijdelijke-fietsenstalling@aaa"]["status"] == "CANCELLED"


@pytest.mark.parametrize(
    "title",
    ["a;b,c\\\\d", "C:\\\\Nieuw\\\\notulen", "BEGIN:VEVENT", "rechts\\u202elinks", "een\\nSUMMARY:twee", "😀" * 60],
)
def test_text_is_text(title: str, aaa: Run, edit: Callable[[str, str, str], Path]) -> None:
    folder = edit("activities.yaml", "title: Een boom voor elke afgestudeerde", f'title: "{title}"')
    out = aaa("list", "-f", "ics", "--data", str(folder)).out
    found = events(out)
    meant = figures.visible(json.loads(f'"{title}"'))
    assert found["2025/thorbecke-bos/verkenning@aaa"]["summary"] == f"Thorbecke Bos: {meant}"
    folder = edit("activities.yaml", "title: Thorbecke Bos", f'title: "{title}"')
    for command in (["show", "thorbecke-bos"], ["partners", "trias-politica"]):
        assert aaa(*command, "-f", "ics", "--data", str(folder)).code == 0
    assert all(len(line.encode()) <= 75 for line in out.split("\r\n"))


def test_a_calendar_is_written_to_a_file(aaa: Run, tmp_path: Path) -> None:
    file = tmp_path / "agenda.ics"
    assert aaa("partners", "actium", "-o", str(file)).code == 0
    assert len(events(file.read_text(encoding="utf-8"))) == 2
