"""Every decision of the replay as a row of a table: id, what is decided, basis, source.

Nothing that decides lives outside these tables; ``docs/decisions.md`` is made from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from types import MappingProxyType

from hivetool.cluster.semantics import Basis
from hivetool.scenario.model import Status

from .trace import Citation

STATED, DOCUMENTED, ASSUMED = Basis.STATED, Basis.DOCUMENTED, Basis.ASSUMED


class Do(StrEnum):
    """What RHS does after a comparison."""

    NOTHING = "no action"
    ONLINE = "execute the Online function"
    RESTART = "send Restart, which is the Online function"
    WAIT = "wait until PendingTimeout"
    HAND_OVER = "hand over to the Cluster Service, then as Failed"
    RECORD_ONLINE = "record PersistentState 1"
    RECOVER = "recover it by the restart policy"
    FAIL = "terminate it, then the restart policy"
    DEADLOCK = "wait until DeadlockTimeout, then end its RHS process"


class Row:
    """What every row of every table has. ``why`` is one sentence for the person who reads the prediction."""

    id: str
    why: str
    basis: Basis
    source: str

    @property
    def citation(self) -> Citation:
        """The row's id, basis and source."""
        return Citation(self.id, self.basis, self.source)


@dataclass(frozen=True)
class Decision(Row):
    """One row of the comparison: ``do`` is what follows."""

    id: str
    do: Do
    why: str
    basis: Basis
    source: str


EXPECTED: tuple[Status, ...] = (Status.ONLINE, Status.OFFLINE)
"""What can be recorded."""

_ON, _OFF = EXPECTED
_SUCCESSFUL = "article, step 10.1: 'If comparison is successful, no action is taken'"
_NOT_RECOVERED = "MS-CMRP 3.1.4.2.19: no recovery of what is persistently offline"
_SILENT = "the article names no action for this report of a resource that is recorded offline"

DECISIONS: Mapping[tuple[str, Status, Status], Decision] = MappingProxyType(
    {
        ("article", _ON, Status.ONLINE): Decision(
            "RHS-01",
            Do.NOTHING,
            "recorded Online and reported Online: the comparison is successful",
            STATED,
            _SUCCESSFUL,
        ),
        ("article", _ON, Status.OFFLINE): Decision(
            "RHS-02",
            Do.ONLINE,
            "recorded Online but reported Offline: RHS executes the Online function",
            STATED,
            "article, step 10.2: recorded 'Online', reported 'Offline': RHS executes an 'Online' function",
        ),
        ("article", _ON, Status.FAILED): Decision(
            "RHS-03",
            Do.RESTART,
            "recorded Online but reported Failed: RHS asks for a Restart, which is the DLL's Online function",
            STATED,
            "article: 'Failed': RHS sends Restart; the DLL has no Restart and runs VM Online",
        ),
        ("article", _ON, Status.ONLINE_PENDING): Decision(
            "RHS-04",
            Do.WAIT,
            "a pending report is no difference yet; silence longer than PendingTimeout counts as Failed",
            DOCUMENTED,
            "MSCS resources-pendingtimeout",
        ),
        ("article", _ON, Status.OFFLINE_PENDING): Decision(
            "RHS-05",
            Do.WAIT,
            "a pending report is no difference yet; silence longer than PendingTimeout counts as Failed",
            DOCUMENTED,
            "MSCS resources-pendingtimeout",
        ),
        ("article", _ON, Status.STOPPED): Decision(
            "RHS-06",
            Do.ONLINE,
            "recorded Online but reported Stopped: read as Offline, RHS executes the Online function",
            ASSUMED,
            "the article lists Stopped as a report and names no action; no such resource state exists",
        ),
        ("article", _ON, Status.NO_RESPONSE): Decision(
            "RHS-07",
            Do.HAND_OVER,
            "the DLL does not answer: the status goes to the Cluster Service, which treats it as Failed",
            ASSUMED,
            "article: RHS 'will pass the status back to Cluster Service'; that it is treated as Failed is assumed",
        ),
        ("article", _OFF, Status.OFFLINE): Decision(
            "RHS-08",
            Do.NOTHING,
            "recorded Offline and reported Offline: an administrator may have stopped it",
            STATED,
            "article: no action for Online/Offline messages when the comparison is successful",
        ),
        ("article", _OFF, Status.ONLINE): Decision(
            "RHS-09",
            Do.RECORD_ONLINE,
            "recorded Offline but reported Online: no function is executed, RCM corrects the record",
            ASSUMED,
            "article: inconsistencies do not last longer than 5 seconds since RCM updates the database",
        ),
        ("article", _OFF, Status.FAILED): Decision(
            "RHS-10", Do.NOTHING, "recorded Offline: a failure is not recovered", DOCUMENTED, _NOT_RECOVERED
        ),
        ("article", _OFF, Status.ONLINE_PENDING): Decision(
            "RHS-11", Do.NOTHING, "recorded Offline: a pending report is left alone", ASSUMED, _SILENT
        ),
        ("article", _OFF, Status.OFFLINE_PENDING): Decision(
            "RHS-12", Do.NOTHING, "recorded Offline: a pending report is left alone", ASSUMED, _SILENT
        ),
        ("article", _OFF, Status.STOPPED): Decision(
            "RHS-13", Do.NOTHING, "recorded Offline and reported Stopped, which is read as Offline", ASSUMED, _SILENT
        ),
        ("article", _OFF, Status.NO_RESPONSE): Decision(
            "RHS-14", Do.NOTHING, "recorded Offline: a missing answer is left alone", ASSUMED, _SILENT
        ),
        ("windows", _ON, Status.ONLINE): Decision(
            "RHS-41",
            Do.NOTHING,
            "persistently Online and alive",
            DOCUMENTED,
            "MSCS implementing-isalive: TRUE, nothing follows",
        ),
        ("windows", _ON, Status.OFFLINE): Decision(
            "RHS-42",
            Do.RECOVER,
            "persistently Online but Offline: recovery is triggered",
            DOCUMENTED,
            "MS-CMRP 3.1.4.2.18: recovery when persistently Online and now Offline or Failed",
        ),
        ("windows", _ON, Status.FAILED): Decision(
            "RHS-43",
            Do.FAIL,
            "IsAlive says no: RHS sets Failed, and RCM recovers",
            DOCUMENTED,
            "MSCS implementing-isalive; MS-CMRP 3.1.4.2.18",
        ),
        ("windows", _ON, Status.ONLINE_PENDING): Decision(
            "RHS-44",
            Do.WAIT,
            "pending: silence longer than PendingTimeout counts as Failed",
            DOCUMENTED,
            "MSCS resources-pendingtimeout",
        ),
        ("windows", _ON, Status.OFFLINE_PENDING): Decision(
            "RHS-45",
            Do.WAIT,
            "pending: silence longer than PendingTimeout counts as Failed",
            DOCUMENTED,
            "MSCS resources-pendingtimeout",
        ),
        ("windows", _ON, Status.STOPPED): Decision(
            "RHS-46",
            Do.FAIL,
            "it was stopped and nobody was told: IsAlive says no",
            DOCUMENTED,
            "MSCS implementing-isalive; no resource state Stopped exists",
        ),
        ("windows", _ON, Status.NO_RESPONSE): Decision(
            "RHS-47",
            Do.DEADLOCK,
            "the call does not return: a deadlock when DeadlockTimeout has passed",
            DOCUMENTED,
            "RHS-REC; MSCS resources-deadlocktimeout",
        ),
        ("windows", _OFF, Status.OFFLINE): Decision(
            "RHS-48", Do.NOTHING, "persistently Offline and Offline", DOCUMENTED, _NOT_RECOVERED
        ),
        ("windows", _OFF, Status.ONLINE): Decision(
            "RHS-49",
            Do.NOTHING,
            "persistently Offline though Online: that is no failure",
            ASSUMED,
            "Microsoft names no recovery from being online",
        ),
        ("windows", _OFF, Status.FAILED): Decision(
            "RHS-50", Do.NOTHING, "persistently Offline: a failure is not recovered", DOCUMENTED, _NOT_RECOVERED
        ),
        ("windows", _OFF, Status.ONLINE_PENDING): Decision(
            "RHS-51",
            Do.NOTHING,
            "persistently Offline: a pending report is left alone",
            ASSUMED,
            "MSCS implementing-isalive: a resource that is not online is not polled",
        ),
        ("windows", _OFF, Status.OFFLINE_PENDING): Decision(
            "RHS-52",
            Do.NOTHING,
            "persistently Offline: a pending report is left alone",
            ASSUMED,
            "MSCS implementing-isalive: a resource that is not online is not polled",
        ),
        ("windows", _OFF, Status.STOPPED): Decision(
            "RHS-53",
            Do.NOTHING,
            "persistently Offline and stopped",
            ASSUMED,
            "MSCS implementing-isalive: a resource that is not online is not polled",
        ),
        ("windows", _OFF, Status.NO_RESPONSE): Decision(
            "RHS-54",
            Do.NOTHING,
            "persistently Offline: a missing answer is left alone",
            ASSUMED,
            "MSCS implementing-isalive: a resource that is not online is not polled",
        ),
    }
)
"""(semantics, recorded, reported) -> decision. Total: every cell of the product is a row."""


def cells(semantics: str) -> tuple[tuple[str, Status, Status], ...]:
    """Every cell the table must have for one semantics."""
    return tuple((semantics, expected, reported) for expected, reported in product(EXPECTED, Status))
