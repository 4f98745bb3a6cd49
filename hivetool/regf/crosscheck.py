"""A second pair of eyes: python-registry reads what was written, and the tree it sees is held against the meant one.

python-registry shares no code and no declaration with this package, which is what makes it a witness. It is
asked below its known defects: its data reading branches on the type and is exact only for binary data, it
takes the lower twelve bits of a type for the whole, reads Latin-1 names as Windows-1252 and strict UTF-16,
and walks a list of lists by recursion. So every value claims to be binary, types and names come from its
field access, and the walk is done here. Offsets in this module are those of the records in M. Suhanov's
"Windows registry file format specification"; they are deliberately not taken from :mod:`hivetool.regf.structs`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from Registry import RegistryParse

from hivetool.hive.content import Content, ContentKey, ContentValue, Difference, KeyPath, content_of
from hivetool.hive.content import differences as content_differences
from hivetool.hive.errors import HivetoolError
from hivetool.hive.hive import Hive

MAX_DEPTH = 512
"""The most levels of keys below a root."""

_FOREIGN = (RegistryParse.RegistryException, struct.error, ValueError, IndexError, OverflowError, TypeError)


@dataclass(eq=False)
class SecondReadingFailed(HivetoolError):
    """python-registry cannot read the file to its end; ``offset`` is where the record in hand stands."""

    sentence: ClassVar[str] = "offset 0x{offset:x}: the second reader stops: {reason}"

    offset: int
    reason: str


def second_reading(data: bytes) -> Content:
    """The tree of a primary file (its transaction logs are not asked), in time linear in its size.

    Raises :class:`SecondReadingFailed` where python-registry gives up, and where a record is used twice,
    keys are deeper than 512 levels or more bytes are referred to than the file has.
    """
    return _Reader(data).read()


def differences(hive: Hive, data: bytes, limit: int = 20) -> tuple[Difference, ...]:
    """Where the tree in the file ``data`` is not that of ``hive``, see :func:`hivetool.hive.content.differences`.

    Raises :class:`SecondReadingFailed`.
    """
    return content_differences(content_of(hive), second_reading(data), limit)


class _ExactValue(RegistryParse.VKRecord):  # type: ignore[misc]  # python-registry is untyped
    """A value record whose raw data is as long as its size says, whatever its type."""

    def data_type(self) -> int:
        return int(RegistryParse.RegBin)

    def data_offset(self) -> int:
        """Only the flag tells where the data stands: without it even four bytes have a cell."""
        if self.raw_data_length() >= 0x80000000:
            return int(self.absolute_offset(0x8))
        return int(self.abs_offset_from_hbin_offset(self.unpack_dword(0x8)))


class _Reader:
    """One walk. ``_at`` is the record in hand, ``_seen`` the records met, ``_left`` how many bytes may follow."""

    def __init__(self, data: bytes) -> None:
        self._bytes = memoryview(data)  # slices of it cost nothing, however long a damaged cell claims to be
        self._at = 0
        self._seen: set[int] = set()
        self._left = len(data)

    def read(self) -> Content:
        keys: list[ContentKey] = []
        values: list[ContentValue] = []
        try:
            file = RegistryParse.REGFBlock(self._bytes, 0, False)
            self._bin = next(file.hbins())
            waiting: list[tuple[KeyPath, RegistryParse.NKRecord]] = [((), file.first_key())]
            while waiting:
                path, record = waiting.pop()
                keys.append(self._key(path, record))
                values.extend(self._values(path, record))
                waiting.extend(self._subkeys(path, record))
        except _FOREIGN as error:
            raise SecondReadingFailed(self._at, str(error)) from error
        return Content(tuple(keys), tuple(values))

    def _key(self, path: KeyPath, record: RegistryParse.NKRecord) -> ContentKey:
        self._enter(record)
        class_name = b""
        if record.has_classname():
            where = record.abs_offset_from_hbin_offset(record.unpack_dword(0x30))
            cell = RegistryParse.HBINCell(self._bytes, where, record)
            class_name = self._taken(cell.unpack_string(0x4, record.unpack_word(0x4A)))
        return ContentKey(path, record.unpack_qword(0x4), class_name)

    def _subkeys(
        self, path: KeyPath, record: RegistryParse.NKRecord
    ) -> Iterator[tuple[KeyPath, RegistryParse.NKRecord]]:
        if record.subkey_number() == 0:
            return
        self._require(len(path) < MAX_DEPTH, f"keys deeper than {MAX_DEPTH} levels")
        for leaf in self._leaves(record.subkey_list()):
            for found in leaf.keys():  # noqa: SIM118 (no mapping)
                # parented by the bin, or every step would climb the whole path to find it
                subkey = RegistryParse.NKRecord(self._bytes, found.offset(), self._bin)
                name = self._name(subkey.unpack_string(0x4C, subkey.unpack_word(0x48)), subkey)
                yield (*path, name), subkey

    def _leaves(self, subkeys: RegistryParse.SubkeyList) -> Iterator[RegistryParse.DirectSubkeyList]:
        if not isinstance(subkeys, RegistryParse.RIRecord):
            yield subkeys
            return
        for number in range(subkeys.unpack_word(0x2)):
            where = subkeys.abs_offset_from_hbin_offset(subkeys.unpack_dword(0x4 + 4 * number))
            self._at = where
            leaf = RegistryParse.HBINCell(self._bytes, where, subkeys).child()
            self._require(isinstance(leaf, RegistryParse.DirectSubkeyList), "no leaf in an index root")
            self._enter(leaf)
            yield leaf

    def _values(self, path: KeyPath, record: RegistryParse.NKRecord) -> Iterator[ContentValue]:
        if record.values_number() == 0:
            return
        for found in record.values_list().values():
            value = _ExactValue(self._bytes, found.offset(), found.parent())
            self._enter(value)
            name = self._name(value.unpack_string(0x14, value.unpack_word(0x2)), value)
            yield ContentValue(path, name, value.unpack_dword(0xC), self._data(value))

    def _data(self, value: _ExactValue) -> bytes:
        size = value.data_length()
        self._require(size <= self._left, "data longer than the file")
        data = self._taken(bytes(value.raw_data()))
        self._require(len(data) == size, "data ends early")
        return data

    def _name(self, stored: bytes, record: RegistryParse.NKRecord | _ExactValue) -> str:
        self._taken(stored)
        if record.has_ascii_name():
            return stored.decode("latin-1")
        return stored[: len(stored) // 2 * 2].decode("utf-16-le", "surrogatepass")

    def _enter(self, record: RegistryParse.Record) -> None:
        self._at = record.offset()
        self._require(self._at not in self._seen, "a record is used twice")
        self._seen.add(self._at)

    def _taken(self, data: bytes) -> bytes:
        self._left -= len(data)
        self._require(self._left >= 0, "more bytes are referred to than the file has")
        return data

    def _require(self, holds: bool, otherwise: str) -> None:
        if not holds:
            raise SecondReadingFailed(self._at, otherwise)
