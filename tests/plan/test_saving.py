"""What is written to Git: a commit of the three files, what is unstaged, and what is sent."""

import os
from pathlib import Path

import pytest

from aaa_cli.plan import history, saving
from aaa_cli.plan.models import FILES
from aaa_cli.words.problem import NOT_POSSIBLE
from tests.plan.conftest import committed, refused
from tests.repository import EMAIL, NAME, Repository

_ACTIVITIES, BUDGET, _PARTNERS = FILES


def test_a_commit_holds_the_three_files_and_nothing_else(repository: Repository, data: Path) -> None:
    repository.write("ander.txt", "1")
    repository.write("data/README", "los")
    repository.git("add", "ander.txt")
    repository.git("config", "commit.cleanup", "strip")
    repository.git("config", "commit.verbose", "true")
    first = committed(data, "# een\n\n  twee: 'x' \"y\"\n# drie é\n")
    assert repository.git("log", "-1", "--format=%B") == "# een\n\n  twee: 'x' \"y\"\n# drie é"
    assert repository.git("show", "--name-only", "--format=%an %ae").split("\n") == [
        f"{NAME} {EMAIL}",
        "",
        *(f"data/{name}" for name in FILES),
    ]
    assert repository.git("status", "--porcelain").split("\n") == ["A  ander.txt", "?? data/README"]
    repository.write("data/budget.yaml", "2\n")
    repository.git("add", "data/budget.yaml")
    repository.write("data/budget.yaml", "3\n")
    second = committed(data, "more")
    assert history.files(data, second.rev)[BUDGET] == b"3\n"
    assert repository.git("rev-parse", "HEAD~1") == first.rev
    assert repository.git("status", "--porcelain").split("\n") == ["A  ander.txt", "?? data/README"]
    assert saving.commit(data, "again") is None


def test_a_hook_that_refuses_is_quoted_and_nothing_is_left_behind(repository: Repository, data: Path) -> None:
    hook = repository.write(".git/hooks/pre-commit", "#!/bin/sh\nseq 50\nprintf 'te \\033[31mrood\\n' >&2\nexit 1\n")
    hook.chmod(0o755)
    problem = refused(lambda: saving.commit(data, "no"))
    assert problem.exit_code == NOT_POSSIBLE
    lines = problem.remedy.splitlines()
    assert (lines[0], len(lines)) == ("Git zegt:", 13)
    assert "    te \\u001b[31mrood" in lines
    assert repository.git("status", "--porcelain") == "?? data/"


def test_a_commit_that_can_not_be_leaves_the_index_alone(repository: Repository, data: Path) -> None:
    repository.write(".gitignore", "data/budget.yaml\n")
    problem = refused(lambda: saving.commit(data, "no"))
    assert (problem.exit_code, problem.what) == (NOT_POSSIBLE, "Git slaat dit over: budget.yaml")
    assert repository.git("status", "--porcelain") == "?? .gitignore\n?? data/"
    (repository.folder / ".gitignore").unlink()
    (data / BUDGET).chmod(0)
    if os.access(data / BUDGET, os.R_OK):  # nothing is closed to the administrator
        (data / BUDGET).unlink()
        os.mkfifo(data / BUDGET)
    assert refused(lambda: saving.commit(data, "no")).exit_code == NOT_POSSIBLE
    assert repository.git("status", "--porcelain") == "?? data/"


def test_a_revert_is_finished_by_a_commit(repository: Repository, data: Path) -> None:
    first = repository.commit("first")
    repository.write("data/budget.yaml", "2\n")
    repository.commit("second")
    repository.git("revert", "--no-commit", "HEAD")
    assert history.files(data, committed(data, "back").rev) == history.files(data, first)
    assert not (repository.folder / ".git" / "REVERT_HEAD").exists()


def test_who_has_no_name_is_told_how_to_give_it(
    repository: Repository, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("EMAIL", "root@localhost")  # what Git would make an address of
    for lacking in ("user.email", "user.name"):
        repository.git("config", "--unset", lacking)
        problem = refused(lambda: saving.commit(data, "no"))
        assert problem.exit_code == NOT_POSSIBLE
        assert "git config --global user.name" in problem.remedy
        assert "git config --global user.email" in problem.remedy


def test_unstaging_before_the_first_commit(repository: Repository, data: Path) -> None:
    repository.git("add", "--all")
    saving.unstage(data)
    assert repository.git("status", "--porcelain") == "?? data/"


def test_unstaging_leaves_what_is_not_the_plans(repository: Repository, data: Path) -> None:
    repository.write("ander.txt", "1")
    repository.commit("first")
    repository.write("data/budget.yaml", "2\n")
    repository.write("ander.txt", "2")
    repository.git("add", "--all")
    saving.unstage(data)
    assert repository.git("status", "--porcelain").split("\n") == ["M  ander.txt", " M data/budget.yaml"]
    assert (data / BUDGET).read_text() == "2\n"


def test_sending_goes_where_the_branch_comes_from(repository: Repository, data: Path, tmp_path: Path) -> None:
    rev = repository.commit("first")
    assert refused(lambda: saving.push(data)).remedy.endswith("git remote add origin ADRES")
    repository.git("clone", "--quiet", "--bare", str(repository.folder), str(tmp_path / "bron.git"))
    repository.git("clone", "--quiet", str(tmp_path / "bron.git"), str(tmp_path / "kopie"))
    repository.git("remote", "add", "origin", str(tmp_path / "bron.git"))
    assert "git push --set-upstream origin HEAD" in refused(lambda: saving.push(data)).remedy
    repository.git("push", "--quiet", "--set-upstream", "origin", "HEAD")
    other = Repository(tmp_path / "kopie")
    other.write("data/budget.yaml", "other\n")
    sent = committed(other.folder / "data", "other")
    saving.push(other.folder / "data")
    assert other.git("--git-dir", str(tmp_path / "bron.git"), "rev-parse", "main") == sent.rev != rev
    repository.write("data/budget.yaml", "2\n")
    saving.commit(data, "too late")
    problem = refused(lambda: saving.push(data))
    assert (problem.exit_code, "git pull" in problem.remedy) == (NOT_POSSIBLE, True)


def test_sending_names_what_is_lacking(repository: Repository, data: Path, tmp_path: Path) -> None:
    repository.commit("first")
    repository.git("remote", "add", "gemeente", str(tmp_path / "bron.git"))
    assert refused(lambda: saving.push(data)).remedy.endswith("git push --set-upstream gemeente HEAD")
    repository.git("checkout", "--quiet", "--detach")
    assert refused(lambda: saving.push(data)).remedy.endswith("git switch --create NAAM")


def test_what_a_hook_says_to_who_sends_is_told(repository: Repository, data: Path, tmp_path: Path) -> None:
    repository.commit("first")
    repository.git("clone", "--quiet", "--bare", str(repository.folder), str(tmp_path / "bron.git"))
    repository.git("remote", "add", "origin", str(tmp_path / "bron.git"))
    repository.git("push", "--quiet", "--set-upstream", "origin", "HEAD")
    repository.commit("second")
    repository.write(".git/hooks/pre-push", "#!/bin/sh\necho 'niet op vrijdag'\nexit 1\n").chmod(0o755)
    assert "    niet op vrijdag" in refused(lambda: saving.push(data)).remedy


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("git@x: Permission denied (publickey).", "geen toegang"),
        ("ssh: Could not resolve hostname x", "geen verbinding"),
        ("iets anders", "Git zegt:\n    iets anders\n"),
    ],
)
def test_sending_that_fails(said: str, told: str, repository: Repository, data: Path) -> None:
    repository.commit("first")
    repository.git("remote", "add", "origin", "ssh://x.invalid/y.git")
    repository.git("config", "branch.main.remote", "origin")
    repository.git("config", "branch.main.merge", "refs/heads/main")
    repository.git("config", "core.sshCommand", f"echo '{said}' >&2; false")
    problem = refused(lambda: saving.push(data))
    assert (problem.exit_code, told in problem.remedy) == (NOT_POSSIBLE, True)
    assert "alleen op deze computer" in problem.what
