"""A situation to replay, with every name already resolved to the objects of one database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal


class Status(StrEnum):
    """What a resource DLL answers: the article's six statuses, and no answer at all."""

    ONLINE = "Online"
    OFFLINE = "Offline"
    ONLINE_PENDING = "OnlinePending"
    OFFLINE_PENDING = "OfflinePending"
    FAILED = "Failed"
    STOPPED = "Stopped"
    NO_RESPONSE = "NoResponse"


class State(StrEnum):
    """The state of a resource as the cluster knows it (CLUSTER_RESOURCE_STATE)."""

    ONLINE = "Online"
    OFFLINE = "Offline"
    FAILED = "Failed"
    ONLINE_PENDING = "OnlinePending"
    OFFLINE_PENDING = "OfflinePending"


class NodeState(StrEnum):
    """What a node is; only a node that is up can take a group."""

    UP = "up"
    DOWN = "down"
    PAUSED = "paused"
    ISOLATED = "isolated"
    QUARANTINED = "quarantined"


class Outcome(StrEnum):
    """How a call of an Online or Offline function ends."""

    SUCCEEDS = "succeeds"
    FAILS = "fails"
    HANGS = "hangs"
    """pending and silent until PendingTimeout"""
    BLOCKS = "blocks"
    """the call never returns: the deadlock path"""


class Becomes(StrEnum):
    """What happens to a node."""

    DOWN = "down"
    """sudden death"""
    SHUTDOWN = "shutdown"
    """a clean stop: its groups move away first"""
    UP = "up"
    PAUSED = "paused"
    DRAINED = "drained"
    """paused, and its groups move away"""
    RESUMED = "resumed"
    ISOLATED = "isolated"
    QUARANTINED = "quarantined"


FUNCTION_NAMES: tuple[str, ...] = ("Open", "Close", "Online", "Offline", "Terminate", "IsAlive", "LooksAlive")
"""The cluster functions a resource DLL may have or lack."""


@dataclass(frozen=True, slots=True)
class DllScript:
    """How a resource's DLL behaves. Outcomes are one a call, the last repeats; times are in milliseconds.

    ``online_on`` (by node id) goes before ``online``. ``tells_vmms`` None: as the resource's type does.
    ``event_handle``: Online returned one, so that a failure is signalled and LooksAlive is never called.
    """

    online: tuple[Outcome, ...] = (Outcome.SUCCEEDS,)
    online_on: Mapping[str, tuple[Outcome, ...]] = field(default_factory=dict)
    online_takes_ms: int = 0
    offline: Outcome = Outcome.SUCCEEDS
    offline_takes_ms: int = 0
    lacks: frozenset[str] = frozenset()
    bits: Literal[32, 64] = 64
    tells_vmms: bool | None = None
    event_handle: bool = False


@dataclass(frozen=True, slots=True)
class Assume:
    """What no hive holds: node states, owners (group id -> node id), real states (resource id -> status) at 0.

    ``memory_mb`` is what a node (by its id) has, ``needs_mb`` what a group (by its id) needs.
    """

    nodes: Mapping[str, NodeState] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, Status] = field(default_factory=dict)
    starts_at: datetime | None = None
    memory_mb: Mapping[str, int] = field(default_factory=dict)
    needs_mb: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reports:
    """From now on the resource's DLL answers ``status`` to either check."""

    resource: str
    status: Status


@dataclass(frozen=True, slots=True)
class StoppedInside:
    """The resource was stopped by its application or its own manager, not by a cluster command."""

    resource: str


@dataclass(frozen=True, slots=True)
class FailsInside:
    """Something inside a virtual machine fails, and the machine's own manager reports it (events 1250 and 1255)."""

    resource: str


@dataclass(frozen=True, slots=True)
class RhsCrash:
    """An RHS process on this node crashes: the one that hosts the resource ``by``, else the shared one."""

    node: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """An administrator takes a resource or a whole group online or offline."""

    kind: Literal["resource", "group"]
    identity: str
    online: bool


@dataclass(frozen=True, slots=True)
class NodeBecomes:
    """Something happens to a node."""

    node: str
    becomes: Becomes


@dataclass(frozen=True, slots=True)
class Move:
    """An administrator moves a group. ``target`` None: to the best node. ``live``: without taking it offline."""

    group: str
    target: str | None
    live: bool = False


@dataclass(frozen=True, slots=True)
class ColdStart:
    """The whole cluster starts; nothing is online before."""


What = Reports | StoppedInside | FailsInside | RhsCrash | Command | NodeBecomes | Move | ColdStart


@dataclass(frozen=True, slots=True)
class Event:
    """``what`` happens at ``at_ms``, and every ``every_ms`` after that if given."""

    at_ms: int
    what: What
    every_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Expect:
    """What must come out. ``within_ms`` None: at the end. Keys of owner and state are ids."""

    owner: Mapping[str, str] = field(default_factory=dict)
    state: Mapping[str, State] = field(default_factory=dict)
    actions: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    quorum: bool | None = None
    within_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """One situation. ``dlls`` maps resource ids to scripts; a resource without one behaves as ``DllScript()``.

    ``semantics`` and ``overrides`` (words such as ``restart_window=fixed``) are the file's wishes; the caller's own
    semantics go before, and its overrides come after.
    """

    events: tuple[Event, ...] = ()
    assume: Assume = Assume()
    dlls: Mapping[str, DllScript] = field(default_factory=dict)
    expect: Expect | None = None
    until_ms: int | None = None
    semantics: str | None = None
    overrides: tuple[str, ...] = ()
