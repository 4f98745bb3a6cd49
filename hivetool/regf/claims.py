"""What a reading takes into use: which bytes, as what, for which key. The validator and the recovery build on it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from hivetool.hive.spans import Ints


@dataclass(frozen=True, eq=False)
class Claim:
    """Records of one kind: the file offset of each cell, the bytes in use from there, the row of the key concerned.

    A key node's ``key`` is the row of the key above it.
    """

    start: Ints
    size: Ints
    key: Ints


@dataclass(eq=False)
class Claims:
    """Filled while a file is read, in the order of reading."""

    _parts: dict[str, list[Claim]] = field(default_factory=dict)

    def add(self, what: str, start: Ints, size: Ints, key: Ints) -> None:
        """Note that ``size`` bytes from each ``start`` are in use as ``what`` (the record's name in messages)."""
        self._parts.setdefault(what, []).append(Claim(start, size, key))

    def kinds(self) -> tuple[str, ...]:
        """The names of the records found."""
        return tuple(self._parts)

    def of(self, *kinds: str) -> Claim:
        """All records of these kinds, of every kind if none is named."""
        parts = [part for kind in kinds or self.kinds() for part in self._parts.get(kind, [])]
        none = np.zeros(0, np.int64)
        return Claim(
            np.concatenate([none, *(part.start for part in parts)]),
            np.concatenate([none, *(part.size for part in parts)]),
            np.concatenate([none, *(part.key for part in parts)]),
        )
