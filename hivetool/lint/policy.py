"""What follows a failure: settings of all virtual machines at once, and the failback of groups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hivetool.cluster.facts import Content
from hivetool.cluster.in_force import InForce
from hivetool.cluster.model import VIRTUAL_MACHINE, ClusterObject, Group
from hivetool.hive.upcase import upcase

from .fixes import words
from .subject import Subject

RESTART_SETTINGS = ("RestartAction", "RestartThreshold", "RestartPeriod", "RestartDelay", "RetryPeriodOnFailure")
"""What a resource does after a failure, before its group fails over."""

HOURS_OF_WINDOW = 6
"""The length of a failback window that is proposed: a night."""


@dataclass(frozen=True, slots=True)
class Failback:
    """What a group says of failback: hours are local, 0 to 23, None for one that is not set (or is no hour)."""

    group: Group
    allowed: bool
    preferred: tuple[str, ...]
    start: int | None
    end: int | None

    @property
    def has_window(self) -> bool:
        """Both hours are set, and to different ones (MSCS groups-failbackwindowstart)."""
        return self.start is not None and self.end is not None and self.start != self.end


def of_machines(subject: Subject, name: str) -> Iterator[tuple[ClusterObject, InForce]]:
    """Every Virtual Machine resource with what is in force of a property of the own key."""
    types = subject.database.collections["resource"].type_names
    wanted = {each for each in {*types} if upcase(each) == upcase(VIRTUAL_MACHINE)}
    for kind, pair in zip(types, subject.each("resource", name), strict=True):
        if kind in wanted:
            yield pair


def failbacks(subject: Subject) -> Iterator[Failback]:
    """What each group says of failback, for those that say anything."""
    groups = subject.database.groups
    if not groups:
        return
    preferred = subject.database.collections["group"].every("PreferredOwners")
    columns = [
        [found.number if found.origin == "group" else None for found in subject.settings("group", name)]
        for name in ("AutoFailbackType", "FailbackWindowStart", "FailbackWindowEnd")
    ]
    for group, owners, allowed, start, end in zip(groups, preferred, *columns, strict=True):
        if (allowed, start, end) != (None, None, None):
            yield Failback(group, allowed == 1, owners if isinstance(owners, tuple) else (), start, end)


def with_unit(found: InForce, value: Content | None) -> str:
    """A number as people say it: ``9000 ms``; ``nothing`` for what is stored nowhere and has no default."""
    if value is None:
        return "nothing"
    return f"{words(value)} {found.prop.unit}" if found.prop.unit else words(value)
