"""Filters: what is looked up, and which parts are left."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aaa_cli.plan import period
from aaa_cli.plan.load import load
from aaa_cli.plan.models import full_id
from aaa_cli.reports.select import Filter, read_quarter, select
from aaa_cli.words.problem import Problem
from tests.conftest import DATA, VELDWIJK, Run

DAY = date(2025, 5, 20)


def ids(aaa: Run, *options: str) -> list[str]:
    answer = aaa("list", "-f", "json", *options).json()
    assert answer["count"] == len(answer["parts"])
    assert answer["of"] == 31
    return [part["id"] for part in answer["parts"]]


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Q2", "Q2 2025"),
        ("q2", "Q2 2025"),
        ("2", "Q2 2025"),
        ("nu", "Q2 2025"),
        ("now", "Q2 2025"),
        ("volgend", "Q3 2025"),
        ("next", "Q3 2025"),
        ("Q1 2026", "Q1 2026"),
        ("1 2026", "Q1 2026"),
        ("2026-Q1", "Q1 2026"),
    ],
)
def test_quarters(word: str, name: str) -> None:
    assert read_quarter(word, 2025, DAY).text == name


def test_the_quarter_after_the_last_of_a_year() -> None:
    assert read_quarter("volgend", 2025, date(2025, 12, 31)).text == "Q1 2026"


@pytest.mark.parametrize("word", ["", "Q0", "Q5", "Q", "vorig", "2025", "Q1 25", "Q1 0000", "Q2-Q3", "²"])
def test_no_quarters(word: str) -> None:
    with pytest.raises(Problem):
        read_quarter(word, 2025, DAY)


@pytest.mark.parametrize(
    "word", ["gemeente", "GEMEENTE", "Gemeente Assen", "gemeente assen", "Municipality of Assen"]
)
def test_a_partner_by_id_name_and_short_name(word: str, aaa: Run) -> None:
    assert len(ids(aaa, "--trekker", word)) == 5


@pytest.mark.parametrize("word", ["Hanze", "hanzehoogeschool", "hanzehogeschool"])
def test_a_partner_by_alias(word: str, aaa: Run) -> None:
    assert len(ids(aaa, "--partner", word)) == 3


def test_the_same_filter_twice_is_or_and_different_ones_are_and(aaa: Run) -> None:
    oa, via = ids(aaa, "-t", "OA"), ids(aaa, "-t", "ViA")
    assert sorted(ids(aaa, "-t", "OA", "-t", "ViA")) == sorted(oa + via)
    assert ids(aaa, "-t", "OA", "-p", "horeca") == []
    assert ids(aaa, "-q", "Q1", "-t", "gemeente") == [
        code for code in ids(aaa, "-t", "gemeente") if code in ids(aaa, "-q", "Q1")
    ]


@pytest.mark.parametrize("word", ["geen", "GEEN", "none"])
def test_those_without(word: str, aaa: Run) -> None:
    assert len(ids(aaa, "--trekker", word)) == 31 - 9
    assert len(ids(aaa, "--partner", word)) == 11
    assert len(ids(aaa, "--trekker", word, "--trekker", "gemeente")) == 31 - 9 + 5


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--theme", "veiligheid"], 7),
        (["--theme", "Groenste Stad"], 7),
        (["--theme", "biotech en zorg"], 7),
        (["--theme", "Safety"], 7),
        (["--ambition", "banen"], 2),
        (["--ambition", "5.000 banen"], 2),
        (["--ambition", "geen"], 29),
        (["--status", "gepland"], 30),
        (["--status", "planned"], 30),
        (["--status", "gereed"], 1),
        (["--status", "done", "--status", "Gepland"], 31),
        (["--light", "gereed"], 1),
        (["--light", "grey"], 30),
        (["--light", "nog niet te beoordelen"], 30),
        (["--text", "crimetour"], 1),
        (["--text", "CRIMETOUR"], 1),
        (["--text", "burgemeester"], 1),
        (["--text", "studentenprofiel", "--text", "warmtenet"], 2),
        (["--partner", "ntb"], 1),
        (["--overdue"], 5),
    ],
)
def test_each_filter(options: Sequence[str], count: int, aaa: Run) -> None:
    assert len(ids(aaa, *options)) == count


def test_only_a_quarter_and_overdue_leave_undated_parts_out(aaa: Run) -> None:
    answer = aaa("list", "-q", "Q2", "-f", "json").json()
    assert answer["count"] == 16
    assert len(answer["undated"]) == 5
    both = aaa("list", "-q", "Q2", "--undated", "-f", "json").json()
    assert both["count"] == 21
    assert both["undated"] == []
    assert aaa("list", "-t", "geen", "-f", "json").json()["undated"] == []
    assert "5 onderdelen zonder periode zijn niet meegeteld" in aaa("status", "-q", "Q2").out
    assert "1 onderdeel zonder periode is niet meegeteld" in aaa("list", "-q", "Q2", "--theme", "algemeen").out


def test_what_was_given_is_told_in_json_and_in_words(aaa: Run) -> None:
    options = ("-q", "2", "-t", "Gemeente Assen", "-t", "geen", "-s", "loopt", "--text", "Lariks", "--overdue")
    assert aaa("list", "-f", "json", *options).json()["filter"] == {
        "quarter": ["Q2"],
        "trekker": ["gemeente", "none"],
        "status": ["in_progress"],
        "text": ["Lariks"],
        "overdue": True,
    }
    told = "kwartaal Q2, trekker Gemeente of geen, status loopt, tekst 'Lariks', alleen te laat"
    assert told in " ".join(aaa("list", *options).out.split())
    assert aaa("list", "-q", "Q1 2026", "-f", "json").json()["filter"] == {"quarter": ["2026-Q1"]}


@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.integers(2024, 2028), st.integers(1, 4))
def test_a_quarter_finds_a_part_exactly_when_the_spans_overlap(today: date, year: int, number: int) -> None:
    for folder in (DATA, VELDWIJK):
        plan = load(folder).plan
        assert plan is not None
        span = period.quarter(year, number)
        found = select(plan, Filter(quarters=(span,)), today)
        assert [full_id(*pair) for pair in found.plan.parts()] == [
            full_id(activity, part)
            for activity, part in plan.parts()
            if part.period and part.period.start <= span.end and span.start <= part.period.end
        ]
        assert found.found + len(found.undated) <= found.of


@pytest.mark.parametrize(
    ("options", "what", "remedy"),
    [
        (["-q", "Q5"], "Kwartaal 'Q5' bestaat niet.", "Q1, Q2, Q3, Q4"),
        (["-t", "gementee"], "De trekker 'gementee' bestaat niet.", "Bedoelde je 'gemeente'?"),
        (["-p", "Aktium"], "De partner 'Aktium' bestaat niet.", "Bedoelde je 'actium'?"),
        (["-p", "zzz"], "De partner 'zzz' bestaat niet.", "aaa partners"),
        (["--theme", "veilig"], "Het thema 'veilig' bestaat niet.", "veiligheid, groenste-stad"),
        (["--ambition", "huizen"], "De ambitie 'huizen' bestaat niet.", "woningen, banen"),
        (["-s", "klaar"], "De status 'klaar' bestaat niet.", "gepland, loopt, gereed"),
        (["--light", "paars"], "Het stoplicht 'paars' bestaat niet.", "groen, oranje, rood"),
        (["--today", "gisteren"], "'gisteren' herkent het programma niet als datum.", "2025-04-15"),
        (["--today", "2025-02-30"], "'2025-02-30' herkent het programma niet als datum.", "2025-04-15"),
        (["-f", "xml"], "De vorm 'xml' bestaat hier niet.", "table, json, csv, md"),
        (["-o", "x.xml"], "Een bestand met de extensie '.xml' kan dit antwoord niet worden.", ".csv"),
        (["--data", "nergens"], "De map 'nergens' bestaat niet.", "--data"),
        (["--lang", "de"], "De taal 'de' is er niet.", "nl, en"),
    ],
)
def test_an_unknown_value_is_told_in_two_lines(options: list[str], what: str, remedy: str, aaa: Run) -> None:
    answer = aaa("list", *options)
    assert answer.code == 2
    assert answer.out == ""
    first, second = answer.err.splitlines()
    assert first == what
    assert remedy in second


@pytest.mark.parametrize("option", ["--trekker", "--theme", "--ambition", "--text", "--quarter", "--status"])
def test_an_empty_value_is_no_filter(option: str, aaa: Run) -> None:
    answer = aaa("list", option, " ")
    assert answer.code == 2
    assert answer.err.startswith(f"Achter '{option}' ontbreekt een waarde.")


def test_days_at_the_end_of_time(aaa: Run, edit) -> None:
    assert aaa("list", "-q", "volgend", "--today", "9999-12-31").code == 2
    folder = edit("activities.yaml", "period: Begin Q2", "period: 9999-12-31")
    assert aaa("status", "--data", str(folder), "--today", "2999-12-31").code == 0
    assert {aaa("list", "--today", day).code for day in ("3000-01-01", "1899-12-31", "2025-W18-4")} == {2}


def test_what_is_late_in_other_quarters_is_told_below_the_present_one(aaa: Run) -> None:
    told = "Uit andere kwartalen zijn nog 4 onderdelen te laat."
    assert told in aaa("status", "-q", "Q2").out
    assert told in aaa("status", "-q", "Q2", "--undated").out
    assert "5 te laat" in aaa("status", "--overdue").out


def test_a_value_may_look_like_an_option(aaa: Run) -> None:
    assert aaa("list", "--text", "-h", "-f", "json").json()["filter"] == {"text": ["-h"]}


def test_words_that_are_no_text(aaa: Run) -> None:
    answer = aaa("list", "--text", "\udcff", "-f", "json")
    assert (answer.code, len(answer.err.splitlines())) == (2, 2)


def test_status_names_late_actions_of_other_quarters(aaa: Run, edit) -> None:
    old = "        period: Eind Q1\n        trekker: [gemeente]\n        partners: [provincie-drenthe, vro]\n        status: planned\n"
    log = "        log:\n          - {date: 2025-03-01, text: Kaart maken., who: vro, due: 2025-04-10}\n"
    folder = str(edit("activities.yaml", old, old + log))
    for asked in ((), ("-q", "Q3"), ("--overdue",)):
        (action,) = aaa("status", "--data", folder, *asked, "-f", "json").json()["late_actions"]
        assert action["due"] == "2025-04-10"
    assert aaa("status", "--data", folder, "--theme", "veiligheid", "-f", "json").json()["late_actions"] == []
