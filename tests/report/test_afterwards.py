from __future__ import annotations

from dataclasses import replace

import pytest

from hivetool.cluster.load import load_cluster
from hivetool.engine.outcome import Prediction
from hivetool.engine.trace import Action, Component, TraceEntry
from hivetool.hive.apply import apply
from hivetool.hive.edit import SetValue
from hivetool.hive.types import ValueType
from hivetool.report.afterwards import edits_afterwards
from tests.clusters import G, R, cluster_reg, database, group_id
from tests.report.samples import PREDICTION

KNOWN = database(
    cluster_reg([G("G1", (R("VM1"),), {"DefaultOwner": 1}), G("G2", (R("VM2"),))], nodes=("N1", "N2", "N3"))
)


def moved(group: str, owner: str | None, action: Action = Action.MOVE) -> Prediction:
    """A prediction in which this group was moved, or had something else done to it, and ends on this node."""
    entry = TraceEntry(at_ms=1, component=Component.RCM, action=action, text="x", group=group, node="N1", target=owner)
    groups = tuple(replace(known, owner=owner if known.label == group else "N3") for known in PREDICTION.after.groups)
    return replace(PREDICTION, trace=(entry,), edits=(), after=replace(PREDICTION.after, groups=groups))


def default_owner(group: str, number: int) -> SetValue:
    path = f"Groups\\{group_id(group)}"
    return SetValue(path, "DefaultOwner", ValueType.REG_DWORD, number.to_bytes(4, "little"))


@pytest.mark.parametrize("action", [Action.MOVE, Action.FAILOVER, Action.FAILBACK])
def test_a_group_that_was_moved_has_another_default_owner(action: Action) -> None:
    assert edits_afterwards(moved("G1", "N2", action), KNOWN) == (default_owner("G1", 2),)
    assert edits_afterwards(moved("G2", "N1", action), KNOWN) == (default_owner("G2", 1),)


@pytest.mark.parametrize(
    "prediction",
    [moved("G1", "N1"), moved("G1", None), moved("G1", "N2", Action.GIVE_UP), moved("G1", "no such node")],
    ids=["back where it was", "nowhere", "not moved", "a node that is not there"],
)
def test_all_others_keep_theirs(prediction: Prediction) -> None:
    assert edits_afterwards(prediction, KNOWN) == ()


def test_what_was_recorded_comes_first() -> None:
    prediction = replace(moved("G1", "N2"), edits=PREDICTION.edits)
    assert edits_afterwards(prediction, KNOWN) == (*PREDICTION.edits, default_owner("G1", 2))


def test_they_can_be_applied_and_are_read_back() -> None:
    after = load_cluster(apply(KNOWN.hive, edits_afterwards(moved("G1", "N2"), KNOWN))).database
    owners = {group.name: group.number("DefaultOwner") for group in after.groups}
    assert (owners["G1"], owners["G2"]) == (2, None)


def test_a_node_whose_id_is_no_number_is_no_default_owner() -> None:
    text = cluster_reg([G("G1", (R("VM1"),), {"DefaultOwner": 1})], nodes=("N1",))
    odd = database(text.replace("\\Nodes\\1]", "\\Nodes\\\u0661x]"))
    assert edits_afterwards(moved("G1", "N1"), odd) == ()
