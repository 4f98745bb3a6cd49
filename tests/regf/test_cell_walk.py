"""Going through all cells of all bins."""

from __future__ import annotations

import struct

from hivetool.regf.base_block import checksum
from hivetool.regf.cell_walk import walk_cells
from hivetool.regf.reader import survey
from tests.regf.images import sample


def patched(data: bytes, offset: int, content: bytes) -> bytes:
    whole = bytearray(data)
    whole[offset : offset + len(content)] = content
    whole[508:512] = struct.pack("<I", checksum(bytes(whole)))
    return bytes(whole)


def test_cells_tile_their_bin_and_everything_in_use_is_one_of_them() -> None:
    found = survey(sample())
    cells = walk_cells(found.window, found.ends)
    assert cells.start[0] == cells.bins[0] + 32
    assert (cells.start[1:] == (cells.start + cells.size)[:-1]).all()
    assert cells.start[-1] + cells.size[-1] == cells.bin_ends[-1]
    assert not len(cells.broken)
    assert set(found.claims.of().start.tolist()) == set(cells.start[cells.allocated].tolist())


def test_a_size_that_cannot_be_ends_the_walk_of_its_bin() -> None:
    whole = walk_cells(survey(sample()).window, survey(sample()).ends)
    second = int(whole.start[1])
    for size in (0, 4, 12, -7, 1 << 20, -(1 << 31)):
        found = survey(patched(sample(), second, struct.pack("<i", size)))
        cells = walk_cells(found.window, found.ends)
        assert cells.start.tolist() == [second - int(whole.size[0])], size
        assert cells.broken.tolist() == [second]


def test_a_file_of_a_base_block_alone_has_no_cells() -> None:
    found = survey(sample())
    cells = walk_cells(found.window, found.ends[:1])
    assert (len(cells.start), len(cells.bins), len(cells.broken)) == (0, 0, 0)
