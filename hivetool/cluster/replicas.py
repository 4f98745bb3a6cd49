"""Copies of one cluster's database: every node holds one, and one of them is the newest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from hivetool.hive.upcase import upcase

from .model import Database

_EPOCH = r"[0-9]{1,18}|[0-9]{4}/[0-9/]{3,6}-[0-9`:.]{5,18}_[0-9]+"
_TAG = re.compile(rf"(?P<next>{_EPOCH}):(?P<last>{_EPOCH}):(?P<sequence>[0-9]{{1,18}})")


class PaxosTag(NamedTuple):
    """How far a copy is (KB947713): the greater one is newer. An epoch is a number or, after a forced quorum, a time.

    A time counts as later than any number (inferred).
    """

    next_epoch: tuple[int, str]
    last_update_epoch: tuple[int, str]
    sequence: int


@dataclass(frozen=True, eq=False)
class Replica:
    """A copy: ``name`` says where it was found; ``written`` is the newest FILETIME of its keys, None without any."""

    name: str
    database: Database
    tag_text: str | None
    tag: PaxosTag | None
    written: int | None


@dataclass(frozen=True, eq=False)
class Replicas:
    """The copies of one cluster's database, newest first. ``identity`` is its ClusterInstanceID, else its name."""

    identity: str
    name: str
    copies: tuple[Replica, ...]

    @property
    def is_certain(self) -> bool:
        """Whether something tells that the first is the newest: its tag, or its time where neither has a tag."""
        return len(self.copies) < 2 or _age(self.copies[0]) > _age(self.copies[1])


def paxos_tag(text: str) -> PaxosTag | None:
    """``3:3:276`` or its form with times; None for anything else."""
    found = _TAG.fullmatch(text.strip())
    if found is None:
        return None
    return PaxosTag(_epoch(found["next"]), _epoch(found["last"]), int(found["sequence"]))


def _epoch(text: str) -> tuple[int, str]:
    return (0, text.rjust(20, "0")) if text.isdigit() else (1, text)


def replica(name: str, database: Database) -> Replica:
    """What is known of the age of a copy."""
    text = database.cluster.text("PaxosTag")
    times = database.hive.columns.keys.last_written
    newest = [int(time) for time in (times.max(initial=0),) if database.hive.root.last_written is not None and time]
    return Replica(name, database, text, paxos_tag(text) if text else None, newest[0] if newest else None)


def replicas(copies: Iterable[Replica]) -> tuple[Replicas, ...]:
    """The copies by cluster, in the order in which the clusters came."""
    found: dict[str, list[Replica]] = {}
    for each in copies:
        found.setdefault(upcase(_identity(each.database)), []).append(each)
    return tuple(
        Replicas(
            _identity(each[0].database),
            each[0].database.name or "(no name)",
            tuple(sorted(each, key=_age, reverse=True)),
        )
        for each in found.values()
    )


def _identity(database: Database) -> str:
    return database.cluster.text("ClusterInstanceID") or database.name or ""


def _age(copy: Replica) -> tuple[bool, PaxosTag, int]:
    lowest = PaxosTag((0, ""), (0, ""), 0)
    return copy.tag is not None, copy.tag or lowest, copy.written or 0
