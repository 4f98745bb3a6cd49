"""Many pieces of one buffer as Python objects at once: pieces of equal size are made together.

numpy copies pieces of one size, and makes bytes objects of them, several times faster than slices do one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from .decode import whole_units

Ints = npt.NDArray[np.int64]
Places = npt.NDArray[Any]
Records = npt.NDArray[np.void]
Objects = npt.NDArray[np.object_]

LEAST = 24
"""Fewer pieces of one size are not worth the trouble of being made together."""

LARGEST = 512
"""Larger pieces are cut one by one: they are mostly copying."""

_AT_A_TIME = 1 << 16
"""Bytes that are copied on the way, so that they stay in the cache."""

_SLICES = 4096

REPEATED = 512
"""So many names of one size are worth looking for equal ones, which are common: a cluster has 200 names of values."""

LONGEST_REPEATED = 64

_ODD = np.uint64(0x9E3779B97F4A7C15)
"""2 to the 64th over the golden ratio: spreads numbers over the upper bits of a product."""


def different(numbers: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The numbers that occur, ascending; ``np.unique`` would do, but imports more than it takes."""
    ordered = np.sort(numbers)
    keep = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=keep[1:])
    return ordered[keep]


def byte_pieces(whole: bytes, start: Places, size: Ints) -> list[bytes]:
    """``whole[start : start + size]`` for every row."""
    return _pieces(whole, start, size, b"", _as_bytes, lambda data: data)


def text_pieces(whole: bytes, start: Places, size: Ints, width: int) -> list[str]:
    """The same as text of ``width`` bytes a character: 1 for the first 256 of Unicode, 2 for UTF-16LE."""
    decode = _narrow if width == 1 else whole_units

    def some(records: Records) -> Objects:
        if len(records) < REPEATED or records.itemsize > LONGEST_REPEATED:
            return _as_texts(records, decode, width)
        own, which = repeated(records)
        return _as_texts(records[own], decode, width)[which]

    return _pieces(whole, start, size, "", some, decode)


def _pieces(
    whole: bytes,
    start: Places,
    size: Ints,
    nothing: Any,
    some: Callable[[Records], Objects],
    one: Callable[[bytes], Any],
) -> list[Any]:
    found = np.empty(len(start), object)
    singles = [np.zeros(0, np.int64)]
    for rows, length in _by_size(size):
        if length == 0:
            found[rows] = nothing
        elif length >= LARGEST or len(rows) < LEAST:
            singles.append(rows)
        else:
            every = np.ndarray((len(whole) - length + 1,), f"V{length}", whole, strides=(1,))
            step = max(1, _AT_A_TIME // length)
            for first in range(0, len(rows), step):
                chosen = rows[first : first + step]
                found[chosen] = some(every[start[chosen]])
    rows = np.concatenate(singles)
    slices = map(one, _slices(whole, start[rows], size[rows]))
    found[rows] = np.fromiter(slices, object, len(rows))
    pieces: list[Any] = found.tolist()
    return pieces


def _by_size(size: Ints) -> Iterator[tuple[Ints, int]]:
    """The rows of each size, those of ``LARGEST`` and more together."""
    capped = np.minimum(size, LARGEST).astype(np.uint16)  # 16 bits are sorted by radix
    order = np.argsort(capped, kind="stable")
    counts = np.bincount(capped)
    end = 0
    for length in np.flatnonzero(counts).tolist():
        begin, end = end, end + int(counts[length])
        yield order[begin:end], length


def _as_bytes(records: Records) -> Objects:
    return records.astype(object)


def repeated(records: Records) -> tuple[npt.NDArray[np.bool_], Ints]:
    """Which records to make an object of, and for every record which of those objects is its own.

    Equal records meet in one slot of a hash table; records that differ and meet all the same stay apart.
    """
    count, words = len(records), -(-records.itemsize // 8)
    padded = np.zeros((count, words * 8), np.uint8)
    padded[:, : records.itemsize] = records.view(np.uint8).reshape(count, -1)
    columns = padded.view(np.uint64).T
    mixed = np.zeros(count, np.uint64)
    for column in columns:
        mixed = (mixed ^ column) * _ODD
    bits = count.bit_length() + 1
    slot = (mixed >> np.uint64(64 - bits)).astype(np.int64)
    every = np.arange(count)
    table = np.zeros(1 << bits, np.int64)
    table[slot] = every
    like = table[slot]
    for column in columns:
        like = np.where(column == column[like], like, every)
    own = like == every
    return own, (np.cumsum(own) - 1)[like]


def _as_texts(records: Records, decode: Callable[[bytes], str], width: int) -> Objects:
    """Decoded all at once with a NUL after each, and split there."""
    count, units = len(records), records.itemsize // width
    ended = np.zeros((count, units + 1), f"<u{width}")
    ended[:, :units] = records.view(np.uint8).reshape(count, -1)[:, : units * width].copy().view(f"<u{width}")
    if np.count_nonzero(ended) == count * units:
        texts = decode(ended.tobytes()).split("\0")[:-1]
    else:  # some name holds a NUL itself
        texts = list(map(decode, records.tolist()))
    return np.fromiter(texts, object, count)


def _narrow(data: bytes) -> str:
    return data.decode("latin-1")


def _slices(whole: bytes, start: Places, size: Ints) -> Iterator[bytes]:
    """Row by row, a few thousand at a time, so that the numbers stay in the cache."""
    end = start + size
    for first in range(0, len(start), _SLICES):
        rows = slice(first, first + _SLICES)
        yield from [whole[a:b] for a, b in zip(start[rows].tolist(), end[rows].tolist(), strict=True)]
