"""HT6: what happens after a failure."""

from __future__ import annotations

from hivetool.cluster.schema import UNSET
from hivetool.hive.edit import Edit
from hivetool.make.ground import Ground
from hivetool.make.places import vm, vm_group
from hivetool.make.planting import Defect, drop, put, sets


def _failback_to_nobody(ground: Ground) -> tuple[Edit, ...]:
    group = ground.machine.group
    return (*put(group, AutoFailbackType=1), *drop(group, "PreferredOwners"))


def _failback_at_once(ground: Ground) -> tuple[Edit, ...]:
    group, node = ground.machine.group, ground.some_nodes(1)[0]
    edits = put(group, AutoFailbackType=1, PreferredOwners=(node.id,))
    return (*edits, *drop(group, "FailbackWindowStart", "FailbackWindowEnd"))


def _half_window(ground: Ground) -> tuple[Edit, ...]:
    group, node = ground.machine.group, ground.some_nodes(1)[0]
    edits = put(group, AutoFailbackType=1, PreferredOwners=(node.id,), FailbackWindowStart=22)
    return (*edits, *drop(group, "FailbackWindowEnd"))


POLICY_DEFECTS: tuple[Defect, ...] = (
    sets("HT601", "a virtual machine that is not restarted", vm, RestartAction=0),
    sets("HT602", "a virtual machine that never fails over", vm, RestartAction=1),
    sets("HT603", "a failover without a restart before it", vm, RestartThreshold=0, RestartAction=2),
    sets(
        "HT604",
        "more restarts than the period has room for",
        vm,
        RestartThreshold=10,
        RestartDelay=30_000,
        RestartPeriod=60_000,
    ),
    sets("HT605", "RetryPeriodOnFailure below RestartPeriod", vm, RetryPeriodOnFailure=60_000, RestartPeriod=900_000),
    sets("HT606", "a failed resource is never tried again", vm, RetryPeriodOnFailure=UNSET),
    sets("HT607", "a group that never fails over", vm_group, FailoverThreshold=0),
    sets("HT608", "a group that fails over without end", vm_group, FailoverThreshold=1_000),
    sets("HT609", "FailoverPeriod is 0", vm_group, FailoverPeriod=0),
    Defect("HT610", "failback without preferred owners", _failback_to_nobody),
    Defect("HT611", "failback at any hour", _failback_at_once),
    Defect("HT612", "half a failback window", _half_window),
    sets("HT614", "failures inside a virtual machine are ignored", vm, EmbeddedFailureAction=0),
    sets("HT615", "a group that waits half an hour to start", vm_group, GroupStartDelay=1_800_000),
)
