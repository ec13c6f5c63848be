"""Many files in several processes: the same files, and nobody is left behind."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from aaa_cli.outputs import folder, many
from tests.conftest import DATA, ROOT, VELDWIJK, Run
from tests.tools import PATIENCE

linux = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="this system does not list processes in /proc"
)


def test_other_processes_make_the_same(aaa: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    asked = ("--data", str(VELDWIJK), "--today", "2026-05-20", "--theme", "leren", "--lang", "en")
    for name, least in (("one", 1000), ("two", 1)):
        monkeypatch.setattr(many, "MANY", least)
        assert aaa("export", str(tmp_path / name), *asked).code == 0
    marks = [json.loads((tmp_path / name / folder.MARKER).read_bytes()) for name in ("one", "two")]
    assert marks[0] == marks[1]


def test_what_a_process_refuses_is_told(aaa: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(many, "MANY", 1)
    answer = aaa("export", str(tmp_path / "pack"), "--data", str(VELDWIJK), "--template", str(ROOT / "README.md"))
    assert (answer.code, len(answer.err.splitlines())) == (2, 2)
    assert not (tmp_path / "pack").exists()


def until(holds: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline


def running(session: int) -> list[str]:
    """Return the processes of a session that still run."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            _pid, _paren, rest = file.read_text(encoding="utf-8").rpartition(") ")
        except OSError:  # it ended
            continue
        state, _parent, _group, in_session = rest.split()[:4]
        if int(in_session) == session and state != "Z":
            found.append(file.parent.name)
    return found


@linux
@pytest.mark.parametrize("ends", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_one_that_started_it(ends: signal.Signals, tmp_path: Path) -> None:
    code = "import os, sys; os.cpu_count = lambda: 2; from aaa_cli.cli import main; sys.exit(main(sys.argv[1:]))"
    program = tmp_path / "aaa.py"
    program.write_text(f"{code.partition(';')[0]}\nif __name__ == '__main__':\n    {code.partition('; ')[2]}\n")
    command = [sys.executable, program, "export", tmp_path / "pack", "--data", DATA]
    with subprocess.Popen(
        command, cwd=ROOT, start_new_session=True, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as process:
        until(lambda: len(running(process.pid)) >= 3)
        if ends == signal.SIGINT:  # the terminal tells them all
            os.killpg(process.pid, ends)
        else:
            process.send_signal(ends)
        _out, err = process.communicate(timeout=PATIENCE)
        until(lambda: not running(process.pid))
    assert process.returncode == (130 if ends == signal.SIGINT else -ends)
    assert ends != signal.SIGINT or err == b"", "of one that was killed, the others may say that it is gone"
    assert not (tmp_path / "pack").exists()
