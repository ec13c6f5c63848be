"""What the documents say is so: set-up, commands, options, and each example's output."""

import re
import shlex
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from aaa_cli.cli import COMMANDS
from tests.conftest import ROOT, Run
from tests.repository import Repository

README = (ROOT / "README.md").read_text(encoding="utf-8")
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
SH = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
WEEK = "week-van-een-projectleider.md"


def _examples(file: Path) -> list[str]:
    """Return each command with what is printed below it."""
    blocks = re.findall(r"```console\n(.*?)```", file.read_text(encoding="utf-8"), re.DOTALL)
    return [example for block in blocks for example in re.split(r"^(?=\$ )", block, flags=re.MULTILINE) if example]


EXAMPLES = [
    (file.name, example)
    for file in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
    if file.name != WEEK
    for example in _examples(file)
]


def test_two_lines_do_all_the_set_up() -> None:
    status, tests = (block.strip() for block in SH[:2])
    assert "\n" not in status + tests
    assert status.endswith("aaa status --quarter Q2")
    assert tests.endswith("pytest")
    assert tests in CI.splitlines(), ".ci/run calls the second"


@pytest.mark.parametrize(("file", "example"), EXAMPLES)
def test_an_example_gives_what_is_printed(file: str, example: str, aaa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line with … stands for the rest of the output."""
    command, _break, output = example.removeprefix("$ ").partition("\n")
    program, *argv = shlex.split(command)
    assert program == "aaa"
    monkeypatch.setenv("COLUMNS", "80")
    answer = aaa(*argv)
    said = answer.out + answer.err
    shown = output.rstrip("\n").split("\n")
    if shown[-1] == "…":
        assert said.split("\n")[: len(shown) - 1] == shown[:-1]
    else:
        assert said.rstrip("\n").split("\n") == shown


def test_the_week_of_a_projectleider(aaa: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other, on a plan in Git; … stands for any text, or any lines."""
    monkeypatch.chdir(plan.parent)
    Repository(plan.parent).commit(day="2025-04-28")
    for example in _examples(ROOT / "docs" / WEEK):
        command, _break, output = example.removeprefix("$ ").partition("\n")
        program, *argv = shlex.split(command)
        answer = aaa(*argv)
        said = (answer.out + answer.err).rstrip("\n")
        wanted = re.escape(output.rstrip("\n")).replace("…", "(?:.|\n)*")
        assert program == "aaa"
        assert re.fullmatch(wanted, said), f"{command}\n{said}"
        assert answer.code == (1 if "error" in output else 0)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_stands_in_readme(name: str) -> None:
    assert f"| `aaa {name}" in README
    module = name.replace("-", "_")
    assert (ROOT / "aaa_cli" / "commands" / f"{module}.py").exists()
    assert import_module(f"aaa_cli.commands.{module}").EXAMPLES


def test_each_filter_stands_in_readme() -> None:
    from aaa_cli.commands.options import Filters, Where

    for option in (*Filters._fields, *Where._fields, "force", "template", "dialect"):
        assert f"--{option}" in README


def test_nothing_names_a_registry_or_this_machine() -> None:
    folders = (".ci", ".github/workflows", "docs", "templates")
    elsewhere = [file for folder in folders for file in (ROOT / folder).iterdir()]
    for file in (*ROOT.glob("*.*"), *elsewhere):
        if file.suffix in {".md", ".toml", ".yaml", ".yml", ""} and file.is_file():
            text = file.read_text(encoding="utf-8")
            assert not re.search(r"pypi\.org|pythonhosted|npmjs|/work/|/root/", text), file


def test_the_version_is_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "Unreleased" in changelog or project["version"] in changelog
    assert Path(ROOT / "LICENSE").read_text(encoding="utf-8").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
