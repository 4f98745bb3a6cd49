"""The other databases of a run: copies of this cluster's, and other clusters'."""

from __future__ import annotations

from dataclasses import dataclass

from hivetool.cluster.replicas import Replica, Replicas, replica, replicas

from .subject import Subject


@dataclass(frozen=True, slots=True)
class Copies:
    """This database among the copies of its cluster: its own place, and the newest of them (perhaps itself)."""

    own: Replica
    newest: Replica
    count: int


def copies(subject: Subject) -> Copies | None:
    """The copies of the subject's cluster; None if there is only this one, or if nothing says which cluster it is."""
    for group in _clusters(subject):
        own = _in(group, subject)
        if own is not None:
            known = bool(group.identity) and len(group.copies) > 1
            return Copies(own, group.copies[0], len(group.copies)) if known else None
    return None


def others(subject: Subject) -> tuple[Subject, ...]:
    """The newest database of every other cluster that is known by an id or a name."""
    behind = {id(each.database): each for each in subject.copies}
    return tuple(
        behind[id(group.copies[0].database)]
        for group in _clusters(subject)
        if group.identity and _in(group, subject) is None
    )


def _clusters(subject: Subject) -> tuple[Replicas, ...]:
    """By the names of the files, so that of two copies of one age the same one is first for all."""
    every = sorted((subject, *subject.copies), key=lambda each: each.file)
    return replicas(replica(each.file, each.database) for each in every)


def _in(group: Replicas, subject: Subject) -> Replica | None:
    return next((each for each in group.copies if each.database is subject.database), None)
