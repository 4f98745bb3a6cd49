"""How fast a large `.reg` file is read, beside the same content as a hive, and how much memory it takes.

    python tests/benchmarks/text.py FOLDER [--rounds 7]

FOLDER is where ``big.py`` has written, or writes now, ``big.reg`` and ``big.hiv``. Each round starts a fresh process a
file, lets it open a small hive first, and times one reading into plain lists. Printed are the medians, the ratio, and
the peak of the memory, less what the process had before it read, as a multiple of the file. pytest does not collect
this file.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent


def work(path: str) -> None:
    """What a fresh process does: print the milliseconds, the counts and the peak in bytes, as JSON."""
    import resource

    sys.path.insert(0, str(PROJECT))
    from hivetool.source.opening import open_hive
    from tests.regf.images import sample

    open_hive(sample()).table()
    open_hive(b"Windows Registry Editor Version 5.00\n[HKEY_LOCAL_MACHINE\\x]\n").table()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.perf_counter()
    table = open_hive(path).table()
    took = (time.perf_counter() - begin) * 1000
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    print(json.dumps({"ms": took, "peak": peak, "counts": [len(table.key_names), len(table.value_data)]}))


def main() -> None:
    parser = argparse.ArgumentParser(description="time the reading of a large .reg file beside a hive")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        work(options.worker)
        return
    files = {"reg": options.folder / "big.reg", "regf": options.folder / "big.hiv"}
    if not all(path.is_file() for path in files.values()):
        subprocess.run([sys.executable, str(HERE / "big.py"), str(options.folder)], check=True)
    found: dict[str, list[dict[str, float]]] = {name: [] for name in files}
    for _ in range(options.rounds):
        for name, path in files.items():
            command = [sys.executable, __file__, str(options.folder), "--worker", str(path)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            found[name].append(json.loads(done.stdout))
    medians = {name: statistics.median(each["ms"] for each in results) for name, results in found.items()}
    for name, path in files.items():
        size = path.stat().st_size
        peak = statistics.median(each["peak"] for each in found[name]) / size
        print(f"{name:5} {size / 1e6:6.1f} MB {medians[name]:8.1f} ms   peak {peak:.1f} x the file")
    print(f"ratio {medians['reg'] / medians['regf']:.2f}")


if __name__ == "__main__":
    main()
