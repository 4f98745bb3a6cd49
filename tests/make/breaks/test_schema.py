from __future__ import annotations

import pytest

from hivetool.make.breaks.schema import SCHEMA_DEFECTS
from hivetool.make.planting import Defect
from tests.make.made import broken, result, values, vm

SEEN = {"HT009": "cluster-value-data", "HT102": "cluster-value-type", "HT114": "cluster-reference"}


@pytest.mark.parametrize(("code", "problem"), SEEN.items())
def test_the_loader_stumbles_over_it(code: str, problem: str) -> None:
    assert [item.code for item in result(code).problems] == [problem]


@pytest.mark.parametrize("defect", SCHEMA_DEFECTS, ids=lambda defect: defect.code)
def test_nothing_else_is_broken(defect: Defect) -> None:
    code = defect.code
    assert len(result(code).problems) == (code in SEEN)


def test_an_id_with_braces_keeps_the_group_whole() -> None:
    names = [group.id for group in result("HT107").database.groups]
    (odd,) = (name for name in names if name.startswith("{"))
    assert odd.isupper()
    assert odd[1:-1].lower() not in names
    assert vm(result("HT107").database).group == odd


def test_a_list_without_its_end_still_reads() -> None:
    group = next(item for item in result("HT109").database.groups if item.name == "VM0001")
    assert len(group.resources) == 2
    assert not group.facts["Contains"].data.endswith(b"\0\0\0\0")


def test_a_name_ends_in_a_blank() -> None:
    assert "VM0001 " in [group.name for group in result("HT108").database.groups]


def test_what_was_missing_is_gone() -> None:
    assert "ClusterInstanceID" not in values(broken("HT101"), "")
    assert "DllName" not in values(broken("HT115"), "ResourceTypes\\Generic Script")


def test_a_type_is_not_registered() -> None:
    found = result("HT114").database
    assert {item.type for item in found.resources} - {item.name for item in found.types}
