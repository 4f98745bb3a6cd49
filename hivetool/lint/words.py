"""Lists in messages."""

from __future__ import annotations

from collections.abc import Sequence

MOST = 3
"""So many are named; the others are counted."""


def few(names: Sequence[str]) -> str:
    """The first names of a list, and how many more there are."""
    more = len(names) - MOST
    named = ", ".join(names[:MOST])
    return f"{named} and {more} more" if more > 0 else named
