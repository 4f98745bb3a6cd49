"""Cells of the first Windows NT: in versions 1.0 and 1.1 the offset of the cell before it follows the size of each.

They are read as what they became in version 1.2: in a copy in memory the content of every cell moves up to its size,
so that cells keep their places and nothing else has to know. A file whose version is wrong keeps its cells: whether
they are old, the cells of its first hive bin tell. Source: M. Suhanov, "Windows registry file format specification",
section "Very old versions of Windows".
"""

from __future__ import annotations

from typing import Final

import numpy as np

from .cell_walk import walk_cells
from .constants import BASE_BLOCK_SIZE, CELL_HEADER_SIZE, HIVE_BIN_ALIGNMENT, HIVE_BIN_HEADER_SIZE, NOWHERE
from .faults import Faults
from .hive_bins import bin_ends
from .window import Window

LAST_MINOR: Final = 1
"""The last minor version with these cells, and with names that are UTF-16LE always."""

_WORD: Final = CELL_HEADER_SIZE
_FIRST = BASE_BLOCK_SIZE + HIVE_BIN_HEADER_SIZE
_MOST_TOLD = 64
"""Cells that are asked whether they know the one before them."""

_AT_A_TIME = 1 << 16
"""Cells that are changed together: a file may have one for every 8 bytes."""


def with_new_cells(data: bytes, end: int, sure: bool) -> bytes:
    """The file with the cells of version 1.2, or ``data`` itself if it has them already.

    ``end`` and ``sure`` are those of its base block, see :class:`hivetool.regf.base_block.BaseBlock`.
    """
    if not _has_old_cells(data):
        return data
    cells = walk_cells(Window(data), bin_ends(Window(data), end, sure, Faults()))
    whole = bytearray(data)
    limits = cells.bin_ends.copy()
    limits[np.searchsorted(cells.bins, cells.broken, "right") - 1] = cells.broken
    for begin, limit in zip((cells.bins + HIVE_BIN_HEADER_SIZE).tolist(), limits.tolist(), strict=True):
        whole[begin : limit - _WORD] = data[begin + _WORD : limit]
    new, old = (np.frombuffer(words, "<u4", len(words) // _WORD) for words in (whole, data))
    for begin in range(0, len(cells.start), _AT_A_TIME):
        start, size = cells.start[begin : begin + _AT_A_TIME], cells.size[begin : begin + _AT_A_TIME]
        new[start // _WORD] = old[start // _WORD]
        new[(start + size) // _WORD - 1] = 0  # what follows the content
    del cells
    return bytes(whole)


def _has_old_cells(data: bytes) -> bool:
    """Whether each of the first cells names the one before it, the first one none."""
    at, before = _FIRST, NOWHERE
    for _ in range(_MOST_TOLD):
        size = abs(int.from_bytes(data[at : at + _WORD], "little", signed=True))
        if int.from_bytes(data[at + _WORD : at + 2 * _WORD], "little") != before or size < 2 * _WORD:
            return False
        before = at - BASE_BLOCK_SIZE
        at += size
        if at % HIVE_BIN_ALIGNMENT == 0:
            break
    return True
