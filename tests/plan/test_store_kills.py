"""Four writers at once, killed at random moments: no file is half, and nothing that was reported is lost."""

import hashlib
import os
import random
import select
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from aaa_cli.plan import store
from aaa_cli.plan.models import FILES

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork, nor SIGKILL")

A, _B, P = FILES
WRITERS = 4
KILLS = 300 if "CI" in os.environ else 60
LONGEST_LIFE = 0.04  # seconds until a kill, several times what one change takes
SLOW = 0.001  # seconds that a rename takes longer, or hardly any kill would hit the moment between two of them


def stamped(lines: bytes) -> bytes:
    """Return a file whose first line tells whether the rest is whole."""
    return hashlib.sha256(lines).hexdigest().encode() + b"\n" + lines


def lines_of(content: bytes) -> list[str]:
    lines = content.partition(b"\n")[2]
    assert content == stamped(lines), "a file is half"
    return lines.decode().split()


def write_on(folder: Path, writer: int, life: int, report: int) -> None:
    """Add numbered lines until killed; half of the writers add each to two files. Report what was kept."""
    rename = os.replace

    def slowly(*names: Path) -> None:
        time.sleep(SLOW)
        rename(*names)

    os.replace = slowly  # type: ignore[assignment]
    for number in range(1_000_000):
        line = f"{writer}.{life}.{number}\n".encode()
        with store.locked(folder):
            read = {name: (folder / name).read_bytes() for name in ((A, P) if both(line) else (A,))}
            store.keep(folder, {name: stamped(old.partition(b"\n")[2] + line) for name, old in read.items()}, read)
        os.write(report, line)


def both(line: bytes) -> bool:
    return line[0] % 2 == 1


class Writers:
    """Processes that write until they are killed."""

    def __init__(self, folder: Path, report: int) -> None:
        self.folder = folder
        self.report = report
        self.running: dict[int, int] = {}
        self.lives = 0

    def start(self, writer: int) -> None:
        self.lives += 1
        if child := os.fork():
            self.running[writer] = child
            return
        try:
            write_on(self.folder, writer, self.lives, self.report)
        finally:
            os._exit(1)

    def kill(self, writer: int) -> None:
        child = self.running.pop(writer)
        os.kill(child, signal.SIGKILL)
        _child, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), "a writer stopped by itself"


@contextmanager
def writers_on(folder: Path, report: int) -> Iterator[Writers]:
    writers = Writers(folder, report)
    try:
        for writer in range(WRITERS):
            writers.start(writer)
        yield writers
    finally:
        for child in writers.running.values():
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


@pytest.mark.parametrize("seed", [random.randrange(1_000_000)])  # a failure shows it in its name
def test_four_writers_that_are_killed_lose_nothing(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    for name in (A, P):
        (tmp_path / name).write_bytes(stamped(b""))
    with store.locked(tmp_path):  # what it imports, no writer needs to import again
        pass
    incoming, report = os.pipe()
    os.set_blocking(incoming, False)
    reported = b""
    with writers_on(tmp_path, report) as writers:
        for _kill in range(KILLS):
            select.select([], [], [], chance.uniform(0, LONGEST_LIFE))
            writer = chance.randrange(WRITERS)
            writers.kill(writer)
            store.recover(tmp_path)  # as a reader does, at any moment
            for name in (A, P):
                lines_of((tmp_path / name).read_bytes())
            with suppress(BlockingIOError):
                reported += os.read(incoming, 1_000_000)
            writers.start(writer)
        for writer in range(WRITERS):
            writers.kill(writer)
    with suppress(BlockingIOError):
        reported += os.read(incoming, 1_000_000)
    os.close(incoming)
    os.close(report)

    monkeypatch.setattr(store, "PATIENCE", 0)
    with store.locked(tmp_path):
        pass
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([store.LOCK, A, P])
    in_first, in_second = (lines_of((tmp_path / name).read_bytes()) for name in (A, P))
    told = reported.decode().split()
    assert len(told) > KILLS / 4, "hardly anything was written"
    assert not set(told) - set(in_first), "what was reported is missing"
    assert [line for line in in_first if both(line.encode())] == in_second, "a change of two files is in one of them"
    assert len(set(in_first)) == len(in_first), "a change was made twice"
