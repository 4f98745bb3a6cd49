"""The first line, which says what the file is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from hivetool.hive.location import Location

from .errors import NoHeader
from .faults import snippet

HEADER = "Windows Registry Editor Version 5.00"
OLD_HEADER = "REGEDIT4"

VERSIONS: Mapping[str, str] = MappingProxyType({HEADER: "5.00", OLD_HEADER: "4"})
"""The headers that are read, and the version each stands for."""

_EXPORT = r"on Windows: reg export HKLM\Cluster C:\Temp\%COMPUTERNAME%_Cluster.reg /y"

# What else a first line may be, in order; the first pattern that fits gives the reason.
_OTHERS = (
    (r"", "the first line is empty"),
    (
        r"REGEDIT",
        f"the file is in the format of Windows 3.1; only version 5.00 and REGEDIT4 are read, make one {_EXPORT}",
    ),
    (r"REGEDIT.*", "Windows imports nothing from a file whose first line is {actual}"),
    (r"(?i:windows registry editor version 5\.00)", "the header {actual} has capitals in the wrong places"),
    (r"Windows Registry Editor Version .*", "{actual} is not version 5.00, the only one there is"),
    (r"\[.*", "the header is missing, the file begins with {actual}"),
    (r".*", "not a .reg file, its first line is {actual}"),
)
_REASONS = tuple((re.compile(pattern, re.DOTALL), reason) for pattern, reason in _OTHERS)


def is_header(line: str) -> bool:
    """Whether the line is a header, with blanks around it or not; a byte order mark may stand before it."""
    return _bare(line) in VERSIONS


def check_header(line: str) -> str:
    """The version that the header says. Raises :class:`NoHeader`, with what the line is instead, if it is none."""
    version = VERSIONS.get(_bare(line))
    if version is not None:
        return version
    bare = line[:200].strip(" \t")
    reason = next(reason for pattern, reason in _REASONS if pattern.fullmatch(bare))
    said = reason.format(actual=snippet(bare)) if "{actual}" in reason else reason
    raise NoHeader(f"{said}; the first line of a .reg file is {HEADER!r}", Location(line=1))


def _bare(line: str) -> str:
    return line.removeprefix("\ufeff").strip(" \t")
