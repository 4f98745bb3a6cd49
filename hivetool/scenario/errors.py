"""What can be wrong with a scenario."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hivetool.hive.errors import HivetoolError, UnreadableInput


@dataclass(eq=False)
class BadScenario(HivetoolError):
    """A field, value or combination that means nothing; ``where`` is its place, as ``event 2: at``."""

    sentence: ClassVar[str] = "{where}: {reason}"

    where: str
    reason: str


@dataclass(eq=False)
class BadToml(UnreadableInput):
    """A file that should be TOML and is none."""
