"""HT001 for what no rule can look at: an input that cannot be read at all."""

from __future__ import annotations

from hivetool.hive.location import Location

from .finding import Finding
from .fixes import by_hand
from .selection import UNREADABLE

TITLE = "An input cannot be read as a hive, a .reg file or a listing"


def unreadable(file: str, reason: str, at: Location) -> Finding:
    """The finding that this input cannot be read, where and why."""
    return Finding(
        rule=UNREADABLE,
        title=TITLE,
        severity="error",
        message=f"it cannot be read: {reason}",
        file=file,
        kind="",
        id="",
        name="",
        key=at.path or "",
        value="",
        at=at,
        actual="",
        expected="a hive, a .reg file or a listing of reg query",
        fix=by_hand("export it again"),
    )
