from __future__ import annotations

from hivetool.cluster.names import Names, object_of, title
from hivetool.hive.decode import text_data
from tests.cluster.redacting import hive
from tests.clusters import CONFIG, G, R, cluster_reg, group_id, guid, resource_id
from tests.trees import PlainKey, PlainValue, hive_of

GROUPS = (G("SQL01", (R("Virtual Machine SQL01", {}, needs=("Config SQL01",)), R("Config SQL01", {}, CONFIG))),)
HIVE = hive(cluster_reg(GROUPS))
NAMES = Names((HIVE,))


def test_of_each_kind() -> None:
    assert NAMES.of("resource", resource_id("Config SQL01")) == "Config SQL01"
    assert NAMES.of("group", group_id("SQL01").upper()) == "SQL01"
    assert NAMES.of("node", "2") == "Node2"
    assert NAMES.of("resource type", "Virtual Machine") == "Virtual Machine"


def test_what_is_about_a_resource_has_its_name() -> None:
    dependency = guid("HVCLUSTER", "dependency", "Virtual Machine SQL01")
    assert NAMES.of("dependency", dependency) == "Virtual Machine SQL01"
    assert NAMES.of("checkpoint", resource_id("Config SQL01")) == "Config SQL01"
    assert (title("dependency"), title("group")) == ("dependency of", "group")


def test_what_has_no_name_is_called_by_its_id() -> None:
    assert NAMES.of("group", "nobody") == "nobody"
    odd = hive_of(PlainKey("C", (), (PlainKey("Groups", (), (PlainKey("g", (PlainValue("Name", 1, b"odd"),)),)),)))
    assert Names((odd,)).of("group", "g") == "g"


def test_behind_an_id() -> None:
    assert NAMES.behind(resource_id("Config SQL01")) == "Config SQL01"
    assert NAMES.behind(group_id("SQL01")) == "SQL01"
    assert NAMES.behind(guid("nobody")) is None
    assert (NAMES.node("1"), NAMES.node("9")) == ("Node1", None)


def test_the_first_hive_that_has_the_object_counts() -> None:
    def named(name: str, folder: str = "Groups") -> PlainKey:
        return PlainKey("C", (), (PlainKey(folder, (), (PlainKey("g", (PlainValue("Name", 1, text_data(name)),)),)),))

    both = Names((hive_of(named("old")), hive_of(named("new"))))
    assert both.of("group", "g") == "old"
    assert Names((hive_of(named("x", "Other")), hive_of(named("new")))).of("group", "G") == "new"


def test_whose_a_path_is() -> None:
    assert object_of("resources\\x\\Parameters\\y") == ("resource", "x")
    assert object_of("Dependencies\\d") == ("dependency", "d")
    for path in ("", "Resources", "Quorum", "Unknown\\x", "Quorum\\x"):
        assert object_of(path) is None
