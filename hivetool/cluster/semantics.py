"""The open points of the failover process, each with the value chosen, its basis and its source.

The article and Microsoft's documentation agree on the comparison and differ in details. A :class:`Semantics`
gathers one choice for every detail, so that a prediction can say what it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar, Generic, Literal, TypeVar

from hivetool.hive.errors import HivetoolError

T = TypeVar("T")


class Basis(StrEnum):
    """What a rule rests on."""

    STATED = "STATED"
    """the article says so"""
    DOCUMENTED = "DOCUMENTED"
    """Microsoft documents it; the article is silent"""
    ASSUMED = "ASSUMED"
    """neither says it; the likeliest reading was chosen"""


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """One decided point."""

    value: T
    basis: Basis
    source: str


TargetOnline = Literal["flagged", "all"]


@dataclass(frozen=True, slots=True)
class Semantics:
    """One reading of the failover process; every field is a point on which readings differ.

    Times are in milliseconds unless the name says otherwise. ``inherited_polls``: whether the two poll intervals
    of a resource type count by role (the shorter drives the article's IsAlive) or by name. ``target_online``:
    whether the target node brings online only what is flagged online, or everything.
    """

    name: str
    is_alive_ms: Choice[int]
    looks_alive_ms: Choice[int]
    inherited_polls: Choice[Literal["by role", "by name"]]
    restart_action: Choice[int]
    restart_threshold: Choice[int]
    restart_period_ms: Choice[int]
    restart_delay_ms: Choice[int]
    pending_timeout_ms: Choice[int]
    failover_period_hours: Choice[int]
    persistent_state: Choice[int]
    excludes_tried_nodes: Choice[bool]
    target_online: Choice[TargetOnline]


_TARGET_READINGS: Mapping[TargetOnline, str] = MappingProxyType(
    {
        "flagged": "article: the target's RHS lists the machines 'with its flag (Online or Offline)'",
        "all": "article: the target's RHS 'instructs the Resource DLL … to execute the VM Online function'",
    }
)

ARTICLE = Semantics(
    name="article",
    is_alive_ms=Choice(5000, Basis.STATED, "article: IsAlive is executed every 5 seconds by default"),
    looks_alive_ms=Choice(60000, Basis.STATED, "article: LooksAlive is executed every 60 seconds by default"),
    inherited_polls=Choice(
        "by role",
        Basis.ASSUMED,
        "the article's IsAlive is the quick check, which Microsoft's resource types store as LooksAlivePollInterval",
    ),
    restart_action=Choice(2, Basis.DOCUMENTED, "MSCS resources-restartaction: default 2"),
    restart_threshold=Choice(
        3, Basis.DOCUMENTED, "article: 'after a few attempts'; MSCS resources-restartthreshold: default 3"
    ),
    restart_period_ms=Choice(900_000, Basis.DOCUMENTED, "MSCS resources-restartperiod: default 900000"),
    restart_delay_ms=Choice(0, Basis.ASSUMED, "the article names no wait before a restart"),
    pending_timeout_ms=Choice(
        180_000,
        Basis.DOCUMENTED,
        "article: 'within the specified interval'; MSCS resources-pendingtimeout: 180000",
    ),
    failover_period_hours=Choice(6, Basis.DOCUMENTED, "MSCS groups-failoverperiod: default 6"),
    persistent_state=Choice(0, Basis.DOCUMENTED, "MSCS groups-persistentstate: own value, else the group's, else 0"),
    excludes_tried_nodes=Choice(
        True,
        Basis.ASSUMED,
        "a node where the group has already failed is tried again only when all others failed",
    ),
    target_online=Choice("flagged", Basis.ASSUMED, _TARGET_READINGS["flagged"]),
)

SEMANTICS: tuple[Semantics, ...] = (ARTICLE,)
"""The readings that can be replayed, the default first."""

PLANNED: frozenset[str] = frozenset({"windows"})
"""Names that are known but cannot be replayed by this version."""


@dataclass(eq=False)
class NoSuchSemantics(HivetoolError):
    """A name that is no semantics, or none that this version can replay."""

    sentence: ClassVar[str] = "semantics {name!r} {reason}"

    name: str
    reason: str


def semantics_named(name: str, target_online: TargetOnline | None = None) -> Semantics:
    """The semantics of this name, with the reading of what the target brings online if one is given.

    Raises :class:`NoSuchSemantics`.
    """
    for semantics in SEMANTICS:
        if semantics.name == name:
            if target_online is None:
                return semantics
            choice = Choice(target_online, Basis.ASSUMED, _TARGET_READINGS[target_online])
            return replace(semantics, target_online=choice)
    known = ", ".join(semantics.name for semantics in SEMANTICS)
    reason = "cannot be replayed by this version" if name in PLANNED else "does not exist"
    raise NoSuchSemantics(name, f"{reason}; there is: {known}")
