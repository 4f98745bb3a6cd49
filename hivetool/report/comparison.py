"""What comparing stored with observed state comes to: one check for everything that was compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from hivetool.cluster.model import ClusterObject, Database
from hivetool.engine.decisions import Decision
from hivetool.engine.trace import Evidence
from hivetool.hive.errors import Problem
from hivetool.observed.matching import Unmatched
from hivetool.observed.model import Observed, Sighting


class Verdict(StrEnum):
    """What a comparison says; the first is the gravest."""

    DIFFERS = "differs"
    PENDING = "pending"
    NOTED = "noted"
    OPEN = "not compared"
    AGREES = "agrees"


class Aspect(StrEnum):
    """What is compared."""

    STATE = "state"
    MACHINE = "machine"
    REPORT = "report"
    MANAGERS = "managers"
    HOST = "host"
    GROUP = "group"
    GROUP_STATE = "group-state"
    DEFAULT_OWNER = "default-owner"
    POSSIBLE_OWNERS = "possible-owners"
    PREFERRED_OWNERS = "preferred-owners"
    PAUSED = "paused"


SAYS: Mapping[Aspect, str] = MappingProxyType(
    {
        Aspect.STATE: "recorded {expected}, the cluster shows {observed}",
        Aspect.MACHINE: "recorded {expected}, Hyper-V shows {observed}",
        Aspect.REPORT: "recorded {expected}, its resource DLL reports {observed}",
        Aspect.MANAGERS: "Failover Cluster Manager shows {expected}, Hyper-V Manager shows {observed}",
        Aspect.HOST: "its group is on {expected}, Hyper-V has it on {observed}",
        Aspect.GROUP: "stored in group {expected}, observed in group {observed}",
        Aspect.GROUP_STATE: "{expected} by its resources, the cluster shows {observed}",
        Aspect.DEFAULT_OWNER: "DefaultOwner is {expected}, its owner is {observed}",
        Aspect.POSSIBLE_OWNERS: "its possible owners are {expected}, its owner is {observed}",
        Aspect.PREFERRED_OWNERS: "its preferred owners are {expected}, its owner is {observed}",
        Aspect.PAUSED: "stored as {expected}, the cluster shows {observed}",
    }
)
"""Each comparison in words. Total: every aspect has a row."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a manager shows of a virtual machine; not ``observed``: what it shows if both have been told."""

    words: str
    observed: bool


@dataclass(frozen=True, slots=True)
class Managers:
    """What Failover Cluster Manager and Hyper-V Manager show of one virtual machine."""

    cluster: Shown
    hyper_v: Shown


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison of one object: what is ``expected``, by what the hive stores or others observed, and what was
    ``observed``. ``decision`` is what RHS decides on it; ``at_ms`` None: not timed."""

    item: ClusterObject
    label: str
    aspect: Aspect
    verdict: Verdict
    expected: str
    observed: str
    why: str
    decision: Decision | None = None
    evidence: tuple[Evidence, ...] = ()
    seen: tuple[Sighting, ...] = ()
    managers: Managers | None = None
    at_ms: int | None = None

    @property
    def sentence(self) -> str:
        """The two sides in words."""
        return SAYS[self.aspect].format(expected=self.expected, observed=self.observed)


@dataclass(frozen=True)
class Comparison:
    """Everything that was compared: what is not timed by object, then the timed reports in their order.

    ``unobserved`` are objects of the database that an export of their kind does not have. ``problems`` are what was
    odd about finding the objects, each with the name of its input.
    """

    database: Database
    semantics: str
    inputs: tuple[Observed, ...]
    checks: tuple[Check, ...]
    unmatched: tuple[Unmatched, ...]
    unobserved: tuple[ClusterObject, ...]
    problems: tuple[tuple[str, Problem], ...]

    @property
    def agrees(self) -> bool:
        """Whether stored and observed state agree.

        What the cluster shows and the database does not have is a disagreement; a virtual machine that is not
        clustered is none. Where nothing was compared nothing agrees.
        """
        verdicts = {check.verdict for check in self.checks}
        compared = bool(verdicts - {Verdict.OPEN}) and Verdict.DIFFERS not in verdicts
        return compared and all(each.sighting.kind == "vm" for each in self.unmatched)

    @property
    def every_problem(self) -> Iterator[tuple[str, Problem]]:
        """What the reading of the inputs reported, and then what was odd about finding the objects."""
        yield from ((each.input, problem) for each in self.inputs for problem in each.problems)
        yield from self.problems

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many comparisons have each verdict."""
        found = Counter(check.verdict for check in self.checks)
        return {verdict: found[verdict] for verdict in Verdict}
