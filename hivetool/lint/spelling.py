"""Names that are nearly the name of something known."""

from __future__ import annotations

from collections.abc import Iterable

LEAST = 6
"""Shorter names are too often near to each other by chance."""

LONG = 10
"""From this length on two slips are forgiven, below it one."""


def near(name: str, known: Iterable[str]) -> str | None:
    """The one known name that is a slip or two away, None if there is none or if several are as near.

    A slip is a character too many, too few or another one, or two neighbors in the wrong order. Names compare as they
    are: give them in upper case.
    """
    found = [(slips, other) for other in known if (slips := _slips(name, other, _forgiven(name, other))) is not None]
    least = min((slips for slips, _ in found), default=0)
    nearest = [other for slips, other in found if slips == least]
    return nearest[0] if least and len(nearest) == 1 else None


def _forgiven(name: str, other: str) -> int:
    shorter = min(len(name), len(other))
    most = 0 if shorter < LEAST else 1 if shorter < LONG else 2
    alike = abs(len(name) - len(other)) <= most and len({*name} ^ {*other}) <= 2 * most
    return most if alike else 0


def _slips(name: str, other: str, most: int) -> int | None:
    """How many slips lie between the names, None if they are more than ``most``."""
    while name and other and name[0] == other[0]:
        name, other = name[1:], other[1:]
    while name and other and name[-1] == other[-1]:
        name, other = name[:-1], other[:-1]
    if not name and not other:
        return 0
    if abs(len(name) - len(other)) > most or not most:
        return None
    without = [(name[1:], other), (name, other[1:]), (name[1:], other[1:])]
    if len(name) > 1 and name[:2] == other[1::-1]:
        without.append((name[2:], other[2:]))
    found = [slips for pair in without if (slips := _slips(*pair, most - 1)) is not None]
    return 1 + min(found) if found else None
