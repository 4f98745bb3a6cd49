"""The open points of the failover process, each with the value chosen, its basis and its source.

The article and Microsoft's documentation agree on the comparison and differ in details. A :class:`Semantics`
gathers one choice for every detail, so that a prediction can say what it rests on.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Generic, Literal, TypeVar, get_args, get_origin, get_type_hints

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Semantics:
    """One reading of the failover process; every field is a point on which readings differ.

    Times are in milliseconds unless the name says otherwise. What a point means stands beside its type, see
    :func:`points`; :func:`overridden` changes some.
    """

    name: str
    quick_check: Annotated[Choice[Literal["IsAlive", "LooksAlive"]], "which of the two checks is the quick one"]
    is_alive_ms: Annotated[Choice[int], "IsAlivePollInterval where neither resource nor type stores one"]
    looks_alive_ms: Annotated[Choice[int], "LooksAlivePollInterval where neither resource nor type stores one"]
    inherited_polls: Annotated[
        Choice[Literal["by role", "by name"]],
        "whether the type's two intervals count by role (the shorter is the quick check's) or by name",
    ]
    polled: Annotated[Choice[Literal["every state", "online only"]], "which resources are polled"]
    timers: Annotated[Choice[Literal["from 0", "from coming online"]], "when the poll timers of a resource start"]
    poll_unit: Annotated[
        Choice[Literal["group", "resource"]], "one call for all resources of a group that are due, or each"
    ]
    quick_check_false: Annotated[
        Choice[Literal["decides", "asks the thorough check"]], "what follows when the quick check finds a difference"
    ]
    event_handle: Annotated[
        Choice[Literal["asks the thorough check", "terminates"]],
        "what follows when a resource DLL signals its event handle",
    ]
    restart_action: Annotated[Choice[int], "RestartAction where it is not stored"]
    restart_threshold: Annotated[Choice[int], "RestartThreshold where it is not stored"]
    restart_period_ms: Annotated[Choice[int], "RestartPeriod where it is not stored"]
    restart_delay_ms: Annotated[Choice[int], "RestartDelay where it is not stored"]
    restart_window: Annotated[
        Choice[Literal["sliding", "fixed"]],
        "whether restarts count within any RestartPeriod, or from the first one until the period is over",
    ]
    restart_counter: Annotated[Choice[Literal["fresh on each node", "kept"]], "what becomes of the count after a move"]
    terminates_failed: Annotated[Choice[bool], "whether a failed resource is terminated before anything else"]
    takes_dependents_down: Annotated[Choice[bool], "whether what depends on a failed resource goes offline with it"]
    retry: Annotated[
        Choice[Literal["new series", "one attempt", "none"]],
        "what is done when RetryPeriodOnFailure has passed since a resource was given up",
    ]
    retry_period_ms: Annotated[Choice[int], "RetryPeriodOnFailure where it is not stored"]
    embedded_failure_action: Annotated[Choice[int], "EmbeddedFailureAction where it is not stored"]
    pending_timeout_ms: Annotated[Choice[int], "PendingTimeout where it is not stored"]
    deadlock_timeout_ms: Annotated[Choice[int], "DeadlockTimeout where it is not stored"]
    rhs_crash: Annotated[
        Choice[Literal["stops answering", "restarts at once"]], "what an RHS process that is gone does"
    ]
    failover_period_hours: Annotated[Choice[int], "FailoverPeriod where it is not stored"]
    node_down_counts: Annotated[Choice[bool], "whether leaving a dead node counts towards FailoverThreshold"]
    move_counts: Annotated[Choice[bool], "whether a commanded move counts towards FailoverThreshold"]
    persistent_state: Annotated[Choice[int], "PersistentState where neither resource nor group stores one"]
    target: Annotated[
        Choice[Literal["first of the list", "next after the owner"]], "where the search for a node begins"
    ]
    excludes_tried_nodes: Annotated[Choice[bool], "whether a node where the group has failed is passed over"]
    no_preferred_list: Annotated[
        Choice[Literal["node id", "fewest groups", "random"]],
        "the order of the nodes that are no preferred owners, when a node is lost or the best one is asked for",
    ]
    seed: Annotated[Choice[int], "the seed of that order where it is random"]
    considers_capacity: Annotated[Choice[bool], "whether a node must have the memory that a group needs"]
    considers_sites: Annotated[Choice[bool], "whether nodes of the same site come first"]
    target_online: Annotated[Choice[TargetOnline], "what the target node brings online"]
    starts_at_once: Annotated[Choice[int], "virtual machines that may be starting on a node at one time"]
    replication: Annotated[
        Choice[Literal["late", "at once"]],
        "whether a value written less than one IsAlive interval before its node dies is lost on the others",
    ]
    vote_removed: Annotated[
        Choice[Literal["highest id", "lowest id"]],
        "whose vote dynamic quorum removes from an even number without LowerQuorumPriorityNodeID",
    ]
    resume_failback: Annotated[Choice[Literal["none", "immediate", "policy"]], "which groups return to a resumed node"]
    offline_of_failed: Annotated[Choice[Literal["succeeds", "refused"]], "what Offline does to a failed resource"]


_TARGET_READINGS: Mapping[TargetOnline, str] = MappingProxyType(
    {
        "flagged": "article: the target's RHS lists the machines 'with its flag (Online or Offline)'",
        "all": "article: the target's RHS 'instructs the Resource DLL … to execute the VM Online function'",
    }
)
_CMRP_MOVE = "MS-CMRP 3.1.4.2.52: each resource is taken to its persistent state on the destination"
_SILENT = "the article is silent"

ARTICLE = Semantics(
    name="article",
    quick_check=Choice("IsAlive", Basis.STATED, "article: 'IsAlive only checks the status', LooksAlive is thorough"),
    is_alive_ms=Choice(5000, Basis.STATED, "article: IsAlive is executed every 5 seconds by default"),
    looks_alive_ms=Choice(60000, Basis.STATED, "article: LooksAlive is executed every 60 seconds by default"),
    inherited_polls=Choice(
        "by role",
        Basis.ASSUMED,
        "the article's IsAlive is the quick check, which Microsoft's resource types store as LooksAlivePollInterval",
    ),
    polled=Choice("every state", Basis.STATED, "article: VM IsAlive is executed against all Virtual Machine resources"),
    timers=Choice("from 0", Basis.ASSUMED, "the article's interval belongs to the cluster, not to a resource's start"),
    poll_unit=Choice("group", Basis.STATED, "article: the checks are executed 'against the whole Cluster Group'"),
    quick_check_false=Choice("decides", Basis.STATED, "article: RHS 'depends on the results reported by IsAlive'"),
    event_handle=Choice(
        "asks the thorough check",
        Basis.ASSUMED,
        f"{_SILENT}; API PONLINE_ROUTINE: IsAlive at once, MSCS implementing-asynchronous-failure-detection: Terminate",
    ),
    restart_action=Choice(2, Basis.DOCUMENTED, "MSCS resources-restartaction: default 2"),
    restart_threshold=Choice(
        3, Basis.DOCUMENTED, "article: 'after a few attempts'; MSCS resources-restartthreshold: default 3"
    ),
    restart_period_ms=Choice(900_000, Basis.DOCUMENTED, "MSCS resources-restartperiod: default 900000"),
    restart_delay_ms=Choice(0, Basis.ASSUMED, "the article names no wait before a restart"),
    restart_window=Choice(
        "sliding", Basis.DOCUMENTED, "MSCS resources-restartthreshold: 'within any' interval; the page says both"
    ),
    restart_counter=Choice("fresh on each node", Basis.DOCUMENTED, "KB947712: one restart attempt on each node"),
    terminates_failed=Choice(False, Basis.ASSUMED, "the article's Restart is VM Online alone"),
    takes_dependents_down=Choice(
        True, Basis.DOCUMENTED, f"{_SILENT}; MS-CMRP 3.1.1.1.2: a dependent will not remain online"
    ),
    retry=Choice(
        "new series",
        Basis.DOCUMENTED,
        f"{_SILENT}; HELP-POL and KB947712: another series of restarts; MSCS resource-failure: one final attempt",
    ),
    retry_period_ms=Choice(3_600_000, Basis.DOCUMENTED, "MSCS resources-retryperiodonfailure: default 3600000"),
    embedded_failure_action=Choice(2, Basis.ASSUMED, "PS names 0, 1 and 2 and no default; 2 recovers"),
    pending_timeout_ms=Choice(
        180_000,
        Basis.DOCUMENTED,
        "article: 'within the specified interval'; MSCS resources-pendingtimeout: 180000",
    ),
    deadlock_timeout_ms=Choice(300_000, Basis.DOCUMENTED, "MSCS resources-deadlocktimeout: default 300000"),
    rhs_crash=Choice("stops answering", Basis.STATED, "article: all machines under the same process stop responding"),
    failover_period_hours=Choice(6, Basis.DOCUMENTED, "MSCS groups-failoverperiod: default 6"),
    node_down_counts=Choice(False, Basis.ASSUMED, "FailoverThreshold is about failures; not documented for nodes"),
    move_counts=Choice(False, Basis.ASSUMED, "a logged manual move neither raised nor cleared the count"),
    persistent_state=Choice(0, Basis.DOCUMENTED, "MSCS groups-persistentstate: own value, else the group's, else 0"),
    target=Choice("first of the list", Basis.STATED, "article: 'the first available node at the top of the list'"),
    excludes_tried_nodes=Choice(
        True,
        Basis.ASSUMED,
        "a node where the group has already failed is tried again only when all others failed",
    ),
    no_preferred_list=Choice("node id", Basis.DOCUMENTED, "KB299631: the remaining nodes by node id"),
    seed=Choice(0, Basis.ASSUMED, "a number of ours; the real order is not known"),
    considers_capacity=Choice(
        False, Basis.STATED, "article: 'Clustering doesn't get involved in deciding how much CPU and Memory'"
    ),
    considers_sites=Choice(False, Basis.ASSUMED, "the article knows no sites"),
    target_online=Choice("flagged", Basis.ASSUMED, _TARGET_READINGS["flagged"]),
    starts_at_once=Choice(32, Basis.DOCUMENTED, f"{_SILENT}; VMFP: at most 32 virtual machines are starting per node"),
    replication=Choice("late", Basis.STATED, "article: inconsistencies do not last longer than 5 seconds"),
    vote_removed=Choice("highest id", Basis.ASSUMED, "which vote is removed is not documented"),
    resume_failback=Choice("none", Basis.ASSUMED, "MS-CMRP 3.1.4.2.127: the caller says; none is taken here"),
    offline_of_failed=Choice(
        "succeeds",
        Basis.DOCUMENTED,
        "API OfflineClusterResource: success; MS-CMRP 3.1.4.2.19: 0x13AE, recorded all the same",
    ),
)

WINDOWS = replace(
    ARTICLE,
    name="windows",
    quick_check=Choice("LooksAlive", Basis.DOCUMENTED, "RHS-REC, MSCS resource-failure: LooksAlive is the quick check"),
    is_alive_ms=Choice(60000, Basis.DOCUMENTED, "MSCS resourcetypes-isalivepollinterval: default 60000"),
    looks_alive_ms=Choice(5000, Basis.DOCUMENTED, "MSCS resourcetypes-looksalivepollinterval: default 5000"),
    inherited_polls=Choice("by name", Basis.DOCUMENTED, "MSCS resources-isalivepollinterval: the type's of that name"),
    polled=Choice(
        "online only", Basis.DOCUMENTED, "MSCS implementing-isalive: a resource is polled while it is online"
    ),
    timers=Choice("from coming online", Basis.ASSUMED, "the phase of the timers is not documented"),
    poll_unit=Choice("resource", Basis.DOCUMENTED, "MSCS implementing-isalive: 'each instance'"),
    quick_check_false=Choice(
        "asks the thorough check", Basis.DOCUMENTED, "MSCS implementing-looksalive: IsAlive is called at once"
    ),
    event_handle=Choice(
        "asks the thorough check",
        Basis.DOCUMENTED,
        "API PONLINE_ROUTINE: IsAlive at once; MSCS implementing-asynchronous-failure-detection: Terminate",
    ),
    restart_threshold=Choice(1, Basis.DOCUMENTED, "KB947712: one restart in 15 minutes since Windows Server 2008"),
    restart_delay_ms=Choice(500, Basis.DOCUMENTED, "MSCS resources-restartdelay: default 500"),
    terminates_failed=Choice(True, Basis.DOCUMENTED, "MSCS implementing-isalive: Terminate is called at once"),
    takes_dependents_down=Choice(True, Basis.DOCUMENTED, "MS-CMRP 3.1.1.1.2: a dependent will not remain online"),
    retry=Choice(
        "new series",
        Basis.DOCUMENTED,
        "HELP-POL and KB947712: another series of restarts; MSCS resource-failure: one final attempt",
    ),
    pending_timeout_ms=Choice(180_000, Basis.DOCUMENTED, "MSCS resources-pendingtimeout: 180000"),
    rhs_crash=Choice("restarts at once", Basis.DOCUMENTED, "RHS-REC: the process is terminated and restarted"),
    target=Choice("next after the owner", Basis.DOCUMENTED, "MS-CMRP 3.1.4.2.55, KB299631: the next node of the list"),
    excludes_tried_nodes=Choice(False, Basis.DOCUMENTED, "KB299631: the list wraps at its end"),
    no_preferred_list=Choice(
        "node id",
        Basis.DOCUMENTED,
        "START (2012 R2): the next node id; VMFP (2008 R2): the node with the fewest groups; KB299631: random",
    ),
    considers_capacity=Choice(True, Basis.DOCUMENTED, "ITPRO: a virtual machine needs the memory since 2012"),
    considers_sites=Choice(True, Basis.DOCUMENTED, "SITE: nodes of the same site first, since 2016"),
    target_online=Choice("flagged", Basis.DOCUMENTED, _CMRP_MOVE),
    starts_at_once=Choice(32, Basis.DOCUMENTED, "VMFP: at most 32 virtual machines are starting per node"),
    replication=Choice("at once", Basis.DOCUMENTED, "MS-CMRP 3.1.1: the state is that of the cluster, not of a node"),
)

SEMANTICS: tuple[Semantics, ...] = (ARTICLE, WINDOWS)
"""The readings that can be replayed, the default first."""


@dataclass(frozen=True, slots=True)
class Point:
    """An open point: its name, what it means, and the words or the kind of value it can have."""

    name: str
    meaning: str
    options: tuple[str, ...]


def points() -> tuple[Point, ...]:
    """All open points, in order; ``options`` are ``true`` and ``false``, ``a number``, or the words."""
    hints = get_type_hints(Semantics, include_extras=True)
    parts = {name: get_args(hint) for name, hint in hints.items() if get_origin(hint) is Annotated}
    return tuple(Point(name, meaning, _options(get_args(choice)[0])) for name, (choice, meaning) in parts.items())


_NUMBER = "a number"


def _options(kind: Any) -> tuple[str, ...]:
    if kind is bool:
        return ("true", "false")
    return (_NUMBER,) if kind is int else get_args(kind)


@dataclass(eq=False)
class NoSuchSemantics(HivetoolError):
    """A name that is no semantics."""

    sentence: ClassVar[str] = "semantics {name!r} does not exist; there is: {known}"

    name: str
    known: str


@dataclass(eq=False)
class BadOverride(HivetoolError):
    """A point that does not exist, or a value it cannot have."""

    sentence: ClassVar[str] = "semantics: {given!r}: {reason}"

    given: str
    reason: str


def semantics_named(name: str, overrides: Iterable[str] = ()) -> Semantics:
    """The semantics of this name, with some points changed.

    Raises :class:`NoSuchSemantics`, and :class:`BadOverride` as :func:`overridden`.
    """
    for semantics in SEMANTICS:
        if semantics.name == name:
            return overridden(semantics, overrides)
    raise NoSuchSemantics(name, ", ".join(semantics.name for semantics in SEMANTICS))


def overridden(semantics: Semantics, overrides: Iterable[str]) -> Semantics:
    """The semantics with points changed by words such as ``restart_window=fixed``.

    In place of underscores and blanks there may be dashes. Raises :class:`BadOverride`.
    """
    known = {point.name: point for point in points()}
    changed: dict[str, Any] = {}
    for given in overrides:
        name, equals, text = given.partition("=")
        point = known.get(name.strip().replace("-", "_").lower())
        if point is None or not equals:
            near = difflib.get_close_matches(name, known, 3) or tuple(known)
            raise BadOverride(given, f"write POINT=VALUE with a point such as {', '.join(near)}")
        value = _value(point, text.strip())
        if value is None:
            raise BadOverride(given, f"{point.name} can be {' or '.join(point.options)}")
        changed[point.name] = Choice(value, Basis.ASSUMED, "chosen by the user")
    return replace(semantics, **changed) if changed else semantics


def _value(point: Point, text: str) -> int | str | None:
    if point.options == (_NUMBER,):
        return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None
    plain = text.lower().replace("-", " ")
    found = next((option for option in point.options if option.lower() == plain), None)
    return {"true": True, "false": False}.get(found, found) if found is not None else None


_DIGITS = 12


def value_words(value: object) -> str:
    """A point's value as :func:`overridden` takes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
