"""Ways to spoil the bytes of a sound hive, for the examples of rules that no text can show."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

_ROOT_CELL, _KEY_NODE = 36, 4
_WRITTEN, _SUBKEYS, _SECURITY = 4, 28, 44
_BINS, _SEQUENCE, _SAVED, _CHECKSUM = 4096, 8, 12, 508
"""Offsets of the format: in the base block, in a cell, in a key node (M. Suhanov, "Windows registry file format
specification")."""

_SID = bytes.fromhex("01020000 00000005 20000000")
_ADMINISTRATORS, _USERS = (number.to_bytes(4, "little") for number in (544, 545))
"""S-1-5-32 and what follows it ([MS-DTYP] 2.4.2)."""


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
    return _summed(poked(hive, _SEQUENCE, (number_at(hive, _SEQUENCE) ^ 1).to_bytes(4, "little")))


def saved_before(hive: bytes, saved: int, written: int) -> bytes:
    """The hive saved at one FILETIME, its root key written at another."""
    after = poked(hive, root_field(hive, _WRITTEN), written.to_bytes(8, "little"))
    return _summed(poked(after, _SAVED, saved.to_bytes(8, "little")))


def open_to_users(hive: bytes) -> bytes:
    """The hive with a root key on which the local users may do all that administrators may."""
    at = root_security(hive)
    return hive[:at] + hive[at:].replace(_SID + _ADMINISTRATORS, _SID + _USERS, 4)


def _summed(hive: bytes) -> bytes:
    from hivetool.regf.base_block import checksum

    return poked(hive, _CHECKSUM, checksum(hive).to_bytes(4, "little"))


def together(files: Mapping[str, bytes]) -> bytes:
    """Files that lie beside each other, as a zip archive."""
    from zipfile import ZipFile, ZipInfo

    archive = BytesIO()
    with ZipFile(archive, "w") as members:
        for name, data in files.items():
            members.writestr(ZipInfo(name), data)
    return archive.getvalue()
