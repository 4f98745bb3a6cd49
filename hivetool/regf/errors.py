"""What makes a primary file unreadable: one class a reason, each with the file offset where it shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from hivetool.hive.errors import HivetoolError, UnreadableInput
from hivetool.hive.location import Location


@dataclass(eq=False)
class UnreadableHive(UnreadableInput):
    """The base block or the root key cannot be read; ``why`` is the class's sentence without the place."""

    why: ClassVar[str] = "the hive cannot be read"

    reason: str = field(init=False)
    at: Location = field(default_factory=lambda: Location(offset=0))

    def __post_init__(self) -> None:
        self.reason = self.why.format(**self.__dict__)


@dataclass(eq=False)
class EmptyFile(UnreadableHive):
    """There is not a single byte."""

    why: ClassVar[str] = "the file is empty, a registry hive begins with a base block of 4096 bytes"


@dataclass(eq=False)
class WrongSignature(UnreadableHive):
    """The file does not begin as a hive does."""

    why: ClassVar[str] = "not a registry hive: the file begins with {actual!r}, not with b'regf'"

    actual: bytes = b""


@dataclass(eq=False)
class TruncatedBaseBlock(UnreadableHive):
    """The file ends within its base block."""

    why: ClassVar[str] = "the file ends within the base block: {size} bytes of 4096"

    size: int = 0


@dataclass(eq=False)
class IsTransactionLog(UnreadableHive):
    """The file is a transaction log, which is of use only together with its primary file."""

    why: ClassVar[str] = "a transaction log (file type {file_type}), not the primary file of a hive"

    file_type: int = 0


@dataclass(eq=False)
class RootOutside(UnreadableHive):
    """The root cell offset leads to no place a cell can be at."""

    why: ClassVar[str] = "the root cell offset 0x{actual:x} is not that of a cell in 0x{size:x} bytes of hive bins data"

    actual: int = 0
    size: int = 0


@dataclass(eq=False)
class NoRootKey(UnreadableHive):
    """There is no key node where the root cell should be."""

    why: ClassVar[str] = "the root cell holds no key node: it begins with {actual!r}, not with b'nk'"

    actual: bytes = b""


@dataclass(eq=False)
class RootCellTooSmall(UnreadableHive):
    """The root cell has a size no key node fits in."""

    why: ClassVar[str] = "the root cell of {size} bytes is too small for a key node"

    size: int = 0


@dataclass(eq=False)
class NoRecord(HivetoolError):
    """A record was asked for of what has none; ``kind`` is where the hive, key or value comes from instead."""

    sentence: ClassVar[str] = "only what was read from a regf file has a record there, this comes from: {kind}"

    kind: str
