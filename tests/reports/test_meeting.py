"""The list for a partner's meeting."""

import pytest

from tests.conftest import VELDWIJK, Run

ON_DAY = ("--data", str(VELDWIJK), "--today", "2026-05-20")


def test_a_partner_meets_what_it_leads_takes_part_in_and_what_waits_for_it(aaa: Run) -> None:
    found = aaa("meeting", "--partner", "gemeente", *ON_DAY, "-f", "json").json()
    assert found["filter"] == {"partner": ["gemeente"]}
    assert found["leads"] == [
        "wonen-boven-winkels/verkenning",
        "wonen-boven-winkels/regeling",
        "vakschool/convenant",
        "communicatie/nieuwsbrief",
    ]
    assert found["takes_part"] == ["vakschool/verbouwing"]
    assert [part["id"] for part in found["parts"]] == [*found["leads"], *found["takes_part"]]
    assert (found["count"], found["of"]) == (5, 10)
    assert [item["id"] for item in found["decisions"]] == ["voorfinanciering"], "its body decides"


def test_agreed_actions_that_wait_for_a_partner_are_told(aaa: Run) -> None:
    folder = str(VELDWIJK.parent.parent / "problems" / "late-action")
    found = aaa("meeting", "-p", "school", "--data", folder, "-f", "json").json()
    (action,) = found["actions"]
    assert (action["who"], action["due"]) == ("school", "2025-05-01")
    assert "ja" in aaa("meeting", "-p", "school", "--data", folder).out


def test_done_actions_wait_for_nobody(aaa: Run) -> None:
    assert aaa("meeting", "-p", "provincie", *ON_DAY, "-f", "json").json()["actions"] == []


def test_notes_are_an_empty_last_column_of_each_table(aaa: Run) -> None:
    out = aaa("meeting", "-p", "gemeente", *ON_DAY, "--notes", "-f", "md").out
    with_notes, _new, empty = out.partition("\n## Nieuwe afspraken\n")
    assert empty.count("|  |  |  |") == 5
    rows = [line for line in with_notes.split("\n") if line.startswith("|")]
    headers = [row for row in rows if "Afspraak |" in row]
    assert headers
    assert all(row.endswith(("| Afspraak |", "| --- |", "|  |")) for row in rows)
    assert "| Afspraak |" not in aaa("meeting", "-p", "gemeente", *ON_DAY, "-f", "md").out


def test_other_filters_hold_as_well(aaa: Run) -> None:
    found = aaa("meeting", "-p", "gemeente", "-q", "Q1", "--status", "done", *ON_DAY, "-f", "json").json()
    assert found["leads"] == ["wonen-boven-winkels/verkenning", "vakschool/convenant"]
    assert found["takes_part"] == []


@pytest.mark.parametrize("asked", [(), ("-p", "geen"), ("-p", "ntb"), ("-p", "gemeente", "-p", "woonstede")])
def test_a_meeting_is_with_one_partner(asked: tuple[str, ...], aaa: Run) -> None:
    answer = aaa("meeting", *asked, *ON_DAY)
    assert answer.code == 2
    assert answer.err.startswith("Kies één partner voor het overleg.\n")


def test_a_partner_without_anything_has_five_empty_sections(aaa: Run) -> None:
    answer = aaa("meeting", "-p", "roc-middenland", *ON_DAY)
    assert answer.code == 0
    assert answer.out.count("\ngeen\n") == 5
