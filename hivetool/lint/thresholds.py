"""The numbers that rules judge by, each with its reason; a configuration may set them otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Annotated, Any, ClassVar, get_args, get_type_hints

from hivetool.hive.errors import HivetoolError


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Every threshold, with its default. Times are in milliseconds unless the name says otherwise."""

    quick_poll_least_ms: Annotated[int, "HT504: a shorter LooksAlive keeps RHS busy"] = 1000
    quick_poll_error_ms: Annotated[int, "HT504: a resource DLL may take that long for one call"] = 300
    thorough_poll_least_ms: Annotated[int, "HT505: a shorter IsAlive in a full RHS process"] = 5000
    thorough_poll_resources: Annotated[int, "HT505: a full RHS process"] = 50
    thorough_poll_most_ms: Annotated[int, "HT508: a failure is seen late"] = 300_000
    quick_poll_most_ms: Annotated[int, "HT508: a failure is seen late"] = 60_000
    outlier_percent: Annotated[int, "HT510, HT413, HT614, HT616: fewer than that many of all stand out"] = 5
    calls_per_second: Annotated[int, "HT511: health calls of one RHS process"] = 200
    shared_resources: Annotated[int, "HT520: resources in one shared RHS process"] = 100
    shared_resources_many: Annotated[int, "HT520: so many are a warning, fewer worth knowing"] = 500
    separate_monitors: Annotated[int, "HT522: resources with a process of their own"] = 20
    deadlock_least_ms: Annotated[int, "HT528: RHS is killed while storage is only slow"] = 60_000
    debug_timeout_ms: Annotated[int, "HT529: a timeout raised for debugging and left"] = 3_600_000
    pending_least_ms: Annotated[int, "HT530: a large machine is still starting"] = 30_000
    group_resources: Annotated[int, "HT311: resources in one group"] = 50
    dependency_depth: Annotated[int, "HT311: dependents in a row"] = 8
    failover_most: Annotated[int, "HT608: failovers in a period, whatever the number of nodes"] = 64
    recovery_most_ms: Annotated[int, "HT615: delays that add up"] = 600_000
    heartbeat_least_ms: Annotated[int, "HT806: a node is taken for dead too soon"] = 5000
    heartbeat_most_ms: Annotated[int, "HT806: a dead node is noticed late"] = 60_000
    newest_node_percent: Annotated[int, "HT903: machines that may run on all nodes but the newest"] = 50
    preferred_percent: Annotated[int, "HT910: machines with preferred owners"] = 80
    second_owner_percent: Annotated[int, "HT911: machines that have the same node as second owner"] = 50
    machines_per_node: Annotated[int, "HT419: supported limit"] = 1024
    machines_per_cluster: Annotated[int, "HT419: supported limit"] = 8000
    log_level_most: Annotated[int, "HTA04: a level that fills the log"] = 3
    log_size_mb: Annotated[int, "HTA04: a cluster.log that wraps too soon"] = 300


@dataclass(eq=False)
class BadThreshold(HivetoolError):
    """A threshold that does not exist, or a value it cannot have."""

    sentence: ClassVar[str] = "threshold {name!r}: {reason}"

    name: str
    reason: str


def meanings() -> Mapping[str, str]:
    """What each threshold is about."""
    hints = get_type_hints(Thresholds, include_extras=True)
    return {item.name: get_args(hints[item.name])[1] for item in fields(Thresholds)}


def thresholds_of(given: Mapping[str, Any]) -> Thresholds:
    """The thresholds with these set otherwise. Raises :class:`BadThreshold`."""
    known = meanings()
    for name, value in given.items():
        if name not in known:
            raise BadThreshold(name, f"there is none of this name; known are {', '.join(known)}")
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise BadThreshold(name, "must be a whole number from 0 on")
    return replace(Thresholds(), **given)
