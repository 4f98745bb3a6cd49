from __future__ import annotations

from hivetool.make.nodes import node_branches, node_name
from hivetool.make.plan import Plan


def test_a_node_has_a_name_and_a_vote_under_its_number() -> None:
    found = node_branches(Plan(nodes=12))
    assert [branch.name for branch in found] == [str(number) for number in range(1, 13)]
    assert found[9].values == {"NodeName": "HV10", "NodeWeight": 1}


def test_names_have_two_digits() -> None:
    assert (node_name(1), node_name("64")) == ("HV01", "HV64")
