from __future__ import annotations

import pytest

from hivetool.observed.states import (
    GROUP_STATES,
    NODE_STATES,
    REPORTS,
    RESOURCE_STATES,
    VM_STATES,
    Vocabulary,
)
from hivetool.scenario.model import Status

ALL = (RESOURCE_STATES, GROUP_STATES, NODE_STATES, VM_STATES, REPORTS)

RESOURCES = {
    -1: "Unknown",
    0: "Inherited",
    1: "Initializing",
    2: "Online",
    3: "Offline",
    4: "Failed",
    126: "CannotComeOnlineOnAnyNode",
    127: "CannotComeOnlineOnThisNode",
    128: "Pending",
    129: "OnlinePending",
    130: "OfflinePending",
}
GROUPS = {-1: "Unknown", 0: "Online", 1: "Offline", 2: "Failed", 3: "PartialOnline", 4: "Pending"}
NODES = {-1: "Unknown", 0: "Up", 1: "Down", 2: "Paused", 3: "Joining"}


@pytest.mark.parametrize(
    ("states", "numbers"), [(RESOURCE_STATES, RESOURCES), (GROUP_STATES, GROUPS), (NODE_STATES, NODES)]
)
def test_numbers_of_the_cluster(states: Vocabulary, numbers: dict[int, str]) -> None:
    assert {number: word.word for word in states.words for number in word.numbers} == numbers
    for number, name in numbers.items():
        found = states.find(str(number))
        assert found is not None
        assert found is states.find(name)
        assert found.word == name
    unknown = states.find("4294967295")
    assert unknown is not None
    assert unknown.word == "Unknown"


@pytest.mark.parametrize(
    ("number", "word", "reports"),
    [
        (2, "Running", (Status.ONLINE,)),
        (32768, "Paused", (Status.ONLINE,)),
        (32776, "Pausing", (Status.ONLINE,)),
        (32777, "Resuming", (Status.ONLINE,)),
        (32770, "Starting", (Status.ONLINE_PENDING, Status.ONLINE)),
        (32774, "Stopping", (Status.OFFLINE_PENDING, Status.OFFLINE)),
        (32773, "Saving", (Status.OFFLINE_PENDING, Status.OFFLINE)),
        (3, "Off", (Status.OFFLINE,)),
        (32769, "Saved", (Status.OFFLINE,)),
        (11, "Reset", ()),
        (32785, "PausedCritical", ()),
    ],
)
def test_what_a_machine_is_to_the_cluster(number: int, word: str, reports: tuple[Status, ...]) -> None:
    """The table of MSCS virtual-machine; it says nothing of the others."""
    found = VM_STATES.find(str(number))
    assert found is not None
    assert (found.word, found.reports) == (word, reports)


@pytest.mark.parametrize(
    ("states", "text", "word"),
    [
        (RESOURCE_STATES, "Online Pending", "OnlinePending"),
        (RESOURCE_STATES, " oNLINE ", "Online"),
        (GROUP_STATES, "Partially Online", "PartialOnline"),
        (VM_STATES, "Suspended", "Saved"),
        (VM_STATES, "4", "Stopping"),
        (REPORTS, "noresponse", "NoResponse"),
    ],
)
def test_words_compare_without_case_and_blanks(states: Vocabulary, text: str, word: str) -> None:
    found = states.find(text)
    assert found is not None
    assert found.word == word


@pytest.mark.parametrize("text", ["", "5", "-2", "Onlin", "Online\u200b", "٢", "2.0", "x" * 100_000])
def test_what_is_no_state(text: str) -> None:
    assert RESOURCE_STATES.find(text) is None


@pytest.mark.parametrize("states", ALL, ids=lambda states: states.title)
def test_every_word_and_number_means_one_state(states: Vocabulary) -> None:
    names = [name.lower() for each in states.words for name in (each.word, *each.also, *map(str, each.numbers))]
    assert len(set(names)) == len(names)
    assert states.source
    assert all(states.find(each.word) is each for each in states.words)


def test_a_resource_is_what_it_is_shown_as() -> None:
    """126 is shown as Failed, 127 as Offline; what is neither online nor offline is no report."""
    reports = {each.word: each.reports for each in RESOURCE_STATES.words}
    assert reports["CannotComeOnlineOnAnyNode"] == (Status.FAILED,)
    assert reports["CannotComeOnlineOnThisNode"] == (Status.OFFLINE,)
    assert [word for word, found in reports.items() if not found] == ["Unknown", "Inherited", "Initializing", "Pending"]


def test_every_status_is_a_report() -> None:
    assert [each.reports for each in REPORTS.words] == [(status,) for status in Status]
