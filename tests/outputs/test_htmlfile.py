"""HTML: what stands on the page, that text stays text, and how it looks in a real browser, on screen and on paper."""

import base64
import hashlib
import itertools
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from pypdf import PdfReader

from aaa_cli.outputs import Wanted, htmlfile, style, written
from aaa_cli.plan.models import Status
from aaa_cli.plan.progress import Light
from aaa_cli.reports.document import Cell, Coded, Column, Document, Link, Role, Section, Table, Tone, Toned
from aaa_cli.words import figures
from tests.browser import visit
from tests.conftest import ROOT, VELDWIJK, Run
from tests.outputs.test_formats import HOSTILE

DAY = date(2025, 5, 20)
COLUMNS = (
    Column("Activiteit", "activity", Role.GROUP),
    Column("Onderdeel", "title", Role.TITLE),
    Column("Stoplicht", "light"),
    Column("Eind", "end"),
    Column("Bedrag", "amount"),
    Column("Id", "id", Role.ID),
)
LIGHTS = (Light.GREEN, Light.AMBER, Light.RED, Light.GREY, Light.DONE)


def row(number: int, activity: str, title: str = "") -> tuple[Cell, ...]:
    amount = Decimal(1000 * number)
    return activity, title or f"Onderdeel {number}", LIGHTS[number % len(LIGHTS)], DAY, amount, f"id-{number}"


def made(*sections: Section, title: str = "Stand van zaken", **more: Any) -> Document:
    return Document(title, DAY, (("Plan", "Jaarplan"), ("Filter", "geen")), sections, Table((), ()), **more)


def parts(count: int, *, groups: int = 5, total: bool = False, title: str = "") -> Section:
    rows = tuple(row(number, f"Activiteit {number // groups}", title) for number in range(count))
    summed = ("Alles", "Totaal", None, None, Decimal(680000), None) if total else None
    return Section("Onderdelen", ("Hieronder staan ze.",), Table(COLUMNS, rows, summed))


def page_of(document: Document) -> Any:
    content, replaced = written("html", document, Wanted())
    assert not [sign for sign in replaced if sign.isprintable()]
    return html.document_fromstring(content.decode())


def grid(table: Any) -> list[list[str]]:
    """Return the text of each cell of a table, a cell over several rows in each of them."""
    kept: dict[tuple[int, int], str] = {}
    for number, line in enumerate(table.iter("tr")):
        place = 0
        for cell in line:
            while (number, place) in kept:
                place += 1
            for below in range(int(cell.get("rowspan", 1))):
                kept[number + below, place] = cell.text_content()
    numbers = range(max(number for number, _place in kept) + 1)
    return [[text for (row, _place), text in sorted(kept.items()) if row == number] for number in numbers]


def test_the_page_says_what_the_document_does() -> None:
    late = Toned("2 te laat", Tone.ALARM)
    document = made(
        Section(lines=("Een regel.", late)),
        parts(3, total=True),
        Section("Logboek", level=2, new_page=True),
        Section(),
        Section("Leeg", ("geen",), Table(COLUMNS, ())),
        notes=("Een noot.",),
        revision="1234567",
    )
    page = page_of(document)
    assert page.get("lang") == "nl-NL"
    assert page.findtext(".//title") == page.findtext(".//h1") == "Stand van zaken"
    facts = [(fact.findtext("dt"), fact.findtext("dd")) for fact in page.iterfind(".//dl/div")]
    assert facts == [("Plan", "Jaarplan"), ("Filter", "geen"), ("Versie", "1234567")]
    assert [(head.tag, head.text) for head in page.xpath("//main//*[self::h2 or self::h3]")] == [
        ("h2", "Onderdelen"),
        ("h3", "Logboek"),
        ("h2", "Leeg"),
    ]
    told = [line.text_content() for line in page.iterfind(".//main//p")]
    assert told == ["Een regel.", "2 te laat", "Hieronder staan ze.", "geen", "Een noot."]
    assert page.xpath("string(//p/span[@class='alarm'])") == "2 te laat"
    assert [section.get("class") for section in page.iterfind(".//main/section")] == [None, None, "new-page", None]
    (table,) = page.iter("table")
    assert grid(table) == [
        ["Activiteit", "Onderdeel", "Stoplicht", "Eind", "Bedrag"],
        ["Activiteit 0", "Onderdeel 0", "● groen", "20 mei 2025", "€\N{NO-BREAK SPACE}0"],
        ["Activiteit 0", "Onderdeel 1", "◆ oranje", "20 mei 2025", "€\N{NO-BREAK SPACE}1.000"],
        ["Activiteit 0", "Onderdeel 2", "▲ rood", "20 mei 2025", "€\N{NO-BREAK SPACE}2.000"],
        ["Alles", "Totaal", "", "", "€\N{NO-BREAK SPACE}680.000"],
    ]


def test_each_kind_of_cell_says_what_it_is() -> None:
    columns = (Column("Naam", "name", Role.TITLE), *(Column(f"K{number}", "") for number in range(6)))
    cells: tuple[Cell, ...] = (
        "Naam",
        Toned("let op", Tone.CAUTION),
        Status.DONE,
        ("ViA", Coded("OA", "oa")),
        Coded("ja", "true", Tone.ALARM),
        None,
        7,
    )
    (table,) = page_of(made(Section(table=Table(columns, (cells,))))).iter("table")
    drawn = [html.tostring(cell, encoding="unicode") for cell in table.find("tbody/tr")]
    assert drawn == [
        '<th scope="row" class="title">Naam</th>',
        '<td data-label="K0"><span class="caution">let op</span></td>',
        '<td data-label="K1">gereed</td>',
        '<td data-label="K2">ViA, OA</td>',
        '<td data-label="K3"><span class="alarm">ja</span></td>',
        '<td data-label="K4"></td>',
        '<td class="number" data-label="K5">7</td>',
    ]


def test_headings_of_a_table_tell_what_they_head() -> None:
    page = page_of(made(parts(3, groups=2, total=True)))
    (table,) = page.iter("table")
    assert table.get("aria-labelledby") == page.find(".//h2").get("id")
    assert table.xpath("count(thead)") == 1
    assert table.xpath("thead/tr/th/@scope") == ["col"] * 5
    assert [body.xpath("tr/th[@scope='rowgroup']/@rowspan") for body in table.iterfind("tbody")] == [["2"], []]
    assert table.xpath("tbody/tr/th[@scope='row']/text()") == ["Onderdeel 0", "Onderdeel 1", "Onderdeel 2"]
    assert table.xpath("tfoot/tr/th/text()") == ["Alles", "Totaal"]
    assert {light.text_content() for light in table.xpath("tbody//td/span[span/@aria-hidden]")} == {
        "● groen",
        "◆ oranje",
        "▲ rood",
    }
    assert table.xpath("tbody//time/@datetime") == ["2025-05-20"] * 3


def test_a_table_without_headings_has_them_in_its_first_column() -> None:
    pairs = Table((Column("Gegeven", ""), Column("Waarde", "", Role.TITLE)), (("Trekker", "ViA"),), headed=False)
    page = page_of(made(Section(table=pairs)))
    (table,) = page.iter("table")
    assert table.get("aria-labelledby") == page.find(".//h1").get("id")
    assert table.find("thead") is None
    assert table.xpath("tbody/tr/th[@scope='row']/text()") == ["Trekker"]
    assert table.xpath("tbody/tr/td/text()") == ["ViA"]


def test_a_group_of_many_rows_says_its_heading_again_in_time() -> None:
    (table,) = page_of(made(parts(25, groups=25))).iter("table")
    spans = [int(span) for span in table.xpath("tbody/tr/th[@scope='rowgroup']/@rowspan")]
    assert spans == [8, 8, 9]
    assert table.xpath("tbody/tr/th[@scope='rowgroup']/text()") == ["Activiteit 0"] * 3


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["x", "y", ""])), min_size=1, max_size=40))
def test_groups_within_groups_fill_the_table(groups: list[tuple[str, str]]) -> None:
    columns = (Column("A", "", Role.GROUP), Column("B", ""), Column("C", "", Role.GROUP), Column("D", "", Role.TITLE))
    rows = tuple((outer, "b", inner, str(number)) for number, (outer, inner) in enumerate(groups))
    (table,) = page_of(made(Section(table=Table(columns, rows)))).iter("table")
    assert grid(table)[1:] == [list(row) for row in rows]
    for body in table.iterfind("tbody"):
        for number, line in enumerate(body, start=1):
            assert all(number + int(cell.get("rowspan", 1)) <= len(body) + 1 for cell in line)


def test_contents_are_listed_where_there_is_much() -> None:
    few, many = (page_of(made(*(Section(f"Thema {n}", ("geen",)) for n in range(count)))) for count in (4, 5))
    assert few.find(".//nav") is None
    links = many.xpath("//nav//a")
    assert [link.text for link in links] == [f"Thema {n}" for n in range(5)]
    for link in links:
        assert many.get_element_by_id(link.get("href").removeprefix("#")).text == link.text
    assert many.xpath("//main/@id")[0] == many.xpath("//a[@class='skip']/@href")[0].removeprefix("#")


def everywhere(text: str) -> Document:
    """Return a document with a text in each place that can hold one."""
    columns = (Column(text, text, Role.GROUP), Column(text, text, Role.TITLE), Column(text, text))
    rows = tuple((text, text, cell) for cell in (text, Toned(text, Tone.ALARM), (Coded(text, text),), Light.RED))
    sections = (Section(text, (text, Toned(text, Tone.QUIET)), Table(columns, rows, (text, text, text))),)
    return Document(text, DAY, ((text, text),), sections * 5, Table((), ()), (text,), text)


def shape(page: Any) -> list[tuple[str, list[str]]]:
    """Return the elements of a page with the names of their attributes, without what only breaks lines and words."""
    drawn = [tag for tag in page.iter() if tag.tag not in {"br", "wbr"} and tag.get("class") != "long"]
    return [(tag.tag, sorted(tag.keys())) for tag in drawn]


@pytest.mark.parametrize(
    "text", [*HOSTILE, "#set page", '"><img src=x onerror=alert(1)>', "</style>", "\x00\x1b\u200fx"]
)
def test_hostile_text_is_text(text: str) -> None:
    text = text.replace("\\n", "\n")
    page = page_of(everywhere(text))
    assert shape(page) == shape(page_of(everywhere("x")))
    for line in page.xpath("//br"):
        line.tail = "\n" + (line.tail or "")
    shown = figures.visible(text)
    places = page.xpath(
        "//title | //h1 | //h2 | //nav//a | //main//p | //dt | //dd | //thead//th | //tbody//th | //td/span"
    )
    told = [place.text_content() for place in places]
    assert set(told) == {shown, "Inhoud", "Versie", "▲ rood"}
    assert len(told) > 70
    assert set(page.xpath("//@data-label")) == {shown}


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60))
def test_no_text_changes_the_shape_of_the_page(text: str) -> None:
    text += "x"  # an empty cell heads nothing
    assert shape(page_of(everywhere(text))) == shape(page_of(everywhere("x")))


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
def test_no_text_ends_its_string_in_the_style_sheet(text: str) -> None:
    inside = htmlfile._css_text(text)[1:-1]
    assert re.fullmatch(r"(?:\w|\\[0-9a-f]+ )*", inside)
    spelled = re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), inside)
    assert spelled == text


def test_a_cell_can_lead_to_a_file_beside_the_page() -> None:
    columns = (Column("Stuk", "title", Role.TITLE), Column("Bestand", "file"))
    table = Table(columns, (("Lijst", Link("Word <b>", "partners/lijst #1.docx")),))
    document = Document("Overleg", date(2025, 5, 20), (), (Section(table=table),), table)
    page = html.document_fromstring(htmlfile.write(document, Wanted()).decode())
    (link,) = page.xpath("//td/a")
    assert (link.get("href"), link.text_content()) == ("partners/lijst%20%231.docx", "Word <b>")


def test_the_language_is_told(aaa: Run) -> None:
    dutch, english = (
        html.document_fromstring(aaa("status", "-q", "Q2", "--lang", code, "-f", "html").out) for code in ("nl", "en")
    )
    assert (dutch.get("lang"), english.get("lang")) == ("nl-NL", "en-GB")
    assert english.xpath("//thead//th/text()")[:3] == ["Light", "Activity", "Part"]


def test_the_same_plan_gives_the_same_bytes_in_any_process() -> None:
    def run(seed: str) -> bytes:
        command = [sys.executable, "-m", "aaa_cli", "status", "--data", str(VELDWIJK), "--today", "2026-05-20"]
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"}
        return subprocess.run([*command, "-f", "html"], cwd=ROOT, env=env, check=True, capture_output=True).stdout

    assert run("1") == run("2")


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 reckons it."""

    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    least, most = sorted((light(one), light(other)))
    return (most + 0.05) / (least + 0.05)


def test_each_colour_of_a_word_can_be_read() -> None:
    words_in = {style.INK, style.QUIET, style.ACCENT, *style.LIGHTS.values(), *style.TONES.values()}
    for colour, below in itertools.product(words_in, (style.PAPER, style.BAND)):
        assert contrast(colour, below) >= 4.5, (colour, below)
        assert contrast(style.ON_DARK[colour], style.ON_DARK[below]) >= 4.5, (colour, below)
    assert contrast(style.PAPER, style.ACCENT) >= 4.5


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[Document], Path]:
    """Return a function that saves a document as a page and returns its file."""

    def save(document: Document) -> Path:
        file = tmp_path / "stuk.html"
        file.write_bytes(written("html", document, Wanted())[0])
        return file

    return save


LONG = "Meerjarenprogrammahuisvestingsvoorzieningenverordening https://www.example.org/een/heel/lang/adres?x=1&y=2"


def rich(count: int = 9) -> Document:
    """Return a document with every tone and light, long words, a wide table and one to write in."""
    notes = Table((Column("Onderdeel", "", Role.TITLE), Column("Afspraak", "", Role.BLANK)), (("Eerste", None),))
    wide = Table(tuple(Column(f"Kolom {n}", "") for n in range(12)), (("inrichting",) * 12,))
    tones = Section("Woorden", tuple(Toned(tone.value, tone) for tone in Tone))
    pairs = Table((Column("", ""), Column("", "")), (("Omschrijving", LONG), ("Bron", "Plan")), headed=False)
    return made(
        tones, parts(count, total=True), parts(2, title=LONG), Section("Blad", table=wide), Section("N", table=notes),
        Section("Gegevens", table=pairs), title=f"Stand {LONG}", notes=("Een noot.",),
    )  # fmt: skip


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 320])
def test_everyone_can_use_it(saved: Callable[[Document], Path], chromium: Any, width: int, dark: bool) -> None:
    with visit(chromium, saved(rich()), width=width, dark=dark) as visited:
        assert visited.faults() == []
        assert (visited.requests, visited.complaints) == ([], [])


def test_nothing_lies_beyond_the_edge(saved: Callable[[Document], Path], chromium: Any) -> None:
    document = rich()
    crowded = Section(table=Table(tuple(Column(f"K{n}", "") for n in range(12)), (("verkeersveiligheid",) * 12,)))
    with visit(chromium, saved(document._replace(sections=(*document.sections, crowded)))) as visited:
        for width in (320, 480, 500, 736, 740, 1024, 1152, 1160, 1264, 1280, 1920):
            visited.page.set_viewport_size({"width": width, "height": 900})
            assert visited.overflow() == 0, width


def test_words_are_kept_whole(saved: Callable[[Document], Path], chromium: Any) -> None:
    words_of = Section("W", table=Table(COLUMNS, (row(1, "Doorontwikkeling", "Veiligheidscampus"),)))
    with visit(chromium, saved(made(words_of)), width=800) as visited:
        for text in ("Doorontwikkeling", "Veiligheidscampus"):
            lines = visited.page.get_by_text(text).evaluate(
                "element => { const range = document.createRange(); range.selectNodeContents(element);"
                " return range.getClientRects().length }"
            )
            assert lines == 1


def test_on_a_phone_each_row_is_a_card(saved: Callable[[Document], Path], chromium: Any) -> None:
    def top(found: Any) -> float:
        return float(found.first.bounding_box()["y"])

    light_first = Table((COLUMNS[2], *COLUMNS[:2]), ((Light.GREEN, "Warmtenet", "Verkenning"),) * 3)
    with visit(chromium, saved(made(Section(table=light_first))), width=320) as visited:
        page = visited.page
        light = page.locator("tbody td").filter(has_text="groen")
        label = light.first.evaluate("cell => getComputedStyle(cell, '::before').content")
        assert label.replace('"', "") == "Stoplicht: "
        heading, title = page.locator("tbody th.group"), page.locator("tbody th.title")
        assert top(heading) < top(title) < top(light)
        assert title.first.bounding_box()["x"] == light.first.bounding_box()["x"]


def test_the_page_lets_nothing_in(saved: Callable[[Document], Path], chromium: Any) -> None:
    """Even if markup came through, it could do nothing."""
    file = saved(rich())
    whole = file.read_text(encoding="utf-8")
    style_sheet = re.search(r"<style>(.*)</style>", whole, re.DOTALL)
    assert style_sheet
    assert base64.b64encode(hashlib.sha256(style_sheet[1].encode()).digest()).decode() in whole
    bad = (
        '<img src="https://example.org/a.png"><script>document.title = "gehackt"</script>'
        '<style>h1{display:none}</style><p style="color:red">x</p>'
        '<link rel="stylesheet" href="https://example.org/a.css"><base href="https://example.org/">'
        '<form action="https://example.org/"><button>Verstuur</button></form>'
    )
    file.write_text(whole.replace("</main>", f"{bad}</main>"), encoding="utf-8")
    with visit(chromium, file) as visited:
        assert visited.page.title() != "gehackt"
        assert visited.page.locator("h1").is_visible()
        with visited.page.expect_console_message(lambda message: "form-action" in message.text):
            visited.page.get_by_role("button").dispatch_event("click")
        assert visited.page.url == file.as_uri()
        assert {request.failure for request in visited.requests} == {"csp"}


def printed(browser: Any, file: Path) -> tuple[PdfReader, list[str]]:
    with visit(browser, file) as visited:
        content = visited.page.pdf(prefer_css_page_size=True)
    reader = PdfReader(BytesIO(content))
    return reader, [" ".join(page.extract_text().split()) for page in reader.pages]


def test_a_long_table_is_printed_with_its_header_on_each_page(
    saved: Callable[[Document], Path], chromium: Any
) -> None:
    reader, pages = printed(chromium, saved(made(parts(300, total=True))))
    assert 8 <= len(pages) <= 16
    for number, text in enumerate(pages, start=1):
        assert "Activiteit Onderdeel Stoplicht Eind Bedrag" in text
        assert f"{number} / {len(pages)}" in text
        assert "Stand van zaken" in text
    found = re.findall(r"Onderdeel (\d+) [●◆▲○✔]", " ".join(pages))
    assert found == [str(number) for number in range(300)]
    assert " ".join(pages).count("Totaal") == 1
    width, height = (float(side) for side in reader.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)


def test_what_is_wide_is_printed_lying_down_and_nothing_is_lost(
    saved: Callable[[Document], Path], chromium: Any
) -> None:
    tall = Section("Lang", table=Table(COLUMNS, (row(1, "A", "\n".join(f"r{n}." for n in range(150))),)))
    document = rich()
    reader, pages = printed(chromium, saved(document._replace(sections=(*document.sections, tall))))
    assert reader.pages[0].mediabox[2] > reader.pages[0].mediabox[3]
    whole = " ".join(pages)
    assert whole.count("inrichting") == 12
    assert [number for number in range(150) if f"r{number}." not in whole] == []
    assert "Inhoud" not in whole, "where a page has no numbers, its contents lead nowhere"


def test_a_section_can_begin_a_page(saved: Callable[[Document], Path], chromium: Any) -> None:
    document = made(Section("Een", ("a",)), Section("Twee", ("b",), new_page=True), Section("Drie", ("c",)))
    _reader, pages = printed(chromium, saved(document))
    assert ["Een" in pages[0], "Twee a" in pages[0], "Twee b Drie c" in pages[1], len(pages)] == [
        True,
        False,
        True,
        2,
    ]


def test_every_command_gives_a_page(aaa: Run, tmp_path: Path, chromium: Any) -> None:
    file = tmp_path / "stuk.html"
    for command in (["status"], ["list"], ["budget"], ["partners"], ["ambitions"], ["show", "regeling"]):
        answer = aaa(*command, "--data", str(VELDWIJK), "--today", "2026-05-20", "-o", str(file), "--force")
        assert answer.code == 0
        with visit(chromium, file, width=320) as visited:
            assert visited.overflow() == 0
            assert (visited.requests, visited.complaints) == ([], [])
            if command[0] in {"status", "show"}:
                assert visited.faults() == []
