"""What ends the reading of a table, and what a table cannot be written for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hivetool.hive.errors import HivetoolError, UnreadableInput
from hivetool.hive.location import Location


@dataclass(eq=False)
class BrokenJson(UnreadableInput):
    """The text is no JSON, is no text, or holds no key that can be read."""


@dataclass(eq=False)
class BrokenDatabase(UnreadableInput):
    """SQLite cannot read the bytes, finds them damaged, or they hold no key that can be read."""


@dataclass(eq=False)
class OtherContent(UnreadableInput):
    """JSON or an SQLite database, but not one that holds a hive; ``reason`` says what it is."""


@dataclass(eq=False)
class NoSqlite(HivetoolError):
    """This Python cannot hold an SQLite database in memory; ``reason`` is what it lacks."""

    sentence: ClassVar[str] = (
        "SQLite databases cannot be read or written with this Python: {reason}; "
        "use another Python, or JSON, which holds the same"
    )

    reason: str


@dataclass(eq=False)
class CannotHold(HivetoolError):
    """A hive that is too large for the format; ``reason`` is what does not fit."""

    sentence: ClassVar[str] = "{what} cannot hold this hive: {reason}"

    what: str
    reason: str


@dataclass(eq=False)
class TooDeep(HivetoolError):
    """A hive with keys deeper than Windows allows, which would not be read again; ``at`` is one of them."""

    sentence: ClassVar[str] = "{at}: cannot be written: more than {most} levels below the root"

    at: Location
    most: int
