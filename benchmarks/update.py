"""Time `aaa update` against the shortest other way to change one value and keep the comments: ruamel's round trip.

That writes the whole file anew in a layout of its own, checks nothing and holds no lock.
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from turns import compare
from validate import ONE, SCRIPTS, grown

ROUND_TRIP = """
import sys
from pathlib import Path
from ruamel.yaml import YAML
yaml, file = YAML(), Path(sys.argv[1])
plan = yaml.load(file)
plan["activities"][0]["parts"][0]["remark"] = sys.argv[2]
yaml.dump(plan, file)
"""


def commands(plan: Path) -> dict[str, list[str]]:
    other = shutil.copy(plan / "activities.yaml", plan / "other.yaml")
    part = "veiligheidscampus-x0x/fysieke-campus"
    return {
        "aaa update": [str(SCRIPTS / "aaa"), "update", part, "--note", "Besproken.", "--data", str(plan)],
        "round trip": [sys.executable, "-c", ROUND_TRIP, other, "Besproken."],
    }


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        for times, runs in ((1, 15), (32, 5)):
            print(f"{times * ONE} parts")
            compare(commands(grown(times, Path(folder) / str(times))), runs)
