from __future__ import annotations

from collections import Counter

import pytest

from hivetool.make.breaks.placement import PLACEMENT_DEFECTS
from hivetool.make.errors import CannotPlant
from hivetool.make.plan import Plan
from hivetool.make.planting import Defect
from tests.make.made import broken, result, values

TWO = Plan(nodes=2)


def place_for(code: str) -> Plan:
    return TWO if code == "HT907" else Plan()


@pytest.mark.parametrize("defect", PLACEMENT_DEFECTS, ids=lambda defect: defect.code)
def test_it_still_loads_without_a_problem(defect: Defect) -> None:
    codes = [problem.code for problem in result(defect.code, place_for(defect.code)).problems]
    assert codes == (["cluster-reference"] if defect.code == "HT913" else [])


def owners(code: str, group: str = "VM0001") -> list[tuple[str, ...]]:
    found = result(code).database
    wanted = next(item for item in found.groups if item.name == group)
    return [item.texts("PossibleOwners") for item in found.resources if item.group == wanted.id]


def classes(code: str, plan: Plan) -> Counter[str]:
    hive = broken(code, plan)
    stored = (values(hive, key.path).get("AntiAffinityClassNames", []) for key in hive.key("Groups").subkeys)
    return Counter(name for names in stored if isinstance(names, list) for name in names)


def test_possible_owners() -> None:
    assert sorted(owners("HT901")) == [("1",), ("2",)]
    assert owners("HT902") == [("1",), ("1",)]
    assert owners("HT903", "VM0012") == [("1", "2"), ("1", "2")]
    assert owners("HT904") == [("2", "3"), ("2", "3")]
    group = next(item for item in result("HT904").database.groups if item.name == "VM0001")
    assert group.texts("PreferredOwners") == ("1",)


def test_classes() -> None:
    assert classes("HT906", Plan())["Crowd"] == 4
    assert classes("HT907", TWO)["Apart"] == 2
    assert classes("HT908", Plan())["Alone"] == 1


def test_preferred_owners_of_all() -> None:
    for code, different in (("HT910", 3), ("HT911", 1)):
        groups = [item for item in result(code).database.groups if item.name.startswith("VM")]
        assert len({item.texts("PreferredOwners") for item in groups}) == different
        assert all(item.texts("PreferredOwners") for item in groups)


def test_two_nodes_are_needed() -> None:
    with pytest.raises(CannotPlant, match="exactly 2 nodes"):
        result("HT907")
