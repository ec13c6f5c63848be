"""Time `aaa status --quarter Q2` against benchmarks/floor.py, the smallest program of its kind."""

import sys
from pathlib import Path

from turns import compare

HERE = Path(__file__).parent
COMMANDS = {
    "aaa status --quarter Q2": [str(Path(sys.executable).parent / "aaa"), "status", "--quarter", "Q2"],
    "benchmarks/floor.py": [sys.executable, str(HERE / "floor.py"), "status", "--quarter", "Q2"],
}

if __name__ == "__main__":
    compare(COMMANDS, int(sys.argv[1]) if len(sys.argv) > 1 else 40)
