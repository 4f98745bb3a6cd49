"""Failover Cluster Manager and Hyper-V Manager: what each shows of a virtual machine, and whether it is the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from hivetool.cluster.model import Resource
from hivetool.observed.model import View
from hivetool.observed.states import VM_STATES, StateWord
from hivetool.scenario.model import Status

from .comparison import Aspect, Check, Managers, Shown, Verdict
from .known import Known

NOT_TOLD = "one of the two has not been told (article: 'this is not communicated to VMMS.EXE')"
UNKNOWN = "not documented"

_ALIKE: Mapping[Status, frozenset[Status]] = MappingProxyType(
    {status: frozenset({status}) for status in Status} | {Status.FAILED: frozenset({Status.FAILED, Status.OFFLINE})}
)
"""What a machine may be to the cluster under each state of its resource. Hyper-V knows no Failed: it is off then."""


def managers_of(known: Known, resource: Resource) -> Managers | None:
    """What the two show; where one was not observed, what it shows if it has been told. None if it is no machine."""
    shown, run = _state(known, resource, "cluster"), _state(known, resource, "hyper-v")
    if not resource.is_virtual_machine or (shown is None and run is None):
        return None
    return Managers(
        Shown(shown.word, True) if shown is not None else Shown(_seen_as(run), False),
        Shown(run.word, True) if run is not None else Shown(_states_seen_as(shown), False),
    )


def managers_check(known: Known, resource: Resource) -> Iterator[Check]:
    """Whether the two show the same, if both were observed."""
    cluster, machine = known.seen("cluster", resource), known.seen("hyper-v", resource)
    managers = managers_of(known, resource)
    if cluster is None or machine is None or managers is None or cluster.state is None or machine.state is None:
        return
    verdict, why = Verdict.OPEN, f"{VM_STATES.source} does not say what these are to each other"
    if cluster.state.reports and machine.state.reports:
        alike = not _ALIKE[cluster.state.reports[0]].isdisjoint(machine.state.reports)
        verdict = Verdict.AGREES if alike else Verdict.DIFFERS
        why = f"the same to the cluster ({VM_STATES.source})" if alike else NOT_TOLD
    yield Check(
        resource,
        known.database.label(resource),
        Aspect.MANAGERS,
        verdict,
        cluster.state.word,
        machine.state.word,
        why,
        seen=(cluster, machine),
        managers=managers,
    )


def _state(known: Known, resource: Resource, view: View) -> StateWord | None:
    sighting = known.seen(view, resource)
    return sighting.state if sighting is not None else None


def _seen_as(run: StateWord | None) -> str:
    """What the cluster sees a machine in this state as."""
    return either(run.reports if run is not None else ())


def _states_seen_as(shown: StateWord | None) -> str:
    """The states in which the cluster sees a machine as this, those for which it is the likeliest."""
    wanted = shown.reports[:1] if shown is not None else ()
    return either([each.word for each in VM_STATES.words if wanted and each.reports[:1] == wanted])


def either(words: Sequence[str]) -> str:
    """``Running, Paused or Resuming``; what is said of none."""
    if len(words) < 2:
        return words[0] if words else UNKNOWN
    return f"{', '.join(words[:-1])} or {words[-1]}"
