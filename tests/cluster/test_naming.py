from __future__ import annotations

import pytest

from hivetool.cluster.naming import (
    AmbiguousName,
    NoSuchObject,
    NoSuchProperty,
    find_any,
    find_group,
    find_groups,
    find_network,
    find_node,
    find_property,
    find_resource,
    find_resources,
    matching,
    split_kind,
)
from tests.clusters import CONFIG, ROOT, G, R, cluster_reg, database, group_id, resource_id

KNOWN = database(
    cluster_reg(
        [
            G("SQL01", (R("Virtual Machine SQL01"), R("Configuration SQL01", type=CONFIG))),
            G("Web", (R("web [1]"),)),
            G("Both", (R("Virtual Machine x"), R("x"))),
            G("File server", (R("FS", type="Generic Service"),)),
        ]
    )
    + f'\n[{ROOT}\\Networks\\11111111-2222-3333-4444-555555555555]\n"Name"="LAN"\n'
    + f'\n[{ROOT}\\Networks\\21111111-2222-3333-4444-555555555555]\n"Name"="Web"\n'
    + f'\n[{ROOT}\\NetworkInterfaces\\31111111-2222-3333-4444-555555555555]\n"Name"="Node1 - LAN"\n'
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


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("net:lan", "network", "LAN"),
        ("LAN", "network", "LAN"),
        ("net:L*", "network", "LAN"),
        ("net:Node1*", "network interface", "Node1 - LAN"),
        ("net:2111", "network", "Web"),
        ("31111111", "network interface", "Node1 - LAN"),
    ],
)
def test_networks_and_what_is_in_them(text: str, kind: str, name: str) -> None:
    found = find_any(KNOWN, text)
    assert (found.kind, found.name) == (kind, name)
    assert find_network(KNOWN, text) == found


def test_a_network_and_a_group_of_one_name() -> None:
    assert find_any(KNOWN, "net:Web").kind == "network"
    assert find_any(KNOWN, "group:Web").kind == "group"
    with pytest.raises(AmbiguousName, match="'Web' fits several objects"):
        find_any(KNOWN, "Web")
    with pytest.raises(NoSuchObject, match="the cluster has no network 'WAN'; did you mean 'LAN'"):
        find_network(KNOWN, "WAN")


@pytest.mark.parametrize("text", ["vm:SQL1", "vm:sql01x", "vm:Virtual Machine SQL02"])
def test_a_machine_is_meant_without_what_all_of_them_begin_with(text: str) -> None:
    with pytest.raises(NoSuchObject, match=r"the cluster has no virtual machine .* did you mean '(Virtual .*)?SQL01'"):
        find_resource(KNOWN, text)


def test_of_names_that_are_as_near_the_first_come_first() -> None:
    with pytest.raises(NoSuchObject, match=r"did you mean 'Node1' or 'Node2' or 'Node3'\?"):
        find_node(KNOWN, "Node9")


def test_candidates_are_listed_by_name() -> None:
    with pytest.raises(AmbiguousName) as caught:
        find_resource(KNOWN, "vm:*")
    assert list(caught.value.candidates) == sorted(caught.value.candidates, key=str.upper)
    assert len(caught.value.candidates) == 4


def test_several_groups() -> None:
    assert [group.name for group in find_groups(KNOWN, "*e*")] == ["Web", "File server"]
    assert [group.name for group in find_groups(KNOWN, "group:sql01")] == ["SQL01"]
    with pytest.raises(NoSuchObject, match="did you mean 'SQL01'"):
        find_groups(KNOWN, "SQL02")
    with pytest.raises(NoSuchObject):
        find_groups(KNOWN, "node:Node1")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("x", ["x"]),
        ("res:*SQL01", ["Virtual Machine SQL01", "Configuration SQL01"]),
        ("type:Virtual Machine", ["Virtual Machine SQL01", "web [1]", "Virtual Machine x", "x"]),
        ("generic service", ["FS"]),
        ("type:*", [item.name for item in KNOWN.resources]),
        ("vm:SQL01", ["Virtual Machine SQL01"]),
    ],
)
def test_several_resources_by_name_or_by_type(text: str, names: list[str]) -> None:
    assert [item.name for item in find_resources(KNOWN, text)] == names


@pytest.mark.parametrize("text", ["Virtuel", "type:x", "res:Generic Service", "node:Node1", "vm:nobody"])
def test_no_resource_and_no_type(text: str) -> None:
    with pytest.raises(NoSuchObject):
        find_resources(KNOWN, text)


def test_properties_are_found_without_case() -> None:
    machine = find_resource(KNOWN, "vm:SQL01")
    assert find_property(machine, "restartACTION").name == "RestartAction"
    assert find_property(machine, "offlineaction").place == "Parameters"
    assert find_property(machine, "PARAMETERS.offlineaction").place == "Parameters"
    assert find_property(KNOWN.cluster, "paxostag").kind == "cluster"


@pytest.mark.parametrize(
    ("target", "name", "words"),
    [
        ("group:Web", "Prioritty", "a group has no property Prioritty that hivetool knows; did you mean Priority?"),
        ("vm:SQL01", "xyz", "a resource of type Virtual Machine has no property xyz that hivetool knows"),
        (
            "node:Node1",
            "DefaultOwner",
            "a node has no property DefaultOwner that hivetool knows; it is a property of a group",
        ),
        (
            "group:Web",
            "SharePath",
            "a group has no property SharePath that hivetool knows; it is a property of File Share Witness or "
            "File Share Quorum Witness",
        ),
        (
            "vm:SQL01",
            "MigrationNetworkOrder",
            "a resource of type Virtual Machine has no property MigrationNetworkOrder that hivetool knows; it is a "
            "property of resource type Virtual Machine",
        ),
        (
            "net:LAN",
            "Parameters.Name",
            "a network has no property Name that hivetool knows; it is a property of a group or a resource or a "
            "resource type or a network or a network interface or a group set or an affinity rule or Network Name or "
            "Distributed Network Name or Virtual Machine Replication Broker",
        ),
        ("net:LAN", "*", "a network has no property * that hivetool knows"),
    ],
)
def test_a_property_that_there_is_not(target: str, name: str, words: str) -> None:
    with pytest.raises(NoSuchProperty) as caught:
        find_property(find_any(KNOWN, target), name)
    assert str(caught.value) == words


def test_a_name_that_nothing_has_suggests_others() -> None:
    with pytest.raises(NoSuchObject) as caught:
        find_resource(KNOWN, "Virtual Machine SQL1")
    assert str(caught.value).startswith("the cluster has no resource 'Virtual Machine SQL1'; did you mean")


def test_where_nothing_is_near_the_first_names_are_told() -> None:
    with pytest.raises(NoSuchObject, match=r"no node 'HV9'; it has 'Node1', 'Node2', 'Node3'$"):
        find_node(KNOWN, "HV9")
    with pytest.raises(NoSuchObject, match=r"no group 'xyz'; it has '[^']+', '[^']+', '[^']+' and \d+ more$"):
        find_group(KNOWN, "xyz")
    with pytest.raises(NoSuchObject, match=r"no network 'LAN'; it has none$"):
        find_network(database(cluster_reg([])), "LAN")


def test_backslashes_are_told_as_they_are_typed() -> None:
    known = database(cluster_reg([G("FS", (R(r"File Server (\\FS01)", type="File Server"), R("evil\x1b")))]))
    with pytest.raises(NoSuchObject) as caught:
        find_resource(known, r"File Server (\FS01)")
    assert str(caught.value) == (
        r"the cluster has no resource 'File Server (\FS01)'; did you mean 'File Server (\\FS01)'?"
    )
    with pytest.raises(NoSuchObject, match=r"did you mean 'evil\\x1b'\?$"):
        find_resource(known, "evil")


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
