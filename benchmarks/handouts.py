"""Time each format beside csv, which needs no library, and `aaa export` beside the same in one process."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from turns import compare
from validate import ONE, SCRIPTS, grown

AAA = str(SCRIPTS / "aaa")
ALONE = """
import sys
from aaa_cli import cli
from aaa_cli.commands import export
export.MANY = 10**9
cli.main(sys.argv[1:])
"""


if __name__ == "__main__":
    with TemporaryDirectory() as name:
        folder = Path(name)
        for times, runs in ((1, 15), (10, 7)):
            plan = str(grown(times, folder / str(times)))
            for form in ("docx", "xlsx", "pdf", "html"):
                print(f"{form}, {times * ONE} parts")
                ask = [AAA, "list", "--data", plan, "--force", "-o"]
                files = {each: str(folder / f"list.{each}") for each in (form, "csv")}
                compare({f"aaa list -o {each}": [*ask, file] for each, file in files.items()}, runs)
        plan = str(folder / "1")
        print(f"the pack, {ONE} parts")
        asked = ["export", "--data", plan, "--force"]
        compare(
            {
                "aaa export": [AAA, *asked, str(folder / "many")],
                "in one process": [sys.executable, "-c", ALONE, *asked, str(folder / "one")],
            },
            7,
        )
