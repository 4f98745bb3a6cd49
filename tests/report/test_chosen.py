from __future__ import annotations

from hivetool.cluster.semantics import ARTICLE, WINDOWS, overridden
from hivetool.report.chosen import with_choices
from tests.report.samples import PREDICTION


def test_nothing_chosen_changes_nothing() -> None:
    assert with_choices(PREDICTION, ARTICLE) is PREDICTION
    assert with_choices(PREDICTION, WINDOWS) is PREDICTION


def test_every_point_that_was_chosen_is_assumed() -> None:
    semantics = overridden(WINDOWS, ["restart_window=fixed", "terminates-failed=false", "seed=7"])
    told = with_choices(PREDICTION, semantics).assumed
    assert [(item.what, item.value, item.basis) for item in told[:3]] == [
        ("point restart_window of the semantics", "fixed", "chosen by the user"),
        ("point terminates_failed of the semantics", "false", "chosen by the user"),
        ("point seed of the semantics", "7", "chosen by the user"),
    ]
    assert told[3:] == PREDICTION.assumed
