from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from construct import Array, Bytes, Default, Int8ul, Int16sl, Int32ul, Int64ul, Struct, this

from hivetool.regf import layout, structs
from hivetool.regf.layout import cell_dtype, fixed_dtype
from tests.shared import needs_shared, shared

SIZES = (
    (layout.BASE_BLOCK, 4096),
    (layout.HIVE_BIN, 32),
    (layout.KEY_NODE, 4 + 76),
    (layout.KEY_VALUE, 4 + 20),
    (layout.KEY_SECURITY, 4 + 20),
    (layout.SUBKEYS_LIST, 4 + 4),
    (layout.BIG_DATA, 4 + 8),
    (layout.DATA, 4),
    (layout.FAST_LEAF_ELEMENT, 8),
    (layout.HASH_LEAF_ELEMENT, 8),
    (layout.WORD, 4),
)

RECORDS = (
    (b"nk", structs.KeyNode, layout.KEY_NODE),
    (b"vk", structs.KeyValue, layout.KEY_VALUE),
    (b"sk", structs.KeySecurity, layout.KEY_SECURITY),
    (b"li", structs.IndexLeaf, layout.SUBKEYS_LIST),
    (b"lf", structs.FastLeaf, layout.SUBKEYS_LIST),
    (b"lh", structs.HashLeaf, layout.SUBKEYS_LIST),
    (b"ri", structs.IndexRoot, layout.SUBKEYS_LIST),
    (b"db", structs.BigData, layout.BIG_DATA),
)


@pytest.mark.parametrize(("dtype", "size"), SIZES)
def test_records_are_packed(dtype: np.dtype[Any], size: int) -> None:
    assert dtype.itemsize == size


def test_fields_end_before_the_first_of_variable_size() -> None:
    declaration = Struct("a" / Int8ul, "b" / Default(Int32ul, 1), "c" / Bytes(this.a), "d" / Int8ul)
    assert fixed_dtype(declaration) == np.dtype([("a", "u1"), ("b", "<u4")])


def test_a_repeated_field_ends_them_too() -> None:
    assert fixed_dtype(Struct("a" / Int16sl, "b" / Array(2, Int32ul))) == np.dtype([("a", "<i2")])


def test_a_long_is_four_bytes_and_a_long_long_eight() -> None:
    dtype = fixed_dtype(Struct("long" / Int32ul, "longer" / Int64ul))
    assert (dtype["long"].itemsize, dtype["longer"].itemsize) == (4, 8)


def test_a_record_in_a_cell_begins_with_the_size_of_the_cell() -> None:
    assert cell_dtype(Struct("a" / Int8ul)) == np.dtype([("cell_size", "<i4"), ("a", "u1")])


def assert_same(parsed: Any, record: Any) -> None:
    for name in record.dtype.names or ():
        if name == "cell_size":
            continue
        expected, actual = parsed[name], record[name]
        same = bytes(actual) == expected if isinstance(expected, bytes) else int(actual) == expected
        assert same, f"{name}: {expected!r} is not {actual!r}"


def cells(data: bytes) -> list[tuple[int, int]]:
    """Offset and size of all cells of a sound file."""
    found = []
    end = 4096 + int.from_bytes(data[40:44], "little")
    at = bin_end = 4096
    while at < end:
        if at == bin_end:
            bin_end += int.from_bytes(data[at + 8 : at + 12], "little")
            at += 32
        size = int.from_bytes(data[at : at + 4], "little", signed=True)
        found.append((at, size))
        at += abs(size)
    return found


@needs_shared
@pytest.mark.parametrize("name", ["nt-hive/testdata/testhive", "regipy/regipy_tests/data/NTUSER.DAT"])
def test_a_parsed_record_is_the_gathered_record_on_every_cell_of_real_files(name: str) -> None:
    data = (shared() / "corpus" / "hives" / name).read_bytes()
    assert_same(structs.BaseBlock.parse(data), np.frombuffer(data, layout.BASE_BLOCK, 1)[0])
    assert_same(structs.HiveBin.parse(data[4096:]), np.frombuffer(data, layout.HIVE_BIN, 1, 4096)[0])
    met = set()
    for at, size in cells(data):
        for signature, declaration, dtype in RECORDS:
            if size < 0 and data[at + 4 : at + 6] == signature and -size >= dtype.itemsize:
                record = np.frombuffer(data, dtype, 1, at)[0]
                assert record["cell_size"] == size
                assert_same(declaration.parse(data[at + 4 : at - size]), record)
                met.add(signature)
    assert {b"nk", b"vk", b"sk"} < met
