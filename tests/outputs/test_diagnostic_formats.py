"""Diagnostics in the forms that forges and test viewers read, each held against what reads it."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from junitparser import JUnitXml
from sarif_kit.validate import assert_valid

from aaa_cli import rules
from aaa_cli.outputs.diagnostics import DIAGNOSTIC_FORMATS, github, junit
from aaa_cli.plan.finding import Diagnostic
from tests.conftest import ROOT, Run

PROBLEMS = ROOT / "tests" / "problems"
Edit = Callable[[str, str, str], Path]
BROKEN = "tests/problems/unknown-partner"
HOSTILE = Diagnostic(
    "bad-value", "error", "a,b:c%/activities.yaml", 2, 3, 2, 9, "'x\r\n::error::y%0A ##[error]' is fout", "a\nb: 100%"
)


def told(aaa: Run, form: str, data: str = BROKEN) -> str:
    return aaa("validate", "-f", form, "--data", data).out


def test_github_makes_an_annotation(aaa: Run) -> None:
    assert told(aaa, "github") == (
        "::error file=tests/problems/unknown-partner/activities.yaml,line=29,col=20,endLine=29,endColumn=27,"
        "title=unknown-partner::tests/problems/unknown-partner/activities.yaml:29:20: "
        "partner 'bewoner' staat niet in partners.yaml%0A"
        "Bedoelde je 'bewoners'? Gebruik een id uit partners.yaml of voeg de partner daar toe.\n"
    )
    good = aaa("validate", "-f", "github", "--data", "tests/problems/good", "--ignore", "row-sum")
    assert (good.out, good.err) == ("", "Geen fouten. Niet gecontroleerd op: row-sum.\n")


def test_no_data_can_start_a_command_of_its_own() -> None:
    (line,) = github.write([HOSTILE]).decode().splitlines()
    assert line == (
        "::error file=a%2Cb%3Ac%25/activities.yaml,line=2,col=3,endLine=2,endColumn=9,title=bad-value::"
        "a,b:c%25/activities.yaml:2:3: 'x%0D%0A::error::y%250A ##[error]' is fout%0Aa%0Ab: 100%25"
    )


def test_columns_go_with_one_line_only() -> None:
    assert b"line=2,endLine=4,title" in github.write([HOSTILE._replace(end_line=4)])


def test_github_is_the_default_where_its_actions_run(aaa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert aaa("validate", "--data", BROKEN).out.startswith("::error ")
    assert aaa("validate", "--data", BROKEN, "-f", "text").out.startswith(BROKEN)
    monkeypatch.setenv("GITHUB_ACTIONS", "false")
    assert aaa("validate", "--data", BROKEN).out.startswith(BROKEN)


@pytest.mark.parametrize("title", ["'::error file=x::boe'", '"x ##[error]boe"', "'  ::add-mask::a'"])
@pytest.mark.parametrize("argv", [("list",), ("status",), ("show", "green-leaf")])
def test_text_in_the_log_of_a_forge_is_no_command(
    argv: tuple[str, ...], title: str, aaa: Run, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = edit("activities.yaml", "title: Promotiecampagne", f"title: {title}")
    plain = aaa(*argv, "--data", str(folder)).out
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    first, *lines, last = aaa(*argv, "--data", str(folder)).out.splitlines()
    stop = re.fullmatch(r"::stop-commands::([0-9a-f]{32})", first)
    assert stop
    assert last == f"::{stop[1]}::"
    assert lines == plain.splitlines()
    assert "stop-commands" not in aaa(*argv, "--data", str(ROOT / "data")).out


def test_no_row_for_a_spreadsheet_starts_a_command(aaa: Run, edit: Edit) -> None:
    folder = edit("activities.yaml", "    title: Veiligheid\n", "    title: '::error::boe'\n")
    rows = aaa("list", "-f", "csv", "--data", str(folder)).out.splitlines()
    assert any(row.startswith("'::error::boe;") for row in rows)
    assert not [row for row in rows if row.startswith("::")]


@pytest.mark.parametrize("argv", [("list", "-f", "json"), ("validate", "-f", "json"), ("validate", "-f", "junit")])
def test_no_file_for_programs_holds_the_start_of_a_command(argv: tuple[str, ...], aaa: Run, edit: Edit) -> None:
    key = "title: Promotiecampagne" if argv[0] == "list" else "status: done"
    folder = edit("activities.yaml", key, f'{key.split()[0]} "##[error]boe"')
    answer = aaa(*argv, "--data", str(folder))
    assert "##[" not in answer.out
    assert "error]boe" in answer.out


def test_gitlab(aaa: Run) -> None:
    (found,) = json.loads(told(aaa, "gitlab"))
    assert found.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
    assert (found["check_name"], found["severity"]) == ("unknown-partner", "major")
    assert found["location"] == {
        "path": "tests/problems/unknown-partner/activities.yaml",
        "lines": {"begin": 29, "end": 29},
    }
    assert json.loads(told(aaa, "gitlab", "tests/problems/good")) == []


def test_a_fingerprint_is_unique(aaa: Run, plan: Path) -> None:
    prints = [item["fingerprint"] for item in json.loads(told(aaa, "gitlab", str(plan)))]
    assert len(prints) == len(set(prints)) == 27


@pytest.mark.parametrize("code", sorted(set(rules.CODES) - {"not-utf8", "empty-file"}))
def test_a_fingerprint_stays_when_lines_move_and_days_pass(code: str, aaa: Run, tmp_path: Path) -> None:
    plan = shutil.copytree(PROBLEMS / code, tmp_path / "data")

    def prints(*argv: str) -> set[str]:
        answer = aaa("validate", "-f", "gitlab", "--data", str(plan), *argv)
        return {item["fingerprint"] for item in json.loads(answer.out)}

    before = prints()
    for file in filter(Path.is_file, plan.iterdir()):
        file.write_bytes(b"# nog een regel\n" + file.read_bytes())
    assert prints() == before
    assert before <= prints("--today", "2025-05-21")


@pytest.mark.parametrize("code", ["good", *rules.CODES])
def test_sarif_is_valid_and_names_the_rule(code: str, aaa: Run) -> None:
    log = json.loads(told(aaa, "sarif", f"tests/problems/{code}"))
    assert_valid(log)
    (run,) = log["runs"]
    known = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in known] == list(rules.CODES)
    for result in run["results"]:
        assert known[result["ruleIndex"]]["id"] == result["ruleId"] == code
        (location,) = result["locations"]
        artifact = location["physicalLocation"]["artifactLocation"]
        assert artifact["uri"].startswith(f"tests/problems/{code}/")
        assert artifact["uriBaseId"] in run["originalUriBaseIds"]
        assert known[result["ruleIndex"]]["help"]["markdown"].count("```") == 4


def test_sarif_of_a_plan_outside_a_repository(aaa: Run, tmp_path: Path) -> None:
    plan = shutil.copytree(PROBLEMS / "unknown-partner", tmp_path / "een map" / "data")
    log = json.loads(told(aaa, "sarif", str(plan)))
    assert_valid(log)
    artifact = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": (plan / "activities.yaml").as_uri()}


def test_junit(aaa: Run, plan: Path) -> None:
    (plan / "partners.yaml").unlink()
    content = told(aaa, "junit", str(plan))
    suites = {suite.name.rsplit("/")[-1]: suite for suite in JUnitXml.fromstring(content.encode())}
    assert suites["partners.yaml"].failures == 1
    (case,) = suites["partners.yaml"]
    assert case.result[0].type == "missing-file"
    assert (suites["activities.yaml"].tests, suites["activities.yaml"].skipped) == (27, 27)
    (passed,) = JUnitXml.fromstring(told(aaa, "junit", "tests/problems/good").encode())
    assert (passed.tests, passed.failures) == (1, 0)


def test_xml_holds_what_xml_forbids_in_words(aaa: Run, edit: Edit) -> None:
    folder = edit("activities.yaml", "status: done", 'status: "<a>&\\u0001\\uffff\\e"')
    content = told(aaa, "junit", str(folder))
    assert "&lt;a&gt;&amp;\\u0001\\uffff\\u001b" in content
    JUnitXml.fromstring(content.encode())
    assert junit.write([HOSTILE])


@pytest.mark.parametrize(
    ("ending", "form"), [(".sarif", "sarif"), (".xml", "junit"), (".json", "json"), (".txt", "text")]
)
def test_beside_a_file_the_text_goes_to_the_log(ending: str, form: str, aaa: Run, tmp_path: Path) -> None:
    file = tmp_path / f"meldingen{ending}"
    answer = aaa("validate", "--data", BROKEN, "-o", str(file))
    assert answer.code == 1
    assert answer.out == told(aaa, "text")
    assert file.read_text(encoding="utf-8") == told(aaa, form)


def test_a_file_for_gitlab_by_name(aaa: Run, tmp_path: Path) -> None:
    file = tmp_path / "gl-code-quality.json"
    aaa("validate", "--data", BROKEN, "--format", "gitlab", "-o", str(file))
    assert isinstance(json.loads(file.read_text(encoding="utf-8")), list)


@pytest.mark.parametrize("form", DIAGNOSTIC_FORMATS)
def test_the_same_plan_gives_the_same_bytes_in_both_languages(form: str, aaa: Run) -> None:
    for lang in ("nl", "en"):
        first, second = (aaa("validate", "-f", form, "--data", BROKEN, "--lang", lang).out for _time in range(2))
        assert first == second
        assert first


def test_a_bug_while_writing_leaves_nothing_half_written(
    aaa: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any, **more: Any) -> Any:
        raise RuntimeError("boem")

    file = tmp_path / "meldingen.sarif"
    monkeypatch.setattr("aaa_cli.outputs.diagnostics.sarif._result", broken)
    monkeypatch.setattr("aaa_cli.outputs.diagnostics.text.summary", broken)
    for argv in (["-o", str(file)], []):
        answer = aaa("validate", *argv, "--data", BROKEN)
        assert (answer.code, answer.out) == (70, "")
    assert list(tmp_path.iterdir()) == []
