from __future__ import annotations

from string import Formatter

from hivetool.cluster.schema import SCHEMA
from hivetool.engine.rules import RESTART_POLICY, RULES, Case


def test_every_case_has_a_rule() -> None:
    assert set(RULES) == set(Case)


def test_the_restart_policy_is_total() -> None:
    limits = SCHEMA["resource"]["RestartAction"]
    assert limits.minimum is not None
    assert limits.maximum is not None
    actions = range(limits.minimum, limits.maximum + 1)
    assert set(RESTART_POLICY) == {(action, left) for action in actions for left in (True, False)}


def test_the_gaps_of_a_sentence_are_few_and_named() -> None:
    gaps = {name for rule in RULES.values() for _, name, _, _ in Formatter().parse(rule.why) if name is not None}
    assert gaps == {"resource", "state", "value", "wait", "node", "count", "votes", "reason"}
