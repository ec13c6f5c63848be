"""`aaa diff`: what changed between two versions of the plan, in the plan's words."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import VELDWIJK, Run
from tests.repository import Repository

Golden = Callable[[str | Path, str], None]

# At least one change of every kind: in each file, of each sort of value, come, gone and altered
EDITS = {
    "activities.yaml": (
        ("title: Programma Levend Centrum", "title: Jaarprogramma Levend Centrum"),
        ("target: 400 ", "target: 450 "),
        ("      title: Samen investeren", "      title: Samen investeren\n    - {id: groen, title: Vergroenen}"),
        ("      - Elk kwartaal laten zien wat er af is.\n", ""),
        ("    ambitions: [woningen] ", "    ambitions: [levendig, woningen] "),
        ("        partners: [eigenaren, woonstede]", "        partners: [woonstede, eigenaren]"),
        ("        description: Met eigenaren nagaan welke", "        description: Met eigenaren bekijken welke"),
        ("        period: Q2-3\n", "        period: Q4\n"),
        ("        partners: [provincie]\n", "        partners: [woonstede, ondernemersfonds]\n"),
        ("          money: green\n", "          money: red\n"),
        ("            due: 2026-05-01\n            done: 2026-04-29\n", "            due: 2026-05-15\n"),
        (
            "          - date: 2026-05-12\n",
            "          - {date: 2026-06-02, text: Gebeld.}\n          - date: 2026-05-12\n",
        ),
        ("        period: Begin Q4\n", "        period: oktober\n"),
        ("        title: Eerste twintig woningen\n", "        title: Eerste dertig woningen\n"),
        ("        trekker: [ntb]  ", "        trekker: [provincie]  "),
        ("      - id: tijdelijke-fietsenstalling\n", "      - id: fietsenstalling\n"),
        ("        period: 2026-04-15/2026-11-30\n", "        period: 2026-04-15/2026-12-14\n"),
        (
            "measure: Lessen starten in noodlokalen}",
            "measure: Lessen starten in noodlokalen}\n        log: [{date: 2026-06-01, text: Sleutel, who: gemeente, due: 2026-06-08, done: 2026-06-05}]",
        ),
        ("        status: in_progress\n      - id: bouwborden", "        status: paused\n      - id: bouwborden"),
        ("    due: 2026-06-18\n", "    due: 2026-06-18\n    date: 2026-06-18\n    outcome: Akkoord.\n"),
        ("  - id: draagvlak\n", "  - id: eigenaren\n"),
        ("    chance: 4\n", "    chance: 2\n"),
        ("    date: 2025-09-06 ", "    date: 2025-09-13 "),
    ),
    "budget.yaml": (
        ("    total: 450000\n", "    total: 470000.50\n"),
        ("      provincie: 200000\n", "      provincie: 220000.50\n"),
        ("kind: committed, text: Toezeggingen", "kind: spent, text: Toezeggingen"),
        ("{id: aanneemsom, ", "{id: aanneming, "),
        ("  total: 800000\n", "  total: 820000.50\n"),
    ),
    "partners.yaml": (
        ("name: Ondernemersfonds Veldwijk, short: OFV", "name: Ondernemersfonds Veldwijk, short: Fonds"),
        ("  - {id: eigenaren, ", "  - {id: huurders, name: Huurders, kind: group}\n  - {id: eigenaren, "),
        ("members: [gemeente, woonstede, vakcollege]", "members: [gemeente, woonstede]"),
    ),
}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Return a repository with the plan of Veldwijk in `data`, committed on 1 May 2026; the tests run in it."""
    shutil.copytree(VELDWIJK, tmp_path / "data")
    repository = Repository(tmp_path)
    repository.commit("Vastgesteld", day="2026-05-01")
    return repository


@pytest.fixture
def diff(aaa: Run, repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `aaa diff` in the repository, on 20 June 2026."""
    monkeypatch.chdir(repository.folder)
    monkeypatch.setenv("AAA_TODAY", "2026-06-20")
    return lambda *words: aaa("diff", *words)


def write(repository: Repository, file: str, *edits: tuple[str, str]) -> None:
    path = repository.folder / "data" / file
    text = path.read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def edited(repository: Repository) -> Repository:
    for file, edits in EDITS.items():
        write(repository, file, *edits)
    return repository


@pytest.mark.parametrize("width", ["80", "120"])
def test_every_kind_of_change_on_screen(
    diff: Run, edited: Repository, golden: Golden, monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    answer = diff()
    assert answer.code == 0, answer.err
    golden(f"diff-{width}.txt", _settled(answer.out, edited))


@pytest.mark.parametrize("form", ["md", "csv", "json"])
def test_every_kind_of_change_in_a_file(diff: Run, edited: Repository, golden: Golden, form: str) -> None:
    answer = diff("-f", form)
    assert answer.code == 0, answer.err
    golden(f"diff.{form}", _settled(answer.out, edited).replace("\r\n", "\n"))


def _settled(text: str, repository: Repository) -> str:
    """Return output with a fixed name for the commit, whose hash depends on Git."""
    rev = repository.git("rev-parse", "HEAD")
    return text.replace(rev, "0" * 40).replace(rev[:7], "0" * 7)
