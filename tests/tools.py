"""Programs that some tests need besides Python; `.ci/tools` installs them."""

import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT


def needed(name: str) -> Path:
    """Return a file in .tools/. Without it a test fails in CI, and is skipped elsewhere."""
    tool = ROOT / ".tools" / name
    if tool.exists() and shutil.which("node"):
        return tool
    reason = f"{name} is not in .tools/, or Node is missing; to install: bash .ci/tools"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
