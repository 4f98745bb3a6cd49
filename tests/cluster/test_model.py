from __future__ import annotations

import pytest

from hivetool.cluster.expressions import AnyOf, Needs
from hivetool.cluster.load import load_cluster
from hivetool.make.plan import Plan
from hivetool.make.plan import Witness as Planned
from tests.clusters import CONFIG, ROOT, G, R, cluster_reg, database, group_id, resource_id
from tests.make.made import HALF, cluster

MACHINE = R("Virtual Machine A", {"PersistentState": 1}, needs=("Configuration A",))
CONFIGURATION = R("Configuration A", {"PersistentState": 1, "PossibleOwners": ["2", "9", "1"]}, CONFIG)
NET, CARD = "11111111-2222-3333-4444-555555555555", "11111111-2222-3333-4444-555555555556"


def test_objects_are_found_by_id_without_case() -> None:
    known = database(cluster_reg([G("A", (CONFIGURATION, MACHINE))]))
    found = known.resource(resource_id("Virtual Machine A").upper())
    assert found is not None
    assert (found.name, found.group) == ("Virtual Machine A", group_id("A"))
    assert known.resource("no such id") is None
    assert known.node("1") is known.nodes[0]


def test_objects_are_found_by_name_after_their_ids() -> None:
    known = database(cluster_reg([G("A"), G("B")], ["1", "Node1"]))
    assert known.find_named("node", "1") is known.nodes[0]
    assert known.find_named("node", "2") is known.nodes[1]
    assert known.find_named("node", "NODE1") is known.nodes[1]
    assert known.find_named("group", "b") is known.groups[1]
    assert known.find_named("group", "") is None


def test_possible_owners() -> None:
    known = database(cluster_reg([G("A", (CONFIGURATION, MACHINE))]))
    configuration, machine = known.resources
    assert known.possible_owners(configuration) == ("2", "1"), "node 9 does not exist"
    assert known.possible_owners(machine) == ("1", "2", "3"), "none listed: every node"


def test_top_level_is_what_nothing_depends_on() -> None:
    known = database(cluster_reg([G("A", (CONFIGURATION, MACHINE))]))
    assert [item.name for item in known.top_level(known.groups[0])] == ["Virtual Machine A"]
    assert known.providers(known.resources[1]) == (resource_id("Configuration A"),)
    assert known.expression(known.resources[1]) == Needs(resource_id("Configuration A"))
    assert known.dependents(known.resources[0]) == (resource_id("Virtual Machine A"),)


def test_an_expression_keeps_its_or_and_the_providers_are_both() -> None:
    reg = cluster_reg([G("A", (R("x", needs=("y", "z")), R("y"), R("z")))]).replace("] and [", "] or [")
    known = database(reg)
    parts = (Needs(resource_id("y")), Needs(resource_id("z")))
    assert known.expression(known.resources[0]) == AnyOf(parts)
    assert known.providers(known.resources[0]) == tuple(part.resource for part in parts)
    assert known.expression(known.resources[1]) is None


def test_a_repeated_name_is_shown_with_its_id() -> None:
    known = database(cluster_reg([G("A", (MACHINE, CONFIGURATION)), G("a"), G("B")]))
    assert known.label(known.groups[0]) == "A"
    other = known.groups[2]
    twins = database(cluster_reg([G("A"), G("B")]).replace('"Name"="A"', '"Name"="B"'))
    assert [twins.label(group) for group in twins.groups] == [f"B {{{group.id}}}" for group in twins.groups]
    assert known.label(other) == "B"
    assert known.label(known.cluster) == "HVCLUSTER"


@pytest.mark.parametrize(("node", "network"), [("2", NET.upper()), ("NODE2", "lan")])
def test_an_interface_by_ids_or_by_names(node: str, network: str) -> None:
    known = database(
        cluster_reg([])
        + f'\n[{ROOT}\\Networks\\{NET}]\n"Name"="LAN"\n"Role"=dword:3\n'
        + f'\n[{ROOT}\\NetworkInterfaces\\{CARD}]\n"Name"="c"\n"Node"="{node}"\n"Network"="{network}"\n'
    )
    (interface,) = known.interfaces
    assert known.node_of(interface) is known.nodes[1]
    assert known.network_of(interface) is known.networks[0]
    assert known.networks[0].number("Role") == 3


@pytest.mark.parametrize("kind", ["disk", "share", "cloud", "none"])
def test_the_witness(kind: Planned) -> None:
    known = load_cluster(cluster(Plan(nodes=2, vms=1, witness=kind))).database
    witness = known.witness
    assert witness.kind == kind
    assert (witness.resource is None) == (kind == "none")
    assert witness.id == (witness.resource.id if witness.resource else None)


@pytest.mark.parametrize(
    ("resource", "kind"),
    [(resource_id("x"), "other"), (NET, "missing"), ("", "none"), (resource_id("x").upper(), "other")],
)
def test_a_witness_that_is_none(resource: str, kind: str) -> None:
    reg = cluster_reg([G("A", (R("x"),))]).replace('"Resource"=""', f'"Resource"="{resource}"')
    assert database(reg).witness.kind == kind


def test_a_cluster_without_a_quorum_key() -> None:
    known = database(f"Windows Registry Editor Version 5.00\n\n[{ROOT}]\n")
    assert (known.quorum_key, len(known.quorum), known.witness.kind, known.name) == (None, 0, "none", None)
    assert known.objects("quorum") == ()


def test_what_the_newer_versions_have() -> None:
    known = database(
        cluster_reg([G("A")])
        + f'\n[{ROOT}\\GroupSets\\s]\n"Name"="First"\n"StartupDelay"=dword:20\n'
        + f'\n[{ROOT}\\AffinityRules\\r]\n"Name"="Apart"\n"RuleType"=dword:4\n'
        + f'\n[{ROOT}\\FaultDomains\\1]\n"FaultDomainName"="Here"\n"FaultDomainType"=dword:3e8\n'
    )
    assert [(item.name, item.number("StartupDelay")) for item in known.group_sets] == [("First", 32)]
    assert [(item.name, item.number("RuleType")) for item in known.affinity_rules] == [("Apart", 4)]
    assert [(item.name, item.number("FaultDomainType")) for item in known.fault_domains] == [("Here", 1000)]


def test_checkpoints_are_found_by_their_resource() -> None:
    known = load_cluster(cluster(HALF)).database
    found = [known.checkpoint_of(item) for item in known.resources]
    (checkpoint,) = [each for each in found if each is not None]
    assert [fact.value for fact in checkpoint.facts.values()] == ["SOFTWARE\\Contoso\\APP01"]


def test_leftovers_are_what_no_object_has() -> None:
    known = database(cluster_reg([G("A")]).replace("\\Groups]\n", '\\Groups]\n"odd"=dword:1\n', 1))
    assert [(value.name, value.location.path) for value in known.leftovers.values] == [("odd", "Groups")]
    assert known.leftovers.keys == ()
