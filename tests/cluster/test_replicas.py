from __future__ import annotations

import pytest

from hivetool.cluster.load import load_cluster
from hivetool.cluster.replicas import PaxosTag, paxos_tag, replica, replicas
from hivetool.hive.decode import text_data
from tests.trees import PlainKey, PlainValue, hive_of

LATER = "2007/12/31-15`35`55.889_4:2007/12/31-15`35`55.889_4:294"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("3:3:276", PaxosTag((0, "3".rjust(20, "0")), (0, "3".rjust(20, "0")), 276)),
        (LATER, PaxosTag((1, "2007/12/31-15`35`55.889_4"), (1, "2007/12/31-15`35`55.889_4"), 294)),
        ("", None),
        ("3:3", None),
        ("3:3:x", None),
        ("-1:3:3", None),
        ("9" * 30 + ":1:1", None),
    ],
)
def test_a_tag(text: str, tag: PaxosTag | None) -> None:
    assert paxos_tag(text) == tag


def test_tags_in_order() -> None:
    ascending = ["1:1:999", "2:1:1", "10:2:1", "87:86:31906", "87:87:31907", LATER]
    tags = [tag for tag in map(paxos_tag, ascending) if tag is not None]
    assert sorted(tags) == tags
    assert len(set(tags)) == len(ascending)


def copy(name: str, tag: str | None = None, written: int | None = None, identity: str = "id") -> object:
    values = [PlainValue("ClusterInstanceID", 1, text_data(identity)), PlainValue("ClusterName", 1, text_data("C"))]
    values += [PlainValue("PaxosTag", 1, text_data(tag))] if tag is not None else []
    tree = PlainKey("C", tuple(values), (PlainKey("Groups", (), (), written),), written)
    return replica(name, load_cluster(hive_of(tree)).database)


def order(*copies: object) -> tuple[list[str], bool]:
    (group,) = replicas(copies)  # type: ignore[arg-type]
    return [each.name for each in group.copies], group.is_certain


def test_the_highest_tag_is_the_newest() -> None:
    assert order(copy("a", "3:3:1", 9), copy("b", "3:3:2", 5), copy("c", None, 99)) == (["b", "a", "c"], True)


def test_times_count_where_tags_do_not_tell() -> None:
    assert order(copy("a", None, 5), copy("b", None, 9)) == (["b", "a"], True)
    assert order(copy("a", "3:3:1", 5), copy("b", "3:3:1", 9)) == (["b", "a"], True)
    assert order(copy("a"), copy("b")) == (["a", "b"], False)
    assert order(copy("a")) == (["a"], True)


def test_clusters_are_told_apart() -> None:
    found = replicas([copy("a"), copy("x", identity="other"), copy("b", identity="ID")])  # type: ignore[list-item]
    assert [[each.name for each in group.copies] for group in found] == [["a", "b"], ["x"]]
    assert [group.identity for group in found] == ["id", "other"]
