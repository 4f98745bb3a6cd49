from __future__ import annotations

from hivetool.regf import constants, layout, structs


def test_sizes_agree_with_the_declarations() -> None:
    assert structs.BaseBlock.sizeof() == constants.BASE_BLOCK_SIZE
    assert structs.HiveBin.sizeof() == constants.HIVE_BIN_HEADER_SIZE
    assert layout.DATA.itemsize == constants.CELL_HEADER_SIZE
    assert layout.BASE_BLOCK.fields is not None
    assert layout.BASE_BLOCK.fields["checksum"][1] == constants.CHECKSUM_OFFSET


def test_a_full_segment_fills_its_bins() -> None:
    # four pages with the header of the bin, two cell sizes and the padding Windows leaves
    assert constants.SEGMENT_SIZE == 4 * constants.HIVE_BIN_ALIGNMENT - constants.HIVE_BIN_HEADER_SIZE - 8


def test_flags_are_single_and_different_bits() -> None:
    flags = (
        constants.KEY_HIVE_ENTRY,
        constants.KEY_NO_DELETE,
        constants.KEY_SYM_LINK,
        constants.KEY_COMP_NAME,
        constants.KEY_PREDEF_HANDLE,
    )
    assert all(flag.bit_count() == 1 for flag in flags)
    assert len(set(flags)) == len(flags)
    assert (constants.VALUE_COMP_NAME, constants.VALUE_TOMBSTONE) == (1, 2)
    assert constants.DATA_IN_OFFSET == 1 << 31
