"""The first line, which says what the file is."""

from __future__ import annotations

import re

from hivetool.hive.location import Location

from .errors import NoHeader
from .faults import snippet

HEADER = "Windows Registry Editor Version 5.00"

_EXPORT = r"on Windows: reg export HKLM\Cluster C:\Temp\%COMPUTERNAME%_Cluster.reg /y"

# What else a first line may be, in order; the first pattern that fits gives the reason.
_OTHERS = (
    (r"", "the first line is empty"),
    (
        r"REGEDIT4",
        f"the file is in the older format REGEDIT4; only version 5.00 is read so far, make such a file {_EXPORT}",
    ),
    (
        r"REGEDIT",
        f"the file is in the format of Windows 3.1; only version 5.00 is read, make such a file {_EXPORT}",
    ),
    (r"REGEDIT.*", "Windows imports nothing from a file whose first line is {actual}"),
    (r"(?i:windows registry editor version 5\.00)", "the header {actual} has capitals in the wrong places"),
    (r"Windows Registry Editor Version .*", "{actual} is not version 5.00, the only one there is"),
    (r"\[.*", "the header is missing, the file begins with {actual}"),
    (r".*", "not a .reg file, its first line is {actual}"),
)
_REASONS = tuple((re.compile(pattern, re.DOTALL), reason) for pattern, reason in _OTHERS)


def is_header(line: str) -> bool:
    """Whether the line is the header, with blanks around it or not; a byte order mark may stand before it."""
    return line.removeprefix("\ufeff").strip(" \t") == HEADER


def check_header(line: str) -> None:
    """Raise :class:`NoHeader`, with what the line is instead, unless it is the header."""
    if is_header(line):
        return
    bare = line[:200].strip(" \t")
    reason = next(reason for pattern, reason in _REASONS if pattern.fullmatch(bare))
    said = reason.format(actual=snippet(bare)) if "{actual}" in reason else reason
    raise NoHeader(f"{said}; the first line of a .reg file is {HEADER!r}", Location(line=1))
