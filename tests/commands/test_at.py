"""`--at`: every command that reads, on the plan as it was."""

import re
from pathlib import Path

import pytest

from tests.conftest import DATA, Run
from tests.repository import Repository

READING = ("status", "list", "show green-leaf", "budget", "partners", "ambitions", "validate")
OLD, NEW = "Green City Accord", "Het nieuwe verbond"


class Past:
    """A repository with two versions of the real plan: of 3 May, and of 10 May with another title in it."""

    def __init__(self, folder: Path) -> None:
        self.repository = Repository(folder)
        self.data = folder / "data"
        texts = {file.name: file.read_text(encoding="utf-8") for file in DATA.glob("*.yaml")}
        assert OLD in texts["activities.yaml"]
        for name, text in texts.items():
            self.repository.write(f"data/{name}", text)
        self.old = self.repository.commit("old", "2025-05-03T12:00:00+02:00")
        self.repository.git("tag", "vastgesteld")
        self.repository.write("data/activities.yaml", texts["activities.yaml"].replace(OLD, NEW))
        self.new = self.repository.commit("new", "2025-05-10T12:00:00+02:00")


@pytest.fixture
def past(tmp_path: Path) -> Past:
    return Past(tmp_path / "werk")


@pytest.fixture
def ask(past: Past, aaa: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line in the repository, without a day of its own."""
    monkeypatch.chdir(past.repository.folder)
    monkeypatch.delenv("AAA_TODAY")
    return aaa


@pytest.mark.parametrize("command", READING)
def test_every_reading_command_answers_as_it_did_then(command: str, past: Past, ask: Run) -> None:
    past.repository.git("checkout", "--quiet", "vastgesteld")
    format_ = "--format=json" if command == "validate" else "--format=csv"
    then = ask(*command.split(), format_, "--today", "2025-05-20")
    assert (then.code, then.err) == (0, "")
    past.repository.git("checkout", "--quiet", "main")
    for file in past.data.iterdir():
        file.write_text("stuk: [", encoding="utf-8")
    before = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in past.data.iterdir()}
    status = past.repository.git("status", "--porcelain")
    for word in ("vastgesteld", "2025-05-09", "HEAD~1", past.old):
        assert ask(*command.split(), format_, "--today", "2025-05-20", "--at", word) == then
    assert {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in past.data.iterdir()} == before
    assert past.repository.git("status", "--porcelain") == status


def test_the_titles_are_those_of_then(ask: Run) -> None:
    old, new = (ask("list", "--at", word).out for word in ("2025-05-03", "2025-05-10"))
    assert (OLD in old, NEW in old) == (True, False)
    assert (OLD in new, NEW in new) == (False, True)


@pytest.mark.parametrize(
    ("argv", "today"),
    [
        (("--at", "2025-05-05"), "2025-05-05"),  # that date, though the commit is of the third
        (("--at", "vastgesteld"), "2025-05-03"),
        (("--at", "HEAD"), "2025-05-10"),
        (("--at", "vastgesteld", "--today", "2025-08-01"), "2025-08-01"),
    ],
)
def test_today_is_the_day_of_then(argv: tuple[str, ...], today: str, ask: Run) -> None:
    assert ask("list", "-f", "json", *argv).json()["today"] == today


def test_the_variable_for_today_counts_as_well(ask: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AAA_TODAY", "2025-08-01")
    assert ask("list", "-f", "json", "--at", "vastgesteld").json()["today"] == "2025-08-01"


def test_the_revision_is_that_of_then_without_a_plus(past: Past, ask: Run) -> None:
    past.repository.write("data/budget.yaml", "")
    for word, rev in (("vastgesteld", past.old), ("2025-05-30", past.new)):
        assert ask("status", "-f", "json", "--at", word).json()["plan"]["revision"] == rev[:7]
        told = ask("status", "-f", "md", "--at", word).out
        assert f"- Versie uit Git: {rev[:7]} (" in told
        assert "- Versie: " not in told, "once is enough"


@pytest.mark.parametrize("command", [command for command in READING if command != "validate"])
def test_the_reader_is_told_that_it_is_an_old_version(command: str, past: Past, ask: Run) -> None:
    told = f"Versie uit Git: {past.old[:7]} (3 mei 2025)"
    assert told in ask(*command.split(), "--at", "vastgesteld").out
    assert "Versie uit Git" not in ask(*command.split(), "--today", "2025-05-20").out


def test_diagnostics_name_the_file_as_ever_and_the_version(past: Past, ask: Run) -> None:
    past.repository.write("data/partners.yaml", "stuk: [\n")
    broken = past.repository.commit("broken", "2025-05-12T12:00:00+02:00")
    past.repository.git("checkout", "--quiet", "vastgesteld")
    answer = ask("validate", "--at", "main")
    assert answer.code == 1
    assert re.search(r"^data/partners\.yaml:\d+:\d+: error yaml-syntax", answer.out, re.MULTILINE)
    assert f"Dit gaat over de versie {broken[:7]} (12 mei 2025)." in answer.out
    listed = ask("list", "--at", "main")
    assert (listed.code, listed.out, "data/partners.yaml:" in listed.err) == (1, "", True)
    assert ask("validate").code == 0
    assert "de versie" not in ask("validate").out


def test_a_file_that_was_not_there_yet_is_missing_whatever_the_disk_has(past: Past, ask: Run) -> None:
    text = past.repository.git("show", "HEAD:data/partners.yaml")
    (past.data / "partners.yaml").unlink()
    past.repository.commit("without", "2025-05-12T12:00:00+02:00")
    past.repository.write("data/partners.yaml", f"{text}\n")
    answer = ask("validate", "-f", "json", "--at", "HEAD")
    assert "missing-file" in {each["code"] for each in answer.json()["diagnostics"]}


def test_a_file_on_standard_input_beside_an_old_version(
    ask: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "in").write_text("stuk: [")
    with (tmp_path / "in").open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        answer = ask("validate", "-", "--as", "budget.yaml", "--at", "vastgesteld", "-f", "json")
    assert {each["file"] for each in answer.json()["diagnostics"] if each["severity"] == "error"} == {
        "data/budget.yaml"
    }


@pytest.mark.parametrize(
    ("word", "code", "what"),
    [
        ("nee", 2, "De versie 'nee' bestaat niet."),
        ("", 2, "De versie '' bestaat niet."),
        ("03-05-2025", 2, "Bedoelde je '2025-05-03'?"),
        ("2025-02-30", 2, "'2025-02-30' herkent het programma niet als datum."),
        ("2025-05-02", 2, "Op 2 mei 2025 was er nog geen versie van het plan."),
    ],
)
def test_a_version_that_is_not_there(word: str, code: int, what: str, ask: Run) -> None:
    for command in ("status", "validate"):
        answer = ask(command, f"--at={word}")
        assert (answer.code, answer.out, what in answer.err) == (code, "", True)
        assert answer.err.count("\n") == 2


def test_a_plan_without_git(plan: Path, aaa: Run) -> None:
    answer = aaa("list", "--data", str(plan), "--at", "HEAD")
    assert (answer.code, answer.out, "git init" in answer.err) == (3, "", True)


@pytest.mark.parametrize("command", ["explain no-period", "schema schema --check"])
def test_what_reads_no_plan_takes_it_without_effect(command: str, aaa: Run) -> None:
    assert aaa(*command.split(), "--at", "nee") == aaa(*command.split())


def test_tab_fills_in_branches_and_tags(ask: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_AAA_COMPLETE", "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "aaa status --at ")
    assert ask().out.split("\n")[:2] == ["main\t2025-05-10", "vastgesteld\t2025-05-03"]


def test_the_plan_in_the_root_and_behind_a_link(past: Past, ask: Run, tmp_path: Path) -> None:
    root = Repository(tmp_path / "-x los")
    for file in past.data.iterdir():
        root.write(file.name, file.read_text(encoding="utf-8"))
    rev = root.commit("all")
    (tmp_path / "link").symlink_to(past.data)
    for folder, word, expected in ((root.folder, "HEAD", rev), (tmp_path / "link", "vastgesteld", past.old)):
        answer = ask("list", "-f", "json", "--at", word, "--data", str(folder))
        assert answer.json()["plan"]["revision"] == expected[:7]
