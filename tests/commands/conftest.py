"""What tests of commands on a plan in Git share."""

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.repository import Repository


@pytest.fixture
def repository(plan: Path, aaa: Run, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Return a repository with a copy of the real plan, in whose folder commands are given."""
    monkeypatch.chdir(plan.parent)
    repository = Repository(plan.parent)
    repository.git("config", "core.autocrlf", "false")
    repository.commit("Eerste")
    return repository
