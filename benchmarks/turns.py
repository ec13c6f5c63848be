"""Two commands timed in turns, so that a busy moment hits both; prints the medians and their ratio."""

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent


def seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    # compiled modules are written and used, as everywhere outside of such a benchmark
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT, env=environment)
    return time.perf_counter() - start


def compare(commands: Mapping[str, Sequence[str]], runs: int) -> None:
    """Time two commands, `runs` times each; the ratio is that of the first to the second."""
    for command in commands.values():
        seconds(command)
    pairs = [[seconds(command) for command in commands.values()] for _ in range(runs)]
    columns = list(zip(*pairs, strict=True))
    for name, column in zip(commands, columns, strict=True):
        print(f"{name}: {statistics.median(column) * 1000:.0f} ms (best {min(column) * 1000:.0f} ms)")
    ratio = statistics.median(columns[0]) / statistics.median(columns[1])
    paired = statistics.median(ours / theirs for ours, theirs in pairs)
    print(f"ratio of medians: {ratio:.2f}; median of the pairs' ratios: {paired:.2f}")
