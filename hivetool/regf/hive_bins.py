"""Hive bins: where each one ends, which is as far as a cell in it may reach."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from hivetool.hive.spans import Bools, Ints

from .constants import BASE_BLOCK_SIZE, HIVE_BIN_ALIGNMENT
from .faults import Fault, Faults
from .layout import HIVE_BIN
from .window import Window


def bin_ends(window: Window, end: int, sure: bool, faults: Faults) -> Ints:
    """For each 4096 bytes of the file the file offset where the hive bin they belong to ends.

    ``end`` is where the hive bins data should end; if that is not ``sure``, all sound bins of the file count.
    Pages without a sound header run to the next sound bin.
    """
    size = len(window.data)
    limit = end if sure else max(end, size)
    starts = np.arange(BASE_BLOCK_SIZE, min(limit, size) - HIVE_BIN.itemsize + 1, HIVE_BIN_ALIGNMENT, dtype=np.int64)
    headers = window.records(HIVE_BIN, starts)
    sound = np.flatnonzero(_sound(headers, starts, limit))
    first, bad, page = _chain(sound + 1, headers["size"][sound].astype(np.int64) // HIVE_BIN_ALIGNMENT)
    reached = page * HIVE_BIN_ALIGNMENT
    if not sure:
        end = max(end, reached) if page > 1 else size
    end = min(end, size)
    if reached < end:
        first, bad = np.append(first, page), np.append(bad, page)
    place = bad * HIVE_BIN_ALIGNMENT
    faults.add(
        Fault.BIN, place, expected=lambda i: _meant(int(place[i])), actual=lambda i: _told(window, int(place[i]))
    )
    edges = np.append(first, -(-end // HIVE_BIN_ALIGNMENT))
    ends = np.minimum(edges[1:] * HIVE_BIN_ALIGNMENT, end)
    return np.concatenate([[BASE_BLOCK_SIZE], np.repeat(ends, np.diff(edges))])


def _sound(headers: npt.NDArray[Any], starts: Ints, limit: int) -> Bools:
    size = headers["size"].astype(np.int64)
    sound: Bools = (
        (headers["signature"] == b"hbin")
        & (headers["offset"] == starts - BASE_BLOCK_SIZE)
        & (size > 0)
        & (size % HIVE_BIN_ALIGNMENT == 0)
        & (starts + size <= limit)
    )
    return sound


def _meant(place: int) -> str:
    return f"hbin, offset 0x{place - BASE_BLOCK_SIZE:x}, a size in steps of 0x{HIVE_BIN_ALIGNMENT:x} to the end at most"


def _told(window: Window, place: int) -> str:
    """What a header says."""
    header = np.frombuffer(window.data[place : place + HIVE_BIN.itemsize].ljust(HIVE_BIN.itemsize, b"\0"), HIVE_BIN)[0]
    return f"{bytes(header['signature'])!r}, offset 0x{int(header['offset']):x}, size 0x{int(header['size']):x}"


def _chain(sound: Ints, sizes: Ints) -> tuple[Ints, Ints, int]:
    """The pages where bins begin, sound or not, those of them that are not sound, and the page after the last."""
    none = np.zeros(0, np.int64)
    ends = sound + sizes
    if len(sound) and sound[0] == 1 and not np.count_nonzero(sound[1:] != ends[:-1]):
        return sound, none, int(ends[-1])
    first, bad = [], []
    page = 1
    for at, end in zip(sound.tolist(), ends.tolist(), strict=True):
        if at < page:
            continue
        if at > page:
            first.append(page)
            bad.append(page)
        first.append(at)
        page = end
    return np.array(first, np.int64), np.array(bad, np.int64), page
