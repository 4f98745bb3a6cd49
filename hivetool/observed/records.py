"""What all formats come to: objects with properties, and what a property says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hivetool.hive.location import Location

SAYS = ("Value", "Name", "ToString", "value")
"""What stands for a nested object, the first that is there: the word of an enumeration, a name, the number.

``ConvertTo-Json`` writes an enumeration as ``{"value": 2, "Value": "Online"}``, and an owner as an object with a name.
"""

_LONGEST_NUMBER = 20


@dataclass(frozen=True, slots=True)
class Record:
    """One object of a file: its properties as the format has them, and the .NET types it says it is."""

    values: Mapping[str, Any]
    at: Location
    types: tuple[str, ...] = ()


def said(cell: Any) -> str | None:
    """A property as text: a nested object by what stands for it, a number in decimal; None where it says nothing."""
    if isinstance(cell, Mapping):
        cell = next((cell[name] for name in SAYS if _plain(cell.get(name))), None)
    return _plain(cell)


def _plain(cell: Any) -> str | None:
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, bool) or not isinstance(cell, int):
        return None
    return str(cell) if cell.bit_length() < 4 * _LONGEST_NUMBER else None
