"""How fast hives are read into plain lists, beside two other readers.

    python tests/benchmarks/read.py FILE... [--rounds 9] [--hivex-python /usr/bin/python3]

Every reader does the same: open the file and make lists of all key names, the parent of each key, and the key,
name, type and raw bytes of every value. Each round starts a fresh process a reader, one after the other, lets it
open a small hive first, and then times two readings of the file: the first is what a short-lived command pays,
the second what a long-lived program pays for the next hive. Printed are the medians in milliseconds, and what
hivetool takes divided by what the other takes: below 1 hivetool is faster.

The readers: hivetool (under the interpreter that runs this script); hivex (a C library with a Python module that
Linux distributions bring for their own interpreter: under the current one, or the one of ``--hivex-python``);
libregf, python-registry and dissect.regf (under the current one). A reader that is not there is named and left out.
"walk" goes over all keys and values as objects, "value" opens the file and reads one value by its path. pytest does
not collect this file.
"""

from __future__ import annotations

import argparse
import functools
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent.parent


Counts = tuple[int, int]
"""How many keys and values were read."""


def read_with_hivetool(path: str) -> Counts:
    from hivetool.regf.reader import read_regf

    table = read_regf(Path(path).read_bytes()).table()
    return len(table.key_names), len(table.value_data)


def read_with_hivex(path: str) -> Counts:
    import hivex

    hive = hivex.Hivex(str(path))
    rows: tuple[list[Any], ...] = ([], [], [], [], [], [])
    keys, parents, owners, names, types, data = rows
    waiting = [(hive.root(), -1)]
    while waiting:
        node, parent = waiting.pop()
        row = len(keys)
        keys.append(hive.node_name(node))
        parents.append(parent)
        for value in hive.node_values(node):
            kind, content = hive.value_value(value)
            owners.append(row)
            names.append(hive.value_key(value))
            types.append(kind)
            data.append(content)
        waiting.extend((child, row) for child in hive.node_children(node))
    return len(keys), len(data)


def read_with_python_registry(path: str) -> Counts:
    from Registry import Registry

    rows: tuple[list[Any], ...] = ([], [], [], [], [], [])
    keys, parents, owners, names, types, data = rows
    waiting = [(Registry.Registry(str(path)).root(), -1)]
    while waiting:
        key, parent = waiting.pop()
        row = len(keys)
        keys.append(key.name())
        parents.append(parent)
        for value in key.values():
            owners.append(row)
            names.append(value.name())
            types.append(value.value_type())
            data.append(value.raw_data())
        waiting.extend((child, row) for child in key.subkeys())
    return len(keys), len(data)


def read_with_libregf(path: str) -> Counts:
    import pyregf

    rows: tuple[list[Any], ...] = ([], [], [], [], [], [])
    keys, parents, owners, names, types, data = rows
    hive = pyregf.file()
    hive.open(path)
    waiting = [(hive.get_root_key(), -1)]
    while waiting:
        key, parent = waiting.pop()
        row = len(keys)
        keys.append(key.name)
        parents.append(parent)
        for number in range(key.number_of_values):
            value = key.get_value(number)
            owners.append(row)
            names.append(value.name)
            types.append(value.type)
            data.append(value.data)
        waiting.extend((key.get_sub_key(number), row) for number in range(key.number_of_sub_keys))
    return len(keys), len(data)


def read_with_dissect(path: str) -> Counts:
    from dissect.regf import RegistryHive

    rows: tuple[list[Any], ...] = ([], [], [], [], [], [])
    keys, parents, owners, names, types, data = rows
    with open(path, "rb") as file:
        waiting = [(RegistryHive(file).root(), -1)]
        while waiting:
            key, parent = waiting.pop()
            row = len(keys)
            keys.append(key.name)
            parents.append(parent)
            for value in key.values():
                owners.append(row)
                names.append(value.name)
                types.append(value.type)
                data.append(value.data)
            waiting.extend((child, row) for child in key.subkeys())
    return len(keys), len(data)


def walk_with_hivetool(path: str) -> Counts:
    from hivetool.regf.reader import read_regf

    keys = values = 0
    for key in read_regf(Path(path).read_bytes()).walk():
        assert isinstance(key.name, str)
        keys += 1
        for value in key.values:
            assert (value.name, value.type, value.data) is not None
            values += 1
    return keys, values


def walk_with_hivex(path: str) -> Counts:
    import hivex

    hive, keys, values = hivex.Hivex(path), 0, 0
    waiting = [hive.root()]
    while waiting:
        node = waiting.pop()
        assert isinstance(hive.node_name(node), str)
        keys += 1
        for value in hive.node_values(node):
            assert (hive.value_key(value), hive.value_value(value)) is not None
            values += 1
        waiting.extend(hive.node_children(node))
    return keys, values


def one_value_with_hivetool(path: str) -> Counts:
    """The last value of the deepest key, found by its path; the path is looked up beforehand."""
    from hivetool.regf.reader import read_regf

    hive = read_regf(Path(path).read_bytes())
    key, value = _deepest(path)
    found = hive.key(key).value(value)
    assert found is not None
    return 1, len(found.data[:1])


@functools.cache
def _deepest(path: str) -> tuple[str, str]:
    from hivetool.regf.reader import read_regf

    found = [key for key in read_regf(Path(path).read_bytes()).walk() if key.values and key.values[-1].data]
    key = max(found, key=lambda each: each.path.count("\\"))
    return key.path, key.values[-1].name


Result = dict[str, Any]
"""``times``: two of them in milliseconds; ``counts``: of keys and values."""

READERS = (
    ("hivetool", read_with_hivetool),
    ("hivex", read_with_hivex),
    ("libregf", read_with_libregf),
    ("python-registry", read_with_python_registry),
    ("dissect.regf", read_with_dissect),
    ("hivetool, walk", walk_with_hivetool),
    ("hivex, walk", walk_with_hivex),
    ("hivetool, value", one_value_with_hivetool),
)


def work(reader: str, path: str, small: str) -> None:
    """What a fresh process does: print the two times in milliseconds and what was read, as JSON."""
    sys.path.insert(0, str(PROJECT))
    read = dict(READERS)[reader]
    read(small)
    if reader.endswith("value"):
        _deepest(path)
    times = []
    for _ in range(2):
        begin = time.perf_counter()
        counts = read(path)
        times.append((time.perf_counter() - begin) * 1000)
    print(json.dumps({"times": times, "counts": counts}))


def run(python: str, reader: str, path: str, small: Path) -> Result | None:
    """One round of one reader; None, with the reason on stderr, if it cannot."""
    command = [python, __file__, "--worker", reader, "--small", str(small), str(path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        print(f"{reader} is left out: {error}", file=sys.stderr)
        return None
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        print(f"{reader} is left out: {reason}", file=sys.stderr)
        return None
    result: Result = json.loads(done.stdout)
    return result


def measure(readers: dict[str, str], path: str, small: Path, rounds: int) -> dict[str, list[Result]]:
    """All rounds of all readers that can read the file: lists of results by reader."""
    found: dict[str, list[Result]] = {name: [] for name in readers}
    for _ in range(rounds):
        for name in list(found):
            result = run(readers[name], name, path, small)
            if result is None:
                del found[name]
            else:
                found[name].append(result)
    return found


def report(path: str, found: dict[str, list[Result]]) -> None:
    print(f"\n{path} ({Path(path).stat().st_size / 1e6:.1f} MB)")
    print(f"{'reader':16} {'keys':>8} {'values':>8} {'first':>9} {'second':>9} {'ratio of hivetool to it':>26}")
    medians = {
        name: [statistics.median(times) for times in zip(*(result["times"] for result in results), strict=True)]
        for name, results in found.items()
    }
    for name, (first, second) in medians.items():
        keys, values = found[name][0]["counts"]
        ratio = ""
        if name != "hivetool" and "hivetool" in medians:
            ratio = f"{medians['hivetool'][0] / first:.2f} {medians['hivetool'][1] / second:.2f}"
        print(f"{name:16} {keys:8} {values:8} {first:9.1f} {second:9.1f} {ratio:>26}")


def small_hive(folder: str) -> Path:
    sys.path.insert(0, str(PROJECT))
    from tests.regf.images import sample

    path = Path(folder) / "small"
    path.write_bytes(sample())
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description="time the reading of hives beside other readers")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--hivex-python", default=sys.executable, help="an interpreter that has the module hivex")
    parser.add_argument("--worker", choices=[name for name, _ in READERS], help=argparse.SUPPRESS)
    parser.add_argument("--small", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        work(options.worker, options.files[0], options.small)
        return
    readers = {name: sys.executable for name, _ in READERS} | dict.fromkeys(
        ("hivex", "hivex, walk"), str(options.hivex_python)
    )
    with tempfile.TemporaryDirectory() as folder:
        small = small_hive(folder)
        for path in options.files:
            report(path, measure(readers, path, small, options.rounds))


if __name__ == "__main__":
    main()
