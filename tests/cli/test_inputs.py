from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from hivetool.cli.inputs import MOST_PROBLEMS
from tests.cli.running import ARTICLE_REG, article, run
from tests.clusters import ROOT, G, R, article_groups, cluster_reg
from tests.regf.log_images import new_log
from tests.regf.test_replay import BINS, DIRTY, OLD
from tests.shared import PROJECT
from tests.source.test_containers import zipped

HEADER = "Windows Registry Editor Version 5.00\n\n"


@pytest.mark.parametrize("command", ["inspect", "dump"])
def test_what_cannot_be_read_is_named_and_3(tmp_path: Path, command: str) -> None:
    (tmp_path / "text").write_bytes(b"hello")
    (tmp_path / "empty").write_bytes(b"")
    for name in ("missing", "text", "empty", "."):
        found = run(command, str(tmp_path / name))
        assert (found.exit_code, found.stdout) == (3, "")
        assert found.stderr.startswith(f"hivetool: {tmp_path / name}: ")
        assert found.stderr.count("\n") == 1


def test_the_message_says_where() -> None:
    found = run("dump", "-", stdin=HEADER.encode() + b"no key line\n")
    assert found.exit_code == 3
    assert found.stderr.startswith("hivetool: standard input: line 3")


def test_a_hive_of_something_else() -> None:
    for command in (("inspect", "-"), ("predict", "-", "--event", "vm:x reports Failed")):
        found = run(*command, stdin=f"{HEADER}[HKEY_LOCAL_MACHINE\\Other\\Key]\n".encode())
        assert (found.exit_code, found.stdout) == (3, "")
        assert found.stderr.startswith(
            "hivetool: standard input: line 3: not a cluster database: its root has the subkeys Key"
        )
    assert run("dump", "-", stdin=f"{HEADER}[HKEY_LOCAL_MACHINE\\Other\\Key]\n".encode()).exit_code == 0


def test_the_cluster_is_found_below_the_root() -> None:
    text = ARTICLE_REG.decode().replace(ROOT, "HKEY_LOCAL_MACHINE\\Loaded\\0.Cluster")
    text += "\n[HKEY_LOCAL_MACHINE\\Loaded\\Other]\n"
    assert run("-q", "inspect", "-", stdin=text.encode()).stdout.startswith("Cluster    HVCLUSTER")


def test_problems_are_told_and_the_rest_is_shown() -> None:
    bad = "".join(f'"{number}"=dword:zz\n' for number in range(MOST_PROBLEMS + 5))
    text = f"{ARTICLE_REG.decode()}\n[{ROOT}\\Bad]\n{bad}".encode()
    found = run("inspect", "-", stdin=text)
    assert found.exit_code == 0
    assert "Virtual Machine 3" in found.stdout
    lines = found.stderr.splitlines()
    assert len(lines) == MOST_PROBLEMS + 1
    assert all(line.startswith("hivetool: standard input: line ") for line in lines[:-1])
    assert lines[-1] == "hivetool: standard input: and 5 more problems (-v lists all)"
    assert len(run("-v", "inspect", "-", stdin=text).stderr.splitlines()) == MOST_PROBLEMS + 5


def test_as_many_problems_as_fit_need_no_count() -> None:
    bad = "".join(f'"{number}"=dword:zz\n' for number in range(MOST_PROBLEMS))
    found = run("dump", "-", stdin=f"{HEADER}[HKEY_LOCAL_MACHINE\\X]\n{bad}".encode())
    assert len(found.stderr.splitlines()) == MOST_PROBLEMS


def test_problems_of_the_database_are_told_too() -> None:
    text = cluster_reg((G("A", (R("a"),), {"DefaultOwner": "two"}),)).encode()
    found = run("inspect", "-", stdin=text)
    assert found.exit_code == 0
    assert found.stderr.endswith("[cluster-value-type]\n")
    assert "DefaultOwner" in found.stderr
    assert run("dump", "-", stdin=text).stderr == ""


def test_a_dirty_hive_is_said_unless_logs_are_not_wanted(tmp_path: Path) -> None:
    data = bytearray((PROJECT / "fixtures" / "article.hiv").read_bytes())
    data[4] ^= 1  # the primary sequence number is ahead of the secondary: a write has begun
    checksum = 0
    for at in range(0, 508, 4):
        checksum ^= int.from_bytes(data[at : at + 4], "little")
    data[508:512] = checksum.to_bytes(4, "little")
    path = tmp_path / "dirty.hiv"
    path.write_bytes(data)
    for command in ("inspect", "dump"):
        found = run(command, str(path))
        assert found.exit_code == 0
        assert found.stderr.startswith(f"hivetool: {path}: ")
        assert "transaction logs" in found.stderr
        assert found.stderr.count("\n") == 1
        assert run(command, str(path), "--no-logs").stderr == ""


def test_root(tmp_path: Path) -> None:
    path = str(article(tmp_path))
    assert run("dump", path, "--root", "nodes").stdout.splitlines()[:2] == ["(root)", "[1]"]
    for missing in ("Nowhere", "HKEY_LOCAL_MACHINE\\Nowhere"):
        found = run("dump", path, "--root", missing)
        assert (found.exit_code, found.stdout) == (2, "")
        assert "Nowhere" in found.stderr
    assert run("dump", str(PROJECT / "fixtures" / "article.hiv"), "--root", "Nowhere").exit_code == 2


def test_encoding() -> None:
    text = ARTICLE_REG.decode().replace("HyperV VMs", "Größe").encode("cp1252")
    found = run("inspect", "-", "--groups", "--encoding", "cp1252", stdin=text)
    assert found.exit_code == 0
    assert "Größe" in found.stdout


LOG = new_log(4, 4096, [(0, BINS)])


def test_what_became_of_the_logs_is_told(tmp_path: Path) -> None:
    (tmp_path / "CLUSDB").write_bytes(DIRTY)
    (tmp_path / "log").write_bytes(LOG)
    hive, log = str(tmp_path / "CLUSDB"), str(tmp_path / "log")
    assert "[regf-dirty]" in run("dump", hive).stderr
    found = run("dump", hive, "--log", log)
    assert "[afterw]" in found.stdout
    assert found.stderr == f"hivetool: {hive}: applied {log}: 1 entry, numbers 4 to 4\n"
    assert run("-q", "dump", hive, "--log", log).stderr == ""
    (tmp_path / "CLUSDB.LOG1").write_bytes(LOG)
    assert "[afterw]" in run("dump", hive).stdout
    alone = run("dump", hive, "--no-logs")
    assert ("[before]" in alone.stdout, alone.stderr) == (True, "")
    (tmp_path / "CLUSDB").write_bytes(OLD)
    assert run("dump", hive, "--log", log).stderr == (
        f"hivetool: {hive}: not applied: {log}: the hive is clean and needs no log\n"
    )


def test_a_log_of_no_use_to_a_dirty_hive_is_named(tmp_path: Path) -> None:
    (tmp_path / "log\x1b").write_bytes(b"")
    found = run("dump", "-", "--log", str(tmp_path / "log\x1b"), stdin=DIRTY)
    assert found.exit_code == 0
    assert "is of no use to the dirty hive (it is empty) [regf-log-refused]" in found.stderr
    assert "\x1b" not in found.stderr


def test_logs_and_no_logs_contradict_each_other() -> None:
    assert run("dump", "-", "--log", "x", "--no-logs").exit_code == 2


def test_the_cluster_among_several_hives_is_found(tmp_path: Path) -> None:
    (tmp_path / "SYSTEM").write_bytes(OLD)
    (tmp_path / "N1_Cluster.reg").write_bytes(ARTICLE_REG)
    assert run("-q", "inspect", str(tmp_path)).stdout.startswith("Cluster    HVCLUSTER")
    assert run("dump", str(tmp_path)).exit_code == 2
    assert run("-q", "inspect", f"{tmp_path}::N1_Cluster.reg").exit_code == 0
    (tmp_path / "N2_Cluster.reg").write_bytes(tagged(2))
    (tmp_path / "N3_Cluster.reg").write_bytes(tagged(1))
    found = run("inspect", str(tmp_path))
    assert found.exit_code == 0
    assert f"3 copies of one database: {tmp_path}::N2_Cluster.reg is taken, the newest\n" in found.stderr
    (tmp_path / "N3_Cluster.reg").write_bytes(tagged(2))
    assert "is taken, as nothing tells which is newer" in run("inspect", str(tmp_path)).stderr
    (tmp_path / "other.reg").write_bytes(cluster_reg(article_groups(), name="OTHER").encode())
    found = run("inspect", str(tmp_path))
    assert found.exit_code == 2
    assert "it has databases of 2 clusters, name one of them: " in found.stderr
    assert "N2_Cluster.reg" in found.stderr


def test_what_cannot_be_read_beside_the_cluster_is_named_once(tmp_path: Path) -> None:
    (tmp_path / "N1_Cluster.reg").write_bytes(ARTICLE_REG)
    (tmp_path / "cut.reg").write_bytes(b"REGEDIT4\n")
    found = run("inspect", str(tmp_path))
    assert (found.exit_code, found.stderr) == (
        0,
        f"hivetool: {tmp_path}::cut.reg: line 1: there is no key line below the header\n",
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("get", "{}", ":PaxosTag"),
        ("find", "{}", "PaxosTag"),
        ("set", "{}", "vm:1.SeparateMonitor=1"),
        ("fix", "{}"),
        ("diff", "{}", "{}"),
        ("redact", "{}", "--to", "reg", "-o", "-"),
    ],
)
def test_of_several_copies_the_newest_is_taken_by_all_that_are_about_a_cluster(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    for number in (1, 2):
        (tmp_path / f"N{number}_Cluster.reg").write_bytes(tagged(number))
    found = run(*(each.format(tmp_path) for each in arguments))
    assert found.exit_code == 0
    assert f"2 copies of one database: {tmp_path}::N2_Cluster.reg is taken, the newest\n" in found.stderr


@pytest.mark.parametrize("arguments", [("dump",), ("check",), ("convert", "-o", "-")])
def test_what_is_about_a_file_names_them_all(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    for number in (1, 2):
        (tmp_path / f"N{number}_Cluster.reg").write_bytes(tagged(number))
    found = run(arguments[0], str(tmp_path), *arguments[1:])
    assert (found.exit_code, found.stdout) == (2, "")
    assert "it has 2 hives, name one of them: " in found.stderr


def tagged(sequence: int) -> bytes:
    """The article's cluster, so far written."""
    return ARTICLE_REG + f'\n[{ROOT}]\n"PaxosTag"="3:3:{sequence}"\n'.encode()


def test_a_compressed_archive_on_standard_input(tmp_path: Path) -> None:
    packed = zipped(N1__Cluster=gzip.compress(ARTICLE_REG))
    assert run("-q", "inspect", "-", stdin=packed).stdout.startswith("Cluster    HVCLUSTER")
