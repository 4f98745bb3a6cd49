from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.source import containers, unpack
from hivetool.source.containers import Member, beside, folder_members, zip_members
from hivetool.source.errors import CannotRead


def zipped(**members: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def contents(members: tuple[Member, ...]) -> dict[str, bytes]:
    return {member.name: member.read() for member in members}


def test_the_members_of_a_zip() -> None:
    members = zip_members(zipped(a=b"1" * 9, b__c=b"2", b__=b""), "Z")
    assert contents(members) == {"a": b"1" * 9, "b/c": b"2"}
    assert members[0].head(3) == b"111"


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(CannotRead) as caught:
        act()
    assert str(caught.value).isprintable()
    return str(caught.value)


def test_damaged_archives_and_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped(a=bytes(range(256)) * 40)
    assert "the zip archive is damaged" in refused(lambda: zip_members(data[:40], "Z"))
    damaged = data[:60] + b"\xff" * 20 + data[80:]
    assert "Z::a: its data in the archive is damaged" in refused(zip_members(damaged, "Z")[0].read)
    encrypted = bytearray(data)
    encrypted[6] |= 1
    encrypted[data.index(b"PK\x01\x02") + 8] |= 1
    assert refused(zip_members(bytes(encrypted), "Z")[0].read) == "Z::a: it is encrypted; unpack it first"
    monkeypatch.setattr(containers, "MOST_MEMBERS", 2)
    assert "more than 2 members" in refused(lambda: zip_members(zipped(a=b"", b=b"", c=b""), "Z"))


def test_a_member_that_is_a_bomb_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "ALWAYS", 1 << 20)
    monkeypatch.setattr(unpack, "MOST_TIMES", 2)
    (member,) = zip_members(zipped(a=bytes(8 << 20)), "Z")
    assert member.head(4) == bytes(4)
    assert "Z::a: it unpacks to more than 1,048,576 bytes" in refused(member.read)


@given(st.binary(max_size=120))
def test_any_bytes_give_members_or_a_typed_error(data: bytes) -> None:
    for whole in (data, zipped(a=b"1") + data, zipped(a=b"1")[:-30] + data):
        try:
            members = zip_members(whole, "Z")
        except CannotRead:
            continue
        assert all(isinstance(member.name, str) for member in members)


def test_the_files_of_a_folder_and_those_below(tmp_path: Path) -> None:
    (tmp_path / "n1" / "deep").mkdir(parents=True)
    (tmp_path / "n1" / "deep" / "x").write_bytes(b"1")
    (tmp_path / "a").write_bytes(b"22")
    (tmp_path / "loop").symlink_to(tmp_path)
    members = folder_members(str(tmp_path))
    assert contents(members) == {"a": b"22", "n1/deep/x": b"1"}
    assert members[0].head(1) == b"2"
    assert "no such file" in refused(lambda: folder_members(str(tmp_path / "missing")))


def test_a_folder_of_everything_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        (tmp_path / str(number)).touch()
    monkeypatch.setattr(containers, "MOST_MEMBERS", 3)
    assert "more than 3 files" in refused(lambda: folder_members(str(tmp_path)))


def test_what_lies_beside_a_hive_is_told_by_name_in_any_case() -> None:
    names = ["CLUSDB", "clusdb.log1", "CLUSDB.LOG2", "CLUSDB.LOG", "CLUSDB.LOG1.bak", "CLUSDB.blf", "OTHER.LOG1"]
    names += ["CLUSDB.1.container", "CLUSDB.2.container", "CLUSDB{1}.TM.blf"]
    found = beside("CLUSDB", names)
    assert found.logs == ("CLUSDB.LOG", "CLUSDB.LOG2", "clusdb.log1")
    assert found.clfs == ("CLUSDB.1.container", "CLUSDB.2.container", "CLUSDB.blf", "CLUSDB{1}.TM.blf")
