"""From a hive whose root is the cluster key to a :class:`Database`. Nothing here stops at bad values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from hivetool.hive.errors import Problem
from hivetool.hive.hive import Hive

from .model import Database
from .soundness import problems_of


@dataclass(frozen=True, eq=False)
class LoadResult:
    """The database, and what is wrong with it: found when somebody asks, all at once."""

    database: Database

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Wrong forms, references to nothing, names that occur twice, keys that are missing: each with its place."""
        return tuple(problems_of(self.database))


def load_cluster(hive: Hive) -> LoadResult:
    """The cluster of a hive whose root is the cluster key.

    Nothing is read yet. A value of a wrong type is not among an object's properties, but among what is unknown of it;
    a reference to something that does not exist leads nowhere; missing keys are empty. All of it is a problem.
    """
    return LoadResult(Database(hive))
