from __future__ import annotations

import pytest

from hivetool.cluster.load import load_cluster
from hivetool.cluster.model import ClusterObject, Database
from hivetool.cluster.naming import find_any
from hivetool.cluster.semantics import ARTICLE
from hivetool.report.showing import Showing, showing
from hivetool.source.opening import open_hive
from tests.clusters import CONFIG, G, R, article_groups, cluster_reg, loaded
from tests.make.made import HALF, cluster
from tests.shared import PROJECT

LOADED = load_cluster(open_hive(PROJECT / "fixtures" / "hvc01.hiv"))
DATABASE = LOADED.database


def shown(target: str, database: Database = DATABASE) -> Showing:
    item = database.cluster if target == "cluster" else find_any(database, target)
    return showing(database, item, ARTICLE, load_cluster(database.hive).problems)


def relations(target: str, database: Database = DATABASE) -> dict[str, str]:
    return {each.what: each.text for each in shown(target, database).relations}


def test_a_resource() -> None:
    assert relations("vm:SQL01") == {
        "type": "Virtual Machine, vmclusres.dll",
        "group": "SQL01",
        "node": "HV01, expected from DefaultOwner: the hive holds no owner",
        "monitor": "a process of its own",
        "depends on": "[Virtual Machine Configuration SQL01]",
    }
    configuration = relations("res:Virtual Machine Configuration SQL01")
    assert configuration["needed by"] == "Virtual Machine SQL01"
    assert configuration["monitor"] == "the process that resources of its node share"
    assert relations("res:File Share Witness")["witness"] == "of the quorum"


def test_a_group() -> None:
    found = relations("group:WEB03")
    assert found["resources"] == (
        "Virtual Machine WEB03 (Online), Virtual Machine Configuration WEB03 (Online); commanded, not observed"
    )
    assert found["possible owners"] == "HV03, HV04"
    assert "TEST01 (Offline)" in relations("group:TEST01")["resources"]
    assert relations("group:SQL01")["possible owners"] == "every node"


def test_a_node() -> None:
    found = relations("node:HV01")
    assert found["groups"] == "Cluster Group, SQL01; expected"
    assert found["no possible owner of"] == "Virtual Machine WEB03"
    assert found["state"] == "up; commanded, not observed"


def test_a_type_and_the_cluster() -> None:
    assert "Virtual Machine SQL01" in relations("type:Virtual Machine")["resources"]
    assert relations("cluster") == {
        "has": "4 nodes, 8 groups, 18 resources",
        "witness": "share: File Share Witness",
    }
    alone = shown("cluster", loaded(cluster_reg([G("A", (R("a"),))], nodes=("HV01",))).database)
    assert alone.relations[0].text == "1 node, 1 group, 1 resource"


def test_networks() -> None:
    database = load_cluster(cluster(HALF)).database
    network = database.networks[0]
    interface = shown(f"net:{network.id}", database).relations[0].objects[0]
    found = {each.what: each for each in showing(database, interface, ARTICLE, ()).relations}
    assert found["network"].objects == (network,)
    assert found["node"].objects[0] in database.nodes
    assert interface in shown(f"node:{found['node'].objects[0].id}", database).relations[-1].objects


def test_what_keeps_apart() -> None:
    groups = (
        G("a", (R("va"),), {"AntiAffinityClassNames": ["x"]}),
        G("b", (R("vb"),), {"AntiAffinityClassNames": ["y", "x"]}),
        G("c", (R("vc"),), {"AntiAffinityClassNames": ["z"]}),
    )
    assert relations("group:a", loaded(cluster_reg(groups)).database)["kept apart from"] == "b"


def test_what_leads_nowhere() -> None:
    groups = (
        G("g", (R("lost", {"PossibleOwners": ["9"]}, "No Such Type"), R("typeless", {"Type": ""}), R("c", {}, CONFIG))),
    )
    database = loaded(cluster_reg(groups, nodes=("Node1",))).database
    assert relations("res:lost", database)["type"] == "No Such Type, which the cluster does not have"
    assert relations("res:typeless", database)["type"] == "none stored, which the cluster does not have"
    assert relations("group:g", database)["possible owners"] == "no node"
    assert relations("res:lost", database)["node"].startswith("none (")
    said = [problem.message for problem in shown("res:lost", database).problems]
    assert said == [
        "Type names the resource type No Such Type, which does not exist",
        "PossibleOwners names the node 9, which does not exist",
    ]


def test_problems_are_the_objects_own() -> None:
    text = cluster_reg(article_groups()).replace('"PersistentState"=dword:00000000', '"PersistentState"="0"')
    database = loaded(text).database
    assert [each.code for each in shown("vm:3", database).problems] == ["cluster-value-type"]
    assert shown("vm:1", database).problems == ()
    assert shown("cluster", database).problems == ()


@pytest.mark.parametrize("kind", ["node", "group", "resource", "resource type", "network", "network interface"])
def test_every_object_can_be_shown(kind: str) -> None:
    database = load_cluster(cluster(HALF)).database
    objects: tuple[ClusterObject, ...] = database.objects(kind)  # type: ignore[arg-type]
    assert objects
    for item in objects:
        found = showing(database, item, ARTICLE, ())
        assert found.relations
        assert found.settings
