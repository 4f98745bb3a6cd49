"""What the short examples of HTA do not show: near misses, severities, and what is not told."""

from __future__ import annotations

import pytest

from hivetool.lint.rules.hygiene import hta01, hta02, hta03, hta05, hta06, hta07, hta10, hta11
from tests.lint.subjects import found
from tests.lint.texts_of import group, key, resource


def built(*builds: int | None, level: int = 11) -> str:
    lines = [[] if build is None else [f'"BuildNumber"=dword:{build:08x}'] for build in builds]
    return key("", f'"ClusterFunctionalLevel"=dword:{level:08x}') + "".join(
        key(rf"Nodes\{number}", *each) for number, each in enumerate(lines, 1)
    )


def test_a_group_of_vmm_with_something_in_it_is_not_removed() -> None:
    text = group("g", "d", name="Scvmm SQL01 Resources") + resource("d", "Physical Disk")
    (item,) = found(hta01.RULE, text)
    assert item.fix is not None
    assert not item.fix.edits
    assert not item.fix.cmdlets
    assert found(hta01.RULE, group("g", name="SCVMM Library")) == ()


@pytest.mark.parametrize(
    ("name", "is_found"),
    [
        ("Virtual Machine New Virtual Machine", True),
        ("Virtual Machine (1)", True),
        ("cluster disk 7", True),
        ("Cluster Disk 7 for SQL", False),
        ("Virtual Machine SQL01", False),
    ],
)
def test_proposed_names_are_known_as_a_whole(name: str, is_found: bool) -> None:
    assert bool(found(hta02.RULE, group("g", name=name))) is is_found


def test_networks_are_named_too_and_configurations_with_their_machine() -> None:
    assert len(found(hta02.RULE, key(r"Networks\n", '"Name"="Cluster Network 1"'))) == 1
    named = '"Name"="Virtual Machine New Virtual Machine"'
    for kind, count in (("Virtual Machine", 1), ("virtual machine configuration", 0)):
        assert len(found(hta02.RULE, key(r"Resources\r", named, f'"Type"="{kind}"'))) == count


def test_a_blank_description_is_none() -> None:
    assert len(found(hta03.RULE, group("g", lines=['"Description"="  "']))) == 1


def test_an_upgrade_under_way_is_no_fault() -> None:
    (item,) = found(hta05.RULE, built(20348, 17763, level=10))
    assert item.severity == "info"
    assert found(hta06.RULE, built(20348, 17763, level=10)) == ()
    (item,) = found(hta05.RULE, built(20348, None, level=10))
    assert item.severity == "warning"


def test_nodes_whose_build_is_not_stored_are_not_judged() -> None:
    assert found(hta06.RULE, built(20348, None, 20348)) == ()
    assert [item.id for item in found(hta06.RULE, built(20348, None, 17763))] == ["3"]
    assert found(hta05.RULE, built(20348)) == ()


def test_the_secret_itself_is_not_told() -> None:
    text = resource("r", "Generic Application") + key(r"Resources\r\Parameters", '"CommandLine"="run /p:hunter2"')
    (item,) = found(hta07.RULE, text)
    assert "hunter2" not in repr(item)
    assert (item.kind, item.id, item.key) == ("resource", "r", r"Resources\r\Parameters")


def test_a_drained_node_is_told_once() -> None:
    text = key(r"Nodes\1", '"NodeDrainStatus"=dword:00000001', '"Paused"=dword:00000001')
    assert [item.value for item in found(hta10.RULE, text)] == ["NodeDrainStatus"]
    assert found(hta10.RULE, key(r"Nodes\1", '"NodeDrainStatus"="2"')) == ()


@pytest.mark.parametrize(
    ("name", "is_found"),
    [
        ("CLUSTERENFORCEDANTIAFFINITY", False),
        ("ClusterEnforcedAntiAfinity", True),
        ("ClusterEnforcedAntiaffinity ", True),
        ("ClusterLogLevell", False),
        ("ClusterEnforcedAntiaffinity" * 900, False),
    ],
)
def test_a_typing_error_is_nearly_the_name(name: str, is_found: bool) -> None:
    assert bool(found(hta11.RULE, key("", f'"{name}"=dword:00000001'))) is is_found


def test_a_switch_that_is_set_is_not_overwritten() -> None:
    right = '"ClusterEnforcedAntiaffinity"=dword:00000000'
    (item,) = found(hta11.RULE, key("", right, '"ClusterEnforceAntiAffinity"=dword:00000001'))
    assert item.fix is not None
    assert len(item.fix.edits) == 1
