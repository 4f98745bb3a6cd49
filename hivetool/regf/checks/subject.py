"""What the checks look at: a file that was read, its cells, and its records gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hivetool.hive.columns import Columns
from hivetool.hive.spans import Bools, Ints, Names
from hivetool.regf.cell_walk import CellWalk, walk_cells
from hivetool.regf.claims import Claim
from hivetool.regf.layout import KEY_NODE, KEY_VALUE
from hivetool.regf.old_cells import LAST_MINOR
from hivetool.regf.reader import Survey
from hivetool.regf.write_names import StoredNames, stored_names

Records = npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class Subject:
    """``keys`` are the records of the hive's rows, in their order; the names as they are stored."""

    survey: Survey
    cells: CellWalk
    keys: Records
    key_names: StoredNames
    value_names: StoredNames

    @classmethod
    def of(cls, survey: Survey) -> Subject:
        """The subject made of a survey."""
        columns, window = survey.hive.columns, survey.window
        return cls(
            survey,
            walk_cells(window, survey.ends),
            window.records(KEY_NODE, columns.keys.place),
            stored_names(columns.keys.name, columns.buffers),
            stored_names(columns.values.name, columns.buffers),
        )

    @property
    def columns(self) -> Columns:
        """The rows of the hive."""
        return self.survey.hive.columns

    @property
    def values(self) -> Records:
        """The records of the hive's values, in their order: gathered anew, for they may be as large as the file."""
        return self.survey.window.records(KEY_VALUE, self.columns.values.place)

    def claims(self, *kinds: str) -> Claim:
        """The records of these kinds that are in use."""
        return self.survey.claims.of(*kinds)

    def oddly_stored(self, spans: Names, names: StoredNames) -> Bools:
        """Which names have half a character, or two bytes a character where one would do and the version knows it."""
        long = ~names.wide & (self.survey.base.minor_version > LAST_MINOR)
        odd: Bools = spans.wide & (spans.size > 0) & (long | (spans.size % 2 == 1))
        return odd


def largest(sizes: Ints, groups: Ints, count: int) -> Ints:
    """The largest size in each of ``count`` groups, 0 for a group without any; ``groups`` ascend."""
    found = np.zeros(count, np.int64)
    np.maximum.at(found, groups, sizes)
    return found
