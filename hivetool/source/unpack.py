"""Compressed inputs in memory: gzip, xz, bzip2. What comes out is bounded before it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from hivetool.hive.location import Location

from .errors import CannotRead
from .files import LARGEST

MOST_TIMES: Final = 250
"""How many times its size a compressed file may unpack to. A hive of mostly empty bins packs a hundredfold."""

ALWAYS: Final = 64 << 20
"""Bytes that any compressed file may unpack to."""

MOST_STREAMS: Final = 1_000
"""Compressed streams one after the other; the usual file is one."""

_PIECE: Final = 1 << 20


def limit(packed: int) -> int:
    """How many bytes a compressed file or member of this size may unpack to."""
    return min(LARGEST, max(ALWAYS, MOST_TIMES * packed))


def unpacked(data: bytes, kind: str, name: str) -> bytes:
    """The content of a compressed file; ``kind`` is one of :data:`KINDS`.

    Raises :class:`CannotRead` for damaged data, and for data that unpacks to more than :func:`limit`.
    """
    parts, size, most = [], 0, limit(len(data))
    try:
        for part in _pieces(data, KINDS[kind]):
            parts.append(part)
            size += len(part)
            if size > most:
                raise CannotRead(f"it unpacks to more than {most:,} bytes, which no export does", input=name)
    except _errors() as error:
        at = Location(offset=0)
        reason = f"the {kind} data is damaged after {size:,} bytes were unpacked: {_said(error)}"
        raise CannotRead(reason, at, name) from error
    return b"".join(parts)


class _Gzip:
    """zlib's machine with the manners of those of lzma and bz2."""

    def __init__(self) -> None:
        import zlib

        self._machine = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)

    @property
    def eof(self) -> bool:
        return self._machine.eof

    @property
    def needs_input(self) -> bool:
        return not self._machine.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._machine.unused_data

    def decompress(self, data: bytes, most: int) -> bytes:
        return self._machine.decompress(self._machine.unconsumed_tail + data, most)


def _xz() -> Any:
    import lzma

    return lzma.LZMADecompressor(memlimit=256 << 20)


def _bzip2() -> Any:
    import bz2

    return bz2.BZ2Decompressor()


class Packer(NamedTuple):
    """What a compressed stream begins with, and a new machine that unpacks one."""

    mark: bytes
    machine: Callable[[], Any]


KINDS: Mapping[str, Packer] = MappingProxyType(
    {
        "gzip": Packer(b"\x1f\x8b", _Gzip),
        "xz": Packer(b"\xfd7zXZ", _xz),
        "bzip2": Packer(b"BZh", _bzip2),
    }
)
"""Kind of :data:`hivetool.source.sniff.SIGNATURES` -> how its content is had."""


def _pieces(data: bytes, packer: Packer) -> Iterator[bytes]:
    """The content of all streams; what follows the last of them is padding."""
    at = 0
    for _ in range(MOST_STREAMS):
        if not data.startswith(packer.mark, at):
            return
        machine = packer.machine()
        while not machine.eof:
            piece = data[at : at + _PIECE] if machine.needs_input else b""
            if machine.needs_input and not piece:
                raise EOFError("it ends too soon")
            at += len(piece)
            yield machine.decompress(piece, _PIECE)
        at -= len(machine.unused_data)
    raise ValueError(f"it has more than {MOST_STREAMS:,} streams")


def _errors() -> tuple[type[Exception], ...]:
    import lzma
    import zlib

    return (zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)


def _said(error: Exception) -> str:
    return str(error) or type(error).__name__
