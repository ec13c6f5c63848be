"""`aaa diff`: what changed between two versions of the plan, in the plan's words."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import VELDWIJK, Answer, Run
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
    repository.commit("Vastgesteld", date="2026-05-01T12:00:00+02:00")
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


def changed(answer: Answer) -> list[tuple[str, str | None, object, object]]:
    assert answer.err == ""
    return [(one["id"], one["field"], one["old"], one["new"]) for one in answer.json()["changes"]]


BEGIN, END = ("period: Q2-3\n", "period: Q4\n"), ("period: Q4\n", "period: Q1\n")


def test_two_versions_and_a_version_with_the_files_of_now(diff: Run, repository: Repository) -> None:
    first = repository.git("rev-parse", "HEAD")
    write(repository, "activities.yaml", BEGIN)
    second = repository.commit("Bijgewerkt", date="2026-05-10T12:00:00+02:00")
    write(repository, "activities.yaml", END)
    part = "wonen-boven-winkels/regeling"
    for words, old, new in (
        ((), "Q4", "Q1"),
        (("2026-05-09",), "Q2-3", "Q1"),
        ((first,), "Q2-3", "Q1"),
        (("2026-05-09..2026-05-10",), "Q2-3", "Q4"),
        ((f"{first}..",), "Q2-3", "Q4"),
        (("main~1..main",), "Q2-3", "Q4"),
        (("main..main~1",), "Q4", "Q2-3"),
    ):
        assert changed(diff("-f", "json", *words)) == [(part, "period", old, new)], words
    answer = diff("-f", "json", "main~1..main").json()
    assert list(answer) == ["schema_version", "from", "to", "changes"]
    assert (answer["from"], answer["to"]) == (
        {"rev": first, "date": "2026-05-01"},
        {"rev": second, "date": "2026-05-10"},
    )
    assert list(answer["changes"][0]) == ["file", "id", "kind", "field", "old", "new"]
    assert diff("-f", "json").json()["to"] == {"rev": None, "date": "2026-06-20"}


def test_the_exit_code_tells_whether_something_changed(diff: Run, repository: Repository) -> None:
    assert diff("--exit-code").code == 0
    assert "Er is niets gewijzigd." in diff().out
    assert changed(diff("-f", "json")) == []
    write(repository, "activities.yaml", BEGIN)
    assert (diff().code, diff("--exit-code").code) == (0, 1)
    assert "Q2-3" in diff("--exit-code").out


def test_layout_and_comments_are_no_change(diff: Run, repository: Repository) -> None:
    write(repository, "activities.yaml", ("  - id: vakschool\n", "\n# school\n  - id: 'vakschool'\n"))
    file = repository.folder / "data" / "budget.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert diff("--exit-code").code == 0


def test_a_part_below_another_activity_is_removed_and_added(diff: Run, repository: Repository) -> None:
    text = "      - id: open-dag\n        title: Open dag\n        period: Q1 2027\n        trekker: [vakcollege]\n"
    text += "        status: planned\n"
    write(repository, "activities.yaml", (text, ""), ("      - id: bouwborden\n", text + "      - id: bouwborden\n"))
    found = [(one["id"], one["kind"]) for one in diff("-f", "json").json()["changes"]]
    assert found == [("vakschool/open-dag", "removed"), ("communicatie/open-dag", "added")]


def test_a_plan_that_was_not_there_yet_is_all_new(
    diff: Run, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.git("mv", "data", "plan")
    monkeypatch.setenv("AAA_DATA", "plan")
    answer = diff("-f", "json")
    assert answer.err == ""
    assert {one["kind"] for one in answer.json()["changes"]} == {"added"}
    assert "activiteit toegevoegd" in diff().out


def test_a_plan_with_errors_is_compared_as_it_is_written(diff: Run, repository: Repository) -> None:
    write(
        repository,
        "activities.yaml",
        ("trekker: [ntb]  ", "trekker: [niemand]  "),
        ("status: paused", "status: stil"),
    )
    write(repository, "budget.yaml", ("total: 450000\n", "total: 450.000,-\n"))
    found = changed(diff("-f", "json"))
    assert [(field, new) for _id, field, _old, new in found] == [
        ("trekker", ["niemand"]),
        ("status", "stil"),
        ("total", "450.000,-"),
    ]
    assert "stil" in diff().out


def test_a_file_that_can_not_be_read_is_a_diagnostic(diff: Run, repository: Repository) -> None:
    write(repository, "activities.yaml", ("trekker: [ntb]  ", "trekker: [ntb  "))
    answer = diff()
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("data/activities.yaml:")
    rev = repository.commit("Bijgewerkt")
    write(repository, "activities.yaml", ("trekker: [ntb  ", "trekker: [ntb]  "))
    assert diff().err.startswith(f"{rev[:7]}:data/activities.yaml:")
    (repository.folder / "data" / "budget.yaml").unlink()
    assert "missing-file" in diff("HEAD~1").err


@pytest.mark.parametrize("words", [["geen-versie"], ["main..geen-versie"], ["--theme", "wonen"], ["-f", "ics"]])
def test_a_wrong_question(diff: Run, words: list[str]) -> None:
    answer = diff(*words)
    assert (answer.code, answer.out, len(answer.err.splitlines())) == (2, "", 2)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("..", "2025-04-01..2025-05-01"),
        ("...", "2025-04-01..2025-05-01"),
        ("main...main~1", "Bedoelde je 'main..main~1'?"),
        ("main...", "Bedoelde je 'main..'?"),
    ],
)
def test_dots_that_name_no_two_versions(words: str, told: str, diff: Run) -> None:
    answer = diff(words)
    assert (answer.code, answer.out, told in answer.err) == (2, "", True)


def test_hostile_text_stays_text(diff: Run, repository: Repository) -> None:
    write(repository, "activities.yaml", ("title: Open dag", 'title: "\\e[31mx\\n::error::<b>|[red]"'))
    for form in ("table", "md", "csv", "json"):
        out = diff("-f", form).out
        assert "\x1b" not in out
        assert form == "table" or not [line for line in out.splitlines() if line.startswith("::")]
    assert "<b>" not in diff("-f", "md").out


def test_in_english(diff: Run, edited: Repository) -> None:
    out = diff("--lang", "en").out
    assert "What has changed" in out
    assert "starts 2" in out
    assert not [word for word in ("toegevoegd", "weggehaald", "kwartalen", "leeg", "Verschil") if word in out]


def test_the_newer_side_may_be_a_version_that_the_command_reads(diff: Run, repository: Repository) -> None:
    write(repository, "activities.yaml", BEGIN)
    repository.commit("Later", "2026-05-10T12:00:00+02:00")
    write(repository, "activities.yaml", END)
    found = changed(diff("HEAD~1", "--at", "HEAD", "-f", "json"))
    assert [(old, new) for _id, _field, old, new in found] == [("Q2-3", "Q4")]
    assert diff("HEAD~1..HEAD", "--at", "HEAD").code == 2
