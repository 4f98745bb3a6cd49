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
    }
)
"""(semantics, recorded, reported) -> decision. Total: every cell of the product is a row."""


def cells(semantics: str) -> tuple[tuple[str, Status, Status], ...]:
    """Every cell the table must have for one semantics."""
    return tuple((semantics, expected, reported) for expected, reported in product(EXPECTED, Status))


class Case(StrEnum):
    """The situations decided besides the comparison."""

    DISCARDED = "a function the resource DLL does not have"
    OUTSIDE_STOP_TOLD = "stopped outside, the resource DLL and VMMS tell each other"
    OUTSIDE_STOP_UNSEEN = "stopped outside, the quick check of a DLL that is not told"
    OUTSIDE_STOP_FOUND = "stopped outside, found by the thorough check"
    RHS_CRASH = "an RHS process crashes"
    COMMAND_ONLINE = "an administrator's Online command"
    COMMAND_OFFLINE = "an administrator's Offline command"
    RESTART = "failed, attempts are left"
    EXHAUSTED = "failed, no attempt is left, RestartAction 2"
    STAY = "failed, no attempt is left, RestartAction 1"
    DO_NOT_RESTART = "failed, RestartAction 0"
    PENDING_EXPIRED = "pending and silent for PendingTimeout"
    RECOVERED = "online again within the attempts"
    FAILED_OVER = "a group is to fail over, FailoverThreshold not reached"
    THRESHOLD = "a group is to fail over, FailoverThreshold reached"
    NO_NODE = "a group is to fail over, no node can take it"
    TAKE_OFFLINE = "a group leaves a node: what is online there"
    TARGET_FLAGGED = "a resource flagged online arrives on the target"
    TARGET_ALL = "a resource flagged offline arrives on the target, under the reading 'all'"
    TARGET_OFFLINE = "a resource flagged offline arrives on the target"
    NODE_CHOSEN = "the first node of the list that passes"
    NODE_LEFT = "the node the group is leaving"
    NODE_NOT_UP = "a node that is not up"
    NODE_NOT_POSSIBLE = "a node that is no possible owner of every resource"
    NODE_TRIED = "a node where the group has failed in this series"
    ALL_TRIED = "every other node has been tried in this series"


@dataclass(frozen=True)
class Rule(Row):
    """One row of the tables besides the comparison."""

    id: str
    case: Case
    why: str
    basis: Basis
    source: str


_RULES: tuple[Rule, ...] = (
    Rule(
        "RHS-20",
        Case.DISCARDED,
        "the resource DLL has no such function: the request is discarded, no operation is carried out",
        STATED,
        "article: a function that does not exist in the resource DLL 'is simply discarded'",
    ),
    Rule(
        "RHS-21",
        Case.OUTSIDE_STOP_TOLD,
        "VMMS and the resource DLL always talk to each other: PersistentState becomes 0 at once",
        STATED,
        "article: stopped by command line or Hyper-V Manager, 'the value is still updated'",
    ),
    Rule(
        "RHS-22",
        Case.OUTSIDE_STOP_UNSEEN,
        "the quick check of this DLL only repeats the state that RHS handed in",
        STATED,
        "article, the Exchange case: 'the value supplied by the RHS will indicate that the Resources are running'",
    ),
    Rule(
        "RHS-23",
        Case.OUTSIDE_STOP_FOUND,
        "the thorough check finds the stop: PersistentState becomes 0 and nothing is restarted",
        STATED,
        "article, the Exchange case: 'updated … only when the LooksAlive is executed'",
    ),
    Rule(
        "RHS-24",
        Case.RHS_CRASH,
        "every resource of the process stops answering",
        STATED,
        "article: one machine crashes, all machines under the same RHS process stop responding",
    ),
    Rule(
        "RCM-01",
        Case.RESTART,
        "it is restarted on its node",
        STATED,
        "article: 'after a few attempts'; how many: MSCS resources-restartthreshold",
    ),
    Rule(
        "RCM-02",
        Case.EXHAUSTED,
        "no attempt is left: it is failed, and its group is to fail over",
        STATED,
        "article: not online 'within the specified interval or after a few attempts': failed, the failover starts",
    ),
    Rule(
        "RCM-03",
        Case.STAY,
        "no attempt is left and RestartAction is 1: it stays failed on its node",
        DOCUMENTED,
        "MSCS resources-restartaction: 1 restarts, never fails over",
    ),
    Rule(
        "RCM-04",
        Case.DO_NOT_RESTART,
        "RestartAction is 0: it is not restarted and stays failed",
        DOCUMENTED,
        "MSCS resources-restartaction: 0 does not restart",
    ),
    Rule(
        "RCM-05",
        Case.PENDING_EXPIRED,
        "silent for longer than PendingTimeout: it is terminated and counts as failed",
        DOCUMENTED,
        "MSCS resources-pendingtimeout",
    ),
    Rule(
        "RCM-06",
        Case.RECOVERED,
        "it came online within the attempts: there is no failover",
        STATED,
        "article: started 'within a few attempts, the failover process doesn't occur'",
    ),
    Rule(
        "RCM-07",
        Case.COMMAND_ONLINE,
        "PersistentState becomes 1 whether or not the Online function succeeds",
        DOCUMENTED,
        "MS-CMRP 3.1.4.2.18",
    ),
    Rule(
        "RCM-08",
        Case.COMMAND_OFFLINE,
        "PersistentState becomes 0 and RHS executes the Offline function",
        STATED,
        "article: taken offline for maintenance, RHS executes the Offline function; the value 0 is set",
    ),
    Rule(
        "FM-01",
        Case.FAILED_OVER,
        "the Failover Manager moves the group to the node chosen",
        STATED,
        "article, failover step 1: the Failover Manager starts the failover",
    ),
    Rule(
        "FM-02",
        Case.THRESHOLD,
        "the group has failed over as often as FailoverThreshold allows: it is left where it is",
        DOCUMENTED,
        "MSCS groups-failoverthreshold",
    ),
    Rule(
        "FM-03",
        Case.NO_NODE,
        "no node can take the group: it stays with its last owner, and what has failed stays failed",
        ASSUMED,
        "neither the article nor Microsoft says what else could be done",
    ),
    Rule(
        "FM-04",
        Case.TAKE_OFFLINE,
        "a group moves as a whole: what is online on the node it leaves is taken offline there",
        DOCUMENTED,
        "MSCS failover: offline, move, online",
    ),
    Rule(
        "FM-05",
        Case.TARGET_FLAGGED,
        "flagged online: the target's RHS tells the resource DLL to bring it online",
        STATED,
        "article, failover steps 2 and 3",
    ),
    Rule(
        "FM-06",
        Case.TARGET_OFFLINE,
        "flagged offline: it is listed on the target and left offline",
        ASSUMED,
        "article: the machines are listed 'with its flag (Online or Offline)'; MS-CMRP 3.1.4.2.52",
    ),
    Rule(
        "FM-07",
        Case.TARGET_ALL,
        "flagged offline, brought online all the same: the article's step 3 taken to the letter",
        ASSUMED,
        "article, failover step 2: 'instructs the Resource DLL … to execute the VM Online function'",
    ),
    Rule(
        "NM-01",
        Case.NODE_CHOSEN,
        "the first available node at the top of the list",
        STATED,
        "article: 'the first available node at the top of the list will be selected'",
    ),
    Rule("NM-02", Case.NODE_LEFT, "the group is leaving it", STATED, "article: the failover is to another node"),
    Rule("NM-03", Case.NODE_NOT_UP, "it is {state}", DOCUMENTED, "MS-CMRP 3.1.4.2.70"),
    Rule(
        "NM-04",
        Case.NODE_NOT_POSSIBLE,
        "it is no possible owner of {resource}",
        DOCUMENTED,
        "MS-CMRP 3.1.4.2.53",
    ),
    Rule(
        "NM-05",
        Case.NODE_TRIED,
        "the group has already failed there",
        ASSUMED,
        "'available' is read as: not tried yet in this series",
    ),
    Rule(
        "NM-06",
        Case.ALL_TRIED,
        "all other nodes have been tried: they may be tried again",
        ASSUMED,
        "'available' is read as: not tried yet in this series",
    ),
)

RULES: Mapping[Case, Rule] = MappingProxyType({rule.case: rule for rule in _RULES})
"""Case -> rule. Total: every case has a row."""

RESTART_POLICY: Mapping[tuple[int, bool], Case] = MappingProxyType(
    {
        (0, True): Case.DO_NOT_RESTART,
        (0, False): Case.DO_NOT_RESTART,
        (1, True): Case.RESTART,
        (1, False): Case.STAY,
        (2, True): Case.RESTART,
        (2, False): Case.EXHAUSTED,
    }
)
"""(RestartAction, are attempts left) -> what RCM does with a failed resource. Total."""
