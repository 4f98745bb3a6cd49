"""Event Log Processor: what the replay writes down, and the article's eight steps it is written under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from hivetool.cluster.model import Fact
from hivetool.cluster.semantics import Basis


class Component(StrEnum):
    """Who acts, by the article's names."""

    CLUSTER_SERVICE = "ClusterService"
    RHS = "RHS"
    RESOURCE_DLL = "ResourceDLL"
    RCM = "RCM"
    FAILOVER_MANAGER = "FailoverManager"
    NODE_MANAGER = "NodeManager"
    MEMBERSHIP = "Membership"
    DATABASE_MANAGER = "DatabaseManager"
    VMMS = "VMMS"
    EVENT_LOG = "EventLog"


class Action(StrEnum):
    """What changes something in the cluster; the words are those of scenario files."""

    ONLINE = "online"
    OFFLINE = "offline"
    TERMINATE = "terminate"
    RESTART = "restart"
    FAIL = "fail"
    FAILOVER = "failover"
    FAILBACK = "failback"
    MOVE = "move"
    ARBITRATE = "arbitrate"
    RHS_RESTART = "rhs-restart"
    SEPARATE_MONITOR = "separate-monitor"
    GIVE_UP = "give-up"
    QUEUE = "queue"
    QUORUM_LOST = "quorum-lost"
    NODE_DOWN = "node-down"
    NODE_UP = "node-up"


_OF_RESOURCE, _MOVE_OF_GROUP = "{action} {resource} on {node}", "{action} {group} to {target}"
_OF_GROUP, _OF_NODE = "{action} {group} on {node}", "{action} {node}"
_FORMS: Mapping[Action, str] = MappingProxyType(
    {
        Action.ONLINE: _OF_RESOURCE,
        Action.OFFLINE: _OF_RESOURCE,
        Action.TERMINATE: _OF_RESOURCE,
        Action.RESTART: _OF_RESOURCE,
        Action.FAIL: _OF_RESOURCE,
        Action.ARBITRATE: _OF_RESOURCE,
        Action.SEPARATE_MONITOR: _OF_RESOURCE,
        Action.FAILOVER: _MOVE_OF_GROUP,
        Action.FAILBACK: _MOVE_OF_GROUP,
        Action.MOVE: _MOVE_OF_GROUP,
        Action.GIVE_UP: _OF_GROUP,
        Action.QUEUE: _OF_GROUP,
        Action.RHS_RESTART: _OF_NODE,
        Action.NODE_DOWN: _OF_NODE,
        Action.NODE_UP: _OF_NODE,
        Action.QUORUM_LOST: "{action}",
    }
)


class Step(StrEnum):
    """The eight steps of the article's failover process, in its own two numberings."""

    ASK = "1"
    HAND_OVER = "2"
    REPORT = "3"
    COMPARE = "10"
    START_FAILOVER = "F1"
    TARGET = "F2"
    TARGET_ONLINE = "F3"
    NO_FAILOVER = "F4"


STEPS: Mapping[Step, str] = MappingProxyType(
    {
        Step.ASK: "the IsAlive interval expires: Cluster Service asks RHS for the status",
        Step.HAND_OVER: "RHS reads HKLM\\Cluster and hands GUID and PersistentState to the resource DLL",
        Step.REPORT: "the resource DLL makes its own check and reports one of six statuses",
        Step.COMPARE: "RHS compares the report with what is recorded and acts on a difference",
        Step.START_FAILOVER: "the resource has failed: the Failover Manager starts, the Node Manager lists the nodes",
        Step.TARGET: "the target's Failover Manager hands GUIDs and PersistentState to its RHS",
        Step.TARGET_ONLINE: "the resource DLL brings the resources online on the target; VMMS is told",
        Step.NO_FAILOVER: "the resource came online within a few attempts: no failover",
    }
)
"""What happens in each step; F1 to F4 are the steps 1 to 4 of the article's second list."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stored value that a step rests on: path and value name, the bytes, and the offset, line or row."""

    path: str
    value: str
    data: bytes
    offset: int | None = None
    line: int | None = None
    row: int | None = None

    @classmethod
    def of(cls, fact: Fact | None) -> tuple[Evidence, ...]:
        """The evidence a fact is, nothing for a default."""
        if fact is None:
            return ()
        at = fact.at
        return (cls(at.path or "", at.value or "", fact.data, at.offset, at.line, at.row),)


@dataclass(frozen=True, slots=True)
class Citation:
    """A row of a decision table: its id, what it rests on, and where that is written."""

    id: str
    basis: Basis
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceEntry:
    """One thing that happened. Names are labels as shown; ``at_ms`` is simulated time.

    ``text`` is a sentence without its subject. An entry with an ``action`` changes something; one with a ``decision``
    was decided by a row of a table.
    """

    at_ms: int
    component: Component
    text: str
    step: Step | None = None
    action: Action | None = None
    resource: str | None = None
    group: str | None = None
    node: str | None = None
    target: str | None = None
    decision: Citation | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def subject(self) -> str:
        """The resource, group or node the entry is about."""
        return self.resource or self.group or self.node or "cluster"

    @property
    def action_string(self) -> str:
        """The action as scenario files write it, ``""`` if the entry is none."""
        if self.action is None:
            return ""
        return _FORMS[self.action].format(
            action=self.action, resource=self.resource, group=self.group, node=self.node, target=self.target
        )
