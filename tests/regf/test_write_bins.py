from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hivetool.regf.write_bins import CellGroup, planned, write_bins
from tests.trees import patient

CONTENTS = st.sampled_from([1, 4, 5, 12, 4059, 4060, 4061, 4068, 4076, 8156, 8157, 16_348]) | st.integers(1, 200)


def one_group(*contents: int) -> CellGroup:
    return CellGroup(np.zeros(len(contents), np.int64), np.array(contents, np.int64))


def test_cells_fill_a_bin_to_its_last_byte() -> None:
    # 4064 bytes are left of a bin; a cell of 8 bytes holds 4, one of 4056 holds 4052
    plan = planned([one_group(4, 4052)])
    assert plan.offsets.tolist() == [32, 40]
    assert plan.bin_sizes.tolist() == [4096]
    assert plan.free_offsets.tolist() == []


def test_what_is_left_is_one_free_cell() -> None:
    plan = planned([one_group(4, 4044)])
    assert plan.sizes.tolist() == [8, 4048]
    assert plan.free_offsets.tolist() == [32 + 8 + 4048]
    assert plan.free_sizes.tolist() == [8]


def test_a_cell_that_does_not_fit_goes_to_the_next_bin() -> None:
    plan = planned([one_group(4, 4053)])
    assert plan.offsets.tolist() == [32, 4096 + 32]
    assert plan.free_sizes.tolist() == [4096 - 32 - 8]  # the second one fills its bin
    assert plan.size == 2 * 4096


def test_a_cell_larger_than_a_page_begins_a_bin_of_several() -> None:
    # 16344 + 4 bytes of content make a cell of 16352, which with the header fills four pages
    plan = planned([one_group(4, 16_348, 4)])
    assert plan.offsets.tolist() == [32, 4096 + 32, 4096 + 16_384 + 32]
    assert plan.bin_sizes.tolist() == [4096, 16_384, 4096]


def test_a_cell_larger_than_a_page_holds_never_fills_the_rest_of_another_bin() -> None:
    # cells of 4080 and 4072 bytes: the second would fit behind the first in its bin of two pages
    plan = planned([one_group(4076, 4068, 4)])
    assert plan.offsets.tolist() == [32, 8192 + 32, 8192 + 32 + 4072]
    assert plan.bin_sizes.tolist() == [8192, 8192]


def test_keys_stay_together_and_groups_in_order() -> None:
    first = CellGroup(np.array([0, 1]), np.array([4, 4]))
    second = CellGroup(np.array([0, 0, 1]), np.array([4, 4, 4]))
    plan = planned([first, CellGroup(np.zeros(0, np.int64), np.zeros(0, np.int64)), second])
    assert [group.tolist() for group in plan.by_group()] == [[32, 56], [], [40, 48, 64]]


@given(st.lists(st.tuples(st.integers(0, 5), CONTENTS), min_size=1, max_size=60))
@patient
def test_cells_tile_bins_and_bins_tile_the_file(cells: list[tuple[int, int]]) -> None:
    owners = sorted(owner for owner, _ in cells)
    contents = [content for _, content in cells]
    plan = planned([CellGroup(np.array(owners), np.array(contents))])
    block = np.zeros(plan.size, np.uint8)
    write_bins(block, plan, timestamp=7)
    data = block.tobytes()

    def word(at: int) -> int:
        return int.from_bytes(data[at : at + 4], "little", signed=True)

    found, offset = {}, 0
    while offset < len(data):
        assert data[offset : offset + 4] == b"hbin"
        assert word(offset + 4) == offset
        stop = offset + word(offset + 8)
        assert data[offset + 20] == (7 if offset == 0 else 0)
        cell = offset + 32
        while cell < stop:
            found[cell] = word(cell)
            cell += abs(word(cell))
        assert cell == stop
        assert not [size for at, size in found.items() if size < -4064 and offset + 32 < at < stop]
        offset = stop
    allocated = {cell: -size for cell, size in found.items() if size < 0}
    assert allocated == dict(zip(plan.offsets.tolist(), plan.sizes.tolist(), strict=True))
    assert all(4 <= size - content < 12 for size, content in zip(plan.sizes.tolist(), contents, strict=True))
    assert all(size % 8 == 0 for size in found.values())
