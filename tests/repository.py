"""A Git repository of a test's own, that no setting of the machine reaches."""

import os
import subprocess
from pathlib import Path

NAME, EMAIL = "Ada", "ada@example.org"


class Repository:
    """A repository in `folder`, which is made where it isn't there; one that is (a clone) is taken as it is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "user.name", NAME)
        self.git("config", "user.email", EMAIL)

    def git(self, *arguments: str, date: str = "", day: str = "2025-05-01", author: str = NAME) -> str:
        """Run Git at a moment, or at noon of a day, and return what it wrote, without the last line break."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        moment = date or f"{day}T12:00:00+02:00"
        environment = kept | {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_DATE": moment,
            "GIT_COMMITTER_DATE": moment,
            "LC_ALL": "C",
        }
        command = ["git", "-C", str(self.folder), "-c", f"user.name={author}", *arguments]
        done = subprocess.run(command, capture_output=True, env=environment, check=False, stdin=subprocess.DEVNULL)
        assert done.returncode == 0, (arguments, done.stderr)
        return done.stdout.decode().rstrip("\n")

    def write(self, file: str, text: str) -> Path:
        """Write a file of the repository as it is given, line endings included."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    def commit(
        self, message: str = "Bijgewerkt", date: str = "", *, day: str = "2025-05-01", author: str = NAME
    ) -> str:
        """Commit all that there is and return the full hash."""
        self.git("add", "--all")
        made = ("commit", "--quiet", "--allow-empty", "--no-verify", f"--message={message}")
        self.git(*made, date=date, day=day, author=author)
        return self.git("rev-parse", "HEAD")
