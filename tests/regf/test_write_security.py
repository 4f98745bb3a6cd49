from __future__ import annotations

import struct

from hivetool.regf.reader import read_regf
from hivetool.regf.write_security import DEFAULT_DESCRIPTOR, Descriptors, descriptors
from hivetool.regf.writer import write_regf
from tests.shared import needs_shared, shared
from tests.trees import PlainKey, hive_of

from .hive_walk import walked

OTHER = b"another descriptor, whatever it says"


def found(*security: bytes | None) -> Descriptors:
    subkeys = tuple(PlainKey(f"{number}", security=one) for number, one in enumerate(security))
    hive = hive_of(PlainKey("root", subkeys=subkeys, security=OTHER))
    return descriptors(hive.columns.keys, hive.columns.buffers)


def test_equal_descriptors_are_shared_wherever_their_bytes_stand() -> None:
    shared = found(b"x" * 20, OTHER, b"x" * 20, bytes(20))
    assert shared.data == (OTHER, b"x" * 20, bytes(20))
    assert shared.of_key.tolist() == [0, 1, 0, 1, 2]
    assert shared.first_key.tolist() == [0, 1, 4]


def test_no_descriptor_and_an_empty_one_are_the_default() -> None:
    shared = found(None, b"", DEFAULT_DESCRIPTOR)
    assert shared.data == (OTHER, DEFAULT_DESCRIPTOR)
    assert shared.of_key.tolist() == [0, 1, 1, 1]


def test_cells_hold_the_fixed_part_and_the_descriptor() -> None:
    assert found().cells().content.tolist() == [20 + len(OTHER)]


def test_one_descriptor_is_a_ring_of_its_own() -> None:
    walk = walked(write_regf(hive_of(PlainKey("root", subkeys=(PlainKey("a"), PlainKey("b"))))))
    assert list(walk.security.values()) == [3]


def test_the_default_descriptor_says_what_its_words_say() -> None:
    """O:BAG:BAD:(A;CI;KA;;;SY)(A;CI;KA;;;BA)(A;CI;KR;;;WD)(A;CI;KR;;;RC), taken apart as [MS-DTYP] 2.4 has it."""
    data = DEFAULT_DESCRIPTOR
    assert len(data) == 144
    revision, zero, control, owner, group, sacl, dacl = struct.unpack_from("<BBHIIII", data)
    assert (revision, zero, control, sacl) == (1, 0, 0x8000 | 0x0004, 0)  # self-relative, DACL present
    administrators = b"\x01\x02\0\0\0\0\0\x05" + struct.pack("<II", 32, 544)
    assert data[owner:] == administrators * 2
    assert group == owner + 16
    revision, zero, size, count, zero_2 = struct.unpack_from("<BBHHH", data, dacl)
    assert (revision, zero, count, zero_2) == (2, 0, 4, 0)
    assert dacl + size == owner
    entries, at = [], dacl + 8
    for _ in range(count):
        kind, flags, size, mask = struct.unpack_from("<BBHI", data, at)
        entries.append((kind, flags, mask, data[at + 8 : at + size]))
        at += size
    assert at == owner
    all_access, read, container_inherit = 0xF003F, 0x20019, 2
    assert entries == [
        (0, container_inherit, all_access, b"\x01\x01\0\0\0\0\0\x05" + struct.pack("<I", 18)),
        (0, container_inherit, all_access, administrators),
        (0, container_inherit, read, b"\x01\x01\0\0\0\0\0\x01" + struct.pack("<I", 0)),
        (0, container_inherit, read, b"\x01\x01\0\0\0\0\0\x05" + struct.pack("<I", 12)),
    ]


@needs_shared
def test_the_default_descriptor_is_the_one_offreg_writes() -> None:
    written_by_offreg = (shared() / "corpus/hives/nt-hive/testdata/testhive").read_bytes()
    assert read_regf(written_by_offreg).root.security == DEFAULT_DESCRIPTOR
