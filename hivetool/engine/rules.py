"""What is decided besides the comparison, as a table: one rule a situation, each with basis and source.

Nothing that decides lives outside the tables; ``docs/decisions.md`` is made from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from hivetool.cluster.semantics import Basis

from .decisions import ASSUMED, DOCUMENTED, STATED, Row


class Case(StrEnum):
    """The situations decided besides the comparison."""

    DISCARDED = "a function the resource DLL does not have"
    OUTSIDE_STOP_TOLD = "stopped outside, the resource DLL and VMMS tell each other"
    OUTSIDE_STOP_UNMONITORED = "stopped outside, on an isolated node"
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
    OFFLINE_EXPIRED = "going offline and silent for PendingTimeout"
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
    NOT_OPENED = "a resource without a type or a DLL"
    QUICK_FALSE = "the quick check finds a difference, and the thorough one is to be asked"
    SIGNALED = "a resource DLL signals its event handle"
    SIGNALED_TERMINATES = "a resource DLL signals its event handle, read as a failure"
    TERMINATE_FAILED = "a failed resource, before anything else"
    DEADLOCK = "a call that has not returned within DeadlockTimeout"
    PROCESS_RESTARTS = "an RHS process that is gone, restarted at once"
    SEPARATED = "the resource that took its RHS process down"
    REATTACHED = "a virtual machine whose RHS process was restarted"
    RESTARTED_WITH_PROCESS = "any other resource whose RHS process was restarted"
    STAYS_DOWN = "a resource whose RHS process was restarted, and that is not to be online"
    DEPENDENT_DOWN = "what depends on a failed resource"
    PROVIDER_BACK = "what waited for a provider that is online again"
    WAITS_FOR_PROVIDER = "an Online function while a provider is not online"
    RETRY_SERIES = "given up, RetryPeriodOnFailure has passed"
    RETRY_ONCE = "given up, RetryPeriodOnFailure has passed, one attempt"
    LAST_TRY_FAILED = "the one attempt after RetryPeriodOnFailure fails"
    PROVIDER_FIRST = "an Online command while a provider is not online"
    DEPENDENT_FIRST = "an Offline command while a dependent is online"
    PENDING_REFUSES = "a command to a pending resource"
    STOPPED_REFUSES = "a command to a cluster without quorum"
    HEARD_LATE = "a command to a group whose node was isolated, and is back"
    FAILED_REFUSES = "an Offline command to a failed resource, refused"
    EMBEDDED_NONE = "a failure inside a virtual machine, EmbeddedFailureAction 0"
    EMBEDDED_LOGGED = "a failure inside a virtual machine, EmbeddedFailureAction 1"
    EMBEDDED_RECOVERED = "a failure inside a virtual machine, EmbeddedFailureAction 2"
    OFFLINE_FAILED = "an Offline function that fails"
    FAILED_LEAVING = "a resource fails while its group leaves the node"
    IMPOSSIBLE_AT_START = "a resource that is online at 0 while what it depends on is not"
    LOST_WRITE = "a value written just before its node dies"
    NODE_LOST = "a group whose node is gone"
    TARGET_LOST = "a group arrives where its target is no more, or takes no group any more"
    PAUSED_ONLY = "a group whose node is gone, only paused nodes are left"
    NO_AUTO_START = "a group with Priority 0 arrives on a node, and nobody has commanded that"
    PLACED_AGAIN = "a node comes up, a group has no node"
    QUEUED = "a virtual machine is to start, too many are starting on the node"
    FAILBACK = "a node comes up that the group prefers"
    FAILBACK_LATER = "a node comes up that the group prefers, outside of its failback window"
    MOVED = "a commanded move"
    MOVED_LIVE = "a commanded live migration"
    MOVE_REFUSED = "a commanded move that cannot be made"
    DRAINED = "a group leaves a node that is drained or shut down, or goes offline with it"
    DRAINED_LIVE = "a virtual machine's group leaves a node that is drained"
    RESUMED_BACK = "a group returns to a resumed node"
    RESUMED_LIVE = "a virtual machine's group returns to a resumed node"
    COLD_START = "a group when the cluster starts"
    COLD_WAIT = "a group whose preferred node is not there when the cluster starts"
    COLD_IGNORED = "a group when the cluster starts, IgnorePersistentStateOnStartup 1"
    COLD_SETTING = "a group when the cluster starts, ColdStartSetting 1"
    PREEMPTED = "a group of higher Priority lacks the memory that a group has"
    MAKES_ROOM = "a resource of a group that makes room"
    PREEMPTED_PLACED = "a group that has made room"
    NODE_NEXT = "the next node after the owner is taken"
    NODE_TOP = "the first node of the list, where that is not the usual way"
    NODE_NO_CAPACITY = "a node that lacks the memory a group needs"
    NODE_APART = "a node that hosts a group of the same anti-affinity class"
    APART_LIFTED = "only nodes with a group of the same class are left, soft rule"
    NODE_DIES = "a node dies"
    NODE_NOTICED = "the other nodes notice that a node is gone"
    NODE_SHUTS_DOWN = "a node is shut down"
    NODE_COMES = "a node comes up"
    NODE_PAUSES = "a node is paused"
    NODE_RESUMES = "a node is resumed"
    STAYS_PAUSED = "a paused node comes up"
    ISOLATED = "a node is isolated"
    UNMONITORED = "a virtual machine on an isolated node"
    BACK_IN_TIME = "an isolated node is back within its period"
    ISOLATION_OVER = "an isolated node is not back within its period"
    QUARANTINED = "a node is quarantined"
    QUARANTINE_OVER = "a quarantine is over"
    QUORUM_KEPT = "a loss of nodes, the votes that are left are a majority"
    QUORUM_LOST = "a loss of nodes, the votes that are left are no majority"
    REBALANCED = "votes after the nodes have changed"
    ARBITRATES = "the witness has a vote in a loss of nodes"
    FORMS = "the nodes that are up have a majority again"
    NOT_FORMED = "the nodes that are up have no majority"


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
        "RHS-25",
        Case.OUTSIDE_STOP_UNMONITORED,
        "it is unmonitored, and its node is no member: the cluster does not learn of it until the node is back",
        ASSUMED,
        "RESIL: machines run on, unmonitored; who is no member records nothing; that it is recorded later is assumed",
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
        "RCM-22",
        Case.OFFLINE_EXPIRED,
        "silent for longer than PendingTimeout while it goes offline: it is terminated, and is offline then",
        DOCUMENTED,
        "MSCS failover: each Offline is limited by PendingTimeout, then Terminate; MSCS resources-pendingtimeout",
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
        "'available' is read as: not tried yet in this series, which ends with the group online or given up",
    ),
    Rule(
        "NM-06",
        Case.ALL_TRIED,
        "all other nodes have been tried: they may be tried again",
        ASSUMED,
        "'available' is read as: not tried yet in this series",
    ),
    Rule(
        "RHS-30",
        Case.NOT_OPENED,
        "its resource type or its DLL is not registered: it cannot be opened, every function is discarded",
        ASSUMED,
        "article: without a resource DLL a resource is not cluster-aware",
    ),
    Rule(
        "RHS-31",
        Case.QUICK_FALSE,
        "the quick check says no: the thorough check is made at once",
        DOCUMENTED,
        "MSCS implementing-looksalive, RHS-REC",
    ),
    Rule(
        "RHS-32",
        Case.SIGNALED,
        "its event handle is signaled: the thorough check is made at once",
        DOCUMENTED,
        "API PONLINE_ROUTINE",
    ),
    Rule(
        "RHS-33",
        Case.SIGNALED_TERMINATES,
        "its event handle is signaled: it has failed",
        DOCUMENTED,
        "MSCS implementing-asynchronous-failure-detection",
    ),
    Rule(
        "RHS-34",
        Case.TERMINATE_FAILED,
        "a failed resource is terminated first",
        DOCUMENTED,
        "MSCS implementing-isalive: RHS sets Failed and calls Terminate at once",
    ),
    Rule(
        "RHS-35",
        Case.DEADLOCK,
        "the call has not returned within DeadlockTimeout: its RHS process is terminated",
        DOCUMENTED,
        "RHS-REC; MSCS resources-deadlocktimeout",
    ),
    Rule("RHS-36", Case.PROCESS_RESTARTS, "the process is restarted at once", DOCUMENTED, "RHS-REC"),
    Rule(
        "RHS-37",
        Case.SEPARATED,
        "it took its process down: from now on it runs in a process of its own",
        DOCUMENTED,
        "RHS-REC; cluster.log: 'marking it to run in a separate monitor'",
    ),
    Rule(
        "RHS-38",
        Case.REATTACHED,
        "a virtual machine outlives the process and is attached to the new one, without downtime",
        DOCUMENTED,
        "RHS-REC; cluster.log: ReattachToMonitorProcess",
    ),
    Rule(
        "RHS-39",
        Case.RESTARTED_WITH_PROCESS,
        "it went down with its process and is brought online again",
        DOCUMENTED,
        "cluster.log: RestartResources, 'Monitor restart for resource'",
    ),
    Rule(
        "RHS-40",
        Case.STAYS_DOWN,
        "it went down with its process, and is not to be online: it is not brought online again",
        DOCUMENTED,
        "MS-CMRP 3.1.4.2.19: no recovery of what is persistently offline",
    ),
    Rule(
        "RCM-09",
        Case.DEPENDENT_DOWN,
        "what it depends on is not online any more: it cannot remain online",
        DOCUMENTED,
        "MS-CMRP 3.1.1.1.2.1",
    ),
    Rule(
        "RCM-10",
        Case.PROVIDER_BACK,
        "what it depends on is online: it is brought online again",
        DOCUMENTED,
        "MSCS failover: providers first",
    ),
    Rule(
        "RCM-11",
        Case.WAITS_FOR_PROVIDER,
        "it waits: {resource} is not online",
        DOCUMENTED,
        "MS-CMRP 3.1.4.2.18: providers must be online first",
    ),
    Rule(
        "RCM-12",
        Case.RETRY_SERIES,
        "RetryPeriodOnFailure has passed: another series of restarts begins",
        DOCUMENTED,
        "HELP-POL, KB947712",
    ),
    Rule(
        "RCM-13",
        Case.RETRY_ONCE,
        "RetryPeriodOnFailure has passed: one final attempt is made",
        DOCUMENTED,
        "MSCS resource-failure",
    ),
    Rule(
        "RCM-19",
        Case.LAST_TRY_FAILED,
        "the final attempt has failed: it stays failed until somebody corrects it",
        DOCUMENTED,
        "MSCS resource-failure",
    ),
    Rule(
        "RCM-14",
        Case.PROVIDER_FIRST,
        "what the commanded resource depends on is brought online first",
        DOCUMENTED,
        "MS-CMRP 3.1.4.2.18",
    ),
    Rule(
        "RCM-15",
        Case.DEPENDENT_FIRST,
        "what depends on the commanded resource is taken offline first",
        DOCUMENTED,
        "MS-CMRP 3.1.4.2.19",
    ),
    Rule(
        "RCM-16",
        Case.PENDING_REFUSES,
        "the command is refused: the resource is pending",
        DOCUMENTED,
        "MS-CMRP 3.1.4.2.18: ERROR_INVALID_STATE",
    ),
    Rule(
        "RCM-21",
        Case.STOPPED_REFUSES,
        "the command is refused: the cluster has no quorum",
        DOCUMENTED,
        "QUORUM: the Cluster Service stops on every node, and nobody answers",
    ),
    Rule(
        "RCM-27",
        Case.HEARD_LATE,
        "its node is a member again: what was commanded meanwhile is carried out",
        ASSUMED,
        "MS-CMRP 3.1.4.2.18 and 19: the persistent state is set whatever follows; that it is done later is assumed",
    ),
    Rule(
        "RCM-17",
        Case.FAILED_REFUSES,
        "it is failed: the command is refused, PersistentState becomes 0 all the same",
        DOCUMENTED,
        "MS-CMRP 3.1.4.2.19: ERROR_RESOURCE_FAILED",
    ),
    Rule(
        "RCM-18",
        Case.OFFLINE_FAILED,
        "its Offline function has failed: that is not recovered",
        DOCUMENTED,
        "MS-CMRP 3.1.4.2.19",
    ),
    Rule(
        "RCM-26",
        Case.FAILED_LEAVING,
        "its group is leaving the node: it is not recovered there, but brought online where the group arrives",
        ASSUMED,
        "MS-CMRP 3.1.4.2.19: no recovery of what fails while going offline; that it counts for the group is assumed",
    ),
    Rule(
        "RCM-23",
        Case.EMBEDDED_NONE,
        "EmbeddedFailureAction is 0: nothing follows",
        DOCUMENTED,
        "PS EmbeddedFailureAction",
    ),
    Rule(
        "RCM-24",
        Case.EMBEDDED_LOGGED,
        "EmbeddedFailureAction is 1: it is logged, nothing else",
        DOCUMENTED,
        "PS EmbeddedFailureAction; events 1250 and 1255",
    ),
    Rule(
        "RCM-25",
        Case.EMBEDDED_RECOVERED,
        "EmbeddedFailureAction is 2: the virtual machine counts as failed",
        DOCUMENTED,
        "PS EmbeddedFailureAction; events 1250 and 1255",
    ),
    Rule(
        "RCM-20",
        Case.IMPOSSIBLE_AT_START,
        "it is online at 0 though {resource} is not: such a state cannot be",
        DOCUMENTED,
        "MS-CMRP 3.1.1.1.2: a dependent will not remain online",
    ),
    Rule(
        "DM-01",
        Case.LOST_WRITE,
        "PersistentState {value} had not reached the other nodes when its node died: they keep the old value",
        STATED,
        "article: inconsistencies do not last longer than 5 seconds; that they last up to then is assumed",
    ),
    Rule(
        "FM-08",
        Case.NODE_LOST,
        "its node is gone: the group is placed on another one",
        DOCUMENTED,
        "article: 'if one of the cluster nodes fails, another node takes over'; MSCS failover",
    ),
    Rule(
        "FM-28",
        Case.TARGET_LOST,
        "the node it was going to cannot take it any more: the group is placed anew",
        ASSUMED,
        "MS-CMRP 3.1.4.2.52: what fails there is recovered, also by its former owner; that it is placed is assumed",
    ),
    Rule(
        "FM-09",
        Case.PAUSED_ONLY,
        "only paused nodes are left: the group goes to one and stays offline",
        DOCUMENTED,
        "MS-CMRP 3.1.4.2.70",
    ),
    Rule(
        "FM-10",
        Case.NO_AUTO_START,
        "its Priority is 0: it is not started automatically",
        DOCUMENTED,
        "MSCS groups-priority, ITPRO",
    ),
    Rule(
        "FM-11",
        Case.PLACED_AGAIN,
        "a node has come up: the group is placed again",
        ASSUMED,
        "no page says what becomes of a group that no node could take",
    ),
    Rule(
        "FM-12",
        Case.QUEUED,
        "{count} starting on the node: it waits until one has started",
        DOCUMENTED,
        "VMFP: at most 32 at one time, the rest is queued",
    ),
    Rule(
        "FM-13",
        Case.FAILBACK,
        "a node that it prefers has come up: the group goes back",
        DOCUMENTED,
        "MSCS groups-autofailbacktype, MSCS failback",
    ),
    Rule(
        "FM-14",
        Case.FAILBACK_LATER,
        "a node that it prefers has come up: the group goes back when its failback window opens, in {wait}",
        DOCUMENTED,
        "MSCS groups-failbackwindowstart",
    ),
    Rule("FM-15", Case.MOVED, "the move was commanded", STATED, "article: Move is an action of RCM"),
    Rule(
        "FM-16",
        Case.MOVED_LIVE,
        "a live migration was commanded: the machine runs on while it moves",
        DOCUMENTED,
        "PS Move-ClusterVirtualMachineRole",
    ),
    Rule("FM-17", Case.MOVE_REFUSED, "the move is refused: {reason}", DOCUMENTED, "MS-CMRP 3.1.4.2.52 and 53"),
    Rule(
        "FM-18",
        Case.DRAINED,
        "its node is to be emptied",
        DOCUMENTED,
        "PS Suspend-ClusterNode; START",
    ),
    Rule(
        "FM-19",
        Case.DRAINED_LIVE,
        "its node is to be emptied: the virtual machine is taken to be migrated live",
        ASSUMED,
        "PS Suspend-ClusterNode: roles are drained; that the migration succeeds is assumed",
    ),
    Rule(
        "FM-20",
        Case.RESUMED_BACK,
        "its node is resumed: the group goes back",
        DOCUMENTED,
        "MS-CMRP 3.1.4.2.127",
    ),
    Rule(
        "FM-29",
        Case.RESUMED_LIVE,
        "its node is resumed: the virtual machine is taken to be migrated back live",
        ASSUMED,
        "MS-CMRP 3.1.4.2.127; that it goes back as it was drained, and that the migration succeeds, is assumed",
    ),
    Rule(
        "FM-21",
        Case.COLD_START,
        "the cluster has started: the group is placed",
        DOCUMENTED,
        "MS-CMRP 3.1.1.1.1; MSCS groups-defaultowner",
    ),
    Rule(
        "FM-22",
        Case.COLD_WAIT,
        "{node}, where it should run, is not up: the group waits for it, at most {wait}",
        DOCUMENTED,
        "MSCS clusters-clustergroupwaitdelay",
    ),
    Rule(
        "FM-23",
        Case.COLD_IGNORED,
        "IgnorePersistentStateOnStartup is 1: it is not brought online",
        DOCUMENTED,
        "MSCS clusters-ignorepersistentstateonstartup",
    ),
    Rule(
        "FM-24",
        Case.COLD_SETTING,
        "its ColdStartSetting is 1: it is not brought online",
        DOCUMENTED,
        "MSCS groups-coldstartsetting",
    ),
    Rule(
        "FM-25",
        Case.PREEMPTED,
        "{resource}, which has a higher Priority, needs its memory: it is preempted, and waits until there is room",
        DOCUMENTED,
        "event 1251; MSCS clusters-minimumpreemptorpriority and clusters-minimumneverpreemptpriority",
    ),
    Rule(
        "FM-26",
        Case.MAKES_ROOM,
        "its group is preempted: it is taken offline, and its PersistentState stays",
        DOCUMENTED,
        "event 1251",
    ),
    Rule(
        "FM-27",
        Case.PREEMPTED_PLACED,
        "it has made room: it goes where there is memory for it",
        ASSUMED,
        "a preempted group is started again when it can be; at once is assumed",
    ),
    Rule(
        "NM-07",
        Case.NODE_NEXT,
        "the next node of the list after the one it leaves",
        DOCUMENTED,
        "MS-CMRP 3.1.4.2.55, KB299631",
    ),
    Rule(
        "NM-11",
        Case.NODE_TOP,
        "the first node of the list that can take it",
        DOCUMENTED,
        "KB299631: the best possible node, or a lost node of a group without a list",
    ),
    Rule(
        "NM-08",
        Case.NODE_NO_CAPACITY,
        "it lacks the memory: {state}",
        DOCUMENTED,
        "ITPRO: since 2012 a virtual machine goes where there is memory",
    ),
    Rule(
        "NM-09",
        Case.NODE_APART,
        "it hosts {resource}, which has the same anti-affinity class",
        DOCUMENTED,
        "MSCS groups-antiaffinityclassnames",
    ),
    Rule(
        "NM-10",
        Case.APART_LIFTED,
        "only nodes with a group of the same anti-affinity class are left: the rule is ignored",
        DOCUMENTED,
        "MSCS groups-antiaffinityclassnames; ClusterEnforcedAntiAffinity is not 1",
    ),
    Rule(
        "MEM-01",
        Case.NODE_DIES,
        "everything on it stops; the others notice after {wait} without heartbeats",
        DOCUMENTED,
        "MSCS clusters-samesubnetthreshold",
    ),
    Rule("MEM-02", Case.NODE_NOTICED, "it is no member any more", DOCUMENTED, "MSCS failover"),
    Rule("MEM-03", Case.NODE_SHUTS_DOWN, "it leaves cleanly: its vote goes first", DOCUMENTED, "QUORUM, START"),
    Rule("MEM-04", Case.NODE_COMES, "it joins the cluster", DOCUMENTED, "QUORUM"),
    Rule(
        "MEM-05",
        Case.NODE_PAUSES,
        "it stays a member, and takes no group any more",
        DOCUMENTED,
        "MS-CMRP 3.1.4.2.70",
    ),
    Rule("MEM-06", Case.NODE_RESUMES, "it takes groups again", DOCUMENTED, "MS-CMRP 3.1.4.2.71"),
    Rule("MEM-07", Case.STAYS_PAUSED, "it was paused before and still is", DOCUMENTED, "MS-CMRP 3.1.1.6"),
    Rule(
        "MEM-08",
        Case.ISOLATED,
        "it has lost touch without leaving: no member now, and may come back within {wait}",
        DOCUMENTED,
        "RESIL",
    ),
    Rule(
        "MEM-09",
        Case.UNMONITORED,
        "virtual machines run on, unmonitored",
        DOCUMENTED,
        "RESIL",
    ),
    Rule("MEM-10", Case.BACK_IN_TIME, "it is back in time and goes on", DOCUMENTED, "RESIL"),
    Rule("MEM-11", Case.ISOLATION_OVER, "it has not come back in time", DOCUMENTED, "RESIL"),
    Rule(
        "MEM-12",
        Case.QUARANTINED,
        "it may not join for {wait}",
        DOCUMENTED,
        "RESIL, event 1672",
    ),
    Rule("MEM-13", Case.QUARANTINE_OVER, "its quarantine is over: it joins by itself", DOCUMENTED, "event 1672"),
    Rule("MEM-14", Case.QUORUM_KEPT, "{count} left: a majority", DOCUMENTED, "QUORUM"),
    Rule(
        "MEM-15",
        Case.QUORUM_LOST,
        "{count} left: no majority, the Cluster Service stops on every node",
        DOCUMENTED,
        "QUORUM, event 1177",
    ),
    Rule("MEM-16", Case.REBALANCED, "votes now: {votes}", DOCUMENTED, "QUORUM: dynamic quorum, dynamic witness"),
    Rule(
        "MEM-17",
        Case.ARBITRATES,
        "the witness has a vote: the survivors get hold of it",
        DOCUMENTED,
        "QUORUM; cluster.log: 'Issuing Arbitrate'",
    ),
    Rule("MEM-18", Case.FORMS, "{count} there: the cluster forms", DOCUMENTED, "QUORUM"),
    Rule("MEM-19", Case.NOT_FORMED, "{count} there: no majority, it waits for others", DOCUMENTED, "QUORUM"),
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

EMBEDDED: Mapping[int, Case] = MappingProxyType(
    {0: Case.EMBEDDED_NONE, 1: Case.EMBEDDED_LOGGED, 2: Case.EMBEDDED_RECOVERED}
)
"""EmbeddedFailureAction -> what follows a failure inside a virtual machine. Total."""
