"""What a broken plan looks like on GitHub and GitLab, and the page's lines for Git."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import simplejson

from tests import forges
from tests.conftest import DATA

Edit = Callable[[str, str, str], Path]
PLACE = f"file=data/activities.yaml,line={forges.FAULTY_LINE}"


def test_github_tells_an_error_at_its_line(edit: Edit) -> None:
    done = forges.github(edit(*forges.FAULT).parent)
    assert done.code == 1
    assert [line for line in done.log.splitlines() if line.startswith(f"::error {PLACE},")]


def test_github_refuses_warnings_when_it_is_to_be_strict(plan: Path) -> None:
    assert forges.github(plan.parent).code == 0
    assert forges.github(plan.parent, strict="true").code == 1


def report(project: Path) -> list[tuple[str, int]]:
    found = simplejson.loads((project / "gl-code-quality.json").read_text(encoding="utf-8"))
    return [(each["location"]["path"], each["location"]["lines"]["begin"]) for each in found]


def test_gitlab_passes_a_good_plan(plan: Path) -> None:
    done = forges.gitlab(plan.parent)
    assert (done.code, done.installed) == (0, "-m pip install --quiet --disable-pip-version-check .")
    assert "Geen fouten." in done.log
    assert ("data/activities.yaml", forges.FAULTY_LINE) not in report(plan.parent)


def test_gitlab_gets_a_report_of_a_broken_plan(edit: Edit) -> None:
    project = edit(*forges.FAULT).parent
    done = forges.gitlab(project)
    assert done.code == 1
    assert "'actum' staat niet in partners.yaml" in done.log
    assert ("data/activities.yaml", forges.FAULTY_LINE) in report(project)
    assert forges.gitlab(project).code == 1, "a report that a runner has kept is replaced"


def test_gitlab_is_strict_and_passes_over_what_its_variables_say(plan: Path) -> None:
    assert forges.gitlab(plan.parent, AAA_STRICT="true").code == 1
    ignored = "no-trekker,no-period,to-be-determined"
    assert forges.gitlab(plan.parent, AAA_STRICT="true", AAA_IGNORE=ignored).code == 0
    assert forges.gitlab(plan.parent, AAA_IGNORE="$(touch oeps)").code == 2
    assert not [*plan.parent.rglob("oeps")]


def test_gitlab_installs_and_checks_what_its_variables_say(plan: Path) -> None:
    plan.rename(plan.parent / "plan")
    source = forges.read(forges.SNIPPETS[".gitlab-ci.yml"])["variables"]["AAA_SOURCE"]
    done = forges.gitlab(plan.parent, AAA_SOURCE=source, AAA_DATA="plan")
    assert done.code == 0
    assert done.installed.endswith(source)


LINES = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```", forges.PAGE, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
    if "aaa validate" in line
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_for_git_works(line: str, tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "plan" / "data")
    git = "git -c user.name=Proef -c user.email=proef@example.org"
    script = f"git init -q; git add .; {git} commit -qm Plan; {line}"
    env = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
    done = forges.bash(script, tmp_path / "plan", env)
    assert done.code == 0, done.log
    assert "Geen fouten." in done.log
