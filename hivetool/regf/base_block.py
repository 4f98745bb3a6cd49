"""The base block: whether a file is a hive at all, its version, where the root is and how far the bins reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from hivetool.hive.location import Location

from .constants import BASE_BLOCK_SIZE, CHECKSUM_OFFSET, HIVE_BIN_ALIGNMENT
from .errors import EmptyFile, IsTransactionLog, TruncatedBaseBlock, WrongSignature
from .faults import Fault, Faults
from .layout import BASE_BLOCK

_LOG_TYPES = frozenset({1, 2, 6})
_LOG_MARKS = frozenset({b"DIRT", b"HvLE"})
_LAST_MINOR = 6


@dataclass(frozen=True, slots=True)
class BaseBlock:
    """What the reading of a hive needs of its base block.

    ``root`` is the root cell offset as stored; ``end`` the file offset where the hive bins data should end, even
    if the file ends before it; ``sure`` is false where that cannot be relied on. ``written`` is a FILETIME, 0 for none.
    A hive is ``dirty``, that is Windows wants to apply its logs before use, when the sequence numbers differ or
    the checksum is wrong.
    """

    major_version: int
    minor_version: int
    root: int
    end: int
    sure: bool
    dirty: bool
    written: int

    @property
    def version(self) -> str:
        """As people write it: ``1.5``."""
        return f"{self.major_version}.{self.minor_version}"


def checksum(data: bytes) -> int:
    """The checksum a base block should hold: XOR of its first 127 words, save that 0 and -1 are not used."""
    words = np.frombuffer(data, "<u4", CHECKSUM_OFFSET // 4)
    total = int(np.bitwise_xor.reduce(words))
    return {0: 1, 0xFFFFFFFF: 0xFFFFFFFE}.get(total, total)


def is_dirty(data: bytes) -> bool:
    """Whether Windows would want the transaction logs of this primary file."""
    if len(data) < BASE_BLOCK_SIZE:
        return False
    fields = np.frombuffer(data, BASE_BLOCK, 1)[0]
    sound = fields["signature"] == b"regf" and checksum(data) == fields["checksum"]
    return not sound or bool(fields["primary_sequence_number"] != fields["secondary_sequence_number"])


def read_base_block(data: bytes, faults: Faults) -> BaseBlock:
    """Read the base block of a primary file.

    Raises :class:`EmptyFile`, :class:`WrongSignature`, :class:`IsTransactionLog` or :class:`TruncatedBaseBlock`;
    what can be survived goes to ``faults``.
    """
    _check_shape(data)
    fields = np.frombuffer(data, BASE_BLOCK, 1)[0]
    sound = _check_checksum(data, fields, faults)
    _check_version(fields, faults)
    primary, secondary = int(fields["primary_sequence_number"]), int(fields["secondary_sequence_number"])
    if primary != secondary:
        faults.add(Fault.DIRTY, _offset("secondary_sequence_number"), expected=str(primary), actual=str(secondary))
    end = _end(len(data), int(fields["hive_bins_data_size"]), faults)
    return BaseBlock(
        major_version=int(fields["major_version"]),
        minor_version=int(fields["minor_version"]),
        root=int(fields["root_cell_offset"]),
        end=end,
        sure=sound and end > BASE_BLOCK_SIZE,
        dirty=primary != secondary or not sound,
        written=int(fields["last_written_timestamp"]),
    )


def _check_shape(data: bytes) -> None:
    if not data:
        raise EmptyFile
    if data[:4] != b"regf":
        raise WrongSignature(actual=data[:4])
    file_type = int.from_bytes(data[28:32], "little")
    if file_type in _LOG_TYPES and (data[512:516] in _LOG_MARKS or len(data) < BASE_BLOCK_SIZE):
        raise IsTransactionLog(Location(offset=28), file_type)
    if len(data) < BASE_BLOCK_SIZE:
        raise TruncatedBaseBlock(Location(offset=len(data)), len(data))


def _check_checksum(data: bytes, fields: Any, faults: Faults) -> bool:
    expected, actual = checksum(data), int(fields["checksum"])
    if expected != actual:
        faults.add(Fault.CHECKSUM, CHECKSUM_OFFSET, expected=f"0x{expected:08x}", actual=f"0x{actual:08x}")
    return expected == actual


def _check_version(fields: Any, faults: Faults) -> None:
    major, minor = int(fields["major_version"]), int(fields["minor_version"])
    if major != 1 or minor > _LAST_MINOR:
        faults.add(Fault.VERSION, _offset("major_version"), expected="1.0 to 1.6", actual=f"{major}.{minor}")
    if fields["file_type"] != 0:
        faults.add(Fault.FILE_TYPE, _offset("file_type"), expected="0", actual=str(fields["file_type"]))


def _end(file_size: int, size: int, faults: Faults) -> int:
    """The file offset where the bins should end; the end of the base block if the size said cannot be."""
    end = BASE_BLOCK_SIZE + size
    if size == 0 or size % HIVE_BIN_ALIGNMENT:
        faults.add(Fault.BINS_SIZE, _offset("hive_bins_data_size"), expected="a multiple of 4096", actual=str(size))
        return BASE_BLOCK_SIZE
    if end > file_size:
        faults.add(Fault.TRUNCATED, file_size, expected=f"{end} bytes", actual=f"{file_size} bytes")
    return end


def _offset(field: str) -> int:
    assert BASE_BLOCK.fields is not None
    return BASE_BLOCK.fields[field][1]
