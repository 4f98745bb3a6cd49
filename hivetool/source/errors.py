"""Why an input cannot be used; every message begins with the input's name."""

from __future__ import annotations

from dataclasses import dataclass, field

from hivetool.hive.errors import HivetoolError, UnreadableInput
from hivetool.hive.location import Location

EXPORT = (
    r"make an export with: reg save HKLM\Cluster C:\Temp\%COMPUTERNAME%_Cluster.hiv /y"
    r"  or: reg export HKLM\Cluster C:\Temp\%COMPUTERNAME%_Cluster.reg /y"
)
"""What to do when no file fits."""


@dataclass(eq=False)
class InputError(UnreadableInput):
    """An input that cannot be read: ``FILE: offset 0x0: reason``. ``input`` is what the caller named it.

    Raised for the door's own error (then the ``__cause__``), so that the message says which file it was.
    """

    input: str = "input"

    def __str__(self) -> str:
        place = f"{self.at}: " if self.at.place or self.at.name else ""
        return f"{shown(self.input)}: {place}{self.reason}"


@dataclass(eq=False)
class CannotRead(InputError):
    """The file cannot be opened or is not one that is read: missing, a folder, a device, too large."""


@dataclass(eq=False)
class NotAHive(InputError):
    """The content is something else; ``kind`` is its name in :data:`hivetool.source.sniff.SIGNATURES`."""

    kind: str = ""


@dataclass(eq=False)
class NoSuchRoot(InputError):
    """The key chosen as the root is not in the hive; ``candidates`` are the keys right below its own root."""

    wanted: str = ""
    candidates: tuple[str, ...] = field(default=())


@dataclass(eq=False)
class SeveralHives(InputError):
    """An archive or a folder with more than one hive; ``candidates`` are the names to choose from."""

    candidates: tuple[str, ...] = field(default=())


@dataclass(eq=False)
class NotAClusterDatabase(HivetoolError):
    """A hive without a key that looks like HKLM\\Cluster; ``looks`` says what it looks like instead."""

    looks: str
    at: Location = field(default_factory=Location)

    def __str__(self) -> str:
        return f"{self.at.place}: " * bool(self.at.place) + f"not a cluster database: {self.looks}"


def shown(name: str) -> str:
    """A file's name as it may stand in one line of text: escaped if any character is not printable."""
    return name if name.isprintable() else ascii(name)
