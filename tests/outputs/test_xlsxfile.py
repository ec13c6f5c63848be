"""Excel workbooks, read back with another library, and as LibreOffice prints them."""

import io
import os
import re
import subprocess
import sys
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries

from aaa_cli import words
from aaa_cli.outputs import Wanted, style, written
from aaa_cli.plan.models import Status
from aaa_cli.plan.progress import Light
from aaa_cli.reports.document import Cell, Coded, Column, Document, Role, Section, Table, Tone, Toned
from tests.conftest import ROOT, VELDWIJK, Run
from tests.tools import needed

HOSTILE = [
    "<script>alert(1)</script>",
    "[red]rood[/red]",
    "=cmd|'/C calc'!A0",
    "+31 592 36 69 11",
    "-1",
    "@SUM(A1)",
    "#set text(red)",
    "https://example.org/a?b#c",
    "mailto:a@example.org",
    "internal:Blad1!A1",
    "2025-01-02",
    "0012",
    "1e5",
    "R&G &P &[Picture] &&G 50%",
    "_x0041_ tekst",
    "'s-Gravenhage'",
    "{=1+1}",
    "emoji 😀 👩\u200d🚀",
    "TRUE",
]
DAY = date(2025, 5, 20)
MIDNIGHT = datetime.combine(DAY, time())


def document(*sections: Section, data: Table | None = None, **more: Any) -> Document:
    first = next((section.table for section in sections if section.table), None)
    fields: dict[str, Any] = {"title": "Stand van zaken", "facts": (("Plan", "Jaarplan"), ("Aantal", "2 van 3"))}
    return Document(day=DAY, sections=sections, data=data or first or Table((), ()), **(fields | more))


def table(*rows: tuple[Cell, ...], **more: Any) -> Table:
    titles = (f"Kolom {number}" for number in range(1, len(rows[0]) + 1))
    columns = tuple(
        Column(title, title, Role.TITLE if not place else Role.TEXT) for place, title in enumerate(titles)
    )
    return Table(more.pop("columns", columns), rows, **more)


def content(made: Document) -> bytes:
    return written("xlsx", made, Wanted())[0]


def book(made: Document | bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(made if isinstance(made, bytes) else content(made)))


def cells(sheet: Any) -> list[Any]:
    return [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]


def texts(sheet: Any) -> list[str]:
    return [cell.value for cell in cells(sheet)]


def found(sheet: Any, value: object) -> Any:
    """Return the one cell with a value."""
    (cell,) = (cell for cell in cells(sheet) if cell.value == value)
    return cell


def body(sheet: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a sheet's one table, below its headings."""
    (made,) = sheet.tables.values()
    return [tuple(cell.value for cell in row) for row in sheet[made.ref]][1:]


def test_a_list_is_one_sheet() -> None:
    rows = table(("a", 1), ("b", 2))
    (sheet,) = book(document(Section("Wonen", ("Let op.",), rows), notes=("Een noot.",)))
    assert sheet.title == "Stand van zaken"
    assert texts(sheet) == [
        "Stand van zaken",
        "Wonen",
        "Plan: Jaarplan · Aantal: 2 van 3",
        "Let op.",
        *("Kolom 1", "Kolom 2"),
        *("a", 1),
        *("b", 2),
        "Een noot.",
    ]


def test_a_report_has_a_sheet_in_front_one_for_each_table_and_one_of_all_data() -> None:
    sections = (
        Section("Geld", ("Begroot: veel.",)),
        Section("Wonen/werken", ("1 onderdeel",), table(("a", 1))),
        Section(
            "Feiten", (), Table((Column("", "a"), Column("", "b")), (("Id", "x/y"), ("Eind", DAY)), headed=False)
        ),
        Section(),
        Section("Niets", ("geen",), Table((Column("A", "a"),), ())),
    )
    made = book(document(*sections, data=table(("a", 1, "x")), notes=("Een noot.",), revision="abc1234"))
    assert made.sheetnames == ["Overzicht", "Wonen-werken", "Alle gegevens"]
    front, wonen, everything = made
    assert texts(front) == [
        "Stand van zaken",
        *("Plan", "Jaarplan"),
        *("Aantal", "2 van 3"),
        *("Versie", "abc1234"),
        *("Geld", "Begroot: veel."),
        *("Wonen/werken", "1 onderdeel"),
        "Zie het blad Wonen-werken",
        "Feiten",
        *("Id", "x/y"),
        *("Eind", MIDNIGHT),
        *("Niets", "geen"),
        "Een noot.",
    ]
    assert found(front, "Zie het blad Wonen-werken").hyperlink.location == "'Wonen-werken'!A1"
    assert found(front, "Eind").font.bold
    assert not front.tables
    assert texts(wonen)[:2] == ["Wonen/werken", "1 onderdeel"]
    assert body(wonen) == [("a", 1)]
    assert body(everything) == [("a", 1, "x")]


def test_data_that_a_section_shows_is_not_shown_twice() -> None:
    rows = table(("a", 1))
    made = document(Section("A", table=rows), Section("B", table=table(("b",))), data=rows._replace(whole=True))
    assert book(made).sheetnames == ["Overzicht", "A", "B"]


def test_a_table_can_be_filtered_and_its_header_stays_in_view_and_on_each_page() -> None:
    (sheet,) = book(document(Section(table=table(("a", 1), ("b", 2), total=("Totaal", 3)))))
    (made,) = sheet.tables.values()
    assert made.autoFilter.ref == made.ref
    left, top, right, last = range_boundaries(made.ref)
    assert (
        [column.name for column in made.tableColumns] == [cell.value for cell in sheet[top]] == ["Kolom 1", "Kolom 2"]
    )
    assert sheet.freeze_panes == f"A{top + 1}"
    assert sheet.print_title_rows == f"${top}:${top}"
    assert (left, right) == (1, 2)
    assert [cell.value for cell in sheet[last + 1]] == ["Totaal", 3], "below the table: never sorted or filtered"
    assert all(cell.font.b and cell.fill.fgColor.rgb == f"FF{style.BAND}" for cell in sheet[last + 1])
    assert sheet[top][0].fill.fgColor.rgb == f"FF{style.ACCENT}"
    assert not sheet.merged_cells.ranges


def test_it_prints_on_pages_that_lie_on_their_side() -> None:
    (sheet,) = book(document(Section(table=table(("a",)))))
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.oddHeader.left.text == "Stand van zaken"
    assert sheet.oddFooter.left.text == "Plan: Jaarplan · Aantal: 2 van 3"
    assert sheet.oddFooter.right.text == "Pagina &P van &N"


@pytest.mark.parametrize(("lang", "code"), [("nl", "413"), ("en", "809")])
def test_days_amounts_and_counts_are_what_they_are(lang: str, code: str) -> None:
    columns = tuple(Column(name, name) for name in ("Dag", "Heel", "Centen", "Aantal", "Oud"))
    rows = (
        (DAY, Decimal("680000"), Decimal("18500.50"), 1200, Decimal("1")),
        (None, None, Decimal("-0.10"), 0, "geen"),
    )
    with words.speaking(lang):
        (sheet,) = book(document(Section(table=Table(columns, rows))))
    (made,) = sheet.tables.values()
    _header, first, second = sheet[made.ref]
    assert [cell.value for cell in first] == [MIDNIGHT, 680000, 18500.5, 1200, 1]
    assert [cell.value for cell in second] == [None, None, -0.1, 0, "geen"]
    space = " " if lang == "nl" else ""
    assert [cell.number_format for cell in first] == [
        f"[$-{code}]d mmm yyyy",
        f"[$€-{code}]{space}#,##0",
        f"[$€-{code}]{space}#,##0.00",
        "#,##0",
        f"[$€-{code}]{space}#,##0",
    ]
    assert [cell.alignment.horizontal for cell in first] == ["left", "right", "right", "right", "left"]


@given(st.integers(-(10**14) + 1, 10**14 - 1))
@settings(max_examples=30, deadline=None)
def test_an_amount_is_exact_to_the_cent(cents: int) -> None:
    amount = Decimal(cents) / 100
    (sheet,) = book(document(Section(table=table((amount,)))))
    assert round(Decimal(repr(body(sheet)[0][0])), 2) == amount


def test_lights_and_tones_say_in_words_what_their_colour_says() -> None:
    toned = [Toned("laat", Tone.ALARM), Coded("geen", "none", Tone.QUIET), Toned("let op", Tone.CAUTION)]
    rows = tuple((cell,) for cell in (*Light, *toned, Status.DONE, ("a", Coded("b", "c"))))
    (sheet,) = book(document(Section(table=table(*rows))))
    (made,) = sheet.tables.values()
    shown = [row[0] for row in sheet[made.ref]][1:]
    for cell, light in zip(shown, Light, strict=False):
        assert re.fullmatch(r"[✔▲◆●○] [a-z ]+", cell.value)
        assert cell.font.color.rgb == f"FF{style.LIGHTS[light]}"
        assert bool(cell.font.b) == (light is Light.RED)
    *_lights, alarm, quiet, caution, status, names = shown
    assert (alarm.font.color.rgb, alarm.font.b) == (f"FF{style.TONES[Tone.ALARM]}", True)
    assert quiet.font.color.rgb == f"FF{style.QUIET}"
    assert caution.font.color.rgb == f"FF{style.TONES[Tone.CAUTION]}"
    assert (status.value, names.value) == ("gereed", "a, b")


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_text_wherever_it_stands(text: str) -> None:
    columns = (Column(text, "a", Role.TITLE), Column(text, "b"), Column("", "c"))
    rows = Table(columns, ((text, Toned(text, Tone.ALARM), (text,)),), total=(text, None, None))
    pairs = Table(columns[:2], ((text, text),), headed=False)
    made = content(
        document(
            Section(text, (text,), rows),
            Section(text, (), rows._replace(total=None)),
            Section(text, (), pairs),
            title=text,
            facts=((text, text),),
            data=Table(columns[:1], ((text,),)),
            notes=(text,),
        )
    )
    opened = book(made)
    assert len(opened.sheetnames) == 4
    for sheet in opened:
        assert {cell.data_type for cell in cells(sheet)} == {"s"}
        assert not [cell for cell in cells(sheet) if cell.hyperlink and not cell.hyperlink.location]
        assert texts(sheet).count(text) >= 2
    front, first, second, _everything = opened
    assert texts(front).count(text) == 10
    assert [column.value for column in first[4]] == [text, f"{text} (2)", "(3)"]
    assert first.tables.keys().isdisjoint(second.tables)
    assert opened.properties.title.replace("_x005F", "") == text  # which openpyxl leaves as it is
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        names = " ".join(file.namelist())
        assert not re.search("externalLink|connections|vba|drawing", names)
        for name in file.namelist():
            assert b'TargetMode="External"' not in file.read(name)
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in file.read(name)
                margins = re.findall(b"<odd(?:Header|Footer)>([^<]*)<", file.read(name))
                assert len(margins) == 2
                assert all("&amp;G" not in told.decode().replace("&amp;&amp;", "") for told in margins)


def test_what_would_change_when_it_is_typed_again_is_kept_as_text() -> None:
    (sheet,) = book(document(Section(table=table(("=1+1",), ("'s-Gravenhage",), ("gewoon",)))))
    assert [bool(found(sheet, text).quotePrefix) for text in ("=1+1", "'s-Gravenhage", "gewoon")] == [
        True,
        True,
        False,
    ]


def test_control_characters_and_direction_marks_are_spelled_out_and_told() -> None:
    made, replaced = written("xlsx", document(Section("K\x07", table=table(("rechts\u202elinks\x00",)))), Wanted())
    (sheet,) = book(made)
    assert body(sheet) == [("rechts\\u202elinks\\u0000",)]
    assert replaced == ["\x07", "\u202e", "\x00"]


def test_lines_stay_lines() -> None:
    (sheet,) = book(document(Section(table=table(("een\ntwee\ndrie",), ("een",)))))
    cell = found(sheet, "een\ntwee\ndrie")
    assert cell.alignment.wrap_text
    assert sheet.row_dimensions[cell.row].height > 3 * style.TEXT
    assert not sheet.row_dimensions[cell.row + 1].height


def test_rows_go_on_following_their_cells() -> None:
    made = content(document(Section(table=table(("woord " * 300,)))))
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        rows = re.findall("<row [^>]*>", file.read("xl/worksheets/sheet1.xml").decode())
    assert any(' ht="' in row for row in rows)
    assert not any("customHeight" in row for row in rows)


def test_there_is_room_to_write_in_an_empty_column() -> None:
    columns = (Column("Wat", "a", Role.TITLE), Column("Afspraak", "b", Role.BLANK))
    (sheet,) = book(document(Section(table=Table(columns, (("kort", None),)))))
    assert sheet.column_dimensions["B"].width > 25
    assert sheet.row_dimensions[found(sheet, "kort").row].height >= style.WRITING


@pytest.mark.parametrize("sign", ["a", "😀", "\n"])
def test_a_text_that_no_cell_holds_is_cut_and_the_workbook_says_so(sign: str) -> None:
    whole, longer = ("begin" + sign * count for count in (10_000, 40_000))
    (sheet,) = book(document(Section(table=table((whole,), (longer,)))))
    (first,), (second,) = body(sheet)
    assert first == whole
    assert second.endswith("…")
    assert longer.startswith(second[:-1])
    assert 32_766 <= len(second.encode("utf-16-le")) // 2 <= 32_767
    assert "32.767 tekens" in texts(sheet)[-1]


NAMES = st.text(st.characters(exclude_categories=("Cs",)), max_size=60) | st.sampled_from(
    ["History", "", "'", "a" * 40, "A" * 40, "[]:*?/\\", "Overzicht", "R1C1", "Q1"]
)


@given(st.lists(NAMES, min_size=1, max_size=5), NAMES)
@settings(max_examples=30, deadline=None)
def test_any_title_makes_a_name_that_excel_takes(titles: list[str], title: str) -> None:
    columns = tuple(Column(name, name) for name in titles)
    rows = Table(columns, (tuple(titles),))
    opened = book(document(*(Section(name, table=rows) for name in titles), title=title, facts=(("F", title),)))
    names = [name.casefold() for name in opened.sheetnames]
    assert len(set(names)) == len(names)
    assert len({name.casefold() for sheet in opened for name in sheet.tables}) == sum(len(s.tables) for s in opened)
    for sheet in opened:
        assert 1 <= len(sheet.title.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\\n]|^'|'$", sheet.title)
        assert sheet.title.casefold() != "history"
        for made in sheet.tables.values():
            assert re.fullmatch(r"[A-Za-z_]\w*\d+", made.name, re.ASCII)
            headings = [column.name.casefold() for column in made.tableColumns]
            assert len(set(headings)) == len(headings)
            assert all(headings)


def test_a_long_filter_leaves_room_for_the_count_below_each_page() -> None:
    facts = (
        ("Plan", "P & Q " * 20),
        ("Filter", "trekker & partner " * 50),
        ("Aantal", "2 van 3"),
        ("Versie", "abc1234"),
    )
    made = content(document(Section("S & T" * 60, table=table(("a",))), title="& titel " * 50, facts=facts))
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        sheet = file.read("xl/worksheets/sheet1.xml").decode()
    for part in ("oddHeader", "oddFooter"):
        (told,) = re.findall(f"<{part}>([^<]*)</{part}>", sheet)
        assert len(told.replace("&amp;", "&")) <= 255
    assert "Aantal: 2 van 3" in told
    assert "Versie: abc1234" in told
    assert told.endswith("Pagina &amp;P van &amp;N")


COMMANDS = [
    ["status"],
    ["list"],
    ["show", "wonen-boven-winkels"],
    ["budget"],
    ["partners"],
    ["partners", "vakcollege"],
    ["ambitions"],
]


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_each_command_gives_a_workbook(command: list[str], lang: str, aaa: Run, tmp_path: Path) -> None:
    file = tmp_path / "antwoord.xlsx"
    argv = [*command, "--data", str(VELDWIJK), "--today", "2026-05-20", "--lang", lang, "-o", str(file)]
    assert aaa(*argv).code == 0
    opened = openpyxl.load_workbook(file)
    assert any(sheet.tables for sheet in opened)
    assert opened.properties.created == opened.properties.modified == datetime.combine(date(2026, 5, 20), time())
    assert not opened.properties.creator
    assert "20 May 2026" in str(texts(opened.worksheets[0])) or "20 mei 2026" in str(texts(opened.worksheets[0]))


def test_the_same_plan_gives_the_same_bytes_at_any_time_and_place(tmp_path: Path) -> None:
    made = []
    for seed, zone in (("1", "Europe/Amsterdam"), ("2", "Pacific/Auckland")):
        file = tmp_path / f"{seed}.xlsx"
        command = [sys.executable, "-m", "aaa_cli", "status", "--data", str(VELDWIJK), "-o", str(file)]
        env = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "AAA_TODAY": "2026-05-20"}
        subprocess.run(command, cwd=ROOT, env=env, check=True)
        made.append(file.read_bytes())
    assert made[0] == made[1]


def test_no_text_lies_over_another_and_each_page_has_the_header(tmp_path: Path) -> None:
    office, reader = needed("soffice"), needed("pdftotext")
    title = "Een onderdeel met een lange titel, die over regels loopt omdat er veel te vertellen is over samenwerking"
    columns = (
        Column("Stoplicht", "light"),
        Column("Activiteit", "activity", Role.GROUP),
        Column("Onderdeel", "title", Role.TITLE),
        Column("Eind", "end"),
        Column("Bedrag", "amount"),
        Column("Partners", "partners"),
    )
    lights = list(Light)
    rows = tuple(
        (
            lights[number % 5],
            f"Activiteit {number // 5}",
            f"{number}. {title[: 20 + number % 80]}\nen meer",
            DAY,
            Decimal("123456.50"),
            ("Samenwerkingsorganisaties", "Waterschap Hunze en Aa's", "Provincie")[: number % 4],
        )
        for number in range(300)
    )
    total = ("", "", "Alle onderdelen", None, Decimal("37036950.00"), None)
    one = document(Section(lines=(title * 5,), table=Table(columns, rows, total)), notes=(title * 5,))
    pairs = Table(columns[:2], ((title, title * 10), ("Kort", DAY)), headed=False)
    front = document(Section(title, (title * 10,)), Section(title * 2, table=pairs), title=title * 2)
    (tmp_path / "lang.xlsx").write_bytes(content(one))
    (tmp_path / "voor.xlsx").write_bytes(content(front))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
    subprocess.run([*command, tmp_path / "lang.xlsx", tmp_path / "voor.xlsx"], check=True, capture_output=True)
    for name, least in (("lang", 8), ("voor", 1)):
        read = subprocess.run(
            [reader, "-bbox", tmp_path / f"{name}.pdf", "-"], check=True, capture_output=True, text=True
        )
        pages = [_boxes(page) for page in read.stdout.split("<page ")[1:]]
        assert least <= len(pages) <= 3 * least
        for number, page in enumerate(pages, start=1):
            said = " ".join(word for word, _box in page)
            assert f"Pagina {number} van {len(pages)}" in said
            assert "###" not in said
            assert not [(one, other) for one, other in combinations(page, 2) if _lie_over(one[1], other[1])]
            if name == "lang":
                assert {column.title for column in columns} <= set(said.split())
    everything = subprocess.run(
        [reader, "-raw", tmp_path / "lang.pdf", "-"], check=True, capture_output=True, text=True
    ).stdout
    assert [number for number in range(300) if not re.search(rf"(?m)\b{number}\. Een", everything)] == []


Box = tuple[float, ...]


def _boxes(page: str) -> list[tuple[str, Box]]:
    found = re.findall(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>', page)
    return [(word, tuple(map(float, box))) for *box, word in found]


def _lie_over(one: Box, other: Box) -> bool:
    """Tell whether two words share more than the edge of their boxes."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 1 and down > 0.4 * min(one[3] - one[1], other[3] - other[1])
