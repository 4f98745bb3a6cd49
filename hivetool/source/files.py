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

STANDARD_INPUT = "-"

_OTHER_FILES: tuple[tuple[Callable[[int], bool], str], ...] = (
    (stat.S_ISDIR, "it is a folder, give the files in it"),
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
    try:
        _check_kind(os.stat(path), called)
        with open(path, "rb") as file:
            return Input(called, _small_enough(file.read(), called))
    except OSError as error:
        raise CannotRead(_said(error), input=called) from error
    except ValueError:
        raise CannotRead("no file can have this name", input=called) from None
    except MemoryError:
        raise CannotRead("it does not fit into memory", input=called) from None


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
