"""The gallery: a broken plan a diagnostic, all that is said of it, and the page that explains it."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from aaa_cli import rules
from aaa_cli.plan import source
from aaa_cli.plan.models import FILES
from aaa_cli.plan.source import LONGEST, MOST_BYTES
from aaa_cli.rules.pages import Page
from aaa_cli.words import LANGUAGES, figures
from tests.conftest import ROOT, Run

PROBLEMS = Path(__file__).parent / "problems"
GOOD = PROBLEMS / "good"
PAGES = {page.code: page for page in rules.documented()}
ALSO = sorted(folder for folder in PROBLEMS.glob("*/also/*"))


def _loop(plan: Path) -> None:
    (plan / "partners.yaml").unlink()
    (plan / "partners.yaml").symlink_to("partners.yaml")


def _write(plan: Path, text: str) -> None:
    (plan / "partners.yaml").write_text(text, encoding="utf-8")


def _lengthen(plan: Path, old: str, new: str) -> None:
    file = plan / "activities.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


INTRODUCTION = """\
`aaa validate` meldt wat er in een plan niet klopt, met een code. Op deze pagina staat van elke code wat zij betekent,
met een voorbeeld dat fout is en een dat goed is. Hetzelfde geeft `aaa explain CODE`.

Zolang er een **fout** in het plan staat, slaagt de controle niet. Een **waarschuwing** wijst op iets dat waarschijnlijk
anders bedoeld is of nog moet worden ingevuld; met `--strict` houdt ook een waarschuwing de controle tegen. Klopt het
toch? Zet dan achter de regel waar zij staat `# aaa: negeer CODE reden`. Dat onderdrukt die ene waarschuwing."""


# what a repository can't hold well
MADE: dict[str, Callable[[Path], None]] = {
    "unreadable-file": _loop,
    "too-large": lambda plan: _lengthen(plan, "plan:", "#" + "x" * MOST_BYTES + "\nplan:"),
    "too-much": lambda plan: _write(plan, "partners:\n" + "- x\n" * 500),
    "too-long": lambda plan: _lengthen(plan, "Met de buurt", "x" * LONGEST + "Met de buurt"),
}
# whose example shows the fault in words, or a text that is in the file as other bytes
TOLD = {"missing-file", "not-a-file", "not-utf8", *MADE}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where a plan is to be put; it is called `data` in what is said of it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


def copied(source: Path, place: Path) -> Path:
    return shutil.copytree(source, place, ignore=shutil.ignore_patterns("also", "expected.*"))


def codes(aaa: Run, plan: Path) -> list[str]:
    return [found["code"] for found in aaa("validate", "-f", "json", "--data", str(plan)).json()["diagnostics"]]


def test_each_code_has_a_folder_and_no_folder_is_left_over() -> None:
    assert {folder.name for folder in PROBLEMS.iterdir() if folder.is_dir()} == {*rules.CODES, "good"}
    assert list(PAGES) == list(rules.CODES)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", rules.CODES)
def test_a_broken_plan_has_this_fault_and_no_other(
    code: str,
    lang: str,
    aaa: Run,
    place: Path,
    golden: Callable[[str | Path, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if code == "unreadable-file" and sys.platform == "win32":
        pytest.skip("needs a symbolic link")
    copied(PROBLEMS / code, place)
    MADE.get(code, lambda plan: None)(place)
    if code == "too-much":
        monkeypatch.setattr(source, "MOST_VALUES", 400)
    assert codes(aaa, place) == [code]
    answer = aaa("validate", "--data", "data", "--lang", lang)
    assert answer.code == (1 if PAGES[code].severity == "error" else 0)
    assert aaa("validate", "--data", "data", "--strict").code == 1
    golden(PROBLEMS / code / f"expected.{lang}.txt", answer.out)


@pytest.mark.parametrize("code", sorted(set(rules.CODES) - TOLD))
def test_the_page_shows_the_fault_and_how_to_mend_it(code: str, aaa: Run, place: Path) -> None:
    page = PAGES[code]
    file = copied(PROBLEMS / code, place) / page.where
    mended = swapped(file.read_text(encoding="utf-8"), page.wrong, page.right)
    file.write_text(mended, encoding="utf-8")
    assert codes(aaa, place) == []


@pytest.mark.parametrize("folder", ALSO, ids=[f"{folder.parts[-3]}-{folder.name}" for folder in ALSO])
def test_other_files_with_the_same_fault_and_good_ones_with_none(folder: Path, aaa: Run, place: Path) -> None:
    code = folder.parts[-3]
    copied(GOOD, place)
    for file in folder.iterdir():
        assert file.name in FILES
        shutil.copy(file, place)
    assert set(codes(aaa, place)) == ({code} - {"good"})


def test_the_good_plan_is_good(aaa: Run) -> None:
    assert codes(aaa, GOOD) == []


def swapped(text: str, old: str, new: str) -> str:
    """Return `text` with the lines of an example replaced, wherever they are indented to or behind a dash."""
    lines, wanted = text.split("\n"), old.split("\n")
    for place, line in enumerate(lines):
        if line.lstrip(" -").startswith(wanted[0].lstrip(" -")):
            pad = line.index(wanted[0].lstrip(" -")) - wanted[0].index(wanted[0].lstrip(" -"))
            here = [line[max(pad, 0) :], *(lines[place + more][max(pad, 0) :] for more in range(1, len(wanted)))]
            if here == wanted:
                front = line[: max(pad, 0)]
                fresh = [(" " * pad if number else front) + part for number, part in enumerate(new.split("\n"))]
                return "\n".join([*lines[:place], *fresh, *lines[place + len(wanted) :]])
    raise AssertionError(f"the example is not in the plan: {old}")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES.values(), ids=list(PAGES))
def test_explain_tells_the_page(page: Page, lang: str, aaa: Run) -> None:
    answer = aaa("explain", page.code.upper(), "--lang", lang)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"{page.code} (")
    for line in filter(str.isprintable, f"{page.wrong}\n{page.right}".splitlines()):
        assert _joined(line) in _joined(answer.out)


def test_explain_without_a_code_tells_them_all(aaa: Run) -> None:
    told = _joined(aaa("explain").out)
    for page in PAGES.values():
        assert f"{page.code} {page.summary}" in told


def test_explain_an_unknown_code(aaa: Run) -> None:
    answer = aaa("explain", "unknown-partnr")
    assert answer.code == 2
    assert "Bedoelde je 'unknown-partner'?" in answer.err


def test_the_page_of_all_diagnostics_is_fresh(golden: Callable[[str | Path, str], None]) -> None:
    blocks = ["# Alle meldingen", INTRODUCTION]
    for severity, heading in (("error", "Fouten"), ("warning", "Waarschuwingen")):
        blocks.append(f"## {heading}")
        blocks += [f"### {page.code}\n\n{page.markdown()}" for page in PAGES.values() if page.severity == severity]
    golden(ROOT / "docs" / "meldingen.md", figures.visible("\n\n".join(blocks)) + "\n")


def _joined(text: str) -> str:
    return " ".join(text.split())
