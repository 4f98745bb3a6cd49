"""Every property that hivetool reads, in one table: where it stands, its type, unit, range, default and source.

Sources: ``MSCS page`` is a page of Microsoft's Failover Cluster SDK documentation
(learn.microsoft.com/previous-versions/windows/desktop/mscs/page), ``MS-CMRP n`` a section of the open
specification of that name. Marks: ``documented`` by Microsoft, ``seen`` in real output or public scripts,
``inferred`` (the likeliest name, not confirmed on a real hive).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

UNSET = 0xFFFFFFFF
"""The DWORD that means "not set here": the resource type's value, the group's, or no limit."""

Kind = Literal["cluster", "node", "group", "resource", "resource type", "quorum", "dependency"]
Mark = Literal["documented", "seen", "inferred"]


class Form(StrEnum):
    """How a property is stored."""

    TEXT = "REG_SZ"
    TEXTS = "REG_MULTI_SZ"
    NUMBER = "REG_DWORD"


@dataclass(frozen=True, slots=True)
class Property:
    """One property of one kind of object. ``unset`` is a number that stands for "not stored"."""

    kind: Kind
    name: str
    form: Form
    meaning: str
    source: str
    mark: Mark = "documented"
    unit: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    default: int | None = None
    unset: int | None = None


_T, _TS, _N = Form.TEXT, Form.TEXTS, Form.NUMBER

PROPERTIES: tuple[Property, ...] = (
    Property("cluster", "ClusterName", _T, "name of the cluster", "TSSV2, FineBuild", "seen"),
    Property("cluster", "ClusterInstanceID", _T, "identity of the cluster", "WS2022 review", "seen"),
    Property("cluster", "ClusterFunctionalLevel", _N, "functional level", "MSCS clusters-clusterfunctionallevel"),
    Property("node", "NodeName", _T, "name of the node", "MSCS nodes-nodename"),
    Property(
        "node",
        "NodeWeight",
        _N,
        "votes the node may have",
        "MSCS nodes-nodeweight",
        minimum=0,
        maximum=1,
        default=1,
    ),
    Property("node", "Paused", _N, "1: paused", "MS-CMRP 3.1.1.6", "inferred", minimum=0, maximum=1, default=0),
    Property("group", "Name", _T, "name of the group", "MSCS groups-name"),
    Property("group", "Contains", _TS, "ids of the group's resources", "askcore, TSSV2", "seen"),
    Property("group", "PreferredOwners", _TS, "node ids, best first", "MS-CMRP 3.1.1.1.4", "inferred"),
    Property("group", "GroupType", _N, "kind of group (111: virtual machine)", "MSCS groups-grouptype"),
    Property(
        "group",
        "PersistentState",
        _N,
        "last commanded state, for resources without their own",
        "MSCS groups-persistentstate",
        minimum=0,
        maximum=1,
        default=0,
        unset=UNSET,
    ),
    Property(
        "group",
        "DefaultOwner",
        _N,
        "number of the node it was last activated on or moved to",
        "MSCS groups-defaultowner",
        unset=UNSET,
    ),
    Property(
        "group",
        "FailoverThreshold",
        _N,
        "failovers allowed per FailoverPeriod; not set: number of nodes - 1",
        "MSCS groups-failoverthreshold",
        minimum=0,
        unset=UNSET,
    ),
    Property(
        "group",
        "FailoverPeriod",
        _N,
        "window of FailoverThreshold",
        "MSCS groups-failoverperiod",
        unit="hours",
        minimum=0,
        maximum=1193,
        default=6,
    ),
    Property("group", "Description", _T, "comments", "MSCS groups-description"),
    Property(
        "group",
        "AutoFailbackType",
        _N,
        "1: failback is allowed",
        "MSCS groups-autofailbacktype",
        minimum=0,
        maximum=1,
        default=0,
    ),
    Property(
        "group",
        "FailbackWindowStart",
        _N,
        "hour of the day from which failback is allowed",
        "MSCS groups-failbackwindowstart",
        unit="hour",
        minimum=0,
        maximum=23,
        unset=UNSET,
    ),
    Property(
        "group",
        "FailbackWindowEnd",
        _N,
        "hour of the day until which failback is allowed",
        "MSCS groups-failbackwindowend",
        unit="hour",
        minimum=0,
        maximum=23,
        unset=UNSET,
    ),
    Property(
        "group",
        "Priority",
        _N,
        "0 no automatic start, 1000 low, 2000 medium, 3000 high",
        "MSCS groups-priority",
        minimum=0,
        maximum=3000,
        default=2000,
    ),
    Property(
        "group",
        "AntiAffinityClassNames",
        _TS,
        "groups that share one avoid each other",
        "MSCS groups-antiaffinityclassnames",
    ),
    Property("resource", "Description", _T, "comments", "MSCS resources-description"),
    Property(
        "resource",
        "DeadlockTimeout",
        _N,
        "a call that takes longer means a deadlock",
        "MSCS deadlocktimeout",
        unit="ms",
        minimum=1000,
    ),
    Property("resource", "Name", _T, "name of the resource", "MSCS resources-name"),
    Property("resource", "Type", _T, "name of its resource type", "MSCS resources-type"),
    Property("resource", "PossibleOwners", _TS, "node ids; empty or absent: every node", "Commvault", "seen"),
    Property(
        "resource",
        "PersistentState",
        _N,
        "last commanded state: 1 online, 0 offline; not set: the group's",
        "MS-CMRP 3.1.1.1.1, MSCS resources-persistentstate",
        minimum=0,
        maximum=1,
        unset=UNSET,
    ),
    Property(
        "resource",
        "SeparateMonitor",
        _N,
        "1: an RHS process of its own",
        "MSCS resources-separatemonitor",
        minimum=0,
        maximum=1,
        default=0,
    ),
    Property(
        "resource",
        "IsAlivePollInterval",
        _N,
        "time between two IsAlive checks; not set: the type's",
        "MSCS resources-isalivepollinterval",
        unit="ms",
        minimum=10,
        unset=UNSET,
    ),
    Property(
        "resource",
        "LooksAlivePollInterval",
        _N,
        "time between two LooksAlive checks; not set: the type's",
        "MSCS resources-looksalivepollinterval",
        unit="ms",
        minimum=10,
        unset=UNSET,
    ),
    Property(
        "resource",
        "PendingTimeout",
        _N,
        "longest silence of a pending resource",
        "MSCS resources-pendingtimeout",
        unit="ms",
        minimum=10,
    ),
    Property(
        "resource",
        "RestartAction",
        _N,
        "0 do not restart, 1 restart and stay, 2 restart, then fail over",
        "MSCS resources-restartaction",
        minimum=0,
        maximum=2,
    ),
    Property(
        "resource",
        "RestartThreshold",
        _N,
        "restarts allowed per RestartPeriod",
        "MSCS resources-restartthreshold",
        minimum=0,
    ),
    Property(
        "resource",
        "RestartPeriod",
        _N,
        "window of RestartThreshold",
        "MSCS resources-restartperiod",
        unit="ms",
        minimum=0,
    ),
    Property("resource", "RestartDelay", _N, "wait before a restart", "MSCS resources-restartdelay", unit="ms"),
    Property(
        "resource",
        "RetryPeriodOnFailure",
        _N,
        "how long a failed resource rests before it is tried again; not set: for ever",
        "MSCS resources-retryperiodonfailure",
        unit="ms",
        default=3_600_000,
        unset=UNSET,
    ),
    Property("resource type", "Name", _T, "display name", "MSCS resource-types-name"),
    Property("resource type", "DllName", _T, "the resource DLL", "MSCS resource-types-dllname"),
    Property(
        "resource type",
        "IsAlivePollInterval",
        _N,
        "time between two IsAlive checks",
        "MSCS resource-types-isalivepollinterval",
        unit="ms",
        minimum=1,
        unset=UNSET,
    ),
    Property(
        "resource type",
        "LooksAlivePollInterval",
        _N,
        "time between two LooksAlive checks",
        "MSCS resource-types-looksalivepollinterval",
        unit="ms",
        minimum=1,
        unset=UNSET,
    ),
    Property(
        "resource type",
        "PendingTimeout",
        _N,
        "longest silence of a pending resource",
        "MSCS pendingtimeout",
        unit="ms",
        minimum=10,
    ),
    Property("quorum", "Resource", _T, "id of the witness resource; empty: none", "ExBPA", "seen"),
    Property("quorum", "Path", _T, "path of the quorum log", "ExBPA", "seen"),
    Property("dependency", "dependent", _T, "id of the dependent resource", "TSSV2", "seen"),
)


def _by_kind() -> MappingProxyType[Kind, MappingProxyType[str, Property]]:
    table: dict[Kind, dict[str, Property]] = {}
    for prop in PROPERTIES:
        table.setdefault(prop.kind, {})[prop.name] = prop
    return MappingProxyType({kind: MappingProxyType(props) for kind, props in table.items()})


SCHEMA = _by_kind()
"""Kind of object -> property name -> :class:`Property`."""
