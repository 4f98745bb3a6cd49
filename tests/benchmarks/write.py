"""How fast hives are written, changed and compared, and how long a whole ``set`` takes.

    python tests/benchmarks/write.py [--nodes 64] [--vms 8000] [--rounds 5] [--hivex-python /usr/bin/python3]

A cluster is made, and everything is measured on it, each in a fresh process a round, the rounds of all one after the
other: ``table`` (the hive's lists, once it is read), ``write`` (``write_regf`` of the tree in memory), ``apply`` (one
edit) and ``diff`` (with the hive that this edit makes). Printed are the medians in milliseconds and their ratio to
``table``. Then a smaller cluster (``--small-nodes``, ``--small-vms``) is built from nothing, from lists in memory to a
file, by hivetool and by hivex, a C library with a Python module for an interpreter of its own; printed are times, sizes
and peak memory. Last comes one ``hivetool set`` of the large hive as a user runs it, with the times that it prints.
pytest does not collect this file.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(PROJECT))

Result = dict[str, Any]

EDIT = ("Nodes\\1", "Description", 1, "a benchmark\0".encode("utf-16-le"))


def _timed(work: Callable[[], object]) -> tuple[float, Any]:
    begin = time.perf_counter()
    made = work()
    return (time.perf_counter() - begin) * 1000, made


def measure_hivetool(path: str) -> Result:
    """Everything on the large hive, each thing a second time: what a long-lived program pays."""
    import hivetool

    data = Path(path).read_bytes()
    edit = hivetool.SetValue(*EDIT)
    found: dict[str, list[float]] = {}
    for _ in range(2):
        read, hive = _timed(lambda: hivetool.read_regf(data))
        table, _ = _timed(hive.table)
        write, _ = _timed(lambda hive=hive: hivetool.write_regf(hive))  # type: ignore[misc]
        apply, changed = _timed(lambda hive=hive: hivetool.apply(hive, (edit,)))  # type: ignore[misc]
        diff, edits = _timed(lambda hive=hive, changed=changed: hivetool.diff(hive, changed))  # type: ignore[misc]
        assert len(edits) == 1
        for name, took in (("read + table", read + table), ("write", write), ("apply", apply), ("diff", diff)):
            found.setdefault(name, []).append(took)
    return {"times": found}


def build_with_hivetool(lists: str, out: str) -> Result:
    """From lists in memory to a file."""
    from hivetool import write_regf
    from hivetool.hive.building import built_hive
    from hivetool.hive.hive import Source
    from hivetool.hive.table import Table

    rows = json.loads(Path(lists).read_text(encoding="utf-8"))
    table = Table(
        rows["key_names"],
        rows["key_parents"],
        rows["value_keys"],
        rows["value_names"],
        rows["value_types"],
        [bytes.fromhex(data) for data in rows["value_data"]],
    )

    def build() -> None:
        Path(out).write_bytes(write_regf(built_hive(table, Source("regf", "1.5", "offset"))))

    took, _ = _timed(build)
    return {"ms": took, **_footprint(out)}


def build_with_hivex(lists: str, out: str) -> Result:
    """The same with hivex, from an empty hive on, a key after the other and its values at once."""
    import hivex

    rows = json.loads(Path(lists).read_text(encoding="utf-8"))
    values: list[list[dict[str, Any]]] = [[] for _ in rows["key_names"]]
    for key, name, kind, data in zip(
        rows["value_keys"], rows["value_names"], rows["value_types"], rows["value_data"], strict=True
    ):
        values[key].append({"key": name, "t": kind, "value": bytes.fromhex(data)})

    def build() -> None:
        hive = hivex.Hivex(f"{lists}.empty", write=True)
        nodes = [hive.root()]
        for row in range(1, len(rows["key_names"])):
            nodes.append(hive.node_add_child(nodes[rows["key_parents"][row]], rows["key_names"][row]))
        for node, held in zip(nodes, values, strict=True):
            if held:
                hive.node_set_values(node, held)
        hive.commit(out)

    took, _ = _timed(build)
    return {"ms": took, **_footprint(out)}


def _footprint(out: str) -> Result:
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"size_mb": Path(out).stat().st_size / 1e6, "peak_mb": peak_mb}


WORKERS: dict[str, Callable[..., Result]] = {
    "large": measure_hivetool,
    "hivetool": build_with_hivetool,
    "hivex": build_with_hivex,
}


def fresh(python: str, worker: str, *arguments: str) -> Result | None:
    """A worker in a process of its own; None, with the reason on stderr, if it cannot."""
    done = subprocess.run(
        [python, __file__, "--worker", worker, *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(f"{worker} is left out: {(done.stderr.strip().splitlines() or ['?'])[-1]}", file=sys.stderr)
        return None
    result: Result = json.loads(done.stdout)
    return result


def make(nodes: int, vms: int, out: Path) -> None:
    from hivetool import write_regf
    from hivetool.make.cluster import made_cluster
    from hivetool.make.plan import Plan

    out.write_bytes(write_regf(made_cluster(Plan(nodes=nodes, vms=vms))))


def large(path: Path, rounds: int) -> None:
    results = [result for _ in range(rounds) if (result := fresh(sys.executable, "large", str(path))) is not None]
    print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB, median of {rounds} rounds, first and second time")
    medians: dict[str, list[float]] = {}
    for name in results[0]["times"]:
        medians[name] = [statistics.median(result["times"][name][which] for result in results) for which in (0, 1)]
    for name, (first, second) in medians.items():
        ratios = f"{first / medians['read + table'][0]:5.2f} {second / medians['read + table'][1]:5.2f}"
        print(f"  {name:14} {first:9.1f} {second:9.1f} ms   of read + table {ratios}")


def small(folder: Path, path: Path, rounds: int, hivex_python: str) -> None:
    import hivetool
    from tests.trees import PlainKey, hive_of

    table = hivetool.read_regf(path.read_bytes()).table()
    lists = folder / "lists.json"
    lists.write_text(
        json.dumps({**vars(table), "value_data": [data.hex() for data in table.value_data]}), encoding="utf-8"
    )
    Path(f"{lists}.empty").write_bytes(hivetool.write_regf(hive_of(PlainKey("C"))))
    medians: dict[str, Result] = {}
    for name, python in (("hivetool", sys.executable), ("hivex", hivex_python)):
        results = [
            fresh(python, name, str(lists), str(folder / name)) for _ in range(rounds if name == "hivetool" else 1)
        ]
        good = [result for result in results if result is not None]
        if good:
            medians[name] = {key: statistics.median(result[key] for result in good) for key in good[0]}
    print(f"built from nothing: {len(table.key_names):,} keys, {len(table.value_data):,} values")
    for name, found in medians.items():
        print(f"  {name:14} {found['ms']:9.1f} ms {found['size_mb']:8.1f} MB, peak {found['peak_mb']:7.0f} MB")
    if len(medians) == 2:
        ours, theirs = medians["hivetool"], medians["hivex"]
        print(
            f"  hivex to hivetool: time {theirs['ms'] / ours['ms']:.0f}, size {theirs['size_mb'] / ours['size_mb']:.1f}"
        )


def whole_set(path: Path) -> None:
    command = [sys.executable, "-m", "hivetool", "set", str(path), "node:1.NodeWeight=0", "-o"]
    begin = time.perf_counter()
    done = subprocess.run([*command, f"{path}.new"], capture_output=True, text=True, check=True, cwd=PROJECT)
    print(f"hivetool set, one value: {time.perf_counter() - begin:.1f} s as a whole process")
    print("".join(f"  {line}\n" for line in done.stderr.splitlines()), end="")


def main() -> None:
    parser = argparse.ArgumentParser(description="time the writing of hives")
    parser.add_argument("--nodes", type=int, default=64)
    parser.add_argument("--vms", type=int, default=8000)
    parser.add_argument("--small-nodes", type=int, default=16)
    parser.add_argument("--small-vms", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--hivex-python", default=sys.executable, help="an interpreter that has the module hivex")
    parser.add_argument("--worker", choices=list(WORKERS), help=argparse.SUPPRESS)
    parser.add_argument("arguments", nargs="*", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        print(json.dumps(WORKERS[options.worker](*options.arguments)))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(options.nodes, options.vms, folder / "large.hiv")
        make(options.small_nodes, options.small_vms, folder / "small.hiv")
        large(folder / "large.hiv", options.rounds)
        small(folder, folder / "small.hiv", options.rounds, options.hivex_python)
        whole_set(folder / "large.hiv")


if __name__ == "__main__":
    main()
