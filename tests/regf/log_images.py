"""Small transaction logs made by hand, of both formats, with right hashes."""

from __future__ import annotations

import struct

from hivetool.regf import structs
from hivetool.regf.marvin32 import marvin32
from tests.regf.images import HEADER, base_block

SECTOR = 512
Page = tuple[int, bytes]
"""Where in the hive bins data, and what."""


def log_base(sequence: int, size: int, kind: int = 6, root: int = 32, **fields: int) -> bytes:
    """The first sector of a log."""
    numbers = {"primary_sequence_number": sequence, "secondary_sequence_number": sequence, "file_type": kind}
    return base_block(root, size, **(numbers | fields))[:SECTOR]


def entry(sequence: int, size: int, *pages: Page, flags: int = 0) -> bytes:
    """A log entry; ``size`` is that of the hive bins data."""
    references = b"".join(structs.DirtyPageReference.build({"offset": at, "size": len(data)}) for at, data in pages)
    rest = references + b"".join(data for _, data in pages)
    rest += bytes(-(40 + len(rest)) % SECTOR)
    header: bytes = structs.LogEntry.build(
        {
            "size": 40 + len(rest),
            "flags": flags,
            "sequence_number": sequence,
            "hive_bins_data_size": size,
            "dirty_pages_count": len(pages),
            "hash_1": marvin32(rest),
            "hash_2": 0,
        }
    )
    return header[:32] + struct.pack("<Q", marvin32(header[:32])) + rest


def new_log(first: int, size: int, *transactions: list[Page], root: int = 32) -> bytes:
    """A log of the new format whose entries are numbered from ``first`` on."""
    return log_base(first, size, root=root) + b"".join(
        entry((first + i) % (1 << 32), size, *pages) for i, pages in enumerate(transactions)
    )


def old_log(sequence: int, size: int, *pages: Page, root: int = 32, time: int = 0) -> bytes:
    """A log of the old format; pages are of 512 bytes, given in their order."""
    bits = bytearray(size // SECTOR // 8)
    for at, _ in pages:
        bits[at // SECTOR // 8] |= 1 << at // SECTOR % 8
    vector = b"DIRT" + bytes(bits)
    base = log_base(sequence, size, kind=1, root=root, last_written_timestamp=time)
    return base + vector + bytes(-len(vector) % SECTOR) + b"".join(data for _, data in pages)


def dirty(data: bytes, primary: int, secondary: int) -> bytes:
    """A primary file with these sequence numbers and a right checksum."""
    fields = structs.BaseBlock.parse(data[:HEADER])
    rest = {"primary_sequence_number": primary, "secondary_sequence_number": secondary}
    kept = {name: fields[name] for name in ("minor_version", "last_written_timestamp")}
    return base_block(fields.root_cell_offset, fields.hive_bins_data_size, **(kept | rest)) + data[HEADER:]
