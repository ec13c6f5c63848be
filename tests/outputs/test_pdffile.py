"""The PDF: what it says, its tags, its one font, and that nothing is lost, cut off or laid over something else."""

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from aaa_cli import words
from aaa_cli.outputs import Wanted, pdffile, style, written
from aaa_cli.plan.progress import Light
from aaa_cli.reports.document import Cell, Column, Document, Role, Section, Table, Tone, Toned
from aaa_cli.words import figures
from tests.conftest import ROOT, VELDWIJK, Run
from tests.outputs.test_formats import HOSTILE
from tests.tools import needed

DAY = date(2026, 5, 20)
NOTHING = Table((), ())
COLUMNS = (
    Column("Activiteit", "activity", Role.GROUP),
    Column("Onderdeel", "title", Role.TITLE),
    Column("Eind", "end"),
    Column("Begroot", "budget"),
    Column("Stoplicht", "light"),
)


def document(*sections: Section, title: str = "Stand van zaken", **given: Any) -> Document:
    return Document(title, DAY, (("Peildatum", "20 mei 2026"),), sections, NOTHING, **given)


def made(*sections: Section, **given: Any) -> PdfReader:
    return PdfReader(io.BytesIO(written("pdf", document(*sections, **given), Wanted())[0]))


def table(columns: tuple[Column, ...], *rows: tuple[Cell, ...], **given: Any) -> Section:
    return Section("Tabel", table=Table(columns, rows, **given))


def one_column(*texts: str) -> Section:
    return table((Column("Tekst", "text", Role.TITLE),), *((text,) for text in texts))


def text_of(pdf: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in pdf.pages)


def squeezed(text: str) -> str:
    """Return text without what breaking its lines puts in."""
    return re.sub(r"[\s\xad]", "", text)


def tags(pdf: PdfReader) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the kind of each element of the structure, and its attributes, in reading order."""

    def walk(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                yield from walk(child)
        elif isinstance(node, dict) and "/S" in node:
            kinds = node.get("/A", [])
            attributes = [kinds] if isinstance(kinds, dict) else kinds
            yield node["/S"], {key: value for each in attributes for key, value in each.get_object().items()}
            yield from walk(node.get("/K", node.__class__()))

    yield from walk(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"])


def counted(pdf: PdfReader, kind: str) -> int:
    return sum(name == kind for name, _attributes in tags(pdf))


class Word(NamedTuple):
    page: int
    text: str
    left: float
    right: float
    top: float
    bottom: float


def placed(tmp_path: Path, content: bytes) -> list[Word]:
    """Return where poppler sees each word, in points from the top left of its page."""
    file = tmp_path / "a.pdf"
    file.write_bytes(content)
    command = [needed("pdftotext"), "-bbox", str(file), "-"]
    seen = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    found, page = [], 0
    for line in seen.stdout.splitlines():
        page += "<page " in line
        if "<word " in line:
            left, top, right, bottom = map(float, re.findall(r'"([\d.]+)"', line))
            found.append(Word(page, line.partition(">")[2].removesuffix("</word>"), left, right, top, bottom))
    return found


@pytest.mark.parametrize(
    ("language", "tag", "page"), [("nl", "nl-NL", "Pagina 1 van 1"), ("en", "en-GB", "Page 1 of 1")]
)
def test_it_tells_readers_what_it_is(language: str, tag: str, page: str) -> None:
    with words.speaking(language):
        pdf = made(Section("Kop", ("Een regel.",)), title="Stand van zaken – Q2")
        assert pdf.trailer["/Root"]["/Lang"] == tag
        assert words._("Pagina {page} van {pages}").format(page=1, pages=1) in text_of(pdf)
        assert figures.day(DAY) in text_of(pdf)
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Stand van zaken – Q2"
    assert pdf.metadata.author is None
    assert str(pdf.metadata.creation_date) == str(pdf.metadata.modification_date) == "2026-05-20 00:00:00+00:00"
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"] == True  # noqa: E712 - an object of pypdf
    assert b"<pdfuaid:part>1<" in pdf.trailer["/Root"]["/Metadata"].get_data()
    assert pdf.pages[0].mediabox[2:] == pytest.approx([595.28, 841.89], abs=0.1)


def test_headings_are_in_the_outline_and_skip_no_level() -> None:
    pdf = made(Section("Diep", level=2), Section("Een"), Section("Twee", ("regel",), level=2), Section("Drie"))
    outline = [pdf.outline[0].title, *(entry.title for entry in pdf.outline[1] if not isinstance(entry, list))]
    assert outline == ["Stand van zaken", "Diep", "Een", "Drie"]
    assert [name for name, _attributes in tags(pdf) if name.startswith("/H")] == ["/H1", "/H2", "/H2", "/H3", "/H2"]


def test_an_empty_section_yields_nothing_and_a_new_page_begins_one() -> None:
    pdf = made(Section(), Section("Een", table=NOTHING), Section("Twee", ("regel",), new_page=True), notes=("Noot.",))
    first, second = (page.extract_text() for page in pdf.pages)
    assert first.split("\n") == ["Stand van zaken", "Peildatum 20 mei 2026", "Een", first.split("\n")[-1]]
    assert second.split("\n")[:3] == ["Twee", "regel", "Noot."]
    assert counted(pdf, "/Table") == 0


def test_one_font_is_in_it_whole_and_from_the_package() -> None:
    section = table(
        COLUMNS, ("A", "B ● ◆ ▲ ○ ✔ □ ≥ × → ↑ ↓ ↗ ↘ …", DAY, Decimal(1), Light.RED), total=("T", *[None] * 4)
    )
    fonts = {
        font.get_object()["/BaseFont"].partition("+")[2]: font.get_object()["/DescendantFonts"][0].get_object()
        for page in made(section).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert sorted(fonts) == ["SourceSans3-Bold-Identity-H", "SourceSans3-Regular-Identity-H"]
    assert all("/FontFile3" in font["/FontDescriptor"] for font in fonts.values())


def test_a_table_has_scoped_headers_groups_and_a_total() -> None:
    rows = [("Bos", f"Onderdeel {number}", DAY, Decimal(1200), Light.AMBER) for number in range(3)]
    pdf = made(
        table(COLUMNS, *rows, ("Net", "Ander", DAY, None, Light.DONE), total=("", "Totaal", None, Decimal(9), None))
    )
    headers = [attributes for name, attributes in tags(pdf) if name == "/TH"]
    assert [header["/Scope"] for header in headers] == ["/Column"] * len(COLUMNS)
    spans = [attributes["/RowSpan"] for name, attributes in tags(pdf) if name == "/TD" and "/RowSpan" in attributes]
    assert spans == [3]
    assert [counted(pdf, name) for name in ("/Table", "/THead", "/TFoot", "/TR", "/TD")] == [1, 1, 1, 6, 23]
    assert text_of(pdf).count("Bos") == 1
    assert "€ 1.200 ◆ oranje" in text_of(pdf)


def test_labels_and_values_are_a_list_in_which_each_value_belongs_to_its_label() -> None:
    pdf = made(table((Column("", "a"), Column("", "b")), ("Status", "loopt"), ("Wie", ("A", "B")), headed=False))
    assert [counted(pdf, name) for name in ("/L", "/LI", "/Lbl", "/LBody", "/Table")] == [2, 3, 3, 3, 0]
    assert "Wie A, B" in text_of(pdf)


def test_a_long_table_runs_over_pages_with_its_header_and_loses_nothing() -> None:
    columns = (*COLUMNS[1:], *(Column(f"Kolom {number}", "", Role.TEXT) for number in range(5)))
    titles = [f"Onderdeel {number} met een titel die ver doorloopt over stationskwartieren" for number in range(300)]
    pdf = made(table(columns, *((title, DAY, None, Light.GREEN, *["x y"] * 5) for title in titles)))
    pages = [page.extract_text() for page in pdf.pages]
    assert len(pages) > 5
    assert pdf.pages[0].mediabox[2] > pdf.pages[0].mediabox[3]
    for number, page in enumerate(pages, start=1):
        assert page.count("Onderdeel Eind") == 1
        assert re.search(rf"Stand van zaken · 20 mei 2026\sPagina {number} van {len(pages)}", page)
    text = squeezed(text_of(pdf))
    assert [title for title in titles if text.count(squeezed(title)) != 1] == []


def test_tables_with_the_same_columns_stand_in_line(tmp_path: Path) -> None:
    tables = [
        table(COLUMNS[1:], (title, DAY, Decimal(1), Light.GREY)) for title in ("Kort", "Een veel langere titel")
    ]
    seen = placed(tmp_path, written("pdf", document(*tables), Wanted())[0])
    for head in ("Eind", "Begroot", "Stoplicht"):
        first, second = (word for word in seen if word.text == head)
        assert (first.left, first.right) == (second.left, second.right)
        assert first.top < second.top


def test_no_page_begins_amid_a_group_without_its_name(tmp_path: Path) -> None:
    rows = [(f"Groep{number // 100}", f"Rij{number}.", DAY, None, None) for number in range(200)]
    content = written("pdf", document(table(COLUMNS, *rows)), Wanted())[0]
    seen = placed(tmp_path, content)
    assert seen[-1].page > 3
    for page in range(1, seen[-1].page + 1):
        tops = {
            kind: min(word.top for word in seen if word.page == page and word.text.startswith(kind))
            for kind in ("Groep", "Rij")
        }
        assert tops["Groep"] == tops["Rij"]
    assert [
        word.text for word in sorted(seen, key=lambda word: (word.page, word.top)) if word.text.startswith("Rij")
    ] == [row[1] for row in rows]


def test_rows_to_write_in_are_high_and_stay_on_their_page(tmp_path: Path) -> None:
    columns = (COLUMNS[0], COLUMNS[1], Column("Afspraak", "note", Role.BLANK))
    wide = tuple(Column("K", "", Role.TEXT) for _number in range(5))
    rows = [("Groep", f"Rij{number}", None, *["a"] * 5) for number in range(40)]
    content = written("pdf", document(table(columns + wide, *rows)), Wanted())[0]
    seen = [word for word in placed(tmp_path, content) if word.text.startswith("Rij")]
    assert [word.text for word in seen] == [row[1] for row in rows]
    assert max(word.bottom for word in seen) < 595 - 36
    assert all(b.page > a.page or b.top - a.top > style.WRITING for a, b in pairwise(seen))


def test_a_row_longer_than_a_page_is_torn_and_one_that_is_not_stays_whole(tmp_path: Path) -> None:
    longest = " ".join(f"woord{number}" for number in range(2000))
    shorter = [" ".join(f"deel{number}x{word}" for word in range(170)) for number in range(12)]
    content = written("pdf", document(one_column(*shorter, longest)), Wanted())[0]
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    for text in shorter:
        assert [squeezed(text) in squeezed(page) for page in pages].count(True) == 1
    seen = placed(tmp_path, content)
    assert [word.text for word in seen if word.text.startswith("woord")] == longest.split()
    assert max(word.bottom for word in seen) < 842 - 20


@pytest.mark.parametrize("long", ["x" * 200, "Samenwerkingsovereenkomst" * 4, "a.b@c-" * 30, "9" * 150, "W" * 60])
def test_a_long_word_stays_in_its_column_and_is_found_whole(long: str, tmp_path: Path) -> None:
    columns = tuple(Column(f"Kolom{number}", "", role) for number, role in enumerate([Role.GROUP, *[Role.TEXT] * 6]))
    section = table(columns, *[(long, "a", long, "b", long, "c", long)] * 2, headed=True)
    content = written("pdf", document(section._replace(lines=(long,), title=long), title=long), Wanted())[0]
    seen = placed(tmp_path, content)
    heads = {word.text: word.left for word in seen if word.text.startswith("Kolom")}
    inside = [
        word
        for word in seen
        if word.top > next(word.top for word in seen if word.text == "Kolom0") and word.top < 760
    ]
    for word in inside:
        column = max((left, name) for name, left in heads.items() if left <= word.left + 1)[1]
        after = heads.get(f"Kolom{int(column[-1]) + 1}", 595 - 46)
        assert word.right < after, (word, column)
    assert max(word.right for word in seen) < 595 - 46
    assert squeezed(text_of(PdfReader(io.BytesIO(content)))).count(squeezed(long)) >= 3


def test_a_dutch_word_is_hyphenated_only_where_it_does_not_fit() -> None:
    words_ = tuple(Column(f"K{number}", "") for number in range(7))
    pdf = made(table(words_, ("Samenwerkingsovereenkomst aangaan",) * 7))
    assert re.search(r"Samenwer\xad\s+kingsovereen\xad\s+komst", text_of(pdf))
    assert "Samenwerkingsovereenkomst aangaan" in text_of(made(one_column("Samenwerkingsovereenkomst aangaan")))


@pytest.mark.parametrize(
    "text", [*HOSTILE, '#set page(width: 1cm)\n#panic("x") $a^2$ *vet* @bron <label> // weg', '"\\u{41}']
)
def test_hostile_text_is_text(text: str) -> None:
    places = document(
        Section(text, (text, Toned(text, Tone.ALARM))), one_column(text), title=text, notes=(text,), revision=text
    )
    content, _replaced = written("pdf", places, Wanted())
    shown = squeezed(pdffile.fitting(text))
    assert squeezed(text_of(PdfReader(io.BytesIO(content)))).count(shown) >= 7


def test_signs_without_a_glyph_are_replaced_and_told() -> None:
    assert pdffile.fitting("Łódź İstanbul Αθήνα Київ €–—…≥×→↑↓↗↘●◆▲○✔□ e\u0301") == (
        "Łódź İstanbul Αθήνα Київ €–—…≥×→↑↓↗↘●◆▲○✔□ e\u0301"
    )
    assert pdffile.fitting("👩\u200d🚀 ✔\ufe0f שלום 山\u3000a\tb\u202e\n") == "□□ ✔ □□□□ □ a b\\u202e\n"
    _content, replaced = written("pdf", document(Section("😀", ("山",))), Wanted())
    assert replaced == ["😀", "山"]


def test_every_sign_that_stays_is_in_both_weights() -> None:
    """The compiler refuses a sign without a glyph."""
    signs = "".join(sign for sign in map(chr, range(0x20, 0x30000)) if sign.isprintable())
    kept = " ".join(sign for sign in pdffile.fitting(signs) if sign != "□")
    assert len(kept) > 3000
    pdf = made(Section("Kop", (kept, Toned(kept, Tone.ALARM))))
    assert "Ж" in text_of(pdf)


@settings(max_examples=25)
@given(texts=st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=8))
def test_any_text_can_be_made(texts: list[str]) -> None:
    pdf = made(Section("Kop", tuple(texts)), one_column(*texts), title="Titel", notes=tuple(texts))
    assert counted(pdf, "/TH") == 1


def test_the_same_document_gives_the_same_bytes_whoever_makes_it_and_when(tmp_path: Path) -> None:
    code = f"""
import sys
from aaa_cli.cli import main
sys.exit(main(["status", "--data", {str(VELDWIJK)!r}, "--today", "2026-05-20", "-o", sys.argv[1]]))
"""
    for number in range(2):
        (folder := tmp_path / str(number)).mkdir()
        world = {"PYTHONHASHSEED": str(number + 1), "TZ": ["UTC", "Asia/Tokyo"][number], "HOME": str(folder)}
        command = [sys.executable, "-c", code, str(folder / "a.pdf")]
        subprocess.run(command, check=True, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), **world})
    first, second = ((tmp_path / str(number) / "a.pdf").read_bytes() for number in range(2))
    assert first == second


@pytest.mark.parametrize(
    "command", [["status"], ["list"], ["show", "regeling"], ["budget"], ["partners"], ["ambitions"]]
)
def test_poppler_reads_every_answer(command: list[str], aaa: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    assert aaa(*command, "--data", str(VELDWIJK), "--today", "2026-05-20", "-o", str(file)).code == 0
    told = subprocess.run([needed("pdfinfo"), str(file)], check=True, capture_output=True, text=True).stdout
    assert re.search(r"Tagged: +yes", told)
    pages = re.search(r"Pages: +(\d+)", told)
    assert pages is not None
    fonts = subprocess.run([needed("pdffonts"), str(file)], check=True, capture_output=True, text=True).stdout
    assert {line.split("+")[1].split("-")[0] for line in fonts.splitlines()[2:]} == {"SourceSans3"}
    edges = [(word.left, word.right) for word in placed(tmp_path, file.read_bytes())]
    width = float(PdfReader(file).pages[0].mediabox[2])
    assert min(left for left, _right in edges) > 50
    assert max(right for _left, right in edges) < width - 50
    assert int(pages[1]) == len(PdfReader(file).pages)


def test_the_wheel_holds_the_font_its_licence_and_the_layout(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names: Iterable[str] = zipfile.ZipFile(wheel).namelist()
    assert {name.removeprefix("aaa_cli/outputs/") for name in names} >= {
        "hand-out.typ",
        "fonts/LICENSE.md",
        "fonts/SourceSans3-Bold.otf",
        "fonts/SourceSans3-Regular.otf",
    }
