"""Where Git can't work or can't read: no program, no folder of ours, a repository that is damaged."""

from pathlib import Path

import pytest

from aaa_cli.plan import history, saving
from aaa_cli.plan.models import FILES
from aaa_cli.words.problem import NOT_POSSIBLE
from tests.plan.conftest import refused
from tests.repository import Repository

ACTIVITIES, BUDGET, PARTNERS = FILES


def test_a_missing_program(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    problem = refused(lambda: history.version(data, "HEAD"))
    assert (problem.what, problem.exit_code) == ("Git is niet geïnstalleerd", NOT_POSSIBLE)
    assert history.revision(data) is None


def test_a_folder_of_somebody_else(repository: Repository, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit("first")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    problem = refused(lambda: history.version(data, "HEAD"))
    assert problem.exit_code == NOT_POSSIBLE
    assert f"git config --global --add safe.directory {repository.folder}" in problem.remedy


def test_a_hook_of_another_repository_does_not_mislead(
    repository: Repository, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rev = repository.commit("first")
    other = Repository(tmp_path / "ander")
    other.commit("other")
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.folder))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    assert history.version(data, "HEAD").rev == rev
    assert history.revision(data) == rev[:7]


def test_a_bare_repository_is_no_place_to_work(repository: Repository, data: Path, tmp_path: Path) -> None:
    rev = repository.commit("first")
    bare = tmp_path / "bron.git"
    repository.git("clone", "--quiet", "--bare", str(repository.folder), str(bare))
    for do in (
        lambda: history.latest(bare),
        lambda: history.files(bare, rev),
        lambda: saving.commit(bare, "no"),
    ):
        problem = refused(do)
        assert (problem.exit_code, "git clone" in problem.remedy) == (NOT_POSSIBLE, True)
    assert history.revision(bare) is None


def test_a_damaged_repository_is_no_plan_that_did_not_exist(repository: Repository, data: Path) -> None:
    (data / PARTNERS).unlink()
    rev = repository.commit("first")
    assert history.contents(data, [(rev, PARTNERS)]) == {}, "this one was not there"
    repository.write("data/budget.yaml", "2\n")
    repository.commit("second")
    blob, tree = (repository.git("rev-parse", f"{rev}:data{name}") for name in (f"/{BUDGET}", ""))
    for lost, spoil in ((blob, b""), (blob, None), (tree, None), (rev, None)):
        file = repository.folder / ".git" / "objects" / lost[:2] / lost[2:]
        file.unlink(missing_ok=True)
        if spoil is not None:
            file.write_bytes(spoil)
        problem = refused(lambda: history.contents(data, [(rev, PARTNERS), (rev, BUDGET)]))
        assert (problem.exit_code, "beschadigd" in problem.what) == (NOT_POSSIBLE, True)
    assert history.latest(data), "the last one is whole"
    head = repository.git("rev-parse", "HEAD")
    (repository.folder / ".git" / "objects" / head[:2] / head[2:]).unlink()
    for ask in (lambda: history.latest(data), lambda: history.version(data, "HEAD")):
        assert "beschadigd" in refused(ask).what


def test_a_partial_clone_that_can_not_fetch_shows_nothing_of_the_plan(
    repository: Repository, data: Path, tmp_path: Path
) -> None:
    first = repository.commit("first")
    repository.write("data/budget.yaml", "2\n")
    repository.commit("second")
    repository.git("config", "uploadpack.allowFilter", "true")
    repository.git("clone", "--quiet", "--filter=blob:none", f"file://{repository.folder}", str(tmp_path / "kopie"))
    repository.folder.rename(tmp_path / "weg")
    wanted = [(first, ACTIVITIES), (first, BUDGET)]
    problem = refused(lambda: history.contents(tmp_path / "kopie" / "data", wanted))
    assert (problem.exit_code, "beschadigd of niet volledig" in problem.what) == (NOT_POSSIBLE, True)
    assert "activities.yaml 1" not in problem.remedy
    assert "Git zegt:" in problem.remedy
