from __future__ import annotations

import gzip
import lzma
import os
from pathlib import Path

import pytest

from hivetool.source.errors import CannotRead, InputError, NotAHive
from hivetool.source.finding import MOST_PACKED, find
from tests.regf.images import sample
from tests.regtext.writing import reg
from tests.source.test_containers import zipped

HIVE = sample()
REG = reg(r"[HKEY_LOCAL_MACHINE\Cluster]")


def names(source: str | Path | bytes) -> list[str]:
    return [found.name for found in find(source, "X" if isinstance(source, bytes) else None).candidates]


def test_one_file_is_one_candidate_however_it_is_packed() -> None:
    for data in (HIVE, gzip.compress(HIVE), lzma.compress(gzip.compress(HIVE))):
        (found,) = find(data, "X").candidates
        assert (found.name, found.kind.kind, found.read()) == ("X", "regf", HIVE)
    deep = HIVE
    for _ in range(MOST_PACKED):
        deep = gzip.compress(deep)
    assert find(deep, "X").candidates[0].read() == HIVE
    deep = gzip.compress(deep)
    with pytest.raises(CannotRead, match="packed more than 3 times"):
        find(deep, "X")


def test_of_an_archive_the_hives_are_candidates_and_their_logs_and_other_files_are_not() -> None:
    members = {"CLUSDB": HIVE, "CLUSDB.LOG1": b"regf" + bytes(600), "CLUSDB.LOG2": b"", "readme.txt": b"hello"}
    data = zipped(**members, n2__a_Cluster=REG, n2__b_Cluster=gzip.compress(HIVE))
    assert names(data) == ["X::CLUSDB", "X::n2/a_Cluster", "X::n2/b_Cluster"]
    assert names(gzip.compress(data)) == names(data)
    first, *_ = find(data).candidates
    assert first.beside().logs == ("CLUSDB.LOG1", "CLUSDB.LOG2")
    assert first.read_beside("CLUSDB.LOG1") == members["CLUSDB.LOG1"]


def test_the_names_that_support_cases_use(tmp_path: Path) -> None:
    used = ["N1_reg_Cluster.hiv", "N1_RegHive_Cluster.hiv", "N1_Cluster.hiv", "N1_ClusDB.hiv", "0.Cluster", "CLUSDB"]
    used += ["H16N2-Cluster-180705-103933.Hiv"]
    for name in used:
        (tmp_path / name).write_bytes(HIVE)
    (tmp_path / "N1_Cluster.reg").write_bytes(REG)
    (tmp_path / "N1_Cluster.log").write_bytes(b"00000a1c.00001b2c::2026/01/01-12:00:00.000 INFO  [RCM] x\r\n")
    assert names(tmp_path) == sorted(f"{tmp_path}::{name}" for name in [*used, "N1_Cluster.reg"])


def test_a_member_is_chosen_by_name(tmp_path: Path) -> None:
    archive = tmp_path / "case.zip"
    archive.write_bytes(zipped(a__Cluster=HIVE, b__Cluster=REG))
    (found,) = find(f"{archive}::B/cluster").candidates
    assert (found.name, found.kind.kind) == (f"{archive}::b/Cluster", "reg")
    (tmp_path / "hive").write_bytes(HIVE)
    assert names(f"{tmp_path}::hive") == [f"{tmp_path}::hive"]
    for source, reason in (
        (f"{archive}::c", "the zip archive has no member 'c'; it has a/Cluster, b/Cluster"),
        (f"{tmp_path}::hives", "the folder has no member 'hives'; it has case.zip, hive"),
        (f"{tmp_path / 'hive'}::x", "this is a registry hive, it has no members"),
        (f"{tmp_path / 'none'}::x", "there is no such file"),
    ):
        with pytest.raises(CannotRead, match=reason):
            find(source)


@pytest.mark.skipif(os.name == "nt", reason="no file of Windows has a colon in its name")
def test_a_file_that_has_such_a_name_wins(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a::b").write_bytes(HIVE)
    assert names(f"{tmp_path}/a::b") == [f"{tmp_path}/a::b"]


def test_nothing_to_read_says_what_was_seen_and_how_to_export(tmp_path: Path) -> None:
    for source, seen in (
        (zipped(a=b"text", b__c=b"more"), "in this zip archive: it has a, b/c; make an export with: reg save"),
        (tmp_path, "in this folder: it is empty; make an export"),
    ):
        with pytest.raises(NotAHive, match=seen):
            find(source)


def test_members_that_cannot_be_looked_into_are_told(tmp_path: Path) -> None:
    broken = gzip.compress(HIVE)[:50]
    found = find(zipped(a=HIVE, b=broken), "X")
    assert [each.name for each in found.candidates] == ["X::a"]
    assert [each.input for each in found.errors] == ["X::b"]
    only = find(zipped(b=broken), "X")
    assert (only.candidates, len(only.errors)) == ((), 1)
    assert isinstance(only.errors[0], InputError)


def test_names_are_shown_without_control_characters() -> None:
    with pytest.raises(NotAHive) as caught:
        find(zipped(**{"a\x1b[31m\n": b"x"}), "X")
    assert str(caught.value).isprintable()
