"""The hook, as the real pre-commit runs it in a repository that holds a plan."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from aaa_cli.plan.models import FILES
from tests import forges
from tests.conftest import DATA, ROOT, TODAY

PRE_COMMIT = forges.SCRIPTS / "pre-commit"
(SEEN,) = re.findall(r"^```text\n(.*?)^```", forges.PAGE, re.DOTALL | re.MULTILINE)


class Repository(NamedTuple):
    """A repository with a plan, and the world that its Git knows."""

    folder: Path
    env: dict[str, str]

    def run(self, *argv: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            argv,
            cwd=self.folder,
            env=self.env,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        assert done.returncode == 0 or not check, done.stdout
        return done

    def commit(self, name: str, old: str, new: str) -> subprocess.CompletedProcess[str]:
        """Replace the first `old` in a file by `new`, and try to commit that."""
        file = next(self.folder.rglob(name))
        file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        self.run("git", "add", "--all")
        return self.run("git", "commit", "-m", f"{old} → {new}", check=False)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Return a repository where the hook is installed as docs/controle-in-ci.md says."""
    world = tmp_path_factory.mktemp("pre-commit")
    (world / "gitconfig").write_text(
        "[user]\nname = Proef\nemail = proef@example.org\n[init]\ndefaultBranch = main\n", encoding="utf-8"
    )
    ours = ("AAA_", "GIT_", "GITHUB_", "PRE_COMMIT", "SKIP")
    env = {name: value for name, value in os.environ.items() if not name.startswith(ours)} | {
        "AAA_TODAY": TODAY,
        "GIT_CONFIG_GLOBAL": str(world / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(world / "home"),
    }
    if "CI" not in env:
        env["PIP_RETRIES"] = "0"  # without a registry a minute of waiting helps no one
    # this project as it stands now, committed or not, without touching its own Git
    project = Repository(ROOT, env | {"GIT_DIR": str(world / "aaa"), "GIT_WORK_TREE": str(ROOT)})
    project.run("git", "init")
    project.run("git", "add", "--all")
    project.run("git", "commit", "-m", "Nu")
    project.run("git", "tag", "nu")

    plan = Repository(world / "plan", env)
    shutil.copytree(DATA, plan.folder / "data")
    config = re.sub(r"repo: .*", f"repo: {world / 'aaa'}", forges.SNIPPETS[".pre-commit-config.yaml"])
    config = re.sub(r"rev: .*", "rev: nu", config)
    (plan.folder / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    (plan.folder / "LEESMIJ").write_text("Het plan\n", encoding="utf-8")
    plan.run("git", "init")
    plan.run("git", "add", "--all")
    made = plan.run(PRE_COMMIT, "install", "--install-hooks", check=False)
    if made.returncode and "CI" not in env:
        pytest.skip(f"pre-commit can't install this project here, without a package registry? {made.stdout[-300:]}")
    assert made.returncode == 0, made.stdout
    return plan


def test_a_good_plan_is_committed_and_a_broken_one_is_not(repository: Repository) -> None:
    good = repository.commit("activities.yaml", "period: Q2\n", "period: Q3\n")
    assert good.returncode == 0, good.stdout
    assert "Passed" in good.stdout

    broken = repository.commit(*forges.FAULT)
    assert broken.returncode == 1, broken.stdout
    assert SEEN in broken.stdout
    assert f"\ndata/activities.yaml:{forges.FAULTY_LINE}:20: error unknown-partner: partner 'actum'" in broken.stdout
    assert "\n1 fout. " in broken.stdout

    repository.run("git", "reset", "--hard")
    other = repository.commit("LEESMIJ", "plan", "jaarplan")
    assert other.returncode == 0, other.stdout
    assert "(no files to check)Skipped" in other.stdout


def test_the_hook_watches_the_three_files_wherever_they_stand() -> None:
    pattern = re.search(r"files: (.*)", (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert pattern
    for name in FILES:
        assert re.search(pattern[1], name)
        assert re.search(pattern[1], f"plannen/2025/{name}")
        assert not re.search(pattern[1], f"mijn-{name}")
        assert not re.search(pattern[1], f"{name}.md")
