"""The words and numbers of states, and what a state means as a report of a resource DLL: literal tables.

Numbers: CLUSTER_RESOURCE_STATE, CLUSTER_GROUP_STATE, CLUSTER_NODE_STATE (SDK, MS-CMRP); of virtual machines the
EnabledState of Msvm_ComputerSystem (both versions), which is taken for the number of PowerShell's VMState too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from hivetool.scenario.model import Status

_ONLINE, _OFFLINE, _FAILED = Status.ONLINE, Status.OFFLINE, Status.FAILED
_STARTS, _STOPS = Status.ONLINE_PENDING, Status.OFFLINE_PENDING


@dataclass(frozen=True, slots=True)
class StateWord:
    """One state. ``reports``: what it is as a report of the resource DLL, the likeliest first; empty where it is none
    that could be compared with what is recorded. ``also`` are other spellings."""

    word: str
    numbers: tuple[int, ...] = ()
    reports: tuple[Status, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The states that something can have. ``title`` completes "this is no state of"; ``source`` is where they stand."""

    title: str
    source: str
    words: tuple[StateWord, ...]

    def find(self, text: str) -> StateWord | None:
        """The state that a word or a number means: without case and blanks, a number also unsigned; None for none."""
        return self._known.get(text.replace(" ", "").lower())

    @cached_property
    def _known(self) -> Mapping[str, StateWord]:
        known = {}
        for each in self.words:
            names = (each.word, *each.also)
            numbers = (*each.numbers, *(number + 2**32 for number in each.numbers if number < 0))
            known.update({name.lower(): each for name in (*names, *map(str, numbers))})
        return known


RESOURCE_STATES = Vocabulary(
    "a resource",
    "MS-CMRP 3.1.4.2.13",
    (
        StateWord("Unknown", (-1,)),
        StateWord("Inherited", (0,)),
        StateWord("Initializing", (1,)),
        StateWord("Online", (2,), (_ONLINE,)),
        StateWord("Offline", (3,), (_OFFLINE,)),
        StateWord("Failed", (4,), (_FAILED,)),
        StateWord("CannotComeOnlineOnAnyNode", (126,), (_FAILED,)),
        StateWord("CannotComeOnlineOnThisNode", (127,), (_OFFLINE,)),
        StateWord("Pending", (128,)),
        StateWord("OnlinePending", (129,), (_STARTS,)),
        StateWord("OfflinePending", (130,), (_STOPS,)),
    ),
)
"""126 and 127 are shown as Failed and Offline (resapi GetClusterResourceState)."""

GROUP_STATES = Vocabulary(
    "a group",
    "MS-CMRP 3.1.4.2.46",
    (
        StateWord("Unknown", (-1,)),
        StateWord("Online", (0,)),
        StateWord("Offline", (1,)),
        StateWord("Failed", (2,)),
        StateWord("PartialOnline", (3,), also=("PartiallyOnline",)),
        StateWord("Pending", (4,)),
    ),
)

NODE_STATES = Vocabulary(
    "a node",
    "MS-CMRP 3.1.4.2.69",
    (
        StateWord("Unknown", (-1,)),
        StateWord("Up", (0,)),
        StateWord("Down", (1,)),
        StateWord("Paused", (2,)),
        StateWord("Joining", (3,)),
        StateWord("Isolated"),
        StateWord("Quarantined", also=("Quarantine",)),
    ),
)
"""Isolated and Quarantined are extra information on top of a state (event 1672, 1673); they have no number there."""

VM_STATES = Vocabulary(
    "a virtual machine",
    "MSCS virtual-machine",
    (
        StateWord("Other", (1,)),
        StateWord("Running", (2,), (_ONLINE,), ("Enabled",)),
        StateWord("Off", (3,), (_OFFLINE,), ("Disabled",)),
        StateWord("Stopping", (4, 32774), (_STOPS, _OFFLINE)),
        StateWord("Saved", (6, 32769), (_OFFLINE,), ("Suspended",)),
        StateWord("Paused", (9, 32768), (_ONLINE,)),
        StateWord("Starting", (10, 32770), (_STARTS, _ONLINE)),
        StateWord("Reset", (11,)),
        StateWord("Saving", (32773,), (_STOPS, _OFFLINE)),
        StateWord("Pausing", (32776,), (_ONLINE,)),
        StateWord("Resuming", (32777,), (_ONLINE,)),
        StateWord("FastSaved", (32779,)),
        StateWord("FastSaving", (32780,)),
        StateWord("RunningCritical", (32781,)),
        StateWord("OffCritical", (32782,)),
        StateWord("StoppingCritical", (32783,)),
        StateWord("SavedCritical", (32784,)),
        StateWord("PausedCritical", (32785,)),
        StateWord("StartingCritical", (32786,)),
        StateWord("ResetCritical", (32787,)),
        StateWord("SavingCritical", (32788,)),
        StateWord("PausingCritical", (32789,)),
        StateWord("ResumingCritical", (32790,)),
        StateWord("FastSavedCritical", (32791,)),
        StateWord("FastSavingCritical", (32792,)),
    ),
)
"""What a machine's state is to the cluster: MSCS virtual-machine. It is silent about those without ``reports``."""

REPORTS = Vocabulary(
    "a report",
    "the article, step 3",
    tuple(StateWord(status.value, (), (status,)) for status in Status),
)
"""What a resource DLL reports: the article's six statuses, and no answer."""
