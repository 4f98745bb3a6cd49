"""Words and lists about virtual machines, and rules about them where examples do not reach."""

from __future__ import annotations

import pytest

from hivetool.lint.machines import configuration_of, served_types, stem, vm_id
from hivetool.lint.rules.machines import ht401, ht403, ht404, ht406, ht407, ht408, ht413, ht415, ht419
from hivetool.lint.run import lint
from tests.lint.subjects import found, subject
from tests.lint.test_pairing import CONFIG, VM, text

PAIR = text(("v", VM, "{ab}"), ("c", CONFIG, "AB"))


def test_who_belongs_to_whom() -> None:
    judged = subject(PAIR)
    machine, configuration = judged.database.resource("v"), judged.database.resource("c")
    assert machine is not None
    assert configuration is not None
    assert configuration_of(judged, machine) == configuration
    assert vm_id(judged, machine) == vm_id(judged, configuration) == "AB"
    assert configuration_of(judged, configuration) is None


@pytest.mark.parametrize(
    ("name", "plain"), [("SQL01", "SQL01"), ("SCVMM sql01 Resources", "SQL01"), ("Resources", "RESOURCES")]
)
def test_the_stem_of_a_role(name: str, plain: str) -> None:
    assert stem(name) == plain


def test_served_types_are_those_that_are_registered() -> None:
    judged = subject("[Cluster\\ResourceTypes\\virtual machine]\n[Cluster\\ResourceTypes\\Physical Disk]")
    assert [kind.id for kind in served_types(judged)] == ["virtual machine"]


def test_a_type_that_resources_have_and_nobody_registered_is_told_once() -> None:
    (told,) = found(ht401.RULE, text(("v", VM, ""), ("w", VM, "")))
    assert (told.key, told.kind) == ("ResourceTypes\\Virtual Machine", "")
    assert told.fix is not None
    assert [each.name for each in told.fix.cmdlets] == ["Add-ClusterResourceType"]
    assert found(ht401.RULE, text(("d", "Physical Disk", ""))) == ()


@pytest.mark.parametrize("dll", ["VMCLUSRES.DLL", "hvclusres.dll", r"C:\\Windows\\System32\\vmclusres.dll"])
def test_every_accepted_name_of_the_dll_is_accepted(dll: str) -> None:
    assert found(ht401.RULE, f'[Cluster\\ResourceTypes\\Virtual Machine]\n"DllName"="{dll}"') == ()


def test_the_proxy_is_no_resource_dll() -> None:
    assert len(found(ht401.RULE, '[Cluster\\ResourceTypes\\Virtual Machine]\n"DllName"="vmclusex.dll"')) == 1


def test_of_two_machines_and_one_configuration_the_other_machine_is_told() -> None:
    stored = text(("v", VM, "a"), ("w", VM, "b"), ("c", CONFIG, "b"))
    assert [item.id for item in found(ht403.RULE, stored)] == ["v"]


def test_a_configuration_alone_is_told_and_two_that_cannot_be_told_apart_are_not() -> None:
    assert [item.id for item in found(ht403.RULE, text(("c", CONFIG, "")))] == ["c"]
    assert found(ht403.RULE, text(("v", VM, ""), ("w", VM, ""), ("c", CONFIG, ""), ("d", CONFIG, ""))) == ()


def test_a_dependency_through_another_resource_is_one() -> None:
    three = (("v", VM, ""), ("d", "Physical Disk", ""), ("c", CONFIG, ""))
    assert found(ht404.RULE, text(*three, needs=(("v", "d"), ("d", "c")))) == ()
    assert len(found(ht404.RULE, text(*three, needs=(("v", "d"),)))) == 1


def test_a_cycle_is_no_missing_dependency() -> None:
    assert found(ht404.RULE, text(("v", VM, ""), ("c", CONFIG, ""), needs=(("v", "c"), ("c", "v")))) == ()


def test_ids_that_are_none_are_not_compared() -> None:
    assert found(ht406.RULE, text(("v", VM, "x"), ("c", CONFIG, "y"))) == ()
    assert found(ht407.RULE, text(("v", VM, "x"), ("w", VM, "x"))) == ()


def test_a_property_that_nobody_stores_is_not_missing() -> None:
    assert found(ht408.RULE, text(("v", VM, "x"), ("w", VM, "y"))) == ()


def actions(*numbers: int) -> str:
    return "\n".join(
        f'[Cluster\\Resources\\v{place}]\n"Type"="{VM}"\n'
        f'[Cluster\\Resources\\v{place}\\Parameters]\n"OfflineAction"=dword:{number}\n"CheckHeartbeat"=dword:{number}'
        for place, number in enumerate(numbers)
    )


def test_an_outlier_is_one_of_more_than_twenty() -> None:
    """By the thresholds of every day, not those of the example."""

    def told(*numbers: int) -> list[str]:
        return [item.id for item in lint(subject(actions(*numbers)), (ht413.RULE,))]

    assert told(*[1] * 20, 2) == ["v20"]
    assert told(*[1] * 19, 2) == []
    assert told(*[1] * 20, 0) == []


def test_a_heartbeat_is_told_where_fewer_are_unwatched_than_watched() -> None:
    assert [item.id for item in found(ht415.RULE, actions(1, 1, 0))] == ["v2"]
    assert found(ht415.RULE, actions(1, 0)) == ()
    assert found(ht415.RULE, actions(0, 0)) == ()


def test_the_cluster_has_a_limit_of_its_own() -> None:
    stored = '[Cluster]\n"ClusterName"="X"\n' + text(("a", VM, ""), ("b", VM, ""), ("c", VM, ""))
    assert [item.kind for item in found(ht419.RULE, stored)] == ["cluster"]
