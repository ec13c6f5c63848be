"""Time `aaa status --quarter Q2` against benchmarks/floor.py, in turns; prints the medians and their ratio."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
OURS = [str(Path(sys.executable).parent / "aaa"), "status", "--quarter", "Q2"]
FLOOR = [sys.executable, str(HERE / "floor.py"), "status", "--quarter", "Q2"]


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    # compiled modules are written and used, as everywhere outside of such a benchmark
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=HERE.parent, env=environment)
    return time.perf_counter() - start


def main(runs: int = 40) -> None:
    for command in (OURS, FLOOR):
        seconds(command)
    pairs = [(seconds(OURS), seconds(FLOOR)) for _ in range(runs)]
    ours, floor = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"aaa status --quarter Q2: {ours * 1000:.0f} ms (best {min(pair[0] for pair in pairs) * 1000:.0f} ms)")
    print(f"benchmarks/floor.py:     {floor * 1000:.0f} ms (best {min(pair[1] for pair in pairs) * 1000:.0f} ms)")
    print(
        f"ratio of medians: {ours / floor:.2f}; median of the pairs' ratios: "
        f"{statistics.median(a / b for a, b in pairs):.2f}"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
