"""The one place that reads the disk. Inputs are read into memory whole, never mapped."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from typing import NamedTuple

from .errors import CannotRead

LARGEST = 4 << 30
"""Bytes of the largest input that is read. The largest cluster hives known have some tens of megabytes; offsets
in a hive have 32 bits."""

DEEPEST = 4
"""Levels of folders below a folder that are looked into."""

STANDARD_INPUT = "-"

_OTHER_FILES: tuple[tuple[Callable[[int], bool], str], ...] = (
    (stat.S_ISDIR, "it is a folder, not a file"),
    (stat.S_ISFIFO, "it is a named pipe; pipe its content in and give - as the input"),
    (stat.S_ISSOCK, "it is a socket, not a file"),
    (stat.S_ISBLK, "it is a device, give a copy of the file you want read"),
    (stat.S_ISCHR, "it is a device, give a copy of the file you want read"),
)


class Input(NamedTuple):
    """An input in memory and what to call it in messages."""

    name: str
    data: bytes


def read_input(source: str | os.PathLike[str] | bytes, name: str | None = None) -> Input:
    """The bytes of a file, or ``source`` itself if it is bytes: standard input belongs to the caller.

    Raises :class:`CannotRead` for what is missing, not permitted, no regular file or larger than ``LARGEST``.
    """
    if isinstance(source, bytes | bytearray | memoryview):
        return Input(name or "input", _small_enough(bytes(source), name or "input"))
    path = os.fspath(source)
    called = name or path
    if path == STANDARD_INPUT:
        raise CannotRead("standard input is read by the caller, who hands its bytes in", input=called)
    return Input(called, _small_enough(_read(path, called), called))


def _read(path: str, called: str, size: int = -1) -> bytes:
    try:
        _check_kind(os.stat(path), called)
        with open(path, "rb") as file:
            return file.read(size)
    except OSError as error:
        raise CannotRead(_said(error), input=called) from error
    except ValueError:
        raise CannotRead("no file can have this name", input=called) from None
    except MemoryError:
        raise CannotRead("it does not fit into memory", input=called) from None


def is_folder(source: str | os.PathLike[str] | bytes) -> bool:
    """Whether the input is a folder."""
    return not isinstance(source, bytes | bytearray | memoryview) and os.path.isdir(_path(source))


def exists(path: str) -> bool:
    """Whether there is anything of this name."""
    return os.path.lexists(_path(path))


def _path(source: str | os.PathLike[str]) -> str:
    path = os.fspath(source)
    return "" if "\0" in path else path


def read_head(path: str, size: int) -> bytes:
    """The first bytes of a file. Raises :class:`CannotRead`."""
    return _read(path, path, size)


def names_beside(path: str) -> tuple[str, tuple[str, ...]]:
    """The folder of a file, and the names of all files in it; none where it cannot be listed."""
    folder = os.path.dirname(path) or "."
    try:
        with os.scandir(folder) as found:
            return folder, tuple(sorted(entry.name for entry in found if entry.is_file()))
    except OSError:
        return folder, ()


def folder_files(path: str, most: int) -> tuple[tuple[str, str], ...]:
    """The regular files in a folder and up to ``DEEPEST`` levels below it, by name: name below it, whole path.

    Links to folders are not followed, links to files are. Raises :class:`CannotRead` for a folder that cannot be
    listed and for more than ``most`` files.
    """
    found: list[tuple[str, str]] = []
    waiting = [("", 0)]
    while waiting:
        below, depth = waiting.pop()
        try:
            with os.scandir(os.path.join(path, below)) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            if below:
                continue
            raise CannotRead(_said(error), input=path) from error
        for entry in listed:
            name = f"{below}/{entry.name}" if below else entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting += [(name, depth + 1)] * (depth < DEEPEST)
            elif entry.is_file():
                found.append((name, entry.path))
        if len(found) > most:
            raise CannotRead(f"it has more than {most:,} files; name one of them", input=path)
    return tuple(sorted(found))


def _check_kind(status: os.stat_result, name: str) -> None:
    for is_it, reason in _OTHER_FILES:
        if is_it(status.st_mode):
            raise CannotRead(reason, input=name)
    if status.st_size > LARGEST:
        raise CannotRead(_too_large(status.st_size), input=name)


def _small_enough(data: bytes, name: str) -> bytes:
    if len(data) > LARGEST:
        raise CannotRead(_too_large(len(data)), input=name)
    return data


def _too_large(size: int) -> str:
    return f"it is too large, {size:,} bytes of at most {LARGEST:,}"


def _said(error: OSError) -> str:
    known = next((words for kind, words in _OS_ERRORS if isinstance(error, kind)), None)
    return known or (error.strerror or type(error).__name__).lower()


_OS_ERRORS: tuple[tuple[type[OSError], str], ...] = (
    (FileNotFoundError, "there is no such file"),
    (NotADirectoryError, "there is no such file"),
    (PermissionError, "no permission to read it"),
)
