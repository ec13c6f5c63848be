"""What tests of a plan in Git share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from aaa_cli.plan import saving
from aaa_cli.plan.history import Version
from aaa_cli.plan.models import FILES
from aaa_cli.words.problem import Problem
from tests.repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "werk")


@pytest.fixture
def data(repository: Repository) -> Path:
    """Return the plan's folder: three files of one line, not committed yet."""
    for name in FILES:
        repository.write(f"data/{name}", f"{name} 1\n")
    return repository.folder / "data"


def refused(do: Callable[[], object]) -> Problem:
    with pytest.raises(Problem) as caught:
        do()
    return caught.value


def committed(folder: Path, message: str) -> Version:
    version = saving.commit(folder, message)
    assert version
    return version
