"""What all tests share: the command run in-process, on a plan in a folder of its own, on a fixed day."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import simplejson
from hypothesis import settings

from aaa_cli import words
from aaa_cli.cli import main

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
VELDWIJK = Path(__file__).parent / "plans" / "veldwijk"
GOLDEN = Path(__file__).parent / "golden"
TODAY = "2025-05-20"

pytest_plugins = ["tests.browser"]


class Answer(NamedTuple):
    """What a command gave."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return simplejson.loads(self.out, use_decimal=True)


Run = Callable[..., Answer]

# How long an example takes says how busy the machine is
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/ anew")


@pytest.fixture(autouse=True)
def _same_world(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("AAA_") or name == "GITHUB_ACTIONS"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(ROOT))  # what is told must not change with our own commits
    monkeypatch.delenv("NO_COLOR", raising=False)
    words.choose(words.DUTCH)


@pytest.fixture
def aaa(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line on the real plan, as on TODAY."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("AAA_TODAY", TODAY)

    def run(*argv: str) -> Answer:
        capfd.readouterr()
        code = main(argv)
        out, err = capfd.readouterr()
        return Answer(code, out, err)

    return run


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Return a folder with a copy of the real plan, to be changed at will."""
    return shutil.copytree(DATA, tmp_path / "data")


@pytest.fixture
def edit(plan: Path) -> Callable[[str, str, str], Path]:
    """Return a function that replaces the first `old` in a file of the copied plan by `new`."""

    def change(file: str, old: str, new: str) -> Path:
        text = (plan / file).read_text(encoding="utf-8")
        assert old in text
        (plan / file).write_text(text.replace(old, new, 1), encoding="utf-8", newline="")
        return plan

    return change


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str | Path, str], None]:
    """Return a function that holds an output against the file of that name in tests/golden/, or elsewhere."""

    def check(name: str | Path, output: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--update-golden"):
            file.write_text(output, encoding="utf-8", newline="")
        assert output == file.read_text(encoding="utf-8"), "to accept it: pytest --update-golden"

    return check
