from __future__ import annotations

from dataclasses import replace

import pytest

from hivetool.engine.outcome import After, GroupAfter, Prediction, ResourceAfter
from hivetool.report.differs import MOST_NAMES, differs, not_replayed, other_words
from hivetool.scenario.model import State
from tests.report.samples import PREDICTION


def ended(
    owners: str = "HV02",
    states: str = "Online",
    stored: int | None = 1,
    node: str = "Up",
    quorum: bool = True,
    n: int = 1,
) -> Prediction:
    """A cluster of ``n`` groups and resources that all ended like that."""
    after = After(
        tuple(GroupAfter(f"G{number}", owners or None, states) for number in range(n)),
        tuple(ResourceAfter(f"R{number}", State(states), stored) for number in range(n)),
        (("HV01", node),),
        quorum,
    )
    return replace(PREDICTION, after=after)


def test_the_same_end_is_no_difference() -> None:
    assert differs(ended(), ended()) == ""
    assert differs(ended(), replace(ended(), trace=(), edits=(), semantics="windows")) == ""


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (ended("HV03"), "G0 on HV03 instead of HV02"),
        (ended(""), "G0 on no node instead of HV02"),
        (ended(states="Failed"), "R0 Failed instead of Online"),
        (ended(stored=0), "R0 with PersistentState 0 instead of 1"),
        (ended(stored=None), "R0 with PersistentState not stored instead of 1"),
        (ended(node="Down"), "HV01 Down instead of Up"),
        (ended(quorum=False), "quorum is lost instead of kept"),
        (ended("HV03", "Failed"), "G0 on HV03 instead of HV02; R0 Failed instead of Online"),
    ],
)
def test_what_is_different_at_the_end(other: Prediction, told: str) -> None:
    assert differs(ended(), other) == told


def test_it_is_told_from_the_other_side_too() -> None:
    assert differs(ended("HV03"), ended()) == "G0 on HV02 instead of HV03"
    assert differs(ended(""), ended()) == "G0 on HV02 instead of none"
    assert differs(ended(quorum=False), ended()) == "quorum is kept instead of lost"


def test_a_group_that_has_no_other_resource_in_another_state_speaks_for_itself() -> None:
    partly = replace(ended(), after=replace(ended().after, groups=(GroupAfter("G0", "HV02", "PartialOnline"),)))
    assert differs(ended(), partly) == "G0 PartialOnline instead of Online"


def test_at_most_three_are_named_and_the_rest_counted() -> None:
    assert MOST_NAMES == 3
    assert differs(ended(n=3), ended("HV03", n=3)) == "G0, G1, G2 on HV03 instead of HV02"
    assert differs(ended(n=4), ended("HV03", n=4)) == "4 groups on HV03 instead of HV02"
    both = differs(ended(n=2), ended("HV03", "Failed", n=2))
    assert both == "G0, G1 on HV03 instead of HV02; 2 resources Failed instead of Online"


def test_a_sentence_stays_short_however_much_differs() -> None:
    first = ended(n=900)
    after = replace(
        first.after,
        groups=tuple(replace(group, owner=f"HV{number}") for number, group in enumerate(first.after.groups, 10)),
    )
    told = differs(first, replace(first, after=after))
    assert told.endswith("; 896 more differences")
    assert len(told) < 200


def test_the_line_about_another_semantics() -> None:
    assert other_words("windows", "") == "Under 'windows' it ends the same."
    assert other_words("windows", "G on N") == "Under 'windows' it ends differently: G on N."
    failed = not_replayed("a node is missing")
    assert other_words("windows", failed) == "Under 'windows' it could not be replayed: a node is missing."
