from __future__ import annotations

import pytest

from hivetool.cluster.load import load_cluster
from hivetool.hive.errors import Problem
from hivetool.make.plan import Plan
from tests.clusters import CONFIG, ROOT, G, R, cluster_reg, group_id, loaded, resource_id
from tests.make.made import HALF, cluster
from tests.trees import PlainKey, PlainValue, hive_of

WEB = R("web", {"PersistentState": 1})
TWO = [G("A", (WEB, R("db"))), G("B", (R("config", {}, CONFIG),))]
GHOST = "11111111-2222-3333-4444-555555555555"


def problems(reg: str) -> list[Problem]:
    return list(loaded(reg).problems)


def said(reg: str) -> list[tuple[str, str | None, str | None, str]]:
    return [(problem.code, problem.at.path, problem.at.value, problem.message) for problem in problems(reg)]


def with_keys(*keys: str) -> str:
    """The cluster with more keys, each given as path and value lines."""
    return cluster_reg(TWO) + "".join(f"\n[{ROOT}\\{key}\n" for key in keys)


@pytest.mark.parametrize("plan", [Plan(), HALF])
def test_a_whole_cluster_has_no_problem(plan: Plan) -> None:
    assert load_cluster(cluster(plan)).problems == ()


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ('"PersistentState"="1"', "cluster-value-type", "PersistentState is REG_SZ, not REG_DWORD: left out"),
        (
            '"PersistentState"=hex(4):01,00',
            "cluster-value-data",
            "PersistentState is left out: REG_DWORD of 2 bytes, it has exactly 4",
        ),
        (
            '"PersistentState"=hex(b):01,00,00,00,00,00,00,00',
            "cluster-value-type",
            "PersistentState is REG_QWORD, not REG_DWORD: left out",
        ),
        (
            '"StatusInformation"=hex:01,00',
            "cluster-value-data",
            "StatusInformation is left out: REG_BINARY of 2 bytes, it has exactly 8",
        ),
        (
            '"PossibleOwners"=hex(7):31',
            "cluster-value-data",
            "PossibleOwners is left out: REG_MULTI_SZ of 1 bytes, text in UTF-16 has an even number of bytes",
        ),
    ],
)
def test_values_of_a_wrong_form(line: str, code: str, words: str) -> None:
    reg = cluster_reg(TWO).replace('"PersistentState"=dword:00000001', line)
    path = f"Resources\\{resource_id('web')}"
    assert said(reg) == [(code, path, line.split('"')[1], words)]
    resource = loaded(reg).database.resources[0]
    assert resource.number("PersistentState") is None
    assert [value.name for value in resource.unknown.values] == [line.split('"')[1]]


def test_several_forms_are_all_named() -> None:
    reg = cluster_reg(TWO, root={"ClusterInstanceID": "x"}).replace('"ClusterName"', '"PaxosTag"=hex:01\n"ClusterName"')
    assert [problem.expected for problem in problems(reg)] == ["REG_SZ or REG_EXPAND_SZ or REG_DWORD"]


def test_private_values_are_those_of_the_resources_type() -> None:
    reg = with_keys(
        f'Resources\\{resource_id("web")}\\Parameters]\n"OfflineAction"="1"\n"VmStoreRootPath"=dword:1',
        f'Resources\\{resource_id("config")}\\Parameters]\n"OfflineAction"="1"\n"VmStoreRootPath"=dword:1',
        'ResourceTypes\\Virtual Machine\\Parameters]\n"MigrationNetworkOrder"=dword:1\n"VmID"=dword:1',
    )
    assert [(code, path, value) for code, path, value, _ in said(reg)] == [
        ("cluster-value-type", f"Resources\\{resource_id('web')}\\Parameters", "OfflineAction"),
        ("cluster-value-type", f"Resources\\{resource_id('config')}\\Parameters", "VmStoreRootPath"),
        ("cluster-value-type", "ResourceTypes\\Virtual Machine\\Parameters", "MigrationNetworkOrder"),
    ]


def test_keys_that_every_cluster_has() -> None:
    assert [problem.message for problem in problems(f"Windows Registry Editor Version 5.00\n\n[{ROOT}]\n")] == [
        f"the cluster has no key {name}" for name in ("Nodes", "Groups", "Resources", "ResourceTypes")
    ]


def test_values_and_keys_that_occur_twice() -> None:
    """What no text can say: a .reg file merges them."""
    twice = (PlainValue("Priority", 4, bytes(4)), PlainValue("PRIORITY", 4, bytes(4)), PlainValue("x"), PlainValue("X"))
    groups = PlainKey("Groups", (), (PlainKey(GHOST, twice), PlainKey(GHOST.upper())))
    others = tuple(PlainKey(name) for name in ("Nodes", "Resources", "ResourceTypes"))
    result = load_cluster(hive_of(PlainKey("root", (), (groups, *others, PlainKey("groups")))))
    assert [(problem.code, problem.at.path) for problem in result.problems] == [
        ("cluster-repeated-key", f"Groups\\{GHOST}"),
        ("cluster-repeated-value", f"Groups\\{GHOST}"),
    ]
    assert len(result.database.groups) == 1
    assert [key.name for key in result.database.leftovers.keys] == [GHOST.upper()]
    assert [key.name for key in result.database.cluster.unknown.keys] == ["groups"]
    assert [value.name for value in result.database.groups[0].unknown.values] == ["PRIORITY", "x", "X"]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("Groups\\no-guid]", "the key of a group is no-guid, which is no GUID"),
        (f"Resources\\{GHOST}0]", f"the key of a resource is {GHOST}0, which is no GUID"),
        ("Networks\\1]", "the key of a network is 1, which is no GUID"),
        ("NetworkInterfaces\\{1}]", "the key of a network interface is {1}, which is no GUID"),
        ("Nodes\\Node9]", "the key of a node is Node9, which is no number"),
        ("Nodes\\١]", "the key of a node is ١, which is no number"),
    ],
)
def test_keys_of_a_wrong_form(key: str, words: str) -> None:
    found = [item for item in said(with_keys(key)) if item[0] == "cluster-key-name"]
    assert found == [("cluster-key-name", key.rstrip("]"), None, words)]


@pytest.mark.parametrize("key", [f"Groups\\{{{GHOST.upper()}}}]", f"Networks\\{GHOST}]", "ResourceTypes\\any name]"])
def test_keys_of_any_right_form(key: str) -> None:
    assert said(with_keys(key)) == []


def test_names_that_occur_twice() -> None:
    reg = cluster_reg([G("A", (R("x"), R("X"))), G("a"), G("b")], ["N", "n"])
    assert [(code, message) for code, _, _, message in said(reg)] == [
        ("cluster-repeated-name", "another node has the name n too"),
        ("cluster-repeated-name", "another group has the name a too"),
        ("cluster-repeated-name", "another resource has the name X too"),
    ]


def test_a_resource_named_as_another_ones_id() -> None:
    name = resource_id("x").upper()
    reg = cluster_reg([G("A", (R("x"), R(name)))])
    assert [(code, path) for code, path, _, _ in said(reg)] == [
        ("cluster-name-is-id", f"Resources\\{resource_id(name)}")
    ]
    own = cluster_reg([G("A", (R("x"),))]).replace('"Name"="x"', f'"Name"="{name}"')
    assert said(own) == []


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("]", '"ClusterNameResource"="gone"', "ClusterNameResource names the resource gone"),
        ("]", '"AvailableStorage"="gone"', "AvailableStorage names the group gone"),
        ("Quorum]", f'"Resource"="{GHOST}"', f"Resource names the resource {GHOST}"),
        (f"Groups\\{group_id('A')}]", '"DefaultOwner"=dword:9', "DefaultOwner names the node 9"),
        (f"Groups\\{group_id('A')}]", '"PreferredOwners"=hex(7):37,00,00,00,00,00', "PreferredOwners names the node 7"),
        (f"Resources\\{resource_id('db')}]", '"Type"="Contoso"', "Type names the resource type Contoso"),
        (f"NetworkInterfaces\\{GHOST}]", '"Node"="Node9"', "Node names the node Node9"),
        (f"NetworkInterfaces\\{GHOST}]", '"Network"="LAN"', "Network names the network LAN"),
        (f"AffinityRules\\{GHOST}]", '"Groups"=hex(7):41,00,00,00,00,00', "Groups names the group A"),
        ("FaultDomains\\1]", '"FaultDomainParent"="2"', "FaultDomainParent names the fault domain 2"),
        ("]", '"LowerQuorumPriorityNodeId"=dword:4', "LowerQuorumPriorityNodeId names the node 4"),
    ],
)
def test_references_to_nothing(key: str, value: str, words: str) -> None:
    reg = with_keys(f"{key}\n{value}").replace(f"[{ROOT}\\]", f"[{ROOT}]")
    assert said(reg) == [
        ("cluster-reference", key.rstrip("]"), value.split('"')[1], f"{words}, which does not exist"),
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("Quorum]", '"Resource"=""'),
        ("Quorum]", f'"Resource"="{resource_id("db").upper()}"'),
        (f"Groups\\{group_id('A')}]", '"DefaultOwner"=dword:ffffffff'),
        (f"Groups\\{group_id('A')}]", '"DefaultOwner"=dword:00000003'),
        (f"NetworkInterfaces\\{GHOST}]", '"Node"="NODE2"'),
        (f"NetworkInterfaces\\{GHOST}]", '"Node"="2"'),
        (f"NetworkInterfaces\\{GHOST}]", '"Network"=""'),
        (f"Resources\\{resource_id('db')}]", '"Type"="VIRTUAL machine"'),
    ],
)
def test_references_that_lead_somewhere(key: str, value: str) -> None:
    assert said(with_keys(f"{key}\n{value}")) == []


def test_a_list_names_each_that_is_gone() -> None:
    reg = cluster_reg([G("A", (R("x", {"PossibleOwners": ["2", "9", "Node1", "7"]}), R("y")))])
    assert [message.split(" ")[4] for _, _, _, message in said(reg)] == ["9,", "Node1,", "7,"]
    assert {value for _, _, value, _ in said(reg)} == {"PossibleOwners"}


def test_groups_that_list_what_they_do_not_have() -> None:
    lists = [resource_id("web"), GHOST, resource_id("web")]
    reg = cluster_reg([G("A", (WEB,), {"Contains": lists}), G("B", values={"Contains": [resource_id("web").upper()]})])
    assert [(path, message) for _, path, _, message in said(reg)] == [
        (f"Groups\\{group_id('A')}", f"the group lists resource {GHOST}, which does not exist"),
        (
            f"Groups\\{group_id('A')}",
            f"the group lists resource {resource_id('web')}, which is in another group or listed twice",
        ),
        (
            f"Groups\\{group_id('B')}",
            f"the group lists resource {resource_id('web').upper()}, which is in another group or listed twice",
        ),
    ]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ('"dependent"="nobody"', ["the dependency names no resource that exists"]),
        ('"dependency"="[web]"', ["the dependency names no resource that exists"]),
        ('"dependent"="{web}"\n"dependency"="[gone] or [web2]"', 2),
        (
            '"dependent"="{web}"\n"dependency"="([db]"',
            ["the dependency is no expression: a bracket that is not closed"],
        ),
        ('"dependent"="{web}"\n"dependency"="[web]"', ["the dependency is part of a cycle and is left out"]),
        ('"dependent"="{web}"\n"dependency"="[db]"', []),
    ],
)
def test_dependencies(values: str, words: list[str] | int) -> None:
    found = [message for _, _, _, message in said(with_keys(f"Dependencies\\1]\n{values.replace('{web}', 'web')}"))]
    if isinstance(words, int):
        words = [f"the dependency asks for {name}, which is no resource" for name in ("gone", "web2")]
    assert found == words


def test_checkpoints_of_nobody() -> None:
    reg = with_keys(f"Checkpoints\\{GHOST}]", f"Checkpoints\\{resource_id('web').upper()}]")
    assert said(reg) == [
        (
            "cluster-checkpoint",
            f"Checkpoints\\{GHOST}",
            None,
            f"the checkpoints are of resource {GHOST}, which does not exist",
        )
    ]
