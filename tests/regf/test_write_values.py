from __future__ import annotations

import struct

import pytest

from hivetool.regf.write_names import stored_names
from hivetool.regf.write_values import Values, stored_values
from hivetool.regf.writer import write_regf
from tests.trees import PlainKey, PlainValue, hive_of, pattern

from .hive_walk import walked


def values_of(*sizes: int) -> Values:
    values = tuple(PlainValue(f"{number}", 3, pattern(size)) for number, size in enumerate(sizes))
    columns = hive_of(PlainKey("root", values)).columns
    return stored_values(columns, stored_names(columns.values.name, columns.buffers))


def record(value: PlainValue) -> tuple[int, int, bytes, int, int]:
    """Name length, data size, data field, type and flags of the only value in a file."""
    written = write_regf(hive_of(PlainKey("root", (value,))))
    assert walked(written).values == 1
    found: tuple[int, int, bytes, int, int] = struct.unpack_from("<HI4sIH", written, written.index(b"vk") + 2)
    return found


def test_data_goes_inline_into_a_cell_or_into_segments() -> None:
    values = values_of(0, 4, 5, 16_344, 16_345)
    assert values.inline.tolist() == [0, 1]
    assert values.plain.tolist() == [2, 3]
    assert values.big.tolist() == [4]


@pytest.mark.parametrize(
    ("size", "segments"),
    [(16_345, [16_344, 1]), (32_688, [16_344, 16_344]), (40_000, [16_344, 16_344, 7312])],
)
def test_segments_are_full_but_for_the_last(size: int, segments: list[int]) -> None:
    values = values_of(3, size)
    assert values.segments.tolist() == [len(segments)]
    spans = values.segment_spans()
    assert spans.size.tolist() == segments
    assert b"".join(spans.all(values.columns.buffers)) == pattern(size)


@pytest.mark.parametrize("size", range(5))
def test_up_to_four_bytes_stand_in_the_record(size: int) -> None:
    data = b"\x81\x82\x83\x84"[:size]
    expected = (1, 0x80000000 | size, data.ljust(4, b"\0"), 4, 1)
    assert record(PlainValue("n", 4, data)) == expected


def test_the_default_value_has_no_name_and_no_flags() -> None:
    name_length, _, _, kind, flags = record(PlainValue("", 0xFFFF0012, b""))
    assert (name_length, kind, flags) == (0, 0xFFFF0012, 0)


def test_a_name_beyond_latin_1_is_not_compressed() -> None:
    name_length, *_, flags = record(PlainValue("жÿ", 1, b""))
    assert (name_length, flags) == (4, 0)


def test_only_keys_with_values_have_a_list() -> None:
    tree = PlainKey("root", subkeys=(PlainKey("a", (PlainValue("x"), PlainValue("y"))), PlainKey("b")))
    columns = hive_of(tree).columns
    values = stored_values(columns, stored_names(columns.values.name, columns.buffers))
    assert values.list_key.tolist() == [1]
    assert values.cells()[0].content.tolist() == [8]
