from __future__ import annotations

import pytest

from hivetool.regf import structs
from hivetool.regf.faults import Fault, Faults
from hivetool.regf.hive_bins import bin_ends
from hivetool.regf.window import Window
from tests.regf.images import base_block

PAGE = 4096


def file(*pages: int) -> bytes:
    """Bins of so many pages each."""
    data = base_block()
    for count in pages:
        header = structs.HiveBin.build({"offset": len(data) - PAGE, "size": count * PAGE})
        data += header + bytes(count * PAGE - len(header))
    return data


def ends(data: bytes, end: int | None = None, sure: bool = True) -> tuple[list[int], list[int | None]]:
    """In pages: where the bin of each page ends; the offsets of bad bins."""
    faults = Faults()
    found = bin_ends(Window(data), len(data) if end is None else end, sure, faults)
    problems = faults.problems(lambda row: None)
    assert {problem.code for problem in problems} <= {Fault.BIN.code}
    return [int(place) for place in found], [problem.at.offset for problem in problems]


def test_what_a_bad_header_says_is_told() -> None:
    data, faults = bytearray(file(1, 1)), Faults()
    data[2 * PAGE : 2 * PAGE + 12] = b"gbin" + bytes([0, 0x20, 0, 0, 1, 0, 0, 0])
    bin_ends(Window(bytes(data)), len(data), True, faults)
    (problem,) = faults.problems(lambda row: None)
    assert problem.actual == "b'gbin', offset 0x2000, size 0x1"
    assert problem.expected == "hbin, offset 0x1000, a size in steps of 0x1000 to the end at most"


def test_every_page_knows_the_end_of_its_bin() -> None:
    assert ends(file(1, 2, 1)) == ([PAGE, 2 * PAGE, 4 * PAGE, 4 * PAGE, 5 * PAGE], [])


@pytest.mark.parametrize(
    ("offset", "content"),
    [(0, b"gbin"), (4, b"\x08"), (8, bytes(4)), (8, b"\x01"), (8, b"\x00\xf0\xff\xff")],
    ids=["signature", "offset", "no size", "odd size", "huge size"],
)
def test_a_bad_header_lasts_until_the_next_sound_one(offset: int, content: bytes) -> None:
    data = bytearray(file(1, 2, 1))
    at = 2 * PAGE + offset
    data[at : at + len(content)] = content
    assert ends(bytes(data)) == ([PAGE, 2 * PAGE, 4 * PAGE, 4 * PAGE, 5 * PAGE], [2 * PAGE])


def test_the_last_header_may_be_bad_too() -> None:
    data = file(1, 1)
    data = data[: 2 * PAGE] + bytes(PAGE)
    assert ends(data) == ([PAGE, 2 * PAGE, 3 * PAGE], [2 * PAGE])


def test_what_looks_like_a_header_within_a_bin_is_data() -> None:
    data = bytearray(file(3))
    data[2 * PAGE : 2 * PAGE + 32] = structs.HiveBin.build({"offset": PAGE, "size": PAGE})
    assert ends(bytes(data)) == ([PAGE, 4 * PAGE, 4 * PAGE, 4 * PAGE], [])


def test_bytes_after_the_bins_do_not_belong_to_them() -> None:
    assert ends(file(1, 1), end=2 * PAGE) == ([PAGE, 2 * PAGE], [])


def test_a_bin_cut_by_the_end_of_the_file_is_not_bad() -> None:
    data = file(1, 2)
    assert ends(data[: 3 * PAGE + 100], end=len(data)) == ([PAGE, 2 * PAGE, 3 * PAGE + 100, 3 * PAGE + 100], [])


def test_without_a_reliable_size_all_sound_bins_count() -> None:
    assert ends(file(1, 2) + bytes(500), end=PAGE, sure=False) == ([PAGE, 2 * PAGE, 4 * PAGE, 4 * PAGE], [])


def test_without_a_reliable_size_and_without_a_sound_bin_the_file_counts() -> None:
    data = base_block() + bytes(2 * PAGE)
    assert ends(data, end=PAGE, sure=False) == ([PAGE, 3 * PAGE, 3 * PAGE], [PAGE])


def test_a_base_block_alone_has_no_bins() -> None:
    assert ends(base_block(), end=2 * PAGE) == ([PAGE], [])
