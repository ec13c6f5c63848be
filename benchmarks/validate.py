"""Time `aaa validate` against check-jsonschema, which holds activities.yaml against a schema and nothing more.

On the plan itself, and on one of many parts.
"""

import re
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from turns import ROOT, compare

SCRIPTS = Path(sys.executable).parent
ONE = 31  # parts of the plan


def grown(times: int, folder: Path) -> Path:
    """Write the plan with its activities so many times, under other ids, and return its folder."""
    shutil.copytree(ROOT / "data", folder)
    text = (folder / "activities.yaml").read_text(encoding="utf-8")
    head, activities, tail = re.split(r"(?<=\nactivities:\n)|(?=\nresults:\n)", text)
    copies = [re.sub(r"(?m)^(  - id: .*)$", rf"\1-x{number}x", activities) for number in range(times)]
    (folder / "activities.yaml").write_text(head + "".join(copies) + tail, encoding="utf-8")
    return folder


def commands(plan: Path) -> dict[str, list[str]]:
    schema = str(ROOT / "schema" / "activities.schema.json")
    return {
        "aaa validate": [str(SCRIPTS / "aaa"), "validate", "--data", str(plan)],
        "check-jsonschema": [
            str(SCRIPTS / "check-jsonschema"), "--schemafile", schema, str(plan / "activities.yaml"),
        ],
    }  # fmt: skip


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        for times, runs in ((1, 20), (32, 5), (322, 3)):
            print(f"{times * ONE} parts")
            compare(commands(grown(times, Path(folder) / str(times))), runs)
