r"""Value lines as regedit writes them, recognized and read all at once.

Such a line has no blank and no backslash more than it needs: ``"name"="text"``, ``"name"=dword:0000000a``,
``"name"=hex:…`` or ``hex(7):…`` with two digits a byte and, if it goes on, lines that begin with two blanks. Whatever
else is legal, and all that is not, is left to :mod:`hivetool.regtext.scan`, which knows the whole grammar.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from hivetool.hive.decode import text_data
from hivetool.hive.pieces import text_pieces
from hivetool.hive.spans import Bools, Ints, joined
from hivetool.hive.types import ValueType

from .keyline import LONGEST_KEY_NAME, LONGEST_VALUE_NAME, ROOT_KEYS
from .lines import Lines, Units, runs
from .rows import DATA, TEXT

_QUOTE, _AT, _EQUALS, _BACKSLASH, _COMMA, _COLON, _BLANK = map(ord, '"@=\\,: ')
_OPEN, _CLOSE = map(ord, "()")
_BRACKET: Final = ord("]")
_USUAL = tuple(f"{root}\\" for root in ROOT_KEYS)
_DWORD = "dword:"
_HEX = "hex"
_NO_DIGIT: Final = 16


def _digits() -> npt.NDArray[np.uint8]:
    table = np.full(1 << 16, _NO_DIGIT, np.uint8)
    for number, digit in enumerate("0123456789abcdef"):
        table[ord(digit)] = table[ord(digit.upper())] = number
    table.flags.writeable = False
    return table


_DIGIT = _digits()
"""The number of a hex digit by its code unit; ``_NO_DIGIT`` for every other unit."""


@dataclass(frozen=True, eq=False)
class Plain:
    """The plain values of a block, by line: the row of the line, the name in units of the block, type and data.

    ``start`` and ``size`` of the data are bytes: in the block's units where ``buffer`` is ``TEXT``, else in ``data``.
    A name of no size is the default value's. ``closing`` are the units that end a text: they are to become its NUL.
    ``taken`` are all lines that belong to these values, ``last`` is the last line of each.
    """

    row: Ints
    name: Ints
    name_size: Ints
    kind: npt.NDArray[np.uint32]
    buffer: npt.NDArray[np.uint8]
    start: Ints
    size: Ints
    closing: Ints
    taken: Bools
    last: Ints
    data: bytes


@dataclass(frozen=True, eq=False)
class _Names:
    """Value lines whose left side is plain: row, name, and where the right side begins."""

    row: Ints
    name: Ints
    size: Ints
    value: Ints

    def take(self, rows: Ints | Bools) -> _Names:
        return _Names(self.row[rows], self.name[rows], self.size[rows], self.value[rows])


@dataclass(frozen=True, eq=False)
class _Part:
    """Values of one form: ``start`` and ``size`` as in :class:`Plain`, ``data`` that of this part alone."""

    names: _Names
    kind: npt.ArrayLike
    buffer: int
    start: Ints
    size: Ints
    data: bytes = b""


class _Marks:
    """Where the quotation marks and backslashes of a block are."""

    def __init__(self, units: Units) -> None:
        self.quotes = np.append(np.flatnonzero(units == _QUOTE), len(units))
        self.backslashes = np.flatnonzero(units == _BACKSLASH)

    def next_quote(self, places: Ints) -> Ints:
        """The first quotation mark behind each place where one stands."""
        return self.quotes[np.minimum(np.searchsorted(self.quotes, places) + 1, len(self.quotes) - 1)]

    def clean(self, begin: Ints, end: Ints) -> Bools:
        """Where no backslash stands from ``begin`` to before ``end``."""
        clean: Bools = np.searchsorted(self.backslashes, begin) == np.searchsorted(self.backslashes, end)
        return clean


def plain_keys(lines: Lines, rows: Ints) -> dict[int, str]:
    """The paths of those key lines that say no more than a path in its usual form, by row."""
    begin, end = lines.start[rows], lines.end[rows]
    sound = (end - begin > 2) & (end - begin <= LONGEST_KEY_NAME) & (lines.units[np.maximum(end - 1, 0)] == _BRACKET)
    rows, begin, end = rows[sound], begin[sound] + 1, end[sound] - 1
    paths = text_pieces(lines.data, 2 * begin, 2 * (end - begin), 2)
    found = zip(rows.tolist(), paths, strict=True)
    return {
        row: path for row, path in found if path.startswith(_USUAL) and "\\\\" not in path and not path.endswith("\\")
    }


def plain_values(lines: Lines, ansi: bool) -> Plain:
    """The plain values of a block. ``ansi``: text in hex is in a code page, and left to the scanner."""
    marks, heads = _Marks(lines.units), lines.heads()
    named = _names(lines, marks, heads)
    end = lines.end[named.row]
    first = lines.units[named.value]
    texts = named.take(first == _QUOTE)
    closing = marks.next_quote(texts.value)
    whole = closing == lines.end[texts.row] - 1
    texts, closing = texts.take(whole), closing[whole]
    clean = marks.clean(texts.value, closing)
    escaped = _escaped(lines, texts.take(~clean), closing[~clean])
    texts, closing = texts.take(clean), closing[clean]
    dwords, words = _dwords(lines, named.take((first == ord("d")) & (end - named.value == len(_DWORD) + 8)))
    hexed, kinds, start, size, last, taken, data = _hexes(lines, heads, named.take(first == ord("h")), ansi)
    parts = (
        _Part(texts, 1, TEXT, 2 * (texts.value + 1), 2 * (closing - texts.value)),
        _Part(dwords, 4, DATA, *_equal(len(words), 4), words.astype("<u4").tobytes()),
        escaped,
        _Part(hexed, kinds, DATA, start, size, data.tobytes()),
    )
    return _joined(parts, closing, taken, last)


def _names(lines: Lines, marks: _Marks, heads: Units) -> _Names:
    units = lines.units
    quoted = np.flatnonzero(heads == _QUOTE)
    begin = lines.start[quoted]
    close = marks.next_quote(begin)
    sound = (close + 2 < lines.end[quoted]) & (close - begin <= LONGEST_VALUE_NAME) & marks.clean(begin, close)
    quoted, begin, close = quoted[sound], begin[sound], close[sound]
    sound = units[close + 1] == _EQUALS
    with_name = _Names(quoted[sound], begin[sound] + 1, (close - begin)[sound] - 1, close[sound] + 2)
    default = np.flatnonzero((heads == _AT) & (lines.end - lines.start > 2))
    begin = lines.start[default]
    sound = units[np.minimum(begin + 1, len(units) - 1)] == _EQUALS
    default, begin = default[sound], begin[sound]
    none = np.zeros_like(default)
    row = np.concatenate([with_name.row, default])
    both = _Names(
        row,
        np.concatenate([with_name.name, none]),
        np.concatenate([with_name.size, none]),
        np.concatenate([with_name.value, begin + 2]),
    )
    return both.take(np.argsort(row, kind="stable")) if len(default) else both


def _literal(units: Units, at: Ints, word: str) -> Bools:
    """Where a word stands; callers see to it that there is room for it."""
    there = np.ones(len(at), np.bool_)
    for number, letter in enumerate(word):
        there &= units[at + number] == ord(letter)
    return there


def _dwords(lines: Lines, named: _Names) -> tuple[_Names, npt.NDArray[np.uint32]]:
    named = named.take(_literal(lines.units, named.value, _DWORD))
    numbers = np.zeros(len(named.row), np.uint32)
    sound = np.ones(len(named.row), np.bool_)
    for place in range(8):
        digit = _DIGIT[lines.units[named.value + len(_DWORD) + place]]
        sound &= digit < _NO_DIGIT
        numbers = numbers << np.uint32(4) | digit
    return named.take(sound), numbers[sound]


_Hexes = tuple[_Names, Ints, Ints, Ints, Ints, Bools, npt.NDArray[np.uint8]]


def _hexes(lines: Lines, heads: Units, named: _Names, ansi: bool) -> _Hexes:
    """The hex values, their types, where their data is in the bytes given last, their last lines, all they take."""
    units, count = lines.units, len(lines)
    named = named.take(lines.end[named.row] - named.value >= 7)
    named = named.take(_literal(units, named.value, _HEX))
    after = named.value + len(_HEX)
    bare = units[after] == _COLON
    kind = _DIGIT[units[after + 1]].astype(np.int64)
    typed = (units[after] == _OPEN) & (kind < _NO_DIGIT) & (units[after + 2] == _CLOSE) & (units[after + 3] == _COLON)
    kind = np.where(bare, int(ValueType.REG_BINARY), kind)
    known = bare | typed
    if ansi:
        known &= (kind != ValueType.REG_SZ) & (kind != ValueType.REG_EXPAND_SZ) & (kind != ValueType.REG_MULTI_SZ)
    named, kind, after, bare = named.take(known), kind[known], after[known], bare[known]

    more_rows = np.flatnonzero((heads == _BLANK) & (lines.end - lines.start > 3))
    indented = lines.start[more_rows]
    more_rows = more_rows[(units[indented + 1] == _BLANK) & (_DIGIT[units[indented + 2]] < _NO_DIGIT)]
    row = np.concatenate([named.row, more_rows])
    begin = np.concatenate([np.where(bare, after + 1, after + 4), lines.start[more_rows] + 2])
    order = np.argsort(row, kind="stable")
    row, begin = row[order], begin[order]
    sound, goes_on, first, size, data = _bytes(lines, row, begin)

    at = np.full(count + 1, -1, np.int64)
    at[row[sound]] = np.flatnonzero(sound)
    is_first = np.zeros(count + 1, np.bool_)
    is_first[named.row] = True
    going = np.zeros(count + 1, np.bool_)
    going[row[sound & goes_on]] = True
    stops = np.flatnonzero(~(going & ~is_first))
    last = np.where(going[named.row], stops[np.searchsorted(stops, named.row + 1)], named.row)
    whole = (at[named.row] >= 0) & (at[last] >= 0) & ((last == named.row) | ~is_first[last]) & ~going[last]
    named, kind, last = named.take(whole), kind[whole], last[whole]
    steps = np.zeros(count + 2, np.int64)
    np.add.at(steps, named.row, 1)
    np.add.at(steps, last + 1, -1)
    taken = np.cumsum(steps)[:count] > 0
    start = first[at[named.row]]
    return named, kind, start, first[at[last]] + size[at[last]] - start, last, taken, data


def _bytes(lines: Lines, row: Ints, begin: Ints) -> tuple[Bools, Bools, Ints, Ints, npt.NDArray[np.uint8]]:
    """The bytes of lines of hex: which are plain, which go on, and where the bytes of each are."""
    units = lines.units
    end = lines.end[row]
    goes_on = (end > begin) & (units[np.maximum(end - 1, 0)] == _BACKSLASH)
    length = end - goes_on - begin
    sound: Bools = np.where(goes_on, (length % 3 == 0) & (length > 0), (length == 0) | ((length + 1) % 3 == 0))
    size = np.where(sound, (length + 1) // 3, 0)
    places, first = runs(begin, size, 3)
    high, low = _DIGIT[units[places]], _DIGIT[units[places + 1]]
    wrong = (high == _NO_DIGIT) | (low == _NO_DIGIT)
    between = np.ones(len(places), np.bool_)
    final = (first + size - 1)[(size > 0) & ~goes_on]
    between[final] = False
    wrong |= between & (units[np.minimum(places + 2, len(units) - 1)] != _COMMA)
    filled = np.flatnonzero(size)
    if len(filled):
        sound[filled] &= ~np.logical_or.reduceat(wrong, first[filled])
    data: npt.NDArray[np.uint8] = (high << 4 | low).astype(np.uint8, copy=False)
    return sound, goes_on, first, size, data


def _escaped(lines: Lines, named: _Names, closing: Ints) -> _Part:
    r"""Texts in which every backslash is written as two, such as paths of files."""
    begin = named.value + 1
    texts = text_pieces(lines.data, 2 * begin, 2 * (closing - begin), 2)
    sound = np.array(["\\" not in text.replace("\\\\", "") for text in texts], np.bool_)
    kept = (text for text, good in zip(texts, sound.tolist(), strict=True) if good)
    data, start, size = joined([text_data(text.replace("\\\\", "\\")) for text in kept])
    return _Part(named.take(sound), 1, DATA, start, size, data)


def _equal(count: int, size: int) -> tuple[Ints, Ints]:
    return size * np.arange(count), np.full(count, size)


def _joined(parts: tuple[_Part, ...], closing: Ints, taken: Bools, hex_last: Ints) -> Plain:
    before, starts, data = 0, [], []
    for part in parts:
        starts.append(part.start + before)
        before += len(part.data)
        data.append(part.data)
    counts = [len(part.names.row) for part in parts]
    row = np.concatenate([part.names.row for part in parts])
    taken = taken.copy()
    taken[row] = True
    return Plain(
        row,
        np.concatenate([part.names.name for part in parts]),
        np.concatenate([part.names.size for part in parts]),
        np.concatenate([np.broadcast_to(part.kind, count) for part, count in zip(parts, counts, strict=True)]).astype(
            np.uint32
        ),
        np.repeat(np.array([part.buffer for part in parts], np.uint8), counts),
        np.concatenate(starts),
        np.concatenate([part.size for part in parts]),
        closing,
        taken,
        np.concatenate([row[: len(row) - len(hex_last)], hex_last]),
        b"".join(data),
    )
