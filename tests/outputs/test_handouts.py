"""The hand-outs as they are accepted, and that each format says what the others say."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from lxml import html
from pypdf import PdfReader

from tests.conftest import VELDWIJK, Run

ON_DAY = ["--data", str(VELDWIJK), "--today", "2026-05-20"]
COMMANDS = {
    "report": ["report", *ON_DAY],
    "plan": ["plan", *ON_DAY],
    "meeting": ["meeting", "-p", "gemeente", "--notes", *ON_DAY],
    "status": ["status", *ON_DAY],
    "show": ["show", "regeling", *ON_DAY],
    "partners": ["partners", *ON_DAY],
    "budget": ["budget", *ON_DAY],
    "ambitions": ["ambitions", *ON_DAY],
}


@pytest.mark.parametrize("name", ["report", "meeting"])
def test_a_hand_out_as_accepted(name: str, aaa: Run, golden: Callable[[str, str], None]) -> None:
    golden(f"veldwijk-{name}.md", aaa(*COMMANDS[name], "-f", "md").out)
    golden(f"veldwijk-{name}-en.md", aaa(*COMMANDS[name], "-f", "md", "--lang", "en").out)


def test_the_year_plan_as_accepted(aaa: Run, golden: Callable[[str, str], None]) -> None:
    golden("plan.md", aaa("plan", "-f", "md").out)
    golden("plan-en.md", aaa("plan", "-f", "md", "--lang", "en").out)


def texts(markdown: str) -> set[str]:
    """Return each heading, fact and line of each cell of a Markdown file; ids stand on screens only."""
    found = set()
    ids: int | None = None
    for line in markdown.split("\n"):
        if not line.startswith("|"):
            ids = None
            found.add(re.sub(r"^(#+|-) |^\*|\*$", "", line))
            continue
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if ids is None:
            ids = cells.index("Id") if "Id" in cells else -1
        found.update(part for place, cell in enumerate(cells) if place != ids for part in cell.split("<br>"))
    plain = {re.sub(r"\\(.)", r"\1", text.strip("*")) for text in found if not re.fullmatch(r"-+:?", text)}
    return {text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">") for text in plain if text}


def together(parts: list[str]) -> str:
    """Return text without what formats lay out in their own way: spaces, and how an amount is written."""
    return "".join("".join(parts).split())


def in_word(content: bytes) -> str:
    file = docx.Document(io.BytesIO(content))
    return together([text.text or "" for text in file.element.body.iter("{*}t")])


def in_html(content: bytes) -> str:
    return together([html.document_fromstring(content.decode()).text_content()])


def in_pdf(content: bytes) -> str:
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    return together(pages).replace("\N{SOFT HYPHEN}", "")


@pytest.mark.parametrize("name", COMMANDS)
def test_each_format_says_what_the_others_say(name: str, aaa: Run, tmp_path: Path) -> None:
    wanted = texts(aaa(*COMMANDS[name], "-f", "md").out)
    assert len(wanted) > 20
    for form, read in (("docx", in_word), ("html", in_html), ("pdf", in_pdf)):
        file = tmp_path / f"uit.{form}"
        assert aaa(*COMMANDS[name], "-o", str(file)).code == 0
        there = read(file.read_bytes())
        lacking = [
            text
            for text in wanted
            if together([re.sub("^(.*?): ", r"\1", text)]) not in there.replace(":", "")
            and together([text]) not in there
        ]
        assert not lacking, form


@pytest.mark.parametrize("name", COMMANDS)
def test_a_workbook_has_the_texts_days_and_amounts(name: str, aaa: Run, tmp_path: Path) -> None:
    file = tmp_path / "uit.xlsx"
    assert aaa(*COMMANDS[name], "-o", str(file)).code == 0
    cells = [cell.value for sheet in openpyxl.load_workbook(file) for row in sheet for cell in row if cell.value]
    there = together([str(cell) for cell in cells])
    amount, day = r"^-?€", r"^\d{1,2} [a-z]{3} \d{4}$"
    for text in texts(aaa(*COMMANDS[name], "-f", "md").out):
        if not re.search(f"{amount}|{day}", text):
            assert together([re.sub("^(.*?): ", r"\1", text)]) in there.replace(":", "") or together([text]) in there
