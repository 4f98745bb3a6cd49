"""Chance without a generator: every number is a hash of the seed and of what it is for.

So what is chosen for one object does not depend on how many others there are, and no state is carried along.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

T = TypeVar("T")


def guid(*words: str | int) -> str:
    """The id of what the words name: lower case, without braces, with the marks of a random (version 4) GUID."""
    return str(UUID(bytes=_digest(words, 16), version=4))


def number(below: int, *words: str | int) -> int:
    """A number from 0 to ``below`` - 1."""
    return int.from_bytes(_digest(words, 8), "big") % below


def picked(choices: Sequence[T], *words: str | int) -> T:
    """One of the choices."""
    return choices[number(len(choices), *words)]


def chosen(count: int, share: float, *words: str | int) -> frozenset[int]:
    """Exactly this share (rounded) of the numbers from 0 to ``count`` - 1."""
    ranked = sorted(range(count), key=lambda item: _digest((*words, item), 8))
    return frozenset(ranked[: int(share * count + 0.5)])


def _digest(words: Sequence[str | int], size: int) -> bytes:
    return hashlib.blake2b("\0".join(map(str, words)).encode(), digest_size=size).digest()
