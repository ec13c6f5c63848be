"""Where `aaa validate` runs besides a terminal: what docs/controle-in-ci.md has people paste, and GitHub and GitLab
as far as a script of theirs sees them.
"""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from tests.conftest import DATA, ROOT, TODAY

PAGE = (ROOT / "docs" / "controle-in-ci.md").read_text(encoding="utf-8")
# the YAML of the page by the file that it goes in, which its first line names
SNIPPETS = {
    block.partition("\n")[0].removeprefix("# "): block
    for block in re.findall(r"^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
}
SCRIPTS = Path(sys.executable).parent  # where this environment has aaa, pre-commit and check-jsonschema

FAULT = ("activities.yaml", "[actium]", "[actum]")
FAULTY_LINE = (DATA / "activities.yaml").read_text(encoding="utf-8").split("[actium]")[0].count("\n") + 1


class Done(NamedTuple):
    """What the scripts of a job gave, what they had pip install, and what GitHub shows as the job's summary."""

    code: int
    log: str
    installed: str
    summary: str = ""


def read(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def action() -> Any:
    return read((ROOT / "action.yml").read_text(encoding="utf-8"))


def template() -> Any:
    return read((ROOT / "templates" / "aaa-validate.gitlab-ci.yml").read_text(encoding="utf-8"))


def github(workspace: Path, base: str = "", head: str = "", **given: str) -> Done:
    """Run the steps of the action on the repository `workspace`, with the inputs that are `given`.

    `base` and `head` are the revisions of a pull request; without them something else started the job.
    """
    values = {f"${{{{ inputs.{name} }}}}": each["default"] for name, each in action()["inputs"].items()}
    values |= {f"${{{{ inputs.{name} }}}}": value for name, value in given.items()}
    values |= {
        f"${{{{ github.event.pull_request.{name}.sha }}}}": rev for name, rev in (("base", base), ("head", head))
    }
    done = Done(0, "", "")
    with TemporaryDirectory() as runner:
        forge = {"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(workspace), "GITHUB_ACTION_PATH": str(ROOT)}
        forge |= {"RUNNER_TEMP": runner, "GITHUB_STEP_SUMMARY": str(Path(runner, "summary.md"))}
        for step in action()["runs"]["steps"]:
            if "run" in step and done.code == 0:
                env = forge | {name: values[value] for name, value in step.get("env", {}).items()}
                last = bash(step["run"], workspace, env)
                done = Done(last.code, done.log + last.log, done.installed or last.installed)
        summary = Path(runner, "summary.md")
        return done._replace(summary=summary.read_text(encoding="utf-8") if summary.exists() else "")


def gitlab(project: Path, **variables: str) -> Done:
    """Run the job of the template on the repository `project`, with the variables that its pipeline sets."""
    forge = {"GITLAB_CI": "true", "CI_PROJECT_DIR": str(project)}
    script = "\n".join(template()["aaa-validate"]["script"])
    return bash(script, project, forge | template()["variables"] | variables)


def bash(script: str, folder: Path, env: Mapping[str, str]) -> Done:
    """Run a script as both forges do: bash that stops at the first failure.

    The stand-in for python only notes what it is to do: pip takes a registry and eight seconds,
    and test_precommit.py has it install this project for real. `aaa` is that of this environment.
    """
    with TemporaryDirectory() as home:
        python, log = Path(home, "python"), Path(home, "python.log")
        python.write_text('#!/bin/sh\necho "$@" > "$0.log"\n', encoding="utf-8")
        python.chmod(0o755)
        path = os.pathsep.join([home, str(SCRIPTS), os.environ["PATH"]])
        world = {"CI": "true", "LANG": "C.UTF-8", "HOME": home, "PATH": path, "AAA_TODAY": TODAY}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=folder,
            env={**world, **env},
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        return Done(done.returncode, done.stdout, log.read_text(encoding="utf-8").strip() if log.exists() else "")
