"""The house stands: floors, and what they may not know."""

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def test_the_floors_hold() -> None:
    command = [Path(sys.executable).parent / "lint-imports"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_start_up_imports_no_writer_that_is_not_asked_for() -> None:
    code = """
import sys
from aaa_cli.cli import main
main(["budget"])
slow = {"simplejson", "aaa_cli.commands.status", "aaa_cli.outputs.markdown", "jinja2", "docx", "typst", "xlsxwriter", "icalendar"}
print(sorted(slow & set(sys.modules)), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stderr == "[]\n"


def test_only_commands_ask_for_the_day() -> None:
    for file in (ROOT / "aaa_cli").rglob("*.py"):
        if file.parent.name != "commands":
            assert ".today()" not in file.read_text(encoding="utf-8"), file


def test_nothing_of_one_system_only_is_imported() -> None:
    for file in (ROOT / "aaa_cli").rglob("*.py"):
        imported = {
            word
            for line in file.read_text(encoding="utf-8").splitlines()
            for word in line.split()
            if "import" in line
        }
        assert not imported & {"fcntl", "grp", "msvcrt", "pwd", "resource", "termios", "winreg"}, file
