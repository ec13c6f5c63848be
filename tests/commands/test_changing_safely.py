"""Commands that change the plan: what can't be written leaves it as it was, and a kill loses nothing that was told."""

import errno
import os
import random
import select
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from aaa_cli.cli import main
from aaa_cli.plan import store
from aaa_cli.plan.load import load
from aaa_cli.plan.models import FILES
from tests.conftest import Run

A, B, P = FILES
LOG = ("log", "green-leaf/aanvraag", "De aanvraag is verstuurd.")
COMMANDS = [LOG, ("update", "green-leaf/aanvraag", "--status", "loopt")]
KILLS = 100 if "CI" in os.environ else 30
LONGEST_LIFE = 0.2  # seconds until a kill, in which a command is given a few times
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def held(plan: Path) -> dict[str, bytes]:
    """Return what is in the folder but for the lock."""
    return {file.name: file.read_bytes() for file in plan.iterdir() if file.name != store.LOCK}


@pytest.fixture(params=COMMANDS, ids=lambda command: command[0])
def refused(request: pytest.FixtureRequest, aaa: Run, plan: Path) -> Callable[[], str]:
    """Return a function that gives a command, which must be refused, and returns what is said first."""

    def attempt() -> str:
        answer = aaa(*request.param, "--data", str(plan))
        assert (answer.code, answer.out) == (3, "")
        return answer.err.splitlines()[0]

    return attempt


def test_a_folder_that_may_not_be_written(
    refused: Callable[[], str], plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no(*_args: object, **_options: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    before = held(plan)
    monkeypatch.setattr("tempfile.mkstemp", no)
    assert refused().endswith("kan niet worden gewijzigd: je hebt er geen rechten voor.")
    assert held(plan) == before


def test_a_full_disk(refused: Callable[[], str], plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    before = held(plan)
    monkeypatch.setattr(os, "fsync", full)
    what = refused()
    assert A in what
    assert what.endswith("kan niet worden gewijzigd: de schijf is vol.")
    assert held(plan) == before


def test_a_file_that_was_saved_by_hand_in_between(
    refused: Callable[[], str], plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def by_hand(folder: Path, fresh: dict[str, bytes], read: dict[str, bytes]) -> None:
        (plan / A).write_bytes(b"by hand")
        keep(folder, fresh, read)

    keep, before = store.keep, held(plan)
    monkeypatch.setattr(store, "keep", by_hand)
    assert "is intussen gewijzigd" in refused()
    assert held(plan) == before | {A: b"by hand"}


@pytest.mark.parametrize("gone", [B, P])
def test_a_file_that_is_missing_hinders_no_change_of_another(gone: str, aaa: Run, plan: Path) -> None:
    (plan / gone).unlink()
    assert aaa(*LOG, "--data", str(plan)).code == 0
    assert held(plan).keys() == FILES.keys() - {gone}
    assert "De aanvraag is verstuurd." in (plan / A).read_text(encoding="utf-8")


@forks
@pytest.mark.parametrize("command", [("status",), (*LOG, "--dry-run"), LOG], ids=["read", "dry run", "change"])
def test_whoever_comes_next_finishes_what_was_cut_off(command: tuple[str, ...], aaa: Run, plan: Path) -> None:
    read = {name: (plan / name).read_bytes() for name in (A, B)}
    fresh = {name: content + b"# new\n" for name, content in read.items()}
    if (child := os.fork()) == 0:
        try:
            _die_between_two_renames(plan, fresh, read)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert held(plan)[B] != fresh[B]
    assert aaa(*command, "--data", str(plan)).code == 0
    after = held(plan)
    assert after.keys() == FILES.keys()
    assert after[B] == fresh[B]
    assert (after[A] == fresh[A]) == (command != LOG)
    assert after[A].endswith(b"# new\n")


def _die_between_two_renames(plan: Path, fresh: dict[str, bytes], read: dict[str, bytes]) -> None:
    renamed, rename = [], os.replace

    def replace(source: Path, target: Path) -> None:
        renamed.append(target)
        if len(renamed) == 3:  # after the journal and the first file
            os._exit(9)
        rename(source, target)

    os.replace = replace  # type: ignore[assignment]
    store.keep(plan, fresh, read)


def _log_on(plan: Path, writer: int, life: int, report: int) -> None:
    """Add notes until killed, and report each whose command said that it went well."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    for number in range(1_000_000):
        note = f"{writer}.{life}.{number}"
        assert main(["log", "green-leaf/aanvraag", note, "--data", str(plan), "--today", "2025-05-20"]) == 0
        os.write(report, f"{note}\n".encode())


@forks
@pytest.mark.parametrize("seed", [random.randrange(1_000_000)])  # a failure shows it in its name
def test_four_people_whose_commands_are_killed_lose_nothing(seed: int, aaa: Run, plan: Path) -> None:
    chance = random.Random(seed)
    assert aaa(*LOG, "--data", str(plan)).code == 0  # what it imports, no child needs to import again
    incoming, report = os.pipe()
    running: dict[int, int] = {}

    def start(writer: int, life: int) -> None:
        if (child := os.fork()) == 0:
            try:
                _log_on(plan, writer, life, report)
            finally:
                os._exit(1)
        running[writer] = child

    def kill(writer: int) -> None:
        child = running.pop(writer)
        os.kill(child, signal.SIGKILL)
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1]), "a writer stopped by itself"

    try:
        for writer in range(4):
            start(writer, 0)
        for life in range(1, KILLS + 1):
            select.select([], [], [], chance.uniform(0, LONGEST_LIFE))
            kill(writer := chance.randrange(4))
            assert load(plan).plan is not None, "a file is half"
            start(writer, life)
    finally:
        for writer in list(running):
            kill(writer)
    os.close(report)
    told = b""
    while more := os.read(incoming, 65536):
        told += more
    os.close(incoming)

    assert aaa("log", "green-leaf/aanvraag", "Het laatste.", "--data", str(plan)).code == 0
    notes = [entry.text for _activity, part in load(plan).sound.parts() for entry in part.log]
    assert notes[-1] == "Het laatste."
    assert set(told.decode().split()) <= set(notes), "what was told is missing"
    assert len(told.split()) > KILLS / 4, "hardly anything was written"
    assert len(set(notes)) == len(notes), "a note came twice"
    assert held(plan).keys() == FILES.keys()
