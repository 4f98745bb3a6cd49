"""From a path to the object that it is of, so that what was found in the hive is said of somebody."""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import ClusterObject, Database
from hivetool.cluster.schema import FOLDERS, SINGLE
from hivetool.hive.errors import Problem
from hivetool.hive.upcase import upcase

from .subject import Subject


def whose(database: Database, path: str | None) -> ClusterObject | None:
    """The object whose key, or a key below it, is at the path; the cluster for the root, None for anything else."""
    if path is None:
        return None
    if not path:
        return database.cluster
    folder, _, below = path.partition("\\")
    if upcase(folder) == upcase(SINGLE["quorum"]):
        return database.quorum_key
    kind = next((kind for kind, name in FOLDERS.items() if upcase(name) == upcase(folder)), None)
    return database.find(kind, below.partition("\\")[0]) if kind is not None and below else None


def soundness(subject: Subject, *codes: str) -> Iterator[tuple[Problem, ClusterObject | None]]:
    """The problems of the cluster's soundness with these codes, each with the object it is of."""
    for problem in subject.problems:
        if problem.code in codes:
            yield problem, whose(subject.database, problem.at.path)
