"""Security descriptors: one cell for all keys that share one, with their number, in a ring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from hivetool.hive.columns import KeyRows
from hivetool.hive.spans import Ints, Spans, joined

from . import layout, structs
from .constants import CELL_HEADER_SIZE
from .write_bins import CellGroup
from .write_bytes import Block, blank, place, put

DEFAULT_DESCRIPTOR: Final = bytes.fromhex(
    "01000480 70000000 80000000 00000000 14000000"  # where owner and group are, no SACL, where the DACL is
    "02005c00 04000000"  # a DACL of four entries that subkeys inherit
    "00021400 3f000f00 010100000000000512000000"  # SYSTEM: all access
    "00021800 3f000f00 01020000000000052000000020020000"  # administrators: all access
    "00021400 19000200 010100000000000100000000"  # everyone: read
    "00021400 19000200 01010000000000050c000000"  # restricted code: read
    "01020000000000052000000020020000"  # owner: administrators
    "01020000000000052000000020020000"  # group: administrators
)
"""Of a key without a descriptor: O:BAG:BAD:(A;CI;KA;;;SY)(A;CI;KA;;;BA)(A;CI;KR;;;WD)(A;CI;KR;;;RC).

It is the one that offreg.dll gives the root of a new hive. Self-relative form: [MS-DTYP] 2.4.6.
"""


@dataclass(frozen=True, eq=False)
class Descriptors:
    """The distinct descriptors of a hive, in the order of the first key that has each.

    ``of_key`` is the number of each key's descriptor, ``first_key`` the first key of each descriptor.
    """

    data: tuple[bytes, ...]
    of_key: Ints
    first_key: Ints

    def cells(self) -> CellGroup:
        """One cell a descriptor, beside the first key that has it."""
        fixed = layout.KEY_SECURITY.itemsize - CELL_HEADER_SIZE
        return CellGroup(self.first_key, fixed + np.array([len(one) for one in self.data], np.int64))

    def write(self, block: Block, at: Ints) -> None:
        """The cells at their offsets, each linked to the one before and after it."""
        descriptors, start, size = joined(self.data)
        records = blank(layout.KEY_SECURITY, _EMPTY, len(at))
        records["flink"] = np.roll(at, -1)
        records["blink"] = np.roll(at, 1)
        records["reference_count"] = np.bincount(self.of_key, minlength=len(at))
        records["security_descriptor_size"] = size
        put(block, at, records)
        place(block, at + records.itemsize, Spans.build(start, size), (descriptors,))


_EMPTY = structs.KeySecurity.build({"flink": 0, "blink": 0, "reference_count": 0, "security_descriptor": b""})


def descriptors(keys: KeyRows, buffers: tuple[bytes, ...]) -> Descriptors:
    """The keys' descriptors, each bytes once; a key without one, or with an empty one, gets the default."""
    spans = keys.security
    begins, places = _runs(spans)
    numbers: dict[bytes, int] = {}
    known: dict[tuple[int, ...], int] = {}
    first_key: list[int] = []
    for key, place_of in zip(begins.tolist(), places, strict=True):
        if place_of not in known:
            data = spans.one(buffers, key) or DEFAULT_DESCRIPTOR
            if data not in numbers:
                first_key.append(key)
            known[place_of] = numbers.setdefault(data, len(numbers))
    of_run = np.array([known[place_of] for place_of in places], np.int64)
    of_key = np.repeat(of_run, np.diff(begins, append=len(spans)))
    return Descriptors(tuple(numbers), of_key, np.array(first_key, np.int64))


def _runs(spans: Spans) -> tuple[Ints, list[tuple[int, ...]]]:
    """Where runs of equal spans begin, and the buffer, start and size in each; nothing is (0, 0, 0)."""
    places = np.stack([spans.buffer, spans.start, np.maximum(spans.size, 0)])
    places[:, places[2] == 0] = 0
    begins = np.flatnonzero(np.append(True, (places[:, 1:] != places[:, :-1]).any(axis=0)))
    return begins, list(zip(*places[:, begins].tolist(), strict=True))
