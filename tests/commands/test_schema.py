"""`aaa schema`: the three files, whether they are fresh, and what it leaves alone."""

import errno
import os
from pathlib import Path

import pytest

from tests.conftest import Answer, Run

NAMES = ["activities.schema.json", "budget.schema.json", "partners.schema.json"]


def two_lines(answer: Answer, code: int) -> tuple[str, str]:
    assert (answer.code, answer.out) == (code, "")
    what, remedy = answer.err.splitlines()
    return what, remedy


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def test_the_schemas_of_this_project_are_fresh(aaa: Run) -> None:
    assert aaa("schema", "schema", "--check") == (0, "", ""), "to mend it: aaa schema schema"


def test_the_folder_is_made_and_the_bytes_are_the_same_each_time(aaa: Run, tmp_path: Path) -> None:
    place = tmp_path / "a" / "b"
    assert aaa("schema", str(place)) == (0, "", "")
    first = contents(place)
    assert list(first) == NAMES
    assert aaa("schema", str(place)).code == 0
    assert contents(place) == first
    assert aaa("schema", str(place), "--check").code == 0


def test_the_language_is_that_of_the_answer(aaa: Run, tmp_path: Path) -> None:
    assert aaa("schema", str(tmp_path), "--lang", "en").code == 0
    text = (tmp_path / NAMES[0]).read_text(encoding="utf-8")
    assert '"title": "Part"' in text
    assert "Onderdeel" not in text
    assert aaa("schema", str(tmp_path), "--check", "--lang", "en").code == 0
    assert aaa("schema", str(tmp_path), "--check").code == 1


def test_check_tells_what_is_stale_or_missing_and_writes_nothing(aaa: Run, tmp_path: Path) -> None:
    what, remedy = two_lines(aaa("schema", str(tmp_path / "schema"), "--check"), 1)
    assert ", ".join(NAMES) in what
    assert f"aaa schema {tmp_path / 'schema'}" in remedy
    assert not list(tmp_path.iterdir())

    assert aaa("schema", str(tmp_path)).code == 0
    stale = tmp_path / NAMES[1]
    stale.write_bytes(old := stale.read_bytes().replace(b"amount", b"sum"))
    (tmp_path / NAMES[2]).unlink()
    what, _remedy = two_lines(aaa("schema", str(tmp_path), "--check"), 1)
    assert what.endswith(": budget.schema.json, partners.schema.json.")
    assert contents(tmp_path)[NAMES[1]] == old
    assert aaa("schema", str(tmp_path)).code == 0
    assert aaa("schema", str(tmp_path), "--check").code == 0


def test_line_ends_of_git_on_windows_are_not_stale(aaa: Run, tmp_path: Path) -> None:
    assert aaa("schema", str(tmp_path)).code == 0
    for name, content in contents(tmp_path).items():
        (tmp_path / name).write_bytes(content.replace(b"\n", b"\r\n"))
    assert aaa("schema", str(tmp_path), "--check").code == 0


def test_a_file_of_someone_else_is_kept_and_nothing_is_written(aaa: Run, tmp_path: Path) -> None:
    foreign = tmp_path / NAMES[2]
    foreign.write_text("{}", encoding="utf-8")
    what, remedy = two_lines(aaa("schema", str(tmp_path)), 3)
    assert str(foreign) in what
    assert "andere naam" in remedy
    assert contents(tmp_path) == {NAMES[2]: b"{}"}


def test_a_folder_where_the_file_should_be(aaa: Run, tmp_path: Path) -> None:
    (tmp_path / NAMES[0]).mkdir()
    what, _remedy = two_lines(aaa("schema", str(tmp_path)), 3)
    assert NAMES[0] in what


@pytest.mark.parametrize("below", ["", "schema"])
def test_a_path_that_is_a_file(below: str, aaa: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    what, remedy = two_lines(aaa("schema", str(tmp_path / "file" / below)), 3)
    assert what.endswith("is geen map.")
    assert "aaa schema schema" in remedy
    assert two_lines(aaa("schema", str(tmp_path / "file" / below), "--check"), 1)


def test_a_full_disk(aaa: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int, _mode: str) -> None:
        os.close(descriptor)
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("aaa_cli.outputs.delivery.os.fdopen", full)
    what, _remedy = two_lines(aaa("schema", str(tmp_path)), 3)
    assert what.endswith("de schijf is vol.")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_may_not_be_written(aaa: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_options: object) -> None:
        raise PermissionError(errno.EACCES, "no", str(tmp_path))

    monkeypatch.setattr("tempfile.mkstemp", refused)
    what, _remedy = two_lines(aaa("schema", str(tmp_path)), 3)
    assert "geen rechten" in what
