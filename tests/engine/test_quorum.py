from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, combinations, permutations
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.cluster.model import Database
from hivetool.cluster.semantics import ARTICLE, SEMANTICS, Semantics, overridden
from hivetool.engine.quorum import (
    READINGS,
    Configured,
    Count,
    Votes,
    balanced,
    can_form,
    configured,
    count,
    given_up,
    held_at_start,
    keeps_quorum,
)
from tests.clusters import G, R, Stored, Values, cluster_reg, database, resource_id

LOWEST = overridden(ARTICLE, ["vote_removed=lowest-id"])


def cluster(weights: str, witness: bool = False, loses_tie: str | None = None, *, dynamic: bool = True) -> Configured:
    """A cluster of nodes 1, 2, 3 … with these NodeWeights."""
    nodes = {str(number): int(weight) for number, weight in enumerate(weights, 1)}
    return Configured(MappingProxyType(nodes), witness, None, dynamic, True, loses_tie)


def shown(votes: Votes) -> str:
    """The nodes' votes, and after a plus the witness's if it has one."""
    return "".join(str(vote) for vote in votes.nodes.values()) + ("+" if votes.witness else "")


def votes(text: str) -> Votes:
    """The other way round."""
    nodes = {str(number): int(vote) for number, vote in enumerate(text.rstrip("+"), 1)}
    return Votes(MappingProxyType(nodes), int(text.endswith("+")))


def survives(known: Configured, semantics: Semantics, losses: Iterable[Iterable[str]]) -> bool:
    """Whether the cluster has quorum after each of the losses, balanced in between."""
    members = frozenset(known.weights)
    held = balanced(known, members, semantics)
    for lost in losses:
        members -= frozenset(lost)
        if not keeps_quorum(held, members):
            return False
        held = balanced(known, members, semantics, held)
    return True


def verdict(known: Configured, semantics: Semantics, choices: Iterable[Iterable[Iterable[str]]]) -> str:
    survived = [survives(known, semantics, losses) for losses in choices]
    words = {len(survived): "Yes", 0: "No", len(survived) / 2: "50/50"}
    return words.get(sum(survived), f"{sum(survived)} of {len(survived)}")


# The table of facts 6.4, understand-quorum

TABLE = (
    (2, False, "50/50", "No", "No"),
    (2, True, "Yes", "No", "No"),
    (3, False, "Yes", "50/50", "No"),
    (3, True, "Yes", "Yes", "No"),
    (4, False, "Yes", "Yes", "50/50"),
    (4, True, "Yes", "Yes", "Yes"),
    *((size, witness, "Yes", "Yes", "Yes") for size in (5, 6, 7, 8, 9, 16) for witness in (False, True)),
)


@pytest.mark.parametrize("semantics", [*SEMANTICS, LOWEST])
@pytest.mark.parametrize(("size", "witness", "one", "then_another", "two_at_once"), TABLE)
def test_what_a_cluster_survives(
    size: int, witness: bool, one: str, then_another: str, two_at_once: str, semantics: Semantics
) -> None:
    known = cluster("1" * size, witness)
    assert verdict(known, semantics, [[{node}] for node in known.weights]) == one
    pairs = [*permutations(known.weights, 2)]
    assert verdict(known, semantics, [[{first}, {then}] for first, then in pairs]) == then_another
    assert verdict(known, semantics, [[pair] for pair in combinations(known.weights, 2)]) == two_at_once


def test_whose_vote_is_removed_decides_the_half_that_is_survived() -> None:
    assert [survives(cluster("11"), ARTICLE, [{lost}]) for lost in "12"] == [False, True]
    assert [survives(cluster("11"), LOWEST, [{lost}]) for lost in "12"] == [True, False]
    survived = {pair for pair in combinations("1234", 2) if survives(cluster("1111"), ARTICLE, [pair])}
    assert survived == {("1", "4"), ("2", "4"), ("3", "4")}
    assert survives(cluster("111"), ARTICLE, [{"1"}, {"3"}])
    assert not survives(cluster("111"), ARTICLE, [{"1"}, {"2"}])


@pytest.mark.parametrize(
    ("size", "witness", "total"),
    [(2, False, 1), (2, True, 3), (3, False, 3), (3, True, 3), (4, False, 3), (4, True, 5), (5, False, 5)],
)
def test_totals_of_microsofts_examples(size: int, witness: bool, total: int) -> None:
    known = cluster("1" * size, witness)
    assert balanced(known, known.weights, ARTICLE).total == total


def test_microsofts_examples() -> None:
    two, with_witness = cluster("11"), cluster("11", True)
    held = balanced(two, "12", ARTICLE)
    assert str(count(held, "2")) == "0 of 1 vote"
    assert str(count(held, "1")) == "1 of 1 vote"
    assert str(count(balanced(with_witness, "12", ARTICLE), "1")) == "2 of 3 votes"
    after_one = balanced(cluster("111", True), "13", ARTICLE, votes("111"))
    assert shown(after_one) == "101+"
    after_two = balanced(cluster("1111", True), "24", ARTICLE, votes("1111+"))
    assert shown(after_two) == "0101+"


def test_the_vote_of_a_node_that_is_shut_down_passes_to_the_other() -> None:
    held = given_up(balanced(cluster("11"), "12", ARTICLE), "1")
    assert shown(held) == "00"
    assert shown(balanced(cluster("11"), "2", ARTICLE, held)) == "01"


def test_one_of_three_is_shut_down_and_has_given_up_its_vote() -> None:
    """Facts T7, START: votes 0, 1, 1; then, without a witness, one of two is taken away (understand-quorum)."""
    known = cluster("111")
    held = given_up(balanced(known, "123", ARTICLE), "1")
    assert shown(held) == "011"
    assert shown(balanced(known, "23", ARTICLE, held)) == "010"
    assert shown(balanced(cluster("111", True), "23", ARTICLE, votes("111"))) == "011+"


def test_with_a_witness_three_votes_do_not_become_fewer() -> None:
    """Microsoft, askcore 2016-03-21: the last of four nodes stops when the witness fails."""
    known = cluster("1111", True)
    held = balanced(known, "1234", ARTICLE)
    for members in ("123", "12", "1"):
        assert keeps_quorum(held, members)
        held = balanced(known, members, ARTICLE, held)
    assert shown(held) == "1100+"
    assert str(count(held, "1")) == "2 of 3 votes"
    assert not keeps_quorum(held, "1", witness_reachable=False)
    assert balanced(known, "1", ARTICLE, held) == held
    assert shown(balanced(known, "13", ARTICLE, held)) == "1010+"


@pytest.mark.parametrize(
    ("before", "last", "expected"),
    [("1111+", "1", "1000"), ("111", "1", "100"), ("110+", "3", "001"), ("110+", "2", "110+")],
)
def test_only_of_two_nodes_with_the_witness_the_vote_of_the_other_stays(before: str, last: str, expected: str) -> None:
    """The others: several shut down together, and a node that had no vote before."""
    held = votes(before)
    assert shown(balanced(cluster("1" * len(held.nodes), True), last, ARTICLE, held)) == expected


def test_the_last_node_without_a_witness_has_the_only_vote() -> None:
    assert shown(balanced(cluster("1111"), "3", ARTICLE, votes("1010"))) == "0010"
    assert shown(balanced(cluster("1111", True), "3", ARTICLE)) == "0010"
    assert shown(balanced(cluster("1", True), "1", ARTICLE)) == "1"


def test_a_witness_that_is_not_reachable_has_no_vote_and_no_tie_to_break() -> None:
    assert shown(balanced(cluster("11", True), "12", ARTICLE, votes("11+"), witness_reachable=False)) == "10"
    assert shown(balanced(cluster("111", True), "123", ARTICLE, witness_reachable=False)) == "111"
    assert shown(balanced(cluster("11", True), "1", ARTICLE, votes("11+"), witness_reachable=False)) == "10"


@pytest.mark.parametrize(
    ("loser", "members", "expected"),
    [("2", "1234", "1011"), ("2", "134", "1011"), ("2", "34", "0010"), ("2", "123", "1110"), ("9", "1234", "1110")],
)
def test_the_node_of_lower_priority_loses_its_vote_if_it_is_a_member(loser: str, members: str, expected: str) -> None:
    assert shown(balanced(cluster("1111", loses_tie=loser), members, ARTICLE)) == expected


def test_a_node_of_lower_priority_that_may_not_vote_loses_nothing() -> None:
    assert shown(balanced(cluster("101", loses_tie="2"), "123", ARTICLE)) == "100"


def test_nodes_that_may_not_vote_count_for_nothing() -> None:
    known = cluster("11100", True)
    held = balanced(known, "12345", ARTICLE)
    assert shown(held) == "11100"
    assert keeps_quorum(held, "12")
    assert not keeps_quorum(held, "145")
    assert shown(balanced(known, "145", ARTICLE)) == "10000"
    assert shown(balanced(known, "45", ARTICLE)) == "00000"
    assert not keeps_quorum(balanced(known, "45", ARTICLE), "45")


def test_where_nobody_may_vote_the_witness_alone_decides() -> None:
    held = balanced(cluster("00", True), "12", ARTICLE)
    assert shown(held) == "00+"
    assert keeps_quorum(held, "2")
    assert not keeps_quorum(held, "12", witness_reachable=False)
    assert not keeps_quorum(held, "")
    assert shown(balanced(cluster("00"), "12", ARTICLE)) == "00"
    assert not keeps_quorum(balanced(cluster("00"), "12", ARTICLE), "12")


@pytest.mark.parametrize("witness", [False, True])
def test_no_nodes_at_all(witness: bool) -> None:
    held = balanced(cluster("", witness), (), ARTICLE)
    assert (dict(held.nodes), held.total) == ({}, int(witness))
    assert not keeps_quorum(held, ())
    assert not keeps_quorum(held, ("1",))


def test_64_nodes_go_down_one_after_the_other_to_the_last() -> None:
    with_witness, alone = cluster("1" * 64, True), cluster("1" * 64)
    order = [*with_witness.weights]
    assert balanced(with_witness, order, ARTICLE).total == 65
    assert balanced(alone, order, ARTICLE).total == 63
    assert survives(with_witness, ARTICLE, [{node} for node in order[:-1]])
    assert survives(alone, ARTICLE, [{node} for node in reversed(order[1:])])
    assert survives(with_witness, ARTICLE, [order[:32]])
    assert not survives(with_witness, ARTICLE, [order[:33]])


def test_without_dynamic_quorum_every_configured_vote_counts_always() -> None:
    known = cluster("1110", True, dynamic=False)
    for members in ("1234", "1", ""):
        assert shown(balanced(known, members, ARTICLE, votes("1000"), witness_reachable=False)) == "1110+"
    assert [keeps_quorum(balanced(known, "1234", ARTICLE), left) for left in ("123", "12", "1", "4")] == [
        True,
        True,
        False,
        False,
    ]
    two = cluster("11", dynamic=False)
    assert not any(survives(two, ARTICLE, [{lost}]) for lost in "12")


def test_before_2012_r2_the_witness_always_votes() -> None:
    known = Configured(cluster("111").weights, witness=True, dynamic_witness=False)
    assert shown(balanced(known, "123", ARTICLE)) == "111+"
    assert shown(balanced(known, "12", ARTICLE, witness_reachable=False)) == "110+"
    assert str(count(votes("111+"), "12")) == "3 of 4 votes"
    assert shown(balanced(known, "", ARTICLE)) == "000"


def test_half_of_the_votes_is_not_enough() -> None:
    assert [(Count(present, 4).enough, Count(present, 4).needed) for present in (2, 3)] == [(False, 3), (True, 3)]
    assert [(Count(present, 5).enough, Count(present, 5).needed) for present in (2, 3)] == [(False, 3), (True, 3)]
    assert not Count(0, 0).enough


def test_nodes_that_are_unknown_or_named_twice_add_nothing() -> None:
    assert count(votes("111"), ["1", "1", "8", "\x1b[2J\n'\u202e"]) == Count(1, 3)
    assert count(votes("11+"), ["8"]) == Count(0, 3)


# Forming


def test_the_cluster_forms_with_the_majority_of_the_votes_last_held() -> None:
    held = votes("01100")
    assert [can_form(held, up) for up in ("145", "2", "23", "12345")] == [False, False, True, True]
    assert can_form(votes("110+"), "1")
    assert not can_form(votes("110+"), "1", witness_reachable=False)
    assert not can_form(votes("110+"), "3")


def test_the_loser_of_two_nodes_cannot_start_the_cluster_alone() -> None:
    held = balanced(cluster("11"), "12", ARTICLE)
    assert not keeps_quorum(held, "2")
    assert [can_form(held, up) for up in ("2", "1", "12")] == [False, True, True]


def test_a_node_that_is_down_at_the_beginning_has_no_vote() -> None:
    """The contract of scenario files: a node down at 0 has no dynamic vote."""
    known = cluster("111")
    assert shown(held_at_start(known, "123", ARTICLE)) == "111"
    assert shown(held_at_start(known, "12", ARTICLE)) == "100"
    assert shown(held_at_start(known, "3", ARTICLE)) == "001"
    assert can_form(held_at_start(known, "3", ARTICLE), "3")
    assert shown(held_at_start(cluster("111", True), "12", ARTICLE)) == "110+"


def test_if_all_are_down_at_the_beginning_the_majority_of_all_forms_the_cluster() -> None:
    for known, up in ((cluster("111"), ""), (cluster("1110"), "4")):
        held = held_at_start(known, up, ARTICLE)
        assert [can_form(held, later) for later in ("1", "14", "12", "123")] == [False, False, True, True]
    assert shown(held_at_start(cluster("11", True), "", ARTICLE)) == "11+"
    assert held_at_start(cluster(""), "", ARTICLE).total == 0
    assert shown(held_at_start(cluster("00", True), "1", ARTICLE)) == "00+"


# Out of the database


def stored(
    root: Values | None = None, nodes: dict[str, Stored] | None = None, count: int = 3, kind: str = "File Share Witness"
) -> Database:
    """A cluster of nodes A, B, C … of these NodeWeights; ``W`` is a resource of this kind."""
    names = [chr(ord("A") + number) for number in range(count)]
    weights = {name: {"NodeWeight": weight} for name, weight in (nodes or {}).items()}
    return database(cluster_reg([G("G", (R("W", type=kind),))], names, root=root, node_values=weights))


def with_witness(identity: str) -> Database:
    text = cluster_reg([G("G", (R("W", type="File Share Witness"),))], ["A", "B"])
    return database(text.replace('"Resource"=""', f'"Resource"="{identity}"'))


def test_what_is_not_stored_is_the_default() -> None:
    found = configured(stored(), ARTICLE)
    assert (dict(found.weights), found.voters) == ({"1": 1, "2": 1, "3": 1}, ("1", "2", "3"))
    assert found == Configured(found.weights)


def test_weights_are_read_in_the_order_of_ids() -> None:
    found = configured(stored(nodes={"B": 0, "K": 7}, count=11), ARTICLE)
    assert [*found.weights] == [str(number) for number in range(1, 12)]
    assert found.weights["2"] == 0
    assert found.weights["11"] == 1, "7 is out of range, so the default counts"
    assert "2" not in found.voters


@pytest.mark.parametrize(("value", "on"), [(0, False), (1, True), (2, True), (0xFFFFFFFF, True)])
def test_dynamic_quorum_is_on_unless_it_is_stored_as_off(value: int, on: bool) -> None:
    assert configured(stored({"DynamicQuorum": value}), ARTICLE).dynamic_quorum is on


@pytest.mark.parametrize(("level", "dynamic"), [(7, False), (8, True), (12, True), (0xFFFFFFFF, True)])
def test_the_witness_is_dynamic_from_2012_r2_on(level: int, dynamic: bool) -> None:
    assert configured(stored({"ClusterFunctionalLevel": level}), ARTICLE).dynamic_witness is dynamic


@pytest.mark.parametrize(("number", "node"), [(0, None), (2, "2"), (9, None), (0xFFFFFFFF, None)])
def test_the_node_that_loses_a_tie(number: int, node: str | None) -> None:
    assert configured(stored({"LowerQuorumPriorityNodeId": number}), ARTICLE).loses_tie == node


def test_a_number_of_none_is_no_node_even_if_there_is_a_node_of_that_number() -> None:
    text = cluster_reg([], ["A", "B"], root={"LowerQuorumPriorityNodeId": 0}).replace("Nodes\\1", "Nodes\\0")
    found = configured(database(text), ARTICLE)
    assert ([*found.weights], found.loses_tie) == (["0", "2"], None)


def test_the_witness_is_a_resource_that_exists() -> None:
    assert configured(stored(), ARTICLE).witness is False
    found = configured(with_witness(resource_id("W")), ARTICLE)
    assert (found.witness, found.witness_id) == (True, resource_id("W"))
    missing = configured(with_witness(resource_id("other")), ARTICLE)
    assert (missing.witness, missing.witness_id) == (False, None)


def test_a_database_without_nodes() -> None:
    assert configured(stored(count=0), ARTICLE).weights == {}


# Laws


def subsets(of: Iterable[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(tuple(of)))


@st.composite
def situations(draw: st.DrawFn) -> tuple[Configured, frozenset[str], Votes]:
    """A cluster, some of its nodes as members, and the votes after up to three losses that were survived."""
    weights = "".join(draw(st.lists(st.sampled_from("011"), min_size=1, max_size=9)))
    known = cluster(weights, draw(st.booleans()), draw(st.sampled_from([None, "1", "3"])))
    members = draw(subsets(known.weights)) | frozenset(known.voters[:1])
    held = balanced(known, members, ARTICLE)
    for _ in range(3):
        left = members - draw(subsets(known.weights))
        if keeps_quorum(held, left):
            members, held = left, balanced(known, left, ARTICLE, held)
    return known, members, held


@given(situations())
def test_the_total_is_odd_if_any_voter_is_a_member(situation: tuple[Configured, frozenset[str], Votes]) -> None:
    known, members, held = situation
    assert held.total % 2 == 1 or not members & {*known.voters}
    assert held.witness <= known.witness
    assert all(vote <= known.weights[node] for node, vote in held.nodes.items())
    assert keeps_quorum(held, members) or not known.voters


@given(situations(), st.data(), st.booleans())
def test_two_parts_never_both_have_quorum(
    situation: tuple[Configured, frozenset[str], Votes], data: st.DataObject, first_has_the_witness: bool
) -> None:
    known, _, held = situation
    part = data.draw(subsets(known.weights))
    rest = frozenset(known.weights) - part
    one = keeps_quorum(held, part, witness_reachable=first_has_the_witness)
    other = keeps_quorum(held, rest, witness_reachable=not first_has_the_witness)
    assert not (one and other)
    if part and rest and held.total % 2:
        assert one or other


@given(situations())
def test_balancing_twice_changes_nothing(situation: tuple[Configured, frozenset[str], Votes]) -> None:
    known, members, held = situation
    assert balanced(known, members, ARTICLE, held) == held


@given(situations(), st.data())
def test_more_nodes_never_have_fewer_votes(
    situation: tuple[Configured, frozenset[str], Votes], data: st.DataObject
) -> None:
    known, _, held = situation
    some, more = data.draw(subsets(known.weights)), data.draw(subsets(known.weights))
    assert count(held, some).present <= count(held, chain(some, more)).present <= held.total


def test_every_rule_says_what_it_rests_on() -> None:
    assert len({reading.rule for reading in READINGS}) == len(READINGS)
    assert all(reading.rule.endswith(".") and reading.source for reading in READINGS)
