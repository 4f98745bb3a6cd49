"""Durations in words: ``250ms``, ``5s``, ``15m``, ``2h``, ``1d``, or a bare number of milliseconds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import ClassVar

from hivetool.hive.errors import HivetoolError

UNITS: Mapping[str, int] = MappingProxyType({"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "": 1})
"""Milliseconds of each unit."""

LONGEST_MS = 400 * UNITS["d"]
"""No duration may be longer: more than a year is a slip of the pen."""

PATTERN = r"[0-9]{1,15}(?:\.[0-9]{1,6})?(?:ms|s|m|h|d)?"
_DURATION = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,6})?)(ms|s|m|h|d)?")


@dataclass(eq=False)
class BadDuration(HivetoolError):
    """A text that is no duration."""

    sentence: ClassVar[str] = "{text!r} is not a duration: write 250ms, 5s, 15m, 2h, 1d or a number of milliseconds"

    text: str


@dataclass(eq=False)
class TooLong(BadDuration):
    """A duration that is longer than any may be."""

    sentence: ClassVar[str] = "{text!r} is too long a duration: 400d at the most"


def duration_ms(text: str | int) -> int:
    """The duration in milliseconds. Raises :class:`BadDuration`, :class:`TooLong` among them."""
    found = _DURATION.fullmatch(str(text).strip()) if not isinstance(text, bool) else None
    if found is None:
        raise BadDuration(str(text))
    whole = Decimal(found[1]) * UNITS[found[2] or ""]
    if whole > LONGEST_MS:
        raise TooLong(str(text))
    if whole != int(whole):
        raise BadDuration(str(text))
    return int(whole)


def in_words(duration: int) -> str:
    """A duration as people write it: ``250 ms``, ``5 s``, ``2.5 s``, ``1 h 30 m``."""
    if duration < UNITS["s"]:
        return f"{duration} ms"
    if duration < UNITS["m"]:
        return f"{duration / 1000:.3f}".rstrip("0").rstrip(".") + " s"
    parts = []
    for unit in ("d", "h", "m", "s", "ms"):
        count, duration = divmod(duration, UNITS[unit])
        if count:
            parts.append(f"{count} {unit}")
    return " ".join(parts)
