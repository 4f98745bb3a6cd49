"""Ways to spoil the bytes of a sound hive, for the examples of rules that no text can show."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

_ROOT_CELL, _KEY_NODE = 36, 4
_SUBKEYS, _SECURITY = 28, 44
_BINS, _SEQUENCE, _CHECKSUM = 4096, 8, 508
"""Offsets of the format: in the base block, in a cell, in a key node (M. Suhanov, "Windows registry file format
specification")."""


def poked(hive: bytes, offset: int, data: bytes) -> bytes:
    """The hive with other bytes at an offset."""
    return hive[:offset] + data + hive[offset + len(data) :]


def number_at(hive: bytes, offset: int) -> int:
    """The number of four bytes at an offset."""
    return int.from_bytes(hive[offset : offset + 4], "little")


def root_field(hive: bytes, field: int) -> int:
    """The file offset of a field of the root key's node."""
    return _BINS + number_at(hive, _ROOT_CELL) + _KEY_NODE + field


def subkeys_field(hive: bytes) -> int:
    """The file offset of the field that says where the list of the root key's subkeys is."""
    return root_field(hive, _SUBKEYS)


def pointed_at(hive: bytes, field: int) -> int:
    """The file offset of the record in the cell that a field leads to."""
    return _BINS + number_at(hive, field) + _KEY_NODE


def root_security(hive: bytes) -> int:
    """The file offset of the root key's security item."""
    return pointed_at(hive, root_field(hive, _SECURITY))


def dirty(hive: bytes) -> bytes:
    """The hive as it is while its last write has not reached it: the sequence numbers differ, the checksum is right."""
    from hivetool.regf.base_block import checksum

    started = poked(hive, _SEQUENCE, (number_at(hive, _SEQUENCE) ^ 1).to_bytes(4, "little"))
    return poked(started, _CHECKSUM, checksum(started).to_bytes(4, "little"))


def together(files: Mapping[str, bytes]) -> bytes:
    """Files that lie beside each other, as a zip archive."""
    from zipfile import ZipFile, ZipInfo

    archive = BytesIO()
    with ZipFile(archive, "w") as members:
        for name, data in files.items():
            members.writestr(ZipInfo(name), data)
    return archive.getvalue()
