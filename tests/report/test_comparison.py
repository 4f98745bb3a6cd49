from __future__ import annotations

import string

import pytest

from hivetool.report.comparison import SAYS, Aspect, Verdict
from tests.clusters import article_groups, cluster_reg, database
from tests.report.observing import compared, saw

KNOWN = database(cluster_reg(article_groups()))


@pytest.mark.parametrize("aspect", Aspect)
def test_every_aspect_has_a_sentence_with_both_sides(aspect: Aspect) -> None:
    names = [name for _, name, _, _ in string.Formatter().parse(SAYS[aspect]) if name]
    assert names == ["expected", "observed"]


def test_a_sentence_is_no_template() -> None:
    (check, *_) = compared(KNOWN, saw("group", "HyperV VMs", owner="{expected}")).checks
    assert check.sentence == "DefaultOwner is Node1, its owner is {expected}"


def test_counts() -> None:
    comparison = compared(KNOWN, *(saw("resource", f"Virtual Machine {number}", "Offline") for number in (1, 2, 3)))
    assert comparison.counts == {
        Verdict.DIFFERS: 2,
        Verdict.PENDING: 0,
        Verdict.NOTED: 0,
        Verdict.OPEN: 0,
        Verdict.AGREES: 1,
    }
    assert list(comparison.every_problem) == []
