"""How long ``lint`` takes on a large cluster, as a whole process, beside reading it into plain lists.

    python tests/benchmarks/lint.py [FILE] [--nodes 64] [--vms 8000] [--rounds 5] [--every] [--rules 10]

Without a FILE a cluster is made. The baseline is a fresh process that imports hivetool and calls
``open_hive(path).table()``. Rounds of all commands one after the other, so that a busy machine is busy for all. Printed
are the medians in seconds of time and of processor time, and their ratios to the baseline; the budget is four times
the baseline. ``--every`` adds all rules, the validator and the other formats. Then the rules that take longest, each
alone on a subject that has been looked at already. pytest does not collect this file.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(PROJECT))

from tests.benchmarks.cluster import BASELINE, Command, measured, medians, told  # noqa: E402

LIMITS = {"lint": 4.0}
"""What the ratio of a command to the baseline must stay under."""


def commands(path: str, every: bool) -> Mapping[str, Command]:
    lint = (sys.executable, "-m", "hivetool", "lint", path, "--fail-on", "never")
    found: dict[str, Command] = {
        BASELINE: (sys.executable, "-c", "import sys, hivetool; hivetool.open_hive(sys.argv[1]).table()", path),
        "lint": lint,
    }
    if every:
        found["lint --select all"] = (*lint, "--select", "all")
        found["lint --check"] = (*lint, "--check")
        for shape in ("json", "sarif", "junit"):
            found[f"lint --select all --format {shape}"] = (*lint, "--select", "all", "--format", shape)
    return found


def slowest(path: str, most: int) -> None:
    """The rules that take longest."""
    from hivetool import cluster_root, load_cluster, open_hive
    from hivetool.lint.rules import RULES
    from hivetool.lint.run import lint
    from hivetool.report.judging import prepared

    subject = prepared(path, load_cluster(cluster_root(open_hive(path))), RULES)
    begin = time.perf_counter()
    lint(subject, RULES)
    print(f"\nall {len(RULES)} rules within one process: {time.perf_counter() - begin:.2f} s; alone, once more:")
    spent = []
    for rule in RULES:
        begin = time.perf_counter()
        count = len(lint(subject, (rule,)))
        spent.append((time.perf_counter() - begin, rule.code, count))
    for seconds, code, count in sorted(spent, reverse=True)[:most]:
        print(f"  {seconds * 1000:6.1f} ms {code} {count:,} findings")


def main() -> None:
    parser = argparse.ArgumentParser(description="time lint on a large cluster")
    parser.add_argument("file", nargs="?", metavar="FILE")
    parser.add_argument("--nodes", type=int, default=64)
    parser.add_argument("--vms", type=int, default=8000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--every", action="store_true", help="all rules, the validator and other formats")
    parser.add_argument("--rules", type=int, default=10, help="how many of the slowest rules are listed")
    options = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # modules are compiled once, as where hivetool is installed
    with tempfile.TemporaryDirectory() as folder:
        path = options.file or str(Path(folder) / "large.hiv")
        if not options.file:
            made = ["make", "--nodes", str(options.nodes), "--vms", str(options.vms), "-o", path]
            subprocess.run([sys.executable, "-m", "hivetool", "-q", *made], check=True, cwd=PROJECT)
        path = str(Path(path).resolve())
        todo = commands(path, options.every)
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in todo}
        for _ in range(options.rounds):
            for name, command in todo.items():
                found[name].append(measured(command))
        told(medians(found), LIMITS)
        slowest(path, options.rules)


if __name__ == "__main__":
    main()
