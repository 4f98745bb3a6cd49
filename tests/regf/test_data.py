from __future__ import annotations

import struct

import pytest

from hivetool.hive.errors import Problem
from hivetool.hive.hive import Hive
from hivetool.regf.reader import read_regf
from tests.regf.images import HEADER, NOWHERE, Image


def read(image: Image, *values: int) -> tuple[list[bytes], tuple[Problem, ...]]:
    hive: Hive = read_regf(image.file(image.key("r", values=values)))
    return [value.data for value in hive.root.values], hive.problems


@pytest.mark.parametrize("data", [b"", b"1", b"12", b"123", b"1234", b"12345", b"x" * 8, bytes(16344)])
def test_data_of_every_size_comes_back(data: bytes) -> None:
    image = Image()
    found, problems = read(image, image.value("a", b"before"), image.value("v", data), image.value("z", b"after"))
    assert found == [b"before", data, b"after"]
    assert problems == ()


def test_data_without_the_inline_bit_may_be_small() -> None:
    image = Image()
    value = image.value("v", data_size=2, data_offset=image.cell(b"ab"))
    assert read(image, value) == ([b"ab"], ())


@pytest.mark.parametrize("size", [0, 0x80000000])
def test_no_data_needs_no_place(size: int) -> None:
    image = Image()
    assert read(image, image.value("v", data_size=size, data_offset=NOWHERE)) == ([b""], ())


def test_inline_data_is_at_most_four_bytes() -> None:
    image = Image()
    value = image.value("v", data_size=0x80000005, data_offset=0x64636261)
    found, (problem,) = read(image, value)
    assert found == [b"abcd"]
    assert (problem.code, problem.at.offset, problem.actual) == ("regf-inline-size", HEADER + value, "0x5")


def test_data_is_cut_at_the_end_of_its_cell() -> None:
    image = Image()
    value = image.value("v", b"12345678abcd")
    cell = struct.unpack_from("<I", image.cells, value + 12)[0]
    image.patch(value + 8, struct.pack("<I", 16344))
    found, (problem,) = read(image, value)
    assert found == [b"12345678abcd"]
    assert (problem.code, problem.at.offset, problem.at.path) == ("regf-data-cut", HEADER + cell, "")
    assert (problem.expected, problem.actual) == ("12", "16344")


@pytest.mark.parametrize(("offset", "code"), [(NOWHERE, "missing"), (0x10000, "outside"), (36, "unaligned")])
def test_a_value_without_its_data_is_kept(offset: int, code: str) -> None:
    image = Image()
    hive = read_regf(image.file(image.key("r", values=(image.value("v", data_size=9, data_offset=offset),))))
    (value,) = hive.root.values
    assert (value.name, value.type, value.data) == ("v", 3, b"")
    assert hive.columns.values.data.one(hive.columns.buffers, 0) is None  # not stored, which is not empty
    assert [problem.code for problem in hive.problems] == [f"regf-{code}"]


def test_data_of_another_value_is_not_taken() -> None:
    image = Image()
    first = image.value("a", b"mine alone")
    cell = struct.unpack_from("<I", image.cells, first + 12)[0]
    found, (problem,) = read(image, first, image.value("b", data_size=10, data_offset=cell))
    assert found == [b"mine alone", b""]
    assert (problem.code, problem.at.offset) == ("regf-used-twice", HEADER + cell)


def test_before_version_1_4_large_data_stands_in_one_cell() -> None:
    image = Image(minor=3)
    data = b"db" + bytes(range(256)) * 80
    assert read(image, image.value("v", data)) == ([data], ())
