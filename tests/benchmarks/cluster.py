"""How long the commands that look at a large cluster take, as whole processes, beside reading it into plain lists.

    python tests/benchmarks/cluster.py [FILE] [--nodes 64] [--vms 8000] [--rounds 5] [--every] [--imports]

Without a FILE a cluster is made. The baseline is a fresh process that imports hivetool and calls
``open_hive(path).table()``. Then ``inspect``, ``show`` of one virtual machine, and with ``--every`` each view and
format of ``inspect``: rounds of all one after the other, so that a busy machine is busy for all. Printed are the
medians in seconds of time and of processor time, and their ratios to the baseline. ``--imports`` also lists what
``inspect`` imports that takes longest. pytest does not collect this file.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(PROJECT))

BASELINE = "open_hive().table()"
LIMITS = {"inspect": 3.0, "show": 1.5}
"""What the ratio of a command to the baseline must stay under."""

Command = Sequence[str]


def commands(path: str, every: bool) -> Mapping[str, Command]:
    from hivetool.cli.main import COMMANDS
    from hivetool.report.views.catalog import VIEWS

    hivetool = (sys.executable, "-m", "hivetool")
    found: dict[str, Command] = {
        BASELINE: (sys.executable, "-c", "import sys, hivetool; hivetool.open_hive(sys.argv[1]).table()", path),
        "inspect": (*hivetool, "inspect", path),
    }
    if "show" in COMMANDS:
        found["show"] = (*hivetool, "show", path, machine(path))
    if every:
        for view in VIEWS:
            found[f"inspect --{view}"] = (*hivetool, "inspect", path, f"--{view}")
        for shape in ("json", "csv", "markdown"):
            found[f"inspect --vms --format {shape}"] = (*hivetool, "inspect", path, "--vms", "--format", shape)
        found["inspect --format json"] = (*hivetool, "inspect", path, "--format", "json")
    return found


def machine(path: str) -> str:
    """A virtual machine of the cluster, or else a node."""
    import hivetool

    database = hivetool.load_cluster(hivetool.open_hive(path)).database
    known = [resource.id for resource in database.resources if resource.is_virtual_machine]
    return f"res:{known[len(known) // 2]}" if known else f"node:{database.nodes[0].id}"


def measured(command: Command) -> tuple[float, float]:
    """Seconds of time, and of processor time where the system tells."""
    before, begin = os.times(), time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd=PROJECT)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - begin, used


def compare(path: str, rounds: int, every: bool) -> None:
    todo = commands(path, every)
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in todo}
    for _ in range(rounds):
        for name, command in todo.items():
            found[name].append(measured(command))
    told(medians(found), LIMITS)


def medians(found: Mapping[str, list[tuple[float, float]]]) -> Mapping[str, list[float]]:
    """By command the median of the seconds of time, and of processor time."""
    return {name: [statistics.median(each) for each in zip(*times, strict=True)] for name, times in found.items()}


def told(found: Mapping[str, list[float]], limits: Mapping[str, float]) -> None:
    base = found[BASELINE]
    print(f"{'as a whole process':32} {'seconds':>8} {'ratio':>6} {'processor':>10} {'ratio':>6}")
    for name, (seconds, used) in found.items():
        ratios = f"{seconds:8.2f} {seconds / base[0]:6.2f} {used:10.2f} {used / base[1] if base[1] else 0:6.2f}"
        print(f"{name:32} {ratios}" + (f"   under {limits[name]}" if name in limits else ""))


def imports(path: str, most: int = 12) -> None:
    """The modules that ``inspect`` imports, those first that take longest by themselves."""
    command = [sys.executable, "-X", "importtime", "-m", "hivetool", "inspect", path]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PROJECT)
    lines = re.findall(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)", done.stderr)
    print(f"\nimports: {len(lines)} modules, {sum(int(us) for us, _ in lines) / 1000:.0f} ms")
    for us, name in sorted(lines, key=lambda line: -int(line[0]))[:most]:
        print(f"  {int(us) / 1000:6.1f} ms {name}")


def main() -> None:
    parser = argparse.ArgumentParser(description="time the commands that look at a cluster")
    parser.add_argument("file", nargs="?", metavar="FILE")
    parser.add_argument("--nodes", type=int, default=64)
    parser.add_argument("--vms", type=int, default=8000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--every", action="store_true", help="each view and format of inspect")
    parser.add_argument("--imports", action="store_true", help="list what takes longest to import")
    options = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # modules are compiled once, as where hivetool is installed
    with tempfile.TemporaryDirectory() as folder:
        path = options.file or str(Path(folder) / "large.hiv")
        if not options.file:
            made = ["make", "--nodes", str(options.nodes), "--vms", str(options.vms), "-o", path]
            subprocess.run([sys.executable, "-m", "hivetool", "-q", *made], check=True, cwd=PROJECT)
        path = str(Path(path).resolve())
        compare(path, options.rounds, options.every)
        if options.imports:
            imports(path)


if __name__ == "__main__":
    main()
