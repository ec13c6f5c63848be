"""The formats on hostile text, and whole outputs as they are accepted."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aaa_cli.outputs import markdown, screen
from aaa_cli.reports.document import Column, Document, Role, Section, Table
from tests.conftest import VELDWIJK, Run

HOSTILE = [
    "[red]rood[/red]",
    "<script>alert(1)</script>",
    "=cmd|'/C calc'!A0",
    " ＝1+1",
    "a@b.nl ftp://x.nl",
    "::error::boe",
    "a | b",
    "*ster* _streep_ `code` ~weg~",
    "# kop",
    "- punt",
    "1. punt",
    "[tekst](http://x.nl) www.x.nl",
    "rechts\u202elinks",
    "emoji 😀 👩‍🚀",
    "een\\ntwee",
]


@pytest.fixture(params=HOSTILE)
def hostile(request: pytest.FixtureRequest, edit: Callable[[str, str, str], Path]) -> tuple[str, Path]:
    """Return a hostile title and a plan in which an activity and a part have it."""
    title = request.param.replace("\\", "\\\\").replace('"', '\\"').replace("\\\\n", "\\n")
    edit("activities.yaml", "title: Thorbecke Bos", f'title: "{title}"')
    return request.param.replace("\\n", "\n"), edit(
        "activities.yaml", "title: Een boom voor elke afgestudeerde", f'title: "{title}"'
    )


@pytest.mark.parametrize(
    "command", [["status", "-q", "Q3"], ["list"], ["show", "thorbecke-bos"], ["partners"], ["ambitions"]]
)
def test_hostile_text_is_text_in_every_format(command: list[str], hostile: tuple[str, Path], aaa: Run) -> None:
    title, folder = hostile
    given_to = [*command, "--data", str(folder)]
    table = aaa(*given_to)
    assert table.code == 0
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", table.out)
    for line in title.replace("\u202e", "\\u202e").split("\n"):
        assert "".join(line.split()) in "".join(table.out.split())

    if command[0] in {"list", "show"}:  # the others have ids only
        assert title in _texts(aaa(*given_to, "-f", "json").json())

    rows = list(
        csv.reader(io.StringIO(aaa(*given_to, "-f", "csv").out.removeprefix("\ufeff"), newline=""), delimiter=";")
    )
    assert {len(row) for row in rows} == {len(rows[0])}
    cells = {cell for row in rows for cell in row}
    told = title.replace("\u202e", "\\u202e")
    assert told in cells or f"'{told}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]

    lines = [line for line in aaa(*given_to, "-f", "md").out.split("\n") if line.startswith("|")]
    for line in lines:
        assert not re.search(r"<(?!br>)", line), "no tag but a line break"


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [value] if isinstance(value, str) else []


def test_the_tables_of_markdown_have_the_same_columns_in_each_row(aaa: Run) -> None:
    for command in (["status"], ["list"], ["show", "biotech"], ["partners"], ["ambitions"], ["budget"]):
        for table in re.findall(r"(?:^\|.*\n)+", aaa(*command, "-f", "md").out, re.MULTILINE):
            assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1


def test_csv_is_for_a_dutch_spreadsheet(aaa: Run) -> None:
    text = aaa("list", "-f", "csv", "--text", "crimetour").out
    assert text.startswith(
        "\ufeffThema;Activiteit;Onderdeel;Id;Periode;Begin;Eind;Trekker;Partners;Status;Stoplicht;Te laat\r\n"
    )
    assert text.endswith(
        "Veiligheid;Opening academisch jaar;Flyer, goodiebag en digitale crimetour;"
        "opening-academisch-jaar/flyer-en-crimetour;Q3;2025-07-01;2025-09-30;ViA;"
        "Thorbecke Academie, DC Terra, ViA;gepland;nog niet te beoordelen;nee\r\n"
    )
    budget = aaa("budget", "-f", "csv", "--data", str(VELDWIJK)).out
    assert "450000;250000;200000;;90000;18500,50;341499,50" in budget


def test_a_print_tells_its_plan_day_filter_count_and_revision(aaa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GIT_CEILING_DIRECTORIES")
    out = aaa("status", "-q", "Q2", "-f", "md").out
    assert "- Plan: Jaarplan 2025 Asser Ambitie Agenda\n" in out
    assert "- Peildatum: 20 mei 2025\n" in out
    assert "- Filter: kwartaal Q2\n" in out
    assert "- Aantal: 16 van 31 onderdelen\n" in out
    assert re.search(r"- Versie: [0-9a-f]{7}\+?\n", out)


COMMANDS = {
    "status-q2": ["status", "-q", "Q2"],
    "list-leaderless": ["list", "-t", "geen", "-q", "Q1"],
    "show-green-leaf": ["show", "green-leaf"],
    "budget": ["budget"],
    "partners-dc-terra": ["partners", "dc-terra"],
    "ambitions": ["ambitions"],
}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("columns", ["80", "120"])
def test_screens_as_they_are_accepted(
    name: str, columns: str, aaa: Run, golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    out = aaa(*COMMANDS[name]).out
    assert max(map(len, out.splitlines())) <= int(columns)
    golden(f"{name}-{columns}.txt", out)


@pytest.mark.parametrize("name", ["status", "list", "partners", "ambitions", "budget"])
def test_every_key_and_light_of_a_plan_as_accepted(name: str, aaa: Run, golden: Callable[[str, str], None]) -> None:
    out = aaa(name, "--data", str(VELDWIJK), "--today", "2026-05-20").out
    golden(f"veldwijk-{name}.txt", out)


def test_a_part_with_a_light_and_a_log_as_accepted(aaa: Run, golden: Callable[[str, str], None]) -> None:
    out = aaa("show", "regeling", "--data", str(VELDWIJK), "--today", "2026-05-20").out
    golden("veldwijk-show.txt", out)


@pytest.mark.parametrize("columns", ["1", "20", "33", "60", "100", "250", "abc", "0", "-5"])
def test_nothing_is_cut_off_at_any_width(columns: str, aaa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for command in (["status"], ["list"], ["show", "biotech"], ["partners"], ["ambitions"], ["budget"]):
        answer = aaa(*command)
        assert answer.code == 0
        assert "…" not in answer.out
    assert "".join("Jaarplan2025AsserAmbitieAgenda") in "".join(answer.out.split())


WORDS = st.text(st.characters(exclude_categories=("C", "Z", "M")), min_size=1, max_size=30)
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=5), st.integers(20, 160))
def test_each_character_of_each_cell_reaches_the_screen(rows: list[tuple[str, str, str]], width: int) -> None:
    columns = (Column("A", "a", Role.TITLE), Column("B", "b"), Column("C", "c"))
    table = Table(columns, tuple(rows))
    document = Document("T", date(2025, 5, 20), (), (Section(table=table),), Table(columns, ()))
    stream = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        screen.show(document, stream)
    shown = sorted(stream.getvalue())
    for sign in {sign for row in rows for cell in row for sign in cell if sign != " "}:
        wanted = sum(cell.count(sign) for row in rows for cell in row)
        assert shown.count(sign) >= wanted


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
def test_markdown_leaves_no_markup(text: str) -> None:
    escaped = markdown.escaped(text)
    assert "\n" not in escaped
    assert not re.search(r"(?<!\\)[`*_|#\[\]~{}]", escaped.replace("\\\\", ""))
    assert not re.search(r"<(?!br>)", escaped)


def test_csv_for_programs_has_the_names_of_json_and_ids(aaa: Run) -> None:
    text = aaa("list", "-f", "csv", "--dialect", "rfc4180", "--text", "crimetour").out
    assert text == (
        "theme,activity_title,title,id,period,start,end,trekker,partners,status,light,overdue\r\n"
        'veiligheid,Opening academisch jaar,"Flyer, goodiebag en digitale crimetour",'
        "opening-academisch-jaar/flyer-en-crimetour,Q3,2025-07-01,2025-09-30,via,"
        '"thorbecke-academie, dc-terra, via",planned,grey,false\r\n'
    )
    budget = aaa("budget", "-f", "csv", "--dialect", "rfc4180", "--data", str(VELDWIJK)).out
    assert ",450000,250000,200000,,90000,18500.50,341499.50\r\n" in budget


def test_csv_for_programs_says_the_same_as_json(aaa: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(aaa("list", "-f", "csv", "--dialect", "rfc4180").out, newline="")))
    parts = aaa("list", "-f", "json").json()["parts"]
    for row, part in zip(rows, parts, strict=True):
        for key in ("id", "theme", "title", "activity_title", "status", "light"):
            assert row[key] == part[key]
        assert row["partners"] == ", ".join(part["partners"])
        assert row["overdue"] == str(part["overdue"]).lower()
        assert row["start"] == (part["period"]["start"] if part["period"] else "")


@pytest.mark.parametrize("command", ["budget", "ambitions", "diff"])
def test_a_format_that_a_command_cannot_give_is_told_with_those_that_it_can(command: str, aaa: Run) -> None:
    for asked in (("-f", "ics"), ("-o", "agenda.ics")):
        answer = aaa(command, *asked)
        assert (answer.code, answer.out) == (2, "")
        assert "table, json, csv, md, html, xlsx, docx, pdf." in answer.err or ".json, .csv" in answer.err


@pytest.mark.parametrize(
    "asked",
    [
        ("-f", "docx", "-o", "excel.pdf"),
        ("-f", "md", "--template", "x.docx"),
        ("--dialect", "rfc4180"),
        ("-f", "csv", "--dialect", "excel"),
    ],
)
def test_what_does_not_go_together_is_told_before_anything_is_read(asked: tuple[str, ...], aaa: Run) -> None:
    answer = aaa("list", *asked, "--data", "bestaat-niet")
    assert (answer.code, answer.out) == (2, "")
    assert any(word in answer.err for word in ("--template", "--dialect", "excel", ".pdf"))


def test_a_sign_that_a_format_cannot_hold_is_replaced_and_told(
    aaa: Run, edit: Callable[[str, str, str], Path], tmp_path: Path
) -> None:
    title = 'title: "Een \\u202eboom\\x07 😀"'
    folder = str(edit("activities.yaml", "title: Een boom voor elke afgestudeerde", title))
    for form in ("csv", "md", "html", "ics", "docx", "xlsx", "pdf"):
        answer = aaa("list", "--data", folder, "-o", str(tmp_path / f"lijst.{form}"))
        assert answer.code == 0
        (line,) = answer.err.splitlines()
        assert line.startswith(f"Let op: een {form}-bestand kan deze tekens niet tonen, ze zijn vervangen: ")
        assert "\\u202e (U+202E), \\u0007 (U+0007)" in line
        assert ("U+1F600" in line) == (form == "pdf")
    assert aaa("list", "--data", folder, "-o", str(tmp_path / "lijst.json")).err == ""
    assert aaa("list", "--data", folder).err == ""


@pytest.mark.parametrize("form", ["docx", "xlsx", "pdf"])
def test_what_is_no_text_is_not_written_to_a_terminal(form: str, aaa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    answer = aaa("list", "-f", form)
    assert (answer.code, answer.out) == (2, "")
    assert f"-o plan.{form}" in answer.err


@pytest.mark.parametrize("form", ["md", "html", "docx", "xlsx", "pdf"])
@pytest.mark.parametrize(
    "command",
    [
        ["status", "-q", "Q2"],
        ["list"],
        ["show", "green-leaf"],
        ["plan"],
        ["report"],
        ["meeting", "-p", "via"],
        ["partners"],
        ["ambitions"],
        ["budget"],
    ],
    ids=lambda c: c[0],
)
def test_the_same_question_gives_the_same_bytes(form: str, command: list[str], aaa: Run, tmp_path: Path) -> None:
    one, two = tmp_path / f"one.{form}", tmp_path / f"two.{form}"
    for file in (one, two):
        assert aaa(*command, "-o", str(file)).code == 0
    assert one.read_bytes() == two.read_bytes()
