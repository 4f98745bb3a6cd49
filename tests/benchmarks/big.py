"""Writes the database of a very large cluster, as `.reg` text and as a hive, for the benchmarks.

    python tests/benchmarks/big.py FOLDER [--nodes 64] [--vms 8000]

The text is what ``reg export`` of Windows writes: UTF-16LE with its mark, CR LF, keys depth first, hex data in lines
of at most 77 columns. With the defaults it has about 48,000 keys, 245,000 values and 34 MB. Names and GUIDs are made
from numbers, so the same call writes the same bytes. pytest does not collect this file.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import NAMESPACE_DNS, uuid5

PROJECT = Path(__file__).resolve().parent.parent.parent
ROOT = r"HKEY_LOCAL_MACHINE\Cluster"

Values = dict[str, str | int | list[str] | bytes]


def guid(name: str) -> str:
    return str(uuid5(NAMESPACE_DNS, name))


def key(path: str, values: Values) -> Iterator[str]:
    yield f"[{ROOT}\\{path}]" if path else f"[{ROOT}]"
    for name, value in values.items():
        yield from line(f'"{name}"=', value)
    yield ""


def line(name: str, value: str | int | list[str] | bytes) -> Iterator[str]:
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        yield f'{name}"{escaped}"'
    elif isinstance(value, int):
        yield f"{name}dword:{value:08x}"
    elif isinstance(value, list):
        yield from hexed(f"{name}hex(7):", "".join(text + "\0" for text in [*value, ""]).encode("utf-16-le"))
    else:
        yield from hexed(f"{name}hex:", value)


def hexed(start: str, data: bytes) -> Iterator[str]:
    now = start
    for number, byte in enumerate(data, 1):
        now += f"{byte:02x}" + ("," if number < len(data) else "")
        if len(now) > 75 and number < len(data):
            yield now + "\\"
            now = "  "
    yield now


def resource(name: str, kind: str, vm: str, number: int) -> Iterator[str]:
    own = guid(name)
    yield from key(
        f"Resources\\{own}",
        {
            "Name": name,
            "Type": kind,
            "Description": "",
            "SeparateMonitor": number % 97 == 0,
            "PersistentState": number % 31 != 0,
            "ResourceSpecificData1": 0,
            "IsAlivePollInterval": 0xFFFFFFFF,
            "LooksAlivePollInterval": 0xFFFFFFFF,
            "RestartAction": 2,
            "RestartThreshold": 1,
            "PossibleOwners": [str(node) for node in range(1, 5)],
        },
    )
    parameters: Values = {"VmID": guid(vm), "OfflineAction": 1, "CheckHeartbeat": 1, "MigrationState": 0}
    parameters["VmStoreRootPath"] = f"C:\\ClusterStorage\\Volume{number % 16 + 1}\\{vm}"
    yield from key(f"Resources\\{own}\\Parameters", parameters)


def exported(nodes: int, vms: int) -> Iterator[str]:
    """The lines of the text."""
    yield from ("Windows Registry Editor Version 5.00", "")
    yield from key("", {"ClusterName": "BIG", "ClusterInstanceID": guid("big"), "ClusterFunctionalLevel": 11})
    yield from key("Nodes", {})
    for node in range(1, nodes + 1):
        yield from key(f"Nodes\\{node}", {"NodeName": f"HV{node:02}", "NodeWeight": 1, "Id": bytes(range(40))})
    yield from key("Groups", {})
    for number in range(vms):
        vm = f"VM{number:05}"
        contains = [guid(f"Virtual Machine {vm}"), guid(f"Virtual Machine Configuration {vm}")]
        values: Values = {"Name": vm, "GroupType": 111, "PersistentState": 1, "Contains": contains}
        values |= {"FailoverThreshold": 0xFFFFFFFF, "FailoverPeriod": 6, "AutoFailbackType": 0}
        yield from key(f"Groups\\{guid(vm)}", values)
    yield from key("Resources", {})
    for number in range(vms):
        vm = f"VM{number:05}"
        yield from resource(f"Virtual Machine {vm}", "Virtual Machine", vm, number)
        yield from resource(f"Virtual Machine Configuration {vm}", "Virtual Machine Configuration", vm, number)


def write(folder: Path, nodes: int, vms: int) -> tuple[Path, Path]:
    """Write both files; gives the text's path and the hive's."""
    sys.path.insert(0, str(PROJECT))
    from hivetool.regf.writer import write_regf
    from hivetool.source.opening import open_hive

    text = folder / "big.reg"
    text.write_bytes(b"\xff\xfe" + ("\r\n".join(exported(nodes, vms)) + "\r\n").encode("utf-16-le"))
    hive = folder / "big.hiv"
    hive.write_bytes(write_regf(open_hive(text)))
    return text, hive


def main() -> None:
    parser = argparse.ArgumentParser(description="write the database of a very large cluster")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--nodes", type=int, default=64)
    parser.add_argument("--vms", type=int, default=8000)
    options = parser.parse_args()
    for path in write(options.folder, options.nodes, options.vms):
        print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
