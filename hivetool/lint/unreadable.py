"""HT001 for what no rule can look at: an input that cannot be read at all."""

from __future__ import annotations

from hivetool.hive.location import Location

from .finding import Finding
from .fixes import by_hand

UNREADABLE = "HT001"
"""The code of the finding."""

TITLE = "An input cannot be read as a hive, a .reg file or a listing"
WHY = "Nothing else can be trusted of a file that was cut off, or that is something else than its place says."


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
