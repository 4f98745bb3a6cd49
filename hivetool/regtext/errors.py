"""What makes a `.reg` file unreadable as a whole: one class a reason, each with the line where it shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from hivetool.hive.errors import UnreadableInput


@dataclass(eq=False)
class UnreadableText(UnreadableInput):
    """The bytes are no text in the encoding they are taken for."""


@dataclass(eq=False)
class NoHeader(UnreadableInput):
    """The first line is not ``Windows Registry Editor Version 5.00``."""


@dataclass(eq=False)
class NoKeyLine(UnreadableInput):
    """There is a header, but not one key line that can be read."""


@dataclass(eq=False)
class NoSuchRoot(UnreadableInput):
    """The key chosen as the root is not in the file; ``candidates`` are keys that are."""

    wanted: str = ""
    candidates: tuple[str, ...] = field(default=())
