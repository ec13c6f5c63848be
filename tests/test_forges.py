"""The action for GitHub and the template for GitLab: valid to each, and their scripts as each runs them."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from aaa_cli.plan.models import FILES
from tests import forges
from tests.conftest import ROOT
from tests.repository import Repository

Edit = Callable[[str, str, str], Path]

WORKFLOW = ".github/workflows/plan.yml"
SCHEMAS = {".github/workflows/": "github-workflows", ".gitlab-ci.yml": "gitlab-ci", "action.yml": "github-actions"}
OURS = ("action.yml", WORKFLOW, "templates/aaa-validate.gitlab-ci.yml")
PASTED = [name for name in forges.SNIPPETS if name != ".pre-commit-config.yaml"]  # test_precommit.py uses that one


def checked(name: str, file: Path) -> None:
    """Hold a file against the schema of what `name` is; check-jsonschema carries them, so this needs no network."""
    (schema,) = (schema for part, schema in SCHEMAS.items() if part in name)
    command = [str(forges.SCRIPTS / "check-jsonschema"), "--builtin-schema", f"vendor.{schema}", str(file)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", OURS)
def test_the_forge_accepts_it(name: str) -> None:
    checked(name, ROOT / name)


@pytest.mark.parametrize("name", PASTED)
def test_what_the_page_has_people_paste_is_accepted(name: str, tmp_path: Path) -> None:
    (tmp_path / "snippet.yml").write_text(forges.SNIPPETS[name], encoding="utf-8")
    checked(name, tmp_path / "snippet.yml")


def test_a_schema_refuses_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "snippet.yml").write_text("jobs: {}\n", encoding="utf-8")
    with pytest.raises(AssertionError):
        checked(WORKFLOW, tmp_path / "snippet.yml")


def test_the_page_has_the_workflow_of_this_repository() -> None:
    ours = forges.read((ROOT / WORKFLOW).read_text(encoding="utf-8"))
    theirs = forges.read(forges.SNIPPETS[WORKFLOW])
    assert theirs["jobs"]["controleren"]["steps"].pop()["uses"].startswith("ORGANISATIE/aaa@v")
    assert ours["jobs"]["controleren"]["steps"].pop() == {"uses": "./"}
    assert ours == theirs


def test_the_page_names_each_input_with_its_default() -> None:
    for name, each in forges.action()["inputs"].items():
        assert f"| `{name}` | " in forges.PAGE
        assert f" | `{each['default']}` |" in forges.PAGE or not each["default"]


def test_no_script_of_the_action_has_an_input_in_its_text() -> None:
    assert not [step for step in forges.action()["runs"]["steps"] if "${{" in step.get("run", "")]


def test_gitlab_checks_a_merge_request_that_changes_one_of_the_three() -> None:
    rule = forges.template()["aaa-validate"]["rules"][0]
    assert rule["changes"] == [f"**/{name}" for name in FILES]


def test_the_action_installs_itself_and_passes_a_good_plan(plan: Path) -> None:
    done = forges.github(plan.parent)
    assert (done.code, done.installed) == (0, f"-P -m pip install --quiet --disable-pip-version-check {ROOT}")
    assert (ROOT / "pyproject.toml").exists()


def test_the_action_refuses_a_broken_plan(edit: Edit) -> None:
    folder = edit(*forges.FAULT)
    done = forges.github(folder.parent)
    assert done.code == 1
    assert "'actum' staat niet in partners.yaml" in done.log


def test_the_action_looks_in_the_folder_that_is_given(plan: Path) -> None:
    plan.rename(plan.parent / "mijn plan")
    assert forges.github(plan.parent).code == 2
    assert forges.github(plan.parent, data="mijn plan").code == 0


def test_the_action_passes_over_what_is_ignored(plan: Path) -> None:
    assert forges.github(plan.parent, strict="true", ignore="no-trekker,no-period").code == 1
    assert forges.github(plan.parent, strict="true", ignore="no-trekker,no-period,to-be-determined").code == 0
    assert forges.github(plan.parent, ignore="no-treker").code == 2


@pytest.mark.parametrize("text", ["$(touch oeps)", '"; touch oeps; "', "`touch oeps`"])
def test_an_input_is_never_run(text: str, plan: Path) -> None:
    assert forges.github(plan.parent, ignore=text).code == 2
    assert forges.github(plan.parent, data=text).code == 2
    assert forges.github(plan.parent, strict=text).code == 2
    assert not [*plan.parent.rglob("oeps")]


def test_strict_is_true_or_false_and_nothing_is_guessed(plan: Path) -> None:
    done = forges.github(plan.parent, strict="ja")
    assert (done.code, done.log) == (2, "::error::De invoer 'strict' moet true of false zijn.\n")


@pytest.fixture
def request_of_two(plan: Path) -> tuple[str, str]:
    """Return the revisions of a pull request that moves a period, while main went on."""
    repository = Repository(plan.parent)
    file = plan / "activities.yaml"
    text = file.read_text(encoding="utf-8")
    repository.commit()
    repository.git("switch", "--quiet", "--create", "wijziging")
    file.write_text(text.replace("period: Begin Q2", "period: Eind Q2"), encoding="utf-8")
    head = repository.commit()
    repository.git("switch", "--quiet", "main")
    (plan / "partners.yaml").write_text((plan / "partners.yaml").read_text("utf-8").replace("ViA", "VIA"), "utf-8")
    base = repository.commit()
    repository.git("merge", "--quiet", "--no-edit", "wijziging")
    return base, head


def test_a_pull_request_gets_a_summary_of_what_it_changes_and_nothing_else(
    plan: Path, request_of_two: tuple[str, str]
) -> None:
    done = forges.github(plan.parent, *request_of_two)
    assert done.code == 0, done.log
    assert done.summary.startswith("# Wat er is gewijzigd\n")
    assert "| periode | Begin Q2 | Eind Q2 | 2 maanden later |" in done.summary
    assert "VIA" not in done.summary
    assert forges.github(plan.parent).summary == ""


def test_a_summary_that_can_not_be_made_says_so_and_stops_nothing(
    plan: Path, request_of_two: tuple[str, str]
) -> None:
    done = forges.github(plan.parent, "0" * 40, request_of_two[1])
    assert done.code == 0
    assert "fetch-depth: 0" in done.summary
    (plan / "activities.yaml").write_text("plan: [", encoding="utf-8")
    assert forges.github(plan.parent, *request_of_two).code == 1
