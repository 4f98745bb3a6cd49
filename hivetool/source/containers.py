"""Zip archives and folders: their members by name, read one at a time when somebody wants them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from hivetool.hive.location import Location

from .errors import CannotRead
from .files import folder_files, read_head, read_input
from .unpack import limit

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

MOST_MEMBERS: Final = 10_000
"""Members of a zip or files of a folder that are looked at."""

BETWEEN: Final = "::"
"""What stands between the name of a container and that of a member."""

_PIECE: Final = 1 << 20


class Member(NamedTuple):
    """A file in a container: its name there, how to read its first bytes and how to read it whole.

    Both raise :class:`CannotRead`.
    """

    name: str
    head: Callable[[int], bytes]
    read: Callable[[], bytes]


def zip_members(data: bytes, name: str) -> tuple[Member, ...]:
    """The members of a zip archive. Raises :class:`CannotRead` if it is damaged or has too many."""
    import zipfile

    if data.count(b"PK\x01\x02") > MOST_MEMBERS:
        raise CannotRead(f"it has more than {MOST_MEMBERS:,} members", input=name)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        members = [info for info in archive.infolist() if not info.is_dir()]
    except _zip_errors() as error:
        raise CannotRead(f"the zip archive is damaged: {error}", Location(offset=0), name) from error
    return tuple(_zip_member(archive, info, name) for info in members)


def folder_members(path: str) -> tuple[Member, ...]:
    """The files in a folder and the folders below it. Raises :class:`CannotRead`."""
    names = folder_files(path, MOST_MEMBERS)
    return tuple(
        Member(
            short,
            lambda size, full=full: read_head(full, size),  # type: ignore[misc]
            lambda full=full: read_input(full).data,  # type: ignore[misc]
        )
        for short, full in names
    )


def _zip_member(archive: ZipFile, info: ZipInfo, name: str) -> Member:
    called = f"{name}{BETWEEN}{info.filename}"
    return Member(
        info.filename,
        lambda size: _zip_content(archive, info, called, lambda file: file.read(size)),
        lambda: _zip_content(archive, info, called, lambda file: _whole(file, info, called)),
    )


def _whole(file: IO[bytes], info: ZipInfo, name: str) -> bytes:
    most, parts, size = limit(info.compress_size), [], 0
    while part := file.read(_PIECE):
        parts.append(part)
        size += len(part)
        if size > most:
            raise CannotRead(f"it unpacks to more than {most:,} bytes, which no export does", input=name)
    return b"".join(parts)


def _zip_content(archive: ZipFile, info: ZipInfo, name: str, read: Callable[[IO[bytes]], bytes]) -> bytes:
    if info.flag_bits & 1:
        raise CannotRead("it is encrypted; unpack it first", input=name)
    try:
        with archive.open(info) as file:
            return read(file)
    except _zip_errors() as error:
        raise CannotRead(f"its data in the archive is damaged: {error}", input=name) from error


def _zip_errors() -> tuple[type[Exception], ...]:
    import lzma
    import zipfile
    import zlib

    return (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        zlib.error,
        lzma.LZMAError,
        NotImplementedError,
        EOFError,
        OSError,
        RuntimeError,
        ValueError,
        KeyError,
        IndexError,
        OverflowError,
    )


class Beside(NamedTuple):
    """The names of what lies beside a primary file: its transaction logs, and parts of a CLFS log."""

    logs: tuple[str, ...]
    clfs: tuple[str, ...]


LOG_SUFFIXES: Final = (".log", ".log1", ".log2")
CLFS_SUFFIXES: Final = (".blf", ".container", ".regtrans-ms")


def beside(own: str, names: Iterable[str]) -> Beside:
    """Which of ``names`` (of the same folder) belong to the primary file ``own``; case does not count."""
    mine = own.lower()
    known = sorted(name for name in names if name.lower().startswith(mine) and name != own)
    return Beside(
        tuple(name for name in known if name.lower()[len(mine) :] in LOG_SUFFIXES),
        tuple(name for name in known if name.lower().endswith(CLFS_SUFFIXES)),
    )
