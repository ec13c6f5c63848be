"""What moved: the history of a part in `aaa show`, and `aaa status --since`."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import VELDWIJK, Run
from tests.repository import Repository

Golden = Callable[[str | Path, str], None]
REGELING = "wonen-boven-winkels/regeling"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, aaa: Run) -> Repository:
    """Return a repository with the plan of Veldwijk, changed by Bea on 10 May and once more since; on 20 June 2026."""
    shutil.copytree(VELDWIJK, tmp_path / "data")
    repository = Repository(tmp_path)
    repository.commit("Vastgesteld", date="2026-05-01T12:00:00+02:00", author="Ada")
    edit(repository, "period: Q2-3\n", "period: Q3\n")
    repository.commit("Later", date="2026-05-10T12:00:00+02:00", author="Bea")
    edit(repository, "        period: Q3\n", "        period: Q4\n")
    edit(repository, "          money: green\n", "          money: red\n")
    edit(repository, "      - id: open-dag\n", "      - id: opendag\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AAA_TODAY", "2026-06-20")
    return repository


def edit(repository: Repository, old: str, new: str) -> None:
    file = repository.folder / "data" / "activities.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def settled(text: str, repository: Repository) -> str:
    """Return output with a fixed name for each commit, whose hash depends on Git."""
    for number, rev in enumerate(repository.git("rev-list", "--reverse", "HEAD").split()):
        text = text.replace(rev, str(number) * 40).replace(rev[:7], str(number) * 7)
    return text


def test_history_tells_when_who_and_what_newest_first(aaa: Run, repository: Repository, golden: Golden) -> None:
    second, first = repository.git("rev-list", "HEAD").split()
    (part,) = aaa("show", REGELING, "-f", "json").json()["parts"]
    now = {"rev": None, "date": None, "author": None}
    assert part["history"][:3] == [
        now | {"field": "period", "old": "Q3", "new": "Q4"},
        now | {"field": "light.money", "old": "green", "new": "red"},
        {"rev": second, "date": "2026-05-10", "author": "Bea", "field": "period", "old": "Q2-3", "new": "Q3"},
    ]
    (added,) = part["history"][3:]
    assert (added["rev"], added["author"], added["field"], added["old"]) == (first, "Ada", None, None)
    assert added["new"]["title"] == "Subsidieregeling splitsen en verbouwen"
    golden("show-history.txt", settled(aaa("show", REGELING).out, repository))
    assert "nog niet bewaard" in aaa("show", REGELING, "-f", "md").out


def test_without_git_there_is_no_history(aaa: Run, repository: Repository) -> None:
    shutil.rmtree(repository.folder / ".git")
    answer = aaa("show", REGELING, "-f", "json")
    assert (answer.code, answer.err) == (0, "")
    assert answer.json()["parts"][0]["history"] == []
    assert "Geschiedenis" not in aaa("show", REGELING).out


def test_status_marks_what_moved(aaa: Run, repository: Repository, golden: Golden) -> None:
    argv = ("status", "--theme", "wonen", "--quarter", "Q4")
    golden("status-since.txt", settled(aaa(*argv, "--since", "2026-05-05").out, repository))
    plain, since = (aaa(*argv, *more, "-f", "json").json() for more in ((), ("--since", "2026-05-05")))
    assert since.pop("since") == {"rev": repository.git("rev-parse", "HEAD~1"), "date": "2026-05-01"}
    moved = since.pop("changes")
    assert [(one["id"], one["kind"], one["field"], one["old"], one["new"]) for one in moved] == [
        (REGELING, "changed", "period", "Q2-3", "Q4"),
        (REGELING, "changed", "light.money", "green", "red"),
    ]
    assert since == plain


def test_what_moved_is_a_column_in_data_and_what_is_new_or_gone_is_told(aaa: Run, repository: Repository) -> None:
    rows = aaa("status", "-q", "Q1 2027", "--since", "HEAD", "-f", "csv").out.splitlines()
    assert rows[0].endswith(";Te laat;Gewijzigd")
    assert [row.rpartition(";")[2] for row in rows[1:]] == ["nieuw"]
    out = aaa("status", "-q", "Q1", "--since", "HEAD").out
    assert "Geen van deze onderdelen is gewijzigd." in out
    assert "Buiten dit overzicht is sindsdien meer gewijzigd." in out
    assert "Alle wijzigingen zien? aaa diff HEAD" in out


def test_a_version_that_is_not_there(aaa: Run, repository: Repository) -> None:
    answer = aaa("status", "--since", "geen-versie")
    assert (answer.code, answer.out, len(answer.err.splitlines())) == (2, "", 2)


def test_history_up_to_the_version_that_is_read(aaa: Run, repository: Repository) -> None:
    (part,) = aaa("show", REGELING, "--at", "HEAD", "-f", "json").json()["parts"]
    assert [entry["author"] for entry in part["history"]] == ["Bea", "Ada"]
    (part,) = aaa("show", REGELING, "--at", "2026-05-05", "-f", "json").json()["parts"]
    assert [entry["author"] for entry in part["history"]] == ["Ada"]
