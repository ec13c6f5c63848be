"""Programs that some tests need: which of them are here, and typing to one as a person does."""

import os
import re
import select
import shutil
import struct
import subprocess
import time
from pathlib import Path
from typing import Self

import pytest

from tests.conftest import ROOT

PATIENCE = 20  # seconds; a test that waits so long fails


def needed(name: str) -> str:
    """Return the path of a program, of the system or in .tools/. Without it a test is skipped, but in CI it fails."""
    path = os.pathsep.join([os.environ.get("PATH", ""), str(ROOT / ".tools" / "node_modules" / ".bin")])
    if program := shutil.which(name, path=path):
        return program
    missing = f"{name} is not installed; this installs it: bash .ci/tools"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


class Terminal:
    """A program in a terminal of its own, wide enough to break no line."""

    def __init__(self, *command: str, cwd: Path, env: dict[str, str]) -> None:
        pty, fcntl, termios = (pytest.importorskip(name) for name in ("pty", "fcntl", "termios"))
        self.screen, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
        self.process = subprocess.Popen(
            command,
            cwd=cwd,
            env=env,
            stdin=inside,
            stdout=inside,
            stderr=inside,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(inside)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *told: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.screen)

    def type(self, keys: str, until: str) -> str:
        """Type, and return what appears up to and including a match of `until`; colours and moves are left out."""
        os.write(self.screen, keys.encode())
        raw, deadline = b"", time.monotonic() + PATIENCE
        while not re.search(until, seen := _text(raw)):
            left = deadline - time.monotonic()
            assert left > 0, f"no {until!r} in {seen!r}"
            if select.select([self.screen], [], [], left)[0]:
                raw += os.read(self.screen, 65536)
        return seen


def _text(raw: bytes) -> str:
    text = raw.decode(errors="replace").replace("\r", "")
    return re.sub(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[()=>].?)", "", text)
