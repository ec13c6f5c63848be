"""Diagnostics as text and JSON."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import DATA, Run

LINE = (DATA / "activities.yaml").read_text(encoding="utf-8").split("[actium]")[0].count("\n") + 1
Edit = Callable[[str, str, str], Path]


def test_as_a_compiler_tells_them(aaa: Run, edit: Edit) -> None:
    folder = edit("activities.yaml", "[actium]", "[actum]")
    answer = aaa("validate", "--data", str(folder))
    place = f"{folder.as_posix()}/activities.yaml:{LINE}:20: error unknown-partner: "
    assert place + "partner 'actum' staat niet in partners.yaml" in answer.out.splitlines()
    first = f"De eerste fout: {folder.as_posix()}/activities.yaml:{LINE}:20."
    assert answer.out.splitlines()[-1] == f"1 fout. 26 waarschuwingen. {first}"
    assert answer.code == 1


def test_files_are_named_from_the_root_of_the_repository(
    aaa: Run, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = edit("activities.yaml", "[actium]", "[actum]")
    (folder.parent / ".git").mkdir()
    monkeypatch.chdir(folder)
    diagnostics = aaa("validate", "--data", ".", "-f", "json").json()["diagnostics"]
    (found,) = [item for item in diagnostics if item["severity"] == "error"]
    assert found == {
        "code": "unknown-partner",
        "severity": "error",
        "file": "data/activities.yaml",
        "line": LINE,
        "column": 20,
        "end_line": LINE,
        "end_column": 25,
        "message": "partner 'actum' staat niet in partners.yaml",
        "hint": "Bedoelde je 'actium'? Gebruik een id uit partners.yaml of voeg de partner daar toe.",
    }


def test_warnings_alone_are_no_failure(aaa: Run) -> None:
    answer = aaa("validate", "-f", "json").json()
    assert (answer["schema_version"], answer["errors"], answer["warnings"]) == (1, 0, 27)
    assert aaa("validate").code == 0
    assert aaa("validate").out.splitlines()[-1] == "Geen fouten. 27 waarschuwingen."


def test_in_english(aaa: Run, edit: Edit) -> None:
    folder = edit("activities.yaml", "[actium]", "[actum]")
    answer = aaa("status", "--data", str(folder), "--lang", "en")
    assert "partner 'actum' is not in partners.yaml" in answer.err
    assert answer.err.splitlines()[-1] == "1 error."


def test_a_file_of_them(aaa: Run, tmp_path: Path) -> None:
    file = tmp_path / "meldingen.json"
    assert aaa("validate", "-f", "json", "-o", str(file)).code == 0
    assert '"warnings": 27' in file.read_text(encoding="utf-8")


def test_data_can_start_no_line_and_steer_no_terminal(aaa: Run, edit: Edit) -> None:
    folder = edit("activities.yaml", "status: done", 'status: "x\\n::error file=a::boe \\e[31m \\u202e"')
    answer = aaa("validate", "--data", str(folder))
    assert "'x\\n::error file=a::boe \\u001b[31m \\u202e' is geen geldige waarde" in answer.out
    assert not [line for line in answer.out.splitlines() if line.startswith("::")]
    assert aaa("list", "-t", "x\n::error::y").err.splitlines()[0] == "De trekker 'x\\n::error::y' bestaat niet."


def test_names_in_headings_and_hints_are_harmless(aaa: Run, edit: Edit) -> None:
    edit("partners.yaml", "name: Gemeente Groningen", 'name: "Gemeente \\e[31mGroningen"')
    folder = edit("budget.yaml", "    name: Partners", '    name: "=P\\e[31m"')
    assert "\x1b" not in aaa("budget", "--data", str(folder)).out
    assert "\x1b" not in aaa("list", "-t", "Gemeente Groningem", "--data", str(folder)).err
    assert "\x1b" not in aaa("list", "--lang", "\x1b[31mfr").err
    assert ";'=P" in aaa("budget", "-f", "csv", "--data", str(folder)).out


def test_the_ending_of_a_file_chooses_the_format(aaa: Run, tmp_path: Path) -> None:
    file = tmp_path / "meldingen.json"
    assert aaa("validate", "-o", str(file)).code == 0
    assert file.read_text(encoding="utf-8").startswith("{")
    assert aaa("validate", "-o", str(tmp_path / "meldingen.csv")).code == 2
    assert aaa("validate", "-f", "xx", "--data", "nergens").err.startswith("De vorm 'xx' bestaat hier niet.")
