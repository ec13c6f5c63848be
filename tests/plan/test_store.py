"""Files are written whole or not at all, and never over what somebody else wrote."""

import errno
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from aaa_cli.plan import store
from aaa_cli.words.problem import Problem

A, B = "activities.yaml", "budget.yaml"
posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / A).write_bytes(b"a: 1\n")
    (tmp_path / B).write_bytes(b"b: 1\n")
    return tmp_path


def read(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in (A, B)}


def litter(folder: Path) -> list[str]:
    return sorted({file.name for file in folder.iterdir()} - {A, B, store.LOCK})


def test_mode_stays_and_a_link_is_followed(folder: Path, tmp_path: Path) -> None:
    (folder / A).chmod(0o640)
    (folder / "link").symlink_to(folder / A)
    store.replace(folder / "link", b"new")
    assert (folder / "link").is_symlink()
    assert (folder / A).read_bytes() == b"new"
    assert (folder / A).stat().st_mode & 0o777 == 0o640
    store.replace(folder / "fresh", b"")
    assert (folder / "fresh").stat().st_mode & 0o777 == 0o666 & ~store._umask()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_owner_stays(folder: Path) -> None:
    os.chown(folder / A, 1234, 1235)
    store.replace(folder / A, b"new")
    assert ((folder / A).stat().st_uid, (folder / A).stat().st_gid) == (1234, 1235)


def test_both_or_none(folder: Path) -> None:
    before = read(folder)
    with store.locked(folder):
        store.keep(folder, {A: b"a: 2\n", B: b"b: 2\n"}, before)
    assert read(folder) == {A: b"a: 2\n", B: b"b: 2\n"}
    assert litter(folder) == []


@pytest.mark.parametrize("call", ["fsync", "replace", "fdopen"])
@pytest.mark.parametrize("number", range(1, 6))
def test_a_full_disk_changes_nothing(call: str, number: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, calls, real = read(folder), [0], getattr(os, call)

    def full(*args: object, **more: object) -> object:
        calls[0] += 1
        if calls[0] == number:
            raise OSError(errno.ENOSPC, "No space left", str(folder / A))
        return real(*args, **more)

    with store.locked(folder):
        monkeypatch.setattr(os, call, full)
        try:
            store.keep(folder, {A: b"a: 2\n", B: b"b: 2\n"}, before)
        except Problem as problem:
            assert problem.exit_code == 3
            assert "de schijf is vol" in problem.what
            assert read(folder) == before
        else:
            assert read(folder) == {A: b"a: 2\n", B: b"b: 2\n"}
        monkeypatch.undo()
    assert litter(folder) == []


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda folder: (folder / A).write_bytes(b"a: other\n"), "intussen gewijzigd"),
        (lambda folder: (folder / A).unlink(), "is verdwenen"),
        (
            lambda folder: ((folder / A).unlink(), (folder / A).mkdir()),
            "kan niet worden gewijzigd: het is geen bestand",
        ),
    ],
)
def test_what_somebody_else_did_stays(spoil: Callable[[Path], object], told: str, folder: Path) -> None:
    before = read(folder)
    with store.locked(folder):
        spoil(folder)
        with pytest.raises(Problem, match=told) as caught:
            store.keep(folder, {A: b"a: 2\n", B: b"b: 2\n"}, before)
    assert caught.value.exit_code == 3
    assert (folder / B).read_bytes() == before[B]
    assert litter(folder) == []


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_file_and_folder(folder: Path) -> None:
    (folder / A).chmod(0o444)
    with store.locked(folder), pytest.raises(Problem, match="geen rechten"):
        store.keep(folder, {A: b""}, read(folder))
    folder.chmod(0o555)
    with pytest.raises(Problem, match="geen rechten"), store.locked(folder):
        pass


def test_one_writer_at_a_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import sys; from pathlib import Path; from aaa_cli.plan import store\n"
        "with store.locked(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        monkeypatch.setattr(store, "PATIENCE", 0.1)
        with pytest.raises(Problem, match="Iemand anders wijzigt") as caught, store.locked(folder):
            pass
        assert caught.value.exit_code == 3
        other.kill()
    with store.locked(folder):
        pass


@posix
@pytest.mark.parametrize("call", ["replace", "fsync"])
@pytest.mark.parametrize("number", range(1, 8))
def test_killed_between_two_steps(call: str, number: int, folder: Path) -> None:
    before, after = read(folder), {A: b"a: 2\n", B: b"b: 2\n"}
    if (child := os.fork()) == 0:
        calls, real = [0], getattr(os, call)

        def dies(*args: object, **more: object) -> object:
            calls[0] += 1
            if calls[0] == number:
                os._exit(9)
            return real(*args, **more)

        with store.locked(folder):
            setattr(os, call, dies)
            store.keep(folder, after, before)
        os._exit(0)
    os.waitpid(child, 0)
    store.recover(folder)
    assert read(folder) in (before, after)
    with store.locked(folder):
        assert read(folder) in (before, after)
        assert litter(folder) == []


@posix
def test_a_hand_edit_after_a_crash_stays(folder: Path) -> None:
    before = read(folder)
    if (child := os.fork()) == 0:
        seen, real = [], os.replace

        def dies(source: object, target: object) -> None:
            seen.append(target)
            real(source, target)  # type: ignore[call-overload]
            if len(seen) == 2:  # the journal, and one of the files
                os._exit(9)

        with store.locked(folder):
            os.replace = dies  # type: ignore[assignment]
            store.keep(folder, {A: b"a: 2\n", B: b"b: 2\n"}, before)
    os.waitpid(child, 0)
    (folder / B).write_bytes(b"b: by hand\n")
    with store.locked(folder):
        assert read(folder) == {A: b"a: 2\n", B: b"b: by hand\n"}
    assert litter(folder) == []


def test_rubbish_for_a_journal_blocks_nobody(folder: Path) -> None:
    (folder / store.JOURNAL).write_bytes(b"{")
    store.recover(folder)
    assert litter(folder) == []


def _writes(folder: Path, name: int, told: int) -> None:
    """Add lines for ever, and tell of each that it is there."""
    number = 0
    while True:
        number += 1
        line = f"- {name}.{os.getpid()}.{number}\n".encode()
        with store.locked(folder):
            held = read(folder)
            files = (A, B) if name % 2 else (A,)
            store.keep(folder, {file: held[file] + line for file in files}, held)
        os.write(told, line)


@posix
def test_killed_at_any_moment_by_hundreds(folder: Path) -> None:
    seed = random.randrange(10**9)
    chance = random.Random(seed)
    (folder / A).write_bytes(b"")
    (folder / B).write_bytes(b"")
    hear, tell = os.pipe()
    writers: dict[int, int] = {}
    heard = b""
    try:
        for _kill in range(300 if os.environ.get("CI") else 60):
            for name in set(range(4)) - set(writers.values()):
                if (child := os.fork()) == 0:
                    try:
                        _writes(folder, name, tell)
                    finally:
                        os._exit(1)
                writers[child] = name
            time.sleep(chance.uniform(0.0, 0.04))
            victim = chance.choice(list(writers))
            os.kill(victim, signal.SIGKILL)
            os.waitpid(victim, 0)
            del writers[victim]
            while select.select([hear], [], [], 0)[0]:
                heard += os.read(hear, 65536)
            for content in read(folder).values():
                assert content == b"" or content.endswith(b"\n"), seed
    finally:
        for child in writers:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    while select.select([hear], [], [], 0)[0]:
        heard += os.read(hear, 65536)
    os.close(hear)
    os.close(tell)
    with store.locked(folder):
        lines = {name: content.splitlines() for name, content in read(folder).items()}
    told = heard.splitlines()
    assert len(told) > 20, seed
    assert set(told) <= set(lines[A]), seed
    two = {line for line in lines[A] if line[2:3] in (b"1", b"3")}
    assert two == set(lines[B]), seed
    assert len(set(lines[A])) == len(lines[A]), seed
    assert litter(folder) == [], seed
