"""The plan's past in Git."""

import os
from pathlib import Path

from aaa_cli.plan.models import FILES


def revision(folder: Path) -> str | None:
    """Return the revision of the plan in `folder`: seven digits, `+` where the files differ from it.

    None without Git, outside a repository, or before its first commit.
    """
    import subprocess

    command = ["git", "-C", str(folder), "status", "--porcelain=v2", "--branch", "--ignored", "--", *FILES]
    environment = os.environ | {"GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(command, capture_output=True, check=True, env=environment)
    except (OSError, subprocess.CalledProcessError):
        return None
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    head = next((line.split()[-1] for line in lines if line.startswith("# branch.oid ")), "")
    changed = any(not line.startswith("#") for line in lines)
    return head[:7] + ("+" if changed else "") if len(head) >= 40 else None
