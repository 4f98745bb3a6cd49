"""The hash that guards the entries of a transaction log.

Marvin32, the hash of strings in the open source .NET runtime, with the seed that M. Suhanov's "Windows registry file
format specification" gives for log entries.
"""

from __future__ import annotations

import sys
from array import array
from itertools import chain
from typing import Final

SEED: Final = 0x82EF4D887A4E55C5

_MASK: Final = 0xFFFFFFFF


def marvin32(data: bytes) -> int:
    """The 64-bit hash of ``data``: the second half of the state above the first."""
    whole = len(data) // 4 * 4
    words = array("I", data[:whole])
    if sys.byteorder == "big":
        words.byteswap()
    last = int.from_bytes(data[whole:] + b"\x80", "little")
    low, high = SEED & _MASK, SEED >> 32
    for word in chain(words, (last, 0)):
        low = low + word & _MASK
        high ^= low
        low = ((low << 20 | low >> 12) + high) & _MASK
        high = (high << 9 | high >> 23) & _MASK ^ low
        low = ((low << 27 | low >> 5) + high) & _MASK
        high = (high << 19 | high >> 13) & _MASK
    return high << 32 | low
