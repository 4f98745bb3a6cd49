from __future__ import annotations

from dataclasses import fields

import pytest

from hivetool.lint.thresholds import BadThreshold, Thresholds, meanings, thresholds_of


def test_every_threshold_says_which_rules_judge_by_it() -> None:
    assert set(meanings()) == {field.name for field in fields(Thresholds)}
    assert all(text.startswith("HT") for text in meanings().values())


def test_they_can_be_set() -> None:
    assert thresholds_of({"group_resources": 9}) == Thresholds(group_resources=9)
    assert thresholds_of({}) == Thresholds()


@pytest.mark.parametrize(("name", "value"), [("none", 1), ("group_resources", -1), ("group_resources", True)])
def test_what_is_none_is_refused(name: str, value: object) -> None:
    with pytest.raises(BadThreshold, match=f"threshold '{name}'"):
        thresholds_of({name: value})
