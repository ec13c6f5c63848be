"""What Git left open: the sides of a conflict, and what it has to finish itself."""

from pathlib import Path

import pytest

from aaa_cli.plan import history, saving, unfinished
from aaa_cli.plan.models import FILES
from aaa_cli.words.problem import NOT_POSSIBLE
from tests.plan.conftest import committed, refused
from tests.repository import Repository

ACTIVITIES, BUDGET, _PARTNERS = FILES


@pytest.fixture
def conflict(repository: Repository, data: Path) -> Path:
    """Return the plan's folder in the middle of a merge: both sides changed activities, one added nothing else."""
    repository.commit("base")
    repository.git("switch", "--quiet", "--create", "side")
    repository.write("data/activities.yaml", "theirs\n")
    repository.write("ander.txt", "theirs")
    repository.commit("theirs")
    repository.git("switch", "--quiet", "main")
    repository.write("data/activities.yaml", "ours\n")
    repository.commit("ours")
    with pytest.raises(AssertionError):
        repository.git("merge", "--quiet", "side")
    return data


def test_the_sides_of_a_conflict_and_the_commit_that_ends_it(repository: Repository, conflict: Path) -> None:
    sides = (b"activities.yaml 1\n", b"ours\n", b"theirs\n")
    assert unfinished.unmerged(conflict) == {ACTIVITIES: sides}
    problem = refused(lambda: saving.commit(conflict, "too early"))
    assert (problem.exit_code, "'data/activities.yaml'" in problem.what) == (NOT_POSSIBLE, True)
    repository.write("data/activities.yaml", "both\n")
    unfinished.stage(conflict, ACTIVITIES)
    assert unfinished.unmerged(conflict) == {}
    done = committed(conflict, "merged")
    assert repository.git("rev-list", "--parents", "-1", "HEAD").count(" ") == 2
    assert history.files(conflict, done.rev)[ACTIVITIES] == b"both\n"
    assert repository.git("status", "--porcelain") == ""
    assert repository.git("show", "HEAD:ander.txt") == "theirs"


def test_a_file_that_one_side_removed_has_no_side(repository: Repository, data: Path) -> None:
    repository.commit("base")
    repository.git("switch", "--quiet", "--create", "side")
    (data / BUDGET).unlink()
    repository.commit("theirs")
    repository.git("switch", "--quiet", "main")
    repository.write("data/budget.yaml", "ours\n")
    repository.commit("ours")
    with pytest.raises(AssertionError):
        repository.git("merge", "--quiet", "side")
    assert unfinished.unmerged(data) == {BUDGET: (b"budget.yaml 1\n", b"ours\n", None)}


def test_no_commit_during_a_rebase(repository: Repository, conflict: Path) -> None:
    repository.git("merge", "--abort")
    with pytest.raises(AssertionError):
        repository.git("rebase", "--quiet", "side")
    problem = refused(lambda: saving.commit(conflict, "no"))
    assert (problem.exit_code, "git rebase --continue" in problem.remedy) == (NOT_POSSIBLE, True)
    assert unfinished.unmerged(conflict)[ACTIVITIES][1:] == (b"theirs\n", b"ours\n"), "Git's own order in a rebase"


def test_no_commit_during_a_cherry_pick(repository: Repository, conflict: Path) -> None:
    repository.git("merge", "--abort")
    with pytest.raises(AssertionError):
        repository.git("cherry-pick", "side")
    repository.write("data/activities.yaml", "both\n")
    repository.git("add", "--all")
    problem = refused(lambda: saving.commit(conflict, "no"))
    assert (problem.exit_code, "git cherry-pick --continue" in problem.remedy) == (NOT_POSSIBLE, True)
