from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hivetool.hive.errors import Damaged, HivetoolError
from hivetool.hive.hive import Hive
from hivetool.hive.location import Location
from hivetool.hive.upcase import upcase
from hivetool.regf.errors import UnreadableHive
from hivetool.regtext.errors import NoHeader
from hivetool.source.errors import CannotRead, InputError, NoSuchRoot, NotAHive, SeveralHives
from hivetool.source.opening import open_all, open_hive
from hivetool.tables.json_writer import write_json
from hivetool.tables.sqlite_writer import write_sqlite
from tests.regf.log_images import new_log
from tests.regf.test_replay import BINS, DIRTY, OLD
from tests.regtext.writing import HEADER, reg, utf16
from tests.shared import PROJECT, needs_shared, shared
from tests.source.test_containers import zipped

MINIMAL = "corpus/hives/hivex/images/minimal"
SPECIAL = "corpus/hives/hivex/images/special"


def test_a_reg_file_by_content_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "CLUSDB.hiv"
    path.write_bytes(utf16(f'{HEADER}\r\n\r\n[HKEY_LOCAL_MACHINE\\Cluster]\r\n"ClusterName"="CL1"'))
    for source in (path, str(path), path.read_bytes()):
        hive = open_hive(source)
        assert (hive.source.kind, hive.source.encoding) == ("reg", "utf-16-le")
        value = hive.root.value("ClusterName")
        assert value is not None
        assert value.decoded == "CL1"


@pytest.mark.parametrize(("write", "kind"), [(write_json, "json"), (write_sqlite, "sqlite")])
def test_a_table_by_content_whatever_its_name(write: Callable[[Hive], bytes], kind: str, tmp_path: Path) -> None:
    path = tmp_path / "CLUSDB.hiv"
    path.write_bytes(write(open_hive(reg('"ClusterName"="CL1"'))))
    (tmp_path / "note.json").write_text("{}")
    (tmp_path / "x.gz").write_bytes(gzip.compress(path.read_bytes()))
    for source in (path, path.read_bytes(), tmp_path / "x.gz", f"{tmp_path}::CLUSDB.hiv"):
        hive = open_hive(source)
        assert (hive.source.kind, hive.root.name) == (kind, "Cluster")
    assert [each.name for each in open_all(tmp_path)] == [f"{tmp_path}::CLUSDB.hiv", f"{tmp_path}::x.gz"]


def test_a_root_in_a_table() -> None:
    whole = open_hive(reg(r"[HKEY_LOCAL_MACHINE\Cluster\Groups\1]"))
    for data, place in ((write_json(whole), "line 1"), (write_sqlite(whole), "offset 0x0")):
        hive = open_hive(data, root="groups")
        assert (hive.root.name, [key.path for key in hive.walk()]) == ("Groups", ["", "1"])
        with pytest.raises(NoSuchRoot) as caught:
            open_hive(data, root="Nodes", name="X")
        assert str(caught.value) == f"X: {place}: there is no key 'Nodes'; the keys below the root are 'Groups'"


def test_a_table_is_read_strictly_and_in_its_encoding() -> None:
    data = write_json(open_hive(reg())).decode().replace('"path": ""', '"path": "", "é": 1').encode("cp1252")
    assert [problem.code for problem in open_hive(data, encoding="cp1252").problems] == ["table-unknown"]
    with pytest.raises(InputError, match="X: line 5: no field of this place is called") as caught:
        open_hive(data, encoding="cp1252", strict=True, name="X")
    assert isinstance(caught.value.__cause__, Damaged)
    with pytest.raises(InputError, match=r"input: offset 0x\w+: this is no text in utf-8; --encoding says what it is"):
        open_hive(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"schema": "hivetool.inspect/1"}', "a report of hivetool in JSON, which holds no hive, not a registry hive"),
        (
            b'{"path": "", "last_written": null',
            "a listing made by hivetool dump, without security descriptors and flags",
        ),
        (b"{}", "this is a JSON file, not a registry hive; make an export"),
        (b'{"schema": "hivetool.hive/7"}', "this document is of version 'hivetool.hive/7', this hivetool reads"),
        (b'{"schema": "hivetool.hive/1", "keys": [', "line 1, column 40: this is no JSON"),
        (
            b"SQLite format 3\0" + bytes(200),
            "an SQLite database, not one made by hivetool convert, not a registry hive",
        ),
        (b"SQLite format 3\0" + bytes(52) + b"HIVE" + bytes(100), "SQLite cannot read the database"),
    ],
)
def test_tables_of_something_else_are_named(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        open_hive(data)
    assert said in str(caught.value)


def test_an_encoding_reaches_the_door() -> None:
    data = reg('"n"="caf?"').replace(b"?", b"\xe9")
    value = open_hive(data, encoding="cp1252").root.value("n")
    assert value is not None
    assert value.decoded == "café"


def test_a_root_in_a_reg_file() -> None:
    data = reg(r"[HKEY_LOCAL_MACHINE\Cluster\Groups\1]")
    for root in ("Groups", r"HKEY_LOCAL_MACHINE\CLUSTER\groups", r"hklm\Cluster\Groups"):
        hive = open_hive(data, root=root)
        assert (hive.root.name, [key.path for key in hive.walk()]) == ("Groups", ["", "1"])


@needs_shared
def test_a_regf_file_and_a_root_in_it() -> None:
    hive = open_hive(shared() / SPECIAL)
    assert (hive.source.kind, len(hive)) == ("regf", 4)
    names = [key.name for key in hive.root.subkeys]
    lower = open_hive(shared() / SPECIAL, root=f"\\{upcase(names[0])}\\")
    assert [lower.root.name, len(lower)] == [names[0], 1]
    assert lower.root.location.offset
    assert len(open_hive(shared() / SPECIAL, root="")) == 4
    with pytest.raises(NoSuchRoot) as caught:
        open_hive(shared() / SPECIAL, root="Cluster")
    assert (caught.value.wanted, caught.value.candidates) == ("Cluster", tuple(names))
    assert "there is no key 'Cluster'; the keys below the root are 'abcd" in str(caught.value)
    assert str(caught.value).startswith(f"{shared() / SPECIAL}: offset 0x0: ")


@pytest.mark.parametrize(
    ("data", "cause", "message"),
    [
        (b"regf" + bytes(100), UnreadableHive, "X: offset 0x"),
        (b"REGEDIT\r\n", NoHeader, "X: line 1: the file is in the format of Windows 3.1"),
        (b"[HKEY_LOCAL_MACHINE\\Cluster]\r\n", NoHeader, "X: line 1: the header is missing"),
        (b"\r\n" + HEADER.encode(), NoHeader, "X: line 1: the first line is empty"),
        (b"\xff" * 4096 + b"hbin", UnreadableHive, "X: offset 0x0: not a registry hive"),
    ],
)
def test_a_doors_error_carries_the_files_name(data: bytes, cause: type[Exception], message: str) -> None:
    with pytest.raises(InputError) as caught:
        open_hive(data, name="X")
    assert isinstance(caught.value.__cause__, cause)
    assert str(caught.value).startswith(message)
    assert caught.value.at != Location()


def test_a_damaged_base_block_that_no_log_mends_comes_with_what_to_do() -> None:
    with pytest.raises(InputError, match=r"not with b'regf'; make an export with: reg save .* or: reg export "):
        open_hive(b"\xff" * 4096 + b"hbin", name="X")


def test_a_reg_root_that_is_not_there() -> None:
    with pytest.raises(NoSuchRoot, match=r"a\.reg: line 1: there is no key 'Nodes'") as caught:
        open_hive(reg(), root="Nodes", name="a.reg")
    assert caught.value.candidates == (r"HKEY_LOCAL_MACHINE\Cluster",)


def test_something_else_is_named_with_what_to_do() -> None:
    with pytest.raises(NotAHive) as caught:
        open_hive(b"<Objs Version=", name="NODE1.txt")
    assert caught.value.kind == "clixml"
    assert str(caught.value) == (
        r"NODE1.txt: line 1: this is a PowerShell CLIXML file, not a registry hive; make an export with: "
        r"reg save HKLM\Cluster C:\Temp\%COMPUTERNAME%_Cluster.hiv /y"
        r"  or: reg export HKLM\Cluster C:\Temp\%COMPUTERNAME%_Cluster.reg /y"
    )


def test_what_cannot_be_read_from_disk(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="there is no such file"):
        open_hive(tmp_path / "missing")


def test_importing_the_module_is_cheap() -> None:
    heavy = "{'numpy', 'construct', 'Registry', 'rich', 'click'}"
    program = f"import sys; import hivetool.source.opening; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def opened_or_said(data: bytes) -> Hive | str:
    try:
        return open_hive(data)
    except HivetoolError as error:
        return str(error)


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"regf", HEADER.encode(), b"\xff\xfe", b"<Objs "]))
@example(bytes(5000), b"regf")
def test_any_bytes_give_a_hive_or_our_own_error(data: bytes, before: bytes) -> None:
    found = opened_or_said(before + data)
    assert isinstance(found, Hive) or found.startswith("input: ")


@needs_shared
def test_every_file_of_the_corpus_gives_a_hive_or_our_own_error() -> None:
    outcomes = {
        path.name: opened_or_said(path.read_bytes())
        for path in (shared() / "corpus").rglob("*")
        if path.is_file() and path.stat().st_size < 4_000_000
    }
    assert sum(isinstance(outcome, Hive) for outcome in outcomes.values()) > 60
    assert isinstance(outcomes["minimal"], Hive)
    assert "Windows program" in str(outcomes["NotAHive"])
    assert "transaction log" in str(outcomes["SYSTEM.LOG1"])
    assert "SQLite" in str(outcomes["SqliteFragment.sqlite"])


def dirty_hive(folder: Path) -> Path:
    """A dirty hive whose log has the name of its key changed."""
    path = folder / "CLUSDB"
    path.write_bytes(DIRTY)
    return path


def only_key(hive: Hive) -> str:
    return hive.root.subkeys[0].name


def test_the_logs_beside_a_dirty_hive_are_applied(tmp_path: Path) -> None:
    path = dirty_hive(tmp_path)
    assert only_key(open_hive(path)) == "before"
    (tmp_path / "clusdb.log1").write_bytes(new_log(4, 4096, [(0, BINS)]))
    (tmp_path / "CLUSDB.LOG2").write_bytes(b"")
    hive = open_hive(path)
    assert (only_key(hive), hive.problems, hive.source.dirty) == ("afterw", (), False)
    assert [(log.name, log.applied) for log in hive.source.logs] == [("CLUSDB.LOG2", False), ("clusdb.log1", True)]
    assert only_key(open_hive(path, logs=())) == "before"
    (tmp_path / "clean").mkdir()
    (tmp_path / "clean" / "CLUSDB").write_bytes(OLD)
    (tmp_path / "clean" / "CLUSDB.LOG1").write_bytes(b"not even a log")
    assert open_hive(tmp_path / "clean" / "CLUSDB").source.logs == ()


def test_logs_can_be_given_by_name_and_by_content(tmp_path: Path) -> None:
    log = tmp_path / "elsewhere"
    log.write_bytes(new_log(4, 4096, [(0, BINS)]))
    for logs in ([log], [str(log)], [log.read_bytes()]):
        assert only_key(open_hive(DIRTY, logs=logs)) == "afterw"
    with pytest.raises(CannotRead, match="there is no such file"):
        open_hive(DIRTY, logs=[tmp_path / "missing"])


def test_logs_in_an_archive_and_in_a_folder_belong_to_their_hive(tmp_path: Path) -> None:
    log = new_log(4, 4096, [(0, BINS)])
    data = zipped(n1__CLUSDB=DIRTY, n2__CLUSDB=DIRTY, **{"n1__CLUSDB.LOG1": log})
    found = {each.name: each.hive for each in open_all(data, name="Z")}
    assert {name: only_key(hive) for name, hive in found.items() if hive} == {
        "Z::n1/CLUSDB": "afterw",
        "Z::n2/CLUSDB": "before",
    }
    dirty_hive(tmp_path)
    (tmp_path / "CLUSDB.LOG1").write_bytes(log)
    assert only_key(open_hive(tmp_path)) == "afterw"
    assert only_key(open_hive(f"{tmp_path}::CLUSDB")) == "afterw"


def test_a_clfs_log_beside_a_dirty_hive_is_named(tmp_path: Path) -> None:
    path = dirty_hive(tmp_path)
    for name in ("CLUSDB.blf", "CLUSDB.1.container"):
        (tmp_path / name).write_bytes(b"\x15\0")
    assert [problem.code for problem in open_hive(path).problems] == ["regf-dirty", "source-clfs"]
    path.write_bytes(OLD)
    assert open_hive(path).problems == ()


def test_several_hives_are_listed_and_one_of_them_can_be_named(tmp_path: Path) -> None:
    for name in ("a.hiv", "b.hiv"):
        (tmp_path / name).write_bytes(OLD)
    with pytest.raises(SeveralHives) as caught:
        open_hive(tmp_path)
    assert caught.value.candidates == (f"{tmp_path}::a.hiv", f"{tmp_path}::b.hiv")
    assert "it has 2 hives, name one of them: " in str(caught.value)
    assert only_key(open_hive(caught.value.candidates[1])) == "before"


def test_everything_is_opened_and_what_cannot_be_is_told() -> None:
    data = zipped(a=OLD, b=b"regf" + bytes(5000), c=gzip.compress(OLD)[:60])
    first, second, third = open_all(data, name="Z")
    assert first.hive is not None
    assert only_key(first.hive) == "before"
    for opened, name in ((second, "Z::b"), (third, "Z::c")):
        assert (opened.name, opened.hive) == (name, None)
        assert str(opened.error).startswith(f"{name}: offset 0x")
    with pytest.raises(InputError, match="Z::c: offset 0x0: the gzip data is damaged"):
        open_hive(zipped(c=gzip.compress(OLD)[:60]), name="Z")


def test_strict_reaches_every_door() -> None:
    assert only_key(open_hive(OLD, strict=True)) == "before"
    for data in (DIRTY, reg('"n"=dword:zz')):
        assert open_hive(data).problems
        with pytest.raises(InputError) as caught:
            open_hive(data, strict=True)
        assert isinstance(caught.value.__cause__, Damaged)


def test_a_listing_of_reg_query_says_that_it_is_one() -> None:
    listing = b"\r\nHKEY_LOCAL_MACHINE\\Cluster\r\n    ClusterName    REG_SZ    CL1\r\n"
    hive = open_hive(listing)
    assert (hive.source.kind, hive.source.lossy, hive.root.values[0].decoded) == ("reg-query", True, "CL1")
    assert [problem.code for problem in hive.problems] == ["reg-query-lossy"]
    assert open_hive(listing, strict=True).source.lossy
