from __future__ import annotations

import pytest

from hivetool.cluster.naming import (
    AmbiguousName,
    NoSuchObject,
    find_group,
    find_node,
    find_resource,
    matching,
    split_kind,
)
from tests.clusters import CONFIG, G, R, cluster_reg, database, group_id, resource_id

KNOWN = database(
    cluster_reg(
        [
            G("SQL01", (R("Virtual Machine SQL01"), R("Configuration SQL01", type=CONFIG))),
            G("Web", (R("web [1]"),)),
            G("Both", (R("Virtual Machine x"), R("x"))),
            G("File server", (R("FS", type="Generic Service"),)),
        ]
    )
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Virtual Machine SQL01", "Virtual Machine SQL01"),
        ("virtual machine sql01", "Virtual Machine SQL01"),
        ('res:"Virtual Machine SQL01"', "Virtual Machine SQL01"),
        ("vm:SQL01", "Virtual Machine SQL01"),
        ("VM:Web", "web [1]"),
        ("vm:x", "x"),
        ("vm:Virtual Machine x", "Virtual Machine x"),
        ("Conf*", "Configuration SQL01"),
        ("web [1]*", "web [1]"),
        ("FS", "FS"),
        (resource_id("FS").upper(), "FS"),
        (resource_id("FS")[:8], "FS"),
        ("{" + resource_id("FS") + "}", "FS"),
    ],
)
def test_a_resource(text: str, name: str) -> None:
    assert find_resource(KNOWN, text).name == name


def test_groups_and_nodes() -> None:
    assert find_group(KNOWN, "group:sql01").id == group_id("SQL01")
    assert find_node(KNOWN, "node:NODE2").id == "2"
    assert find_node(KNOWN, "3").name == "Node3"


def test_a_name_that_nothing_has_suggests_others() -> None:
    with pytest.raises(NoSuchObject) as caught:
        find_resource(KNOWN, "Virtual Machine SQL1")
    assert str(caught.value).startswith("the cluster has no resource 'Virtual Machine SQL1'; did you mean")
    with pytest.raises(NoSuchObject, match=r"no node 'HV9'$"):
        find_node(KNOWN, "HV9")


@pytest.mark.parametrize("text", ["*", "Virtual*"])
def test_an_ambiguous_name_lists_the_candidates(text: str) -> None:
    with pytest.raises(AmbiguousName) as caught:
        find_resource(KNOWN, text)
    assert f"Virtual Machine SQL01 {{{resource_id('Virtual Machine SQL01')}}}" in str(caught.value)


def test_a_prefix_of_another_kind() -> None:
    with pytest.raises(NoSuchObject, match="node: names a node"):
        find_resource(KNOWN, "node:Node1")


def test_the_start_of_an_id_has_at_least_four_characters() -> None:
    assert matching(KNOWN.resources, resource_id("FS")[:4])
    assert matching(KNOWN.resources, resource_id("FS")[:3]) == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [("vm:A", ("vm", "A")), ("A: b", (None, "A: b")), ('res:" a "', ("res", " a ")), ("'q'", (None, "q"))],
)
def test_prefixes(text: str, parts: tuple[str | None, str]) -> None:
    assert split_kind(text) == parts
