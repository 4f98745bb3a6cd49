"""The bytes of a file as records at any offset: gathered in bulk, never one by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from hivetool.hive.spans import Ints


@dataclass(frozen=True, eq=False)
class Window:
    """A view of ``data``; callers see to it that what they ask for lies inside."""

    data: bytes
    _words: npt.NDArray[np.uint32] = field(init=False, repr=False)
    _every: dict[int, npt.NDArray[np.void]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_words", np.frombuffer(self.data, "<u4", len(self.data) // 4))

    def records(self, record: np.dtype[Any], at: Ints) -> npt.NDArray[Any]:
        """One record of this dtype from each file offset."""
        size = record.itemsize
        if len(self.data) < size or len(at) == 0:
            return np.zeros(0, record)
        every = self._every.get(size)
        if every is None:
            every = np.ndarray((len(self.data) - size + 1,), f"V{size}", self.data, strides=(1,))
            self._every[size] = every
        return every[at].view(record)

    def words(self, at: Ints) -> npt.NDArray[np.uint32]:
        """The 32-bit number at each file offset; the offsets are multiples of 4."""
        words: npt.NDArray[np.uint32] = self._words[at >> 2]
        return words
