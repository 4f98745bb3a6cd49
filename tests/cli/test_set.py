from __future__ import annotations

import json
import os
from pathlib import Path

import jsonschema
import pytest

from hivetool import open_hive
from hivetool.hive.hive import Hive
from hivetool.report.schema import schema
from tests.cli.running import ARTICLE_REG, article, run
from tests.clusters import ROOT, resource_id

VM1 = f"Resources\\{resource_id('Virtual Machine 1')}"
ONE = "vm:1.SeparateMonitor=1"


def stored(hive: Hive, path: str, name: str) -> object:
    value = hive.key(path).value(name)
    return None if value is None else value.decoded


@pytest.fixture
def hive(tmp_path: Path) -> Path:
    out = tmp_path / "CLUSDB"
    assert run("convert", str(article(tmp_path)), "-o", str(out)).exit_code == 0
    return out


def test_a_copy_with_the_change(hive: Path, tmp_path: Path) -> None:
    before, out = hive.read_bytes(), tmp_path / "new.hiv"
    found = run("set", str(hive), ONE, "vm:2.IsAlivePollInterval=15s", "-o", str(out))
    assert found.exit_code == 0
    assert "SeparateMonitor: not stored -> 1" in found.stdout
    assert "live: (Get-ClusterResource -Name 'Virtual Machine 1').SeparateMonitor = 1" in found.stdout
    assert "Editing the database of a running cluster is unsupported" in found.stdout
    assert "proved: read again, python-registry and check" in found.stderr
    made = open_hive(out)
    assert stored(made, VM1, "SeparateMonitor") == 1
    assert stored(made, f"Resources\\{resource_id('Virtual Machine 2')}", "IsAlivePollInterval") == 15_000
    assert hive.read_bytes() == before
    raw = run("diff", str(hive), str(out))
    assert raw.stdout.endswith("2 differences in 2 places\n")


def test_on_standard_output_is_the_hive_and_nothing_else(hive: Path) -> None:
    found = run("set", str(hive), ONE, "-o", "-")
    assert found.exit_code == 0
    assert stored(open_hive(found.stdout_bytes), VM1, "SeparateMonitor") == 1
    assert len(found.stdout_bytes) % 4096 == 0
    assert "SeparateMonitor: not stored -> 1" in found.stderr
    assert "Editing the database of a running cluster is unsupported" in found.stderr
    assert run("set", str(hive), ONE, "-o", "-", "--format", "json").exit_code == 2


@pytest.mark.parametrize("more", [("res:Virtual Machine 1.separatemonitor=0",), ("vm:2.RestartDelay=2",)])
def test_a_property_is_set_once(hive: Path, more: tuple[str, ...]) -> None:
    found = run("set", str(hive), ONE, "vm:2.RestartDelay=1", *more)
    assert found.exit_code == 2
    assert "is set twice" in found.stderr


def test_a_look_writes_nothing(hive: Path, tmp_path: Path) -> None:
    names = sorted(path.name for path in tmp_path.iterdir())
    found = run("set", str(hive), ONE)
    assert found.exit_code == 0
    assert found.stdout.endswith("Nothing was written: -o OUT writes a copy with these changes.\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == names


def test_json(hive: Path, tmp_path: Path) -> None:
    for more, written in ((), None), (("-o", str(tmp_path / "n")), str(tmp_path / "n")), (("--in-place",), str(hive)):
        document = json.loads(run("set", str(hive), ONE, "--format", "json", *more).stdout)
        jsonschema.validate(document, schema("set"))
        assert document["written"] == written


def test_in_place_keeps_the_old_file(hive: Path) -> None:
    before = hive.read_bytes()
    found = run("set", str(hive), ONE, "--in-place")
    assert found.exit_code == 0
    assert hive.with_name("CLUSDB.bak").read_bytes() == before
    assert stored(open_hive(hive), VM1, "SeparateMonitor") == 1


def test_in_place_keeps_the_format(tmp_path: Path) -> None:
    path = article(tmp_path)
    assert run("set", str(path), ONE, "--in-place").exit_code == 0
    assert open_hive(path).source.kind == "reg"
    old = tmp_path / "old.txt"
    assert run("convert", str(path), "-o", str(old), "--to", "reg4").exit_code == 0
    assert run("set", str(old), ONE, "--in-place").exit_code == 0
    assert (open_hive(old).source.kind, open_hive(old).source.version) == ("reg", "4")


@pytest.mark.parametrize("source", ["-", "packed", "folder"])
def test_in_place_of_what_is_no_file_of_one_hive(source: str, hive: Path, tmp_path: Path) -> None:
    import gzip

    given = {"-": "-", "packed": str(tmp_path / "CLUSDB.gz"), "folder": str(tmp_path / "folder")}[source]
    (tmp_path / "CLUSDB.gz").write_bytes(gzip.compress(hive.read_bytes()))
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "CLUSDB").write_bytes(hive.read_bytes())
    found = run("set", given, ONE, "--in-place", stdin=ARTICLE_REG)
    assert found.exit_code == 4
    assert "can be changed in place; write to -o OUT" in found.stderr


def test_without_in_place_the_input_is_safe(hive: Path) -> None:
    before = hive.read_bytes()
    for more in ((), ("--force",)):
        found = run("set", str(hive), ONE, "-o", str(hive), *more)
        assert (found.exit_code, hive.read_bytes()) == (4, before)


def test_deleting(tmp_path: Path) -> None:
    out = tmp_path / "out.reg"
    found = run("set", str(article(tmp_path)), "--delete", "vm:1.PersistentState", "-o", str(out))
    assert found.exit_code == 0
    assert "PersistentState: 1 (online) -> not stored" in found.stdout
    assert stored(open_hive(out), VM1, "PersistentState") is None


def test_a_cluster_below_another_key(tmp_path: Path) -> None:
    text = ARTICLE_REG.decode().replace(ROOT, "HKEY_LOCAL_MACHINE\\SYSTEM\\Cluster_Temp")
    path, out = tmp_path / "in.reg", tmp_path / "out.hiv"
    path.write_bytes((text + "\n[HKEY_LOCAL_MACHINE\\SYSTEM\\Other]\n").encode())
    assert run("set", str(path), ONE, "cluster.ClusterName=N", "-o", str(out)).exit_code == 0
    made = open_hive(out)
    assert stored(made, f"Cluster_Temp\\{VM1}", "SeparateMonitor") == 1
    assert stored(made, "Cluster_Temp", "ClusterName") == "N"
    assert made.find("Other") is not None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "there is nothing to set"),
        ((ONE, "-o", "x", "--in-place"), "contradict each other"),
        (("vm:1.SeparateMonitor=5",), "a number from 0 to 1"),
        (("vm:7.SeparateMonitor=1",), "no virtual machine '7'"),
        (("Virtual*.SeparateMonitor=1",), "fits several"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], said: str) -> None:
    found = run("set", "-", *arguments, stdin=ARTICLE_REG)
    assert (found.exit_code, found.stdout) == (2, "")
    assert said in found.stderr


def test_a_dirty_cluster_is_refused(hive: Path, tmp_path: Path) -> None:
    data = bytearray(hive.read_bytes())
    data[4:8] = (int.from_bytes(data[4:8], "little") + 1).to_bytes(4, "little")
    checksum = 0
    for at in range(0, 508, 4):
        checksum ^= int.from_bytes(data[at : at + 4], "little")
    data[508:512] = checksum.to_bytes(4, "little")
    hive.write_bytes(data)
    assert open_hive(hive).source.dirty
    found = run("set", str(hive), ONE, "-o", str(tmp_path / "out"))
    assert (found.exit_code, (tmp_path / "out").exists()) == (4, False)
    assert "its transaction logs were not applied" in found.stderr


@pytest.mark.skipif(os.name == "nt", reason="a live file is refused there")
def test_the_place_of_a_live_file_gets_a_warning(hive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "WINDOWS" / "cluster"
    folder.mkdir(parents=True)
    found = run("set", str(hive), ONE, "-o", str(folder / "CLUSDB"))
    assert found.exit_code == 0
    assert "looks like the database of an installed Windows" in found.stderr
