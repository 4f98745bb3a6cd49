"""A slow, plain walk over a primary file that checks every invariant of one freshly written.

It knows the format by the offsets of M. Suhanov's specification and shares nothing with the package but the
table of capitals. Each broken invariant is an AssertionError.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from itertools import pairwise

from hivetool.hive.upcase import upcase

NOWHERE = 0xFFFFFFFF
HEADER = 4096


@dataclass
class Walk:
    """What was met: allocated cells (size by offset), and how often each was referred to."""

    data: bytes
    cells: dict[int, int] = field(default_factory=dict)
    free: dict[int, int] = field(default_factory=dict)
    used: dict[int, int] = field(default_factory=dict)
    security: dict[int, int] = field(default_factory=dict)
    keys: int = 0
    values: int = 0
    leaf_counts: list[int] = field(default_factory=list)

    def u16(self, offset: int) -> int:
        return int(struct.unpack_from("<H", self.data, HEADER + offset)[0])

    def u32(self, offset: int) -> int:
        return int(struct.unpack_from("<I", self.data, HEADER + offset)[0])

    def raw(self, offset: int, size: int) -> bytes:
        return self.data[HEADER + offset : HEADER + offset + size]

    def enter(self, offset: int, size: int) -> int:
        """Use an allocated cell for ``size`` bytes (which it holds, and no 8 more); where its content begins."""
        assert offset in self.cells, f"0x{offset:x} is no allocated cell"
        assert offset not in self.used, f"0x{offset:x} is used twice"
        self.used[offset] = size
        assert size + 4 <= self.cells[offset] < size + 4 + 8
        content = self.raw(offset + 4 + size, self.cells[offset] - 4 - size)
        assert not any(content), "the rest of a cell is zero"
        return offset + 4


def walked(data: bytes) -> Walk:
    """Walk the whole file."""
    walk = Walk(data)
    _check_base_block(data)
    _check_bins(walk)
    root = struct.unpack_from("<I", data, 36)[0]
    waiting = [(root, NOWHERE)]
    while waiting:
        node, parent = waiting.pop()
        waiting.extend((child, node) for child in _check_key(walk, node, parent))
    _check_security(walk)
    assert set(walk.used) == set(walk.cells), "every allocated cell is referred to"
    return walk


def _check_base_block(data: bytes) -> None:
    words = struct.unpack_from("<127I", data)
    assert data[:4] == b"regf"
    assert words[1] == words[2], "sequence numbers"
    assert words[5:9] == (1, 5, 0, 1), "version 1.5, a primary file, the direct memory format"
    assert words[10] == len(data) - HEADER
    assert words[10] % 4096 == 0
    assert words[11] == 1
    assert data[48:112] == bytes(64), "no file name"
    expected = 0
    for word in words:
        expected ^= word
    expected = {0: 1, NOWHERE: NOWHERE - 1}.get(expected, expected)
    assert struct.unpack_from("<I", data, 508) == (expected,)


def _check_bins(walk: Walk) -> None:
    offset, end = 0, len(walk.data) - HEADER
    while offset < end:
        assert walk.raw(offset, 4) == b"hbin"
        size = walk.u32(offset + 8)
        assert walk.u32(offset + 4) == offset
        assert size > 0
        assert size % 4096 == 0
        timestamp = walk.raw(offset + 20, 8)
        assert timestamp == (walk.data[12:20] if offset == 0 else bytes(8))
        assert walk.u32(offset + 28) == 0
        _check_cells(walk, offset, offset + size)
        offset += size
    assert offset == end


def _check_cells(walk: Walk, start: int, stop: int) -> None:
    offset, was_free = start + 32, False
    while offset < stop:
        size = struct.unpack_from("<i", walk.data, HEADER + offset)[0]
        assert size % 8 == 0
        assert abs(size) >= 8
        assert not (was_free and size > 0), "free cells side by side"
        was_free = size > 0
        (walk.free if was_free else walk.cells)[offset] = abs(size)
        if was_free:
            assert not any(walk.raw(offset + 4, size - 4)), "a free cell is zero"
        elif abs(size) > 4096 - 32:
            assert offset == start + 32, "a cell of several pages stands first in its bin"
        offset += abs(size)
    assert offset == stop


def _check_key(walk: Walk, node: int, parent: int) -> list[int]:
    name_size, class_size = walk.u16(node + 4 + 72), walk.u16(node + 4 + 74)
    at = walk.enter(node, 76 + name_size)
    walk.keys += 1
    assert walk.raw(at, 2) == b"nk"
    flags = walk.u16(at + 2)
    assert bool(flags & 0x04) == (parent == NOWHERE), "the root is the entry"
    assert parent != NOWHERE or flags & 0x2C in (0x2C, 0x0C)
    assert walk.u32(at + 16) == parent
    assert (walk.u32(at + 24), walk.u32(at + 32)) == (0, NOWHERE), "nothing volatile"
    name = _name(walk.raw(at + 76, name_size), bool(flags & 0x20))
    assert name
    assert "\\" not in name
    assert (walk.u32(at + 48) == NOWHERE) == (class_size == 0)
    if class_size:
        walk.enter(walk.u32(at + 48), class_size)
    security = walk.u32(at + 44)
    walk.security[security] = walk.security.get(security, 0) + 1
    children = _check_list(walk, walk.u32(at + 28), walk.u32(at + 20))
    assert walk.u16(at + 52) == max((2 * _units(_key_name(walk, child)) for child in children), default=0)
    assert walk.u32(at + 56) == max((walk.u16(child + 4 + 74) for child in children), default=0)
    _check_values(walk, at)
    return children


def _check_list(walk: Walk, offset: int, count: int) -> list[int]:
    assert (offset == NOWHERE) == (count == 0)
    if count == 0:
        return []
    leaves = [offset]
    if walk.raw(offset + 4, 2) == b"ri":
        number = walk.u16(offset + 6)
        at = walk.enter(offset, 4 + 4 * number)
        leaves = [walk.u32(at + 4 + 4 * i) for i in range(number)]
        assert number > 1
    children = [child for leaf in leaves for child in _check_leaf(walk, leaf)]
    assert len(children) == count
    sort_keys = [_sort_key(_key_name(walk, child)) for child in children]
    assert all(a < b for a, b in pairwise(sort_keys)), "ascending, none twice"
    return children


def _check_leaf(walk: Walk, offset: int) -> list[int]:
    number = walk.u16(offset + 6)
    at = walk.enter(offset, 4 + 8 * number)
    assert walk.raw(at, 2) == b"lh"
    assert 1 <= number <= 507
    walk.leaf_counts.append(number)
    children = [walk.u32(at + 4 + 8 * i) for i in range(number)]
    for i, child in enumerate(children):
        assert walk.u32(at + 8 + 8 * i) == _hash(_key_name(walk, child))
    return children


def _check_values(walk: Walk, key: int) -> None:
    count, offset = walk.u32(key + 36), walk.u32(key + 40)
    assert (offset == NOWHERE) == (count == 0)
    at = walk.enter(offset, 4 * count) if count else 0
    found = [_check_value(walk, walk.u32(at + 4 * i)) for i in range(count)]
    assert len({upcase(name) for name, _ in found}) == count
    assert walk.u32(key + 60) == max((2 * _units(name) for name, _ in found), default=0)
    assert walk.u32(key + 64) == max((size for _, size in found), default=0)


def _check_value(walk: Walk, offset: int) -> tuple[str, int]:
    """The value's name and how many bytes it has."""
    name_size = walk.u16(offset + 4 + 2)
    at = walk.enter(offset, 20 + name_size)
    walk.values += 1
    assert walk.raw(at, 2) == b"vk"
    size, data, flags = walk.u32(at + 4), walk.u32(at + 8), walk.u16(at + 16)
    name = _name(walk.raw(at + 20, name_size), bool(flags & 1))
    assert flags == int(name_size > 0 and flags & 1)
    if size & 0x80000000:
        size -= 0x80000000
        assert size <= 4
        assert data >> (8 * size) == 0, "what is not data is zero"
        return name, size
    assert size > 4
    if size <= 16344:
        walk.enter(data, size)
        return name, size
    at = walk.enter(data, 8)
    segments = walk.u16(at + 2)
    assert walk.raw(at, 2) == b"db"
    assert segments == (size + 16343) // 16344
    at = walk.enter(walk.u32(at + 4), 4 * segments)
    for number in range(segments):
        segment = walk.enter(walk.u32(at + 4 * number), 16348)
        held = min(16344, size - 16344 * number)
        assert not any(walk.raw(segment + held, 16348 - held)), "the rest of a segment is zero"
    return name, size


def _check_security(walk: Walk) -> None:
    """One ring of all security cells, each with the right number of keys and a descriptor of its own."""
    descriptors = set()
    for offset, count in walk.security.items():
        at = walk.enter(offset, 20 + walk.u32(offset + 4 + 16))
        assert walk.raw(at, 2) == b"sk"
        assert walk.u32(at + 12) == count
        assert walk.u32(walk.u32(at + 4) + 4 + 8) == offset, "the next one's previous one"
        descriptors.add(walk.raw(at + 20, walk.u32(at + 16)))
    assert len(descriptors) == len(walk.security)
    first = next(iter(walk.security))
    ring, here = {first}, walk.u32(first + 4 + 4)
    while here != first:
        assert here not in ring
        ring.add(here)
        here = walk.u32(here + 4 + 4)
    assert ring == set(walk.security)


def _key_name(walk: Walk, node: int) -> str:
    return _name(walk.raw(node + 4 + 76, walk.u16(node + 4 + 72)), bool(walk.u16(node + 4 + 2) & 0x20))


def _name(stored: bytes, compressed: bool) -> str:
    if compressed:
        return stored.decode("latin-1")
    name = stored.decode("utf-16-le", "surrogatepass")
    assert not name or max(map(ord, name)) > 0xFF, "a name that could be compressed"
    return name


def _units(name: str) -> int:
    return len(name.encode("utf-16-le", "surrogatepass")) // 2


def _sort_key(name: str) -> bytes:
    return upcase(name).encode("utf-16-be", "surrogatepass")


def _hash(name: str) -> int:
    hashed = 0
    upper = upcase(name).encode("utf-16-le", "surrogatepass")
    for (unit,) in struct.iter_unpack("<H", upper):
        hashed = (hashed * 37 + unit) % 2**32
    return hashed
