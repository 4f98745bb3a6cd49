"""Text as UTF-16 code units, and where its lines are: what the bulk of a file is recognized in."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from hivetool.hive.decode import whole_units
from hivetool.hive.spans import Ints

from .decoding import codec_name, decoded, with_lf
from .faults import Fault, FaultList

Units = npt.NDArray[np.uint16]

CR, LF = 13, 10
_BRACKET: Final = ord("[")

BLOCK: Final = 1 << 19
"""About so many code units are in work at a time, so that what is made of them on the way stays small."""


def decoded_units(data: bytes, encoding: str | None, faults: FaultList) -> tuple[Units, str]:
    """The text of ``data`` as UTF-16 code units with the line ends it has, and its encoding; see
    :func:`hivetool.regtext.decoding.decoded`.

    UTF-16LE, which regedit writes, is looked at where it lies.
    """
    if not data.startswith(codecs.BOM_UTF16_LE):
        text = decoded(data, encoding, faults)
        return np.frombuffer(text.text.encode("utf-16-le", "surrogatepass"), "<u2"), text.encoding
    codec_name(encoding)
    units = np.frombuffer(data, "<u2", len(data) // 2)[1:]
    if len(data) % 2:
        tail = units[-(1 << 12) :].tobytes().decode("utf-16-le", "surrogatepass")
        last = with_lf(tail).rpartition("\n")[2]
        line = 1 + _line_ends(units)
        faults.add(Fault.ODD_SIZE, line, last, len(last))
    return units[1:] if len(units) and units[0] == 0xFEFF else units, "utf-16-le"


def _line_ends(units: Units) -> int:
    both = np.count_nonzero((units[:-1] == 13) & (units[1:] == 10))
    return int(np.count_nonzero(units == 13) + np.count_nonzero(units == 10) - both)


_LOOK_BACK: Final = 1 << 11


@dataclass(frozen=True, eq=False)
class Lines:
    """The lines of a piece of text: line i is ``units[start[i] : end[i]]``, numbered ``first + i`` in the file.

    ``base`` is where the piece begins in the whole text, in units.
    """

    units: Units
    start: Ints
    end: Ints
    base: int
    first: int

    def __len__(self) -> int:
        return len(self.start)

    def text(self, row: int) -> str:
        """One line, without its end."""
        return whole_units(self.data[2 * int(self.start[row]) : 2 * int(self.end[row])])

    @cached_property
    def data(self) -> bytes:
        """The units as bytes."""
        return self.units.tobytes()

    def heads(self) -> Units:
        """The first unit of each line, 0 for an empty one."""
        heads = np.zeros(len(self), np.uint16)
        filled = np.flatnonzero(self.end > self.start)
        heads[filled] = self.units[self.start[filled]]
        return heads


def blocks(units: Units) -> Iterator[Lines]:
    """The text in pieces that end before a key line; CR LF, LF and CR all end a line, the last may lack its end."""
    begin, number = 0, 1
    while begin < len(units) or begin == 0:
        end = _cut(units, begin)
        lines = _lines(units[begin:end], begin, number, last=end == len(units))
        yield lines
        begin, number = end, number + len(lines)
        if end == len(units):
            return


def _cut(units: Units, begin: int) -> int:
    """Where the next key line after a block begins; the end of the text if there is none."""
    at = begin + BLOCK
    while at < len(units):
        piece = units[at : at + BLOCK]
        for found in np.flatnonzero(piece == _BRACKET).tolist():
            if units[at + found - 1] in (CR, LF) and _settled(units, at + found):
                return at + int(found)
        at += BLOCK
    return len(units)


def _settled(units: Units, at: int) -> bool:
    """Whether the line before this one, blank lines aside, cannot be hex data that goes on behind it.

    Where that takes a closer look than this the answer is no.
    """
    before = whole_units(units[max(0, at - _LOOK_BACK) : at].tobytes()).rstrip("\r\n\t ")
    last = before[max(before.rfind("\n"), before.rfind("\r")) + 1 :].lstrip("\t ")
    if not last or len(last) >= _LOOK_BACK - 1 or last[0] not in '"@[':
        return False
    return last[0] == "[" or "\\" not in last or (last[-1] == '"' and ";" not in last)


def _lines(units: Units, base: int, first: int, last: bool) -> Lines:
    lf, cr = np.flatnonzero(units == LF), np.flatnonzero(units == CR)
    if len(cr):
        alone = lf[(lf == 0) | (units[lf - 1] != CR)]
        breaks = np.sort(np.concatenate([cr, alone])) if len(alone) else cr
        width = 1 + (units[np.minimum(breaks + 1, len(units) - 1)] == LF) * (units[breaks] == CR)
        width = np.where(breaks + 1 < len(units), width, 1)
    else:
        breaks, width = lf, np.ones(len(lf), np.int64)
    start = np.concatenate([[0], breaks + width])
    end = np.append(breaks, len(units))
    if not last:  # the text goes on with a line of its own
        start, end = start[:-1], end[:-1]
    return Lines(units, start.astype(np.int64), end.astype(np.int64), base, first)


def runs(start: Ints, count: Ints, step: int) -> tuple[Ints, Ints]:
    """The places ``start``, ``start + step``, … of many runs, one after the other, and where each run begins there."""
    ends = np.cumsum(count)
    first = ends - count
    total = int(ends[-1]) if len(ends) else 0
    places: npt.NDArray[Any] = np.repeat(start - step * first, count) + step * np.arange(total)
    return places, first
