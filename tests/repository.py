"""A real Git repository for tests."""

import os
import subprocess
from pathlib import Path


class Repository:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *command: str, day: str = "2025-05-01", author: str = "Ada") -> str:
        moment = f"{day}T12:00:00+02:00"
        names = {"GIT_AUTHOR_NAME": author, "GIT_COMMITTER_NAME": author, "GIT_CONFIG_GLOBAL": os.devnull}
        mail = {"GIT_AUTHOR_EMAIL": "a@b.nl", "GIT_COMMITTER_EMAIL": "a@b.nl", "GIT_CONFIG_SYSTEM": os.devnull}
        days = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        done = subprocess.run(
            ["git", "-C", str(self.folder), *command],
            check=True,
            capture_output=True,
            text=True,
            env=os.environ | names | mail | days,
        )
        return done.stdout.strip()

    def commit(self, message: str = "Bijgewerkt", *, day: str = "2025-05-01", author: str = "Ada") -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message, day=day, author=author)
        return self.git("rev-parse", "HEAD")
