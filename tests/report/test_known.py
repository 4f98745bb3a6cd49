from __future__ import annotations

from hivetool.cluster.semantics import ARTICLE
from hivetool.observed.matching import Match
from hivetool.report.known import Known, Recorded
from hivetool.scenario.model import State
from tests.clusters import article_groups, cluster_reg, database
from tests.report.observing import saw

DATABASE = database(cluster_reg(article_groups()))
FIRST, SECOND, THIRD = DATABASE.resources
(GROUP,) = DATABASE.groups


def test_the_latest_counts() -> None:
    known = Known(DATABASE, ARTICLE)
    assert known.seen("cluster", FIRST) is None
    for state in ("Online", "Failed"):
        known.learn(Match(saw("resource", FIRST.name, state), FIRST))
    seen = known.seen("cluster", FIRST)
    assert seen is not None
    assert seen.what == "Failed"
    assert known.states(GROUP) == {FIRST.id: State.FAILED}
    assert known.seen("hyper-v", FIRST) is None


def test_what_hyper_v_says_does_not_make_the_state_of_a_resource() -> None:
    known = Known(DATABASE, ARTICLE)
    known.learn(Match(saw("vm", FIRST.name, "Off"), FIRST))
    assert known.states(GROUP) == {}


def test_owners() -> None:
    known = Known(DATABASE, ARTICLE)
    assert known.owner(GROUP) is None
    assert list(known.owned_groups()) == []
    known.learn(Match(saw("resource", FIRST.name, owner="Node2"), FIRST))
    by_resource = known.owner(GROUP)
    assert by_resource is not None
    assert by_resource.owner == "Node2"
    assert list(known.owned_groups()) == [GROUP]
    known.learn(Match(saw("group", GROUP.name, owner="Node3"), GROUP))
    own = known.owner(GROUP)
    assert own is not None
    assert own.owner == "Node3"


def test_names_of_nodes() -> None:
    known = Known(DATABASE, ARTICLE)
    assert known.same_node("Node1", "NODE1.example.org")
    assert not known.same_node("Node1", "Node2")
    assert known.same_node("elsewhere", "ELSEWHERE")
    assert not known.same_node("Node1", "elsewhere")


def test_what_is_recorded() -> None:
    known = Known(DATABASE, ARTICLE)
    assert [known.recorded(each).value for each in (FIRST, SECOND, THIRD)] == [1, 1, 0]
    assert known.recorded(THIRD).evidence[0].value == "PersistentState"
    known.record(THIRD, 1, "by hand")
    assert known.recorded(THIRD) == Recorded(1, "by hand", ())
