from __future__ import annotations

import pytest

from hivetool.cluster.model import Database
from hivetool.make.breaks.quorum import QUORUM_DEFECTS
from hivetool.make.errors import CannotPlant
from hivetool.make.plan import Plan, Witness
from hivetool.make.planting import Defect
from tests.make.made import broken, result, values

TWO, FOUR = Plan(nodes=2), Plan(nodes=4)


@pytest.mark.parametrize("defect", QUORUM_DEFECTS, ids=lambda defect: defect.code)
def test_it_still_loads_without_a_problem(defect: Defect) -> None:
    assert not result(defect.code, TWO).problems


def votes(found: Database) -> int:
    return sum(node.number("NodeWeight") or 0 for node in found.nodes)


def witness(found: Database) -> str:
    ids = {item.id: item.name for item in found.resources}
    return ids.get(str(found.quorum["Resource"].value), "")


@pytest.mark.parametrize("nodes", [2, 3, 4, 5])
def test_an_even_number_without_a_witness(nodes: int) -> None:
    found = result("HT701", Plan(nodes=nodes)).database
    assert votes(found) % 2 == 0
    assert witness(found) == ""
    assert "Cluster Disk Witness" not in [item.name for item in found.resources]


@pytest.mark.parametrize("kind", ["disk", "none"])
@pytest.mark.parametrize("nodes", [2, 3, 4, 5])
def test_an_odd_number_by_hand(nodes: int, kind: Witness) -> None:
    plan = Plan(nodes=nodes, witness=kind)
    if kind == "none" and nodes % 2:
        with pytest.raises(CannotPlant, match="an even number of votes"):
            result("HT702", plan)
        return
    found = result("HT702", plan).database
    assert (votes(found) + (witness(found) != "")) % 2 == 1
    assert votes(found) == nodes - 1


def test_the_disk_alone_decides() -> None:
    found = result("HT703", FOUR).database
    assert (votes(found), witness(found)) == (0, "Cluster Disk Witness")
    with pytest.raises(CannotPlant, match="a disk witness"):
        result("HT703", Plan(witness="share"))


@pytest.mark.parametrize(
    ("code", "name"), [("HT706", "Volume1"), ("HT707", "File Share Witness"), ("HT712", "Cloud Witness")]
)
@pytest.mark.parametrize("kind", ["disk", "share", "cloud", "none"])
def test_another_witness(code: str, name: str, kind: Witness) -> None:
    found = result(code, Plan(witness=kind)).database
    assert witness(found) == name
    kinds = [item for item in found.resources if "Witness" in item.type]
    assert len(kinds) == (code != "HT706" or kind in ("share", "cloud"))


def test_a_share_on_a_node() -> None:
    found = result("HT707").database
    path = f"Resources\\{found.quorum['Resource'].value!s}\\Parameters"
    assert values(broken("HT707"), path) == {"SharePath": "\\\\HV01\\Witness"}


def test_a_second_witness_is_in_the_core() -> None:
    found = result("HT704").database
    second = next(item for item in found.resources if item.name == "Second Witness")
    first = next(item for item in found.resources if item.name == witness(found))
    assert second.group == first.group
