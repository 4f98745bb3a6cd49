"""Damages small hives at random and compares what other readers make of them with what hivetool does.

    python tests/benchmarks/differential.py [HIVE...] [--count 2000] [--seed 1] [--hivex-python /usr/bin/python3]

Where hivetool finds nothing wrong, and another reader raises nothing, both must see the same keys, names, types and
bytes, save for the defects of theirs that ``docs/regf.md`` lists. Without HIVE the hives of the tests are damaged.
Printed are how many were compared and how many differ, with the first differences. pytest does not collect this file.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent.parent
MOST_KEYS = 5_000

Row = tuple[str, str, int, str]
"""Path of the key, name of the value, type, data in hex; for the key itself an empty type and data."""

SEEN = "\N{BULLET}"
"""Stands for the name of a key's own row."""


def rows_of_hivetool(path: str) -> list[Row] | None:
    """None where something is wrong with the file."""
    sys.path.insert(0, str(PROJECT))
    from hivetool.hive.errors import HivetoolError
    from hivetool.regf.reader import read_regf

    try:
        hive = read_regf(Path(path).read_bytes())
    except HivetoolError:
        return None
    if any(problem.code != "regf-dirty" for problem in hive.problems):
        return None
    found: list[Row] = []
    for key in hive.walk():
        found.append((key.path, SEEN, 0, ""))
        found += [(key.path, value.name, int(value.type), value.data.hex()) for value in key.values]
    return found


def rows_of_python_registry(path: str) -> list[Row]:
    sys.path.insert(0, str(PROJECT))
    from hivetool.regf.crosscheck import second_reading

    read = second_reading(Path(path).read_bytes())
    found: list[Row] = [("\\".join(key.path), SEEN, 0, "") for key in read.keys]
    return found + [("\\".join(value.path), value.name, value.type, value.data.hex()) for value in read.values]


def rows_of_libregf(path: str) -> list[Row]:
    import pyregf

    file = pyregf.file()
    file.open(path)
    root = file.get_root_key()

    def children(key: Any) -> Iterator[Any]:
        return (key.get_sub_key(number) for number in range(key.number_of_sub_keys))

    def values(key: Any) -> Iterator[tuple[str, int, bytes]]:
        for number in range(key.number_of_values):
            value = key.get_value(number)
            yield value.name or "", value.type, value.data or b""

    return walked(root, lambda key: key.name or "", children, values)


def rows_of_hivex(path: str) -> list[Row]:
    import hivex

    hive = hivex.Hivex(path)

    def values(node: int) -> Iterator[tuple[str, int, bytes]]:
        for value in hive.node_values(node):
            kind, data = hive.value_value(value)
            yield hive.value_key(value), kind & 0xFFFFFFFF, data

    return walked(hive.root(), hive.node_name, hive.node_children, values)


def rows_of_dissect(path: str) -> list[Row]:
    from dissect.regf import RegistryHive

    def values(key: Any) -> Iterator[tuple[str, int, bytes]]:
        for value in key.values():
            data = bytes(value.data)
            yield ("" if value.name == "(Default)" else value.name), value.type, data

    with open(path, "rb") as file:
        return walked(RegistryHive(file).root(), lambda key: key.name, lambda key: key.subkeys(), values)


def walked(
    root: Any, name: Callable[[Any], str], children: Callable[[Any], Any], values: Callable[[Any], Any]
) -> list[Row]:
    found: list[Row] = []
    waiting = [(root, "")]
    while waiting:
        key, path = waiting.pop()
        found.append((path, SEEN, 0, ""))
        found += [(path, each, kind, data.hex()) for each, kind, data in values(key)]
        waiting += [(child, f"{path}\\{name(child)}" if path else name(child)) for child in children(key)]
        if len(found) > MOST_KEYS:
            raise ValueError("the tree does not end")
    return found


READERS = {
    "python-registry": rows_of_python_registry,
    "libregf": rows_of_libregf,
    "hivex": rows_of_hivex,
    "dissect.regf": rows_of_dissect,
}
TEXTS = frozenset({1, 2})


def normal(reader: str, row: Row) -> Row:
    """The row as far as the reader can see it; see the table in ``docs/regf.md``."""
    path, name, kind, data = row
    if reader != "libregf":
        return row
    path = "\\".join(part.split("\0")[0] for part in path.split("\\"))
    path, name = (text.encode("ascii", "replace").decode() for text in (path, name.split("\0")[0]))
    if 0 < len(data) < 8 or kind in TEXTS:
        data = "?"
    return path, name, kind, data


def work(reader: str, folder: str) -> None:
    """What another process does: print the rows of every file of a folder, null for one that it refuses."""
    for path in sorted(Path(folder).iterdir()):
        try:
            rows: list[Row] | None = READERS[reader](str(path))
        except Exception:
            rows = None
        print(json.dumps({"file": path.name, "rows": rows}), flush=True)


def damaged(bases: list[bytes], count: int, seed: int) -> Iterator[bytes]:
    chance = random.Random(seed)
    for _ in range(count):
        data = bytearray(chance.choice(bases))
        for _ in range(chance.choice((1, 1, 1, 2, 4))):
            at = chance.randrange(4096, len(data))
            size = chance.choice((1, 1, 2, 4))
            data[at : at + size] = chance.choice((bytes(size), b"\xff" * size, chance.randbytes(size)))
        yield bytes(data)


def main() -> None:
    parser = argparse.ArgumentParser(description="compare readers on damaged hives")
    parser.add_argument("hives", nargs="*", type=Path)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hivex-python", default=sys.executable)
    parser.add_argument("--worker", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        work(*options.worker)
        return
    sys.path.insert(0, str(PROJECT))
    from tests.regf.checks.breaking import SOUND
    from tests.regf.images import sample

    bases = [path.read_bytes() for path in options.hives] or [sample(), SOUND]
    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(damaged(bases, options.count, options.seed)):
            (Path(folder) / f"{number:06}").write_bytes(data)
        ours = {path.name: rows_of_hivetool(str(path)) for path in Path(folder).iterdir()}
        print(f"{sum(rows is not None for rows in ours.values()):,} of {len(ours):,} files have nothing wrong in them")
        for reader in READERS:
            compare(reader, folder, ours, options.hivex_python if reader == "hivex" else sys.executable)


def compare(reader: str, folder: str, ours: dict[str, list[Row] | None], python: str) -> None:
    command = [python, __file__, "--worker", reader, folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    theirs = {each["file"]: each["rows"] for each in map(json.loads, done.stdout.splitlines())}
    compared, differ = 0, []
    for file, rows in ours.items():
        other = theirs.get(file)
        if rows is None or other is None:
            continue
        compared += 1
        mine = sorted(normal(reader, row) for row in rows)
        if mine != sorted(normal(reader, (row[0], row[1], row[2], row[3])) for row in other):
            differ.append((file, mine, other))
    read = sum(rows is not None for rows in theirs.values())
    print(f"{reader:16} read {read:,}, compared {compared:,}, differ {len(differ):,}")
    for file, mine, other in differ[:5]:
        print("  ", file, sorted(set(mine) ^ {normal(reader, (a, b, c, d)) for a, b, c, d in other})[:3])
    if not theirs:
        print("   it is not there:", (done.stderr.strip().splitlines() or ["no output"])[-1])


if __name__ == "__main__":
    main()
