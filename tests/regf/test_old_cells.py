from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.errors import HivetoolError
from hivetool.regf.check import check_regf
from hivetool.regf.old_cells import LAST_MINOR, with_new_cells
from hivetool.regf.reader import read_regf
from hivetool.regf.recovery import recover
from tests.regf.images import HEADER, NOWHERE, Image


@dataclass
class OldImage(Image):
    """Cells of Windows NT 3.1: size and offset of the cell before it, aligned to 16 bytes; names are UTF-16LE."""

    minor: int = 1
    last: int = NOWHERE

    def cell(self, content: bytes, free: bool = False) -> int:
        offset, size = len(self.cells), -(-(len(content) + 8) // 16) * 16
        self.cells += struct.pack("<iI", size if free else -size, self.last) + content.ljust(size - 8, b"\0")
        self.last = offset
        return offset

    def counted(self, offset: int) -> int:
        return super().counted(offset + 4)

    def key(self, name: str = "k", subkeys: int = NOWHERE, values: tuple[int, ...] = (), **fields: Any) -> int:
        return super().key(name, subkeys, values, flags=0, key_name_string=name.encode("utf-16-le"), **fields)

    def value(self, name: str = "v", data: bytes = b"data", kind: int = 3, **fields: Any) -> int:
        return super().value(name, data, kind, flags=0, value_name_string=name.encode("utf-16-le"), **fields)

    def bins(self) -> bytes:
        rest = -len(self.cells) % HEADER
        self.cells += struct.pack("<iI", rest, self.last) + bytes(rest - 8) if rest else b""
        return super().bins()


def old(minor: int = 1) -> bytes:
    """Three keys with values inline and apart, a class name, security, and a deleted value."""
    image = OldImage(minor)
    class_name = image.cell("Class".encode("utf-16-le"))
    security = image.security(b"descriptor of twenty")
    below = [
        image.key("One", values=(image.value("long", bytes(range(200))),), key_security_offset=security),
        image.key("Zwei", values=(image.value("", b"abcd", 4),), key_security_offset=security),
    ]
    gone = image.value("gone", b"left")
    image.patch(gone, struct.pack("<i", abs(struct.unpack_from("<i", image.cells, gone)[0])))
    fields: dict[str, Any] = {"class_name_offset": class_name, "class_name_length": 10, "key_security_offset": security}
    return image.file(image.key("root", image.leaf(*below, kind="li"), **fields))


@pytest.mark.parametrize("minor", range(LAST_MINOR + 1))
def test_cells_that_know_the_one_before_them_are_read(minor: int) -> None:
    data = old(minor)
    hive = read_regf(data, strict=True)
    assert hive.source.version == f"1.{minor}"
    assert [key.path for key in hive.walk()] == ["", "One", "Zwei"]
    assert [(value.name, value.data) for value in hive.key("One").values] == [("long", bytes(range(200)))]
    assert [(value.name, value.type, value.data) for value in hive.key("Zwei").values] == [("", 4, b"abcd")]
    assert (hive.root.class_name, hive.key("One").security) == ("Class", b"descriptor of twenty")
    place = hive.key("One").location.offset
    assert place is not None
    assert data[place + 8 : place + 10] == b"nk"


def test_what_was_deleted_is_recovered() -> None:
    found = recover(read_regf(old()))
    assert [(value.name, value.data) for value in found.orphans] == [("gone", b"left")]


def test_check_knows_what_these_versions_write() -> None:
    codes = {problem.code for problem in check_regf(old()).problems}
    assert not codes & {"regf-cell-chain", "regf-cell-reference", "regf-cell-leak", "regf-key-name-flag"}
    assert not codes & {"regf-value-name-flag", "regf-leaf-kind"}


def test_later_cells_are_left_alone_whatever_the_version_says() -> None:
    image = Image(1)
    data = image.file(image.key("root", image.leaf(image.key("below"))))
    assert with_new_cells(data, len(data), True) is data
    assert [key.path for key in read_regf(data, strict=True).walk()] == ["", "below"]
    assert "regf-leaf-kind" in {problem.code for problem in check_regf(data).problems}


def test_the_cells_are_changed_once() -> None:
    data = old()
    new = with_new_cells(data, len(data), True)
    assert new != data
    assert len(new) == len(data)
    assert with_new_cells(new, len(new), True) is new


@given(st.lists(st.tuples(st.integers(HEADER, HEADER + 1200), st.binary(min_size=1, max_size=8)), max_size=4))
def test_damage_gives_a_hive_or_a_typed_error(damage: list[tuple[int, bytes]]) -> None:
    data = bytearray(old())
    for at, content in damage:
        data[at : at + len(content)] = content
    try:
        hive = read_regf(bytes(data))
    except HivetoolError:
        return
    hive.table()
    recover(hive)
    check_regf(bytes(data))


@pytest.mark.parametrize("size", [HEADER, HEADER + 32, HEADER + 39, HEADER + 100])
def test_a_file_cut_short_is_left_alone_or_read(size: int) -> None:
    with_new_cells(old()[:size], size, True)
