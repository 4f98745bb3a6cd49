"""What the examples of HT3 do not show: near misses, thresholds, and what several resources have to do with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hivetool.lint.finding import Finding
from hivetool.lint.rules.groups import RULES
from hivetool.lint.run import lint
from hivetool.lint.thresholds import thresholds_of
from tests.lint.subjects import found, subject
from tests.lint.texts import group, multi, needs, parameters, resource

RULE = {rule.code: rule for rule in RULES}
ON, OFF = '"PersistentState"=dword:00000001', '"PersistentState"=dword:00000000'
MACHINE = "Virtual Machine"


def of(code: str, text: str) -> tuple[Finding, ...]:
    return found(RULE[code], text)


def group_type(number: int) -> str:
    return f'"GroupType"=dword:{number:08x}'


def test_every_code_of_the_block_is_there() -> None:
    assert [rule.code for rule in RULES] == [f"HT3{number:02}" for number in range(1, 17)]


@pytest.mark.parametrize(("number", "count"), [(1, 0), (2, 0), (4, 0), (111, 1), (9999, 1)])
def test_ht301_the_clusters_own_groups_may_be_empty(number: int, count: int) -> None:
    assert len(of("HT301", group("g", also=group_type(number)))) == count


def test_ht301_a_group_whose_resources_another_has_is_another_matter() -> None:
    assert not of("HT301", group("a", "d") + group("b", "d") + resource("d"))
    assert [item.id for item in of("HT301", group("a", "x"))] == ["a"], "what it lists does not exist"


def test_ht302_a_group_and_a_resource_may_share_a_name() -> None:
    assert not of("HT302", '[Cluster\\Groups\\g]\n"Name"="X"\n\n[Cluster\\Resources\\r]\n"Name"="x"\n')
    assert not of("HT302", "[Cluster\\Groups\\g]\n\n[Cluster\\Groups\\h]\n"), "no name is none"


def test_ht303_a_requirement_may_be_met_through_another_resource() -> None:
    three = resource("q", "MSMQ") + resource("n", "Network Name") + resource("a", "IP Address")
    disk = resource("d", "A Third Party's Disk")
    assert not of("HT303", three + disk + needs("q", "[n] and [d]") + needs("n", "[a]"))
    (item,) = of("HT303", three + disk + needs("q", "[n]") + needs("n", "[a]"))
    assert item.message == "it does not depend on a disk"


def test_ht303_what_is_required_may_be_in_a_circle() -> None:
    two = resource("n", "network name") + resource("a", "IPv6 Address")
    assert not of("HT303", two + needs("n", "[a]") + needs("a", "[n]"))


def test_ht303_the_only_candidate_of_the_group_is_proposed() -> None:
    text = group("g", "n", "a") + resource("n", "Network Name") + resource("a", "IP Address")
    (item,) = of("HT303", text)
    assert item.fix is not None
    assert [dict(each.parameters) for each in item.fix.cmdlets] == [
        {"Resource": "Resource n", "Provider": "Resource a"}
    ]
    (item,) = of("HT303", text.replace(multi("n", "a"), multi("n", "a", "b")) + resource("b", "IP Address"))
    assert item.fix is not None
    assert not item.fix.cmdlets


@pytest.mark.parametrize(
    ("number", "kind", "count"),
    [(111, MACHINE, 0), (111, "Generic Service", 1), (111, "Virtual Machine Configuration", 0), (9999, MACHINE, 1)],
)
def test_ht304_types_and_contents(number: int, kind: str, count: int) -> None:
    assert len(of("HT304", group("g", "r", also=group_type(number)) + resource("r", kind))) == count


def test_ht304_an_empty_group_is_another_matter() -> None:
    assert not of("HT304", group("g", also=group_type(111)))


def test_ht305_a_groups_record_of_0_alone_proves_nothing() -> None:
    two = needs("a", "[b]") + resource("a", also=ON)
    assert not of("HT305", group("g", "a", "b", also=OFF) + two + resource("b"))
    assert len(of("HT305", group("g", "a", "b", also=OFF) + two + resource("b", also=OFF))) == 1


def test_ht305_a_dependent_without_a_record_has_its_groups() -> None:
    two = needs("a", "[b]") + resource("a") + resource("b", also=OFF)
    assert not of("HT305", two)
    assert len(of("HT305", group("g", "a", "b", also=ON) + two)) == 1


@pytest.mark.parametrize(
    ("expression", "off", "expected"),
    [
        ("[b] or [c]", "b", []),
        ("[b] or [c]", "bc", ["b", "c"]),
        ("[b] and [c]", "b", ["b"]),
        ("[b] and ([c] or [d])", "bc", ["b"]),
        ("[b] and ([c] or [d])", "cd", ["c", "d"]),
    ],
)
def test_ht305_only_what_cannot_be_done_without(expression: str, off: str, expected: list[str]) -> None:
    text = resource("a", also=ON) + "".join(resource(each, also=OFF if each in off else ON) for each in "bcd")
    assert [item.id for item in of("HT305", text + needs("a", expression))] == expected


def test_ht307_counts_machines_alone() -> None:
    assert not of("HT307", resource("a", MACHINE, ON) + resource("b"))
    assert not of("HT307", resource("a", MACHINE) + resource("b", MACHINE))
    (item,) = of("HT307", resource("a", MACHINE, ON) + resource("b", MACHINE) + resource("c", MACHINE))
    assert (item.id, item.message.partition(" ")[0]) == ("b", "2")


def test_ht309_only_what_is_commanded_online() -> None:
    zero = '"Priority"=dword:00000000\n'
    assert not of("HT309", group("g", "r", also=zero) + resource("r", also=OFF))
    assert len(of("HT309", group("g", "r", also=zero + OFF) + resource("r", also=ON))) == 1
    assert not of("HT309", group("g", also=f"{zero}{ON}\n{group_type(1)}"))


def test_ht310_the_core_group_is_no_role() -> None:
    assert not of("HT310", group("g", also=f'"ColdStartSetting"=dword:00000001\n{group_type(1)}'))


def test_ht311_thresholds() -> None:
    text = group("g", *"abc") + "".join(map(resource, "abc")) + needs("a", "[b]") + needs("b", "[c]")
    for given, expected in (
        ({"group_resources": 3, "dependency_depth": 2}, []),
        ({"group_resources": 2, "dependency_depth": 2}, [("g", "it has 3 resources")]),
        ({"group_resources": 3, "dependency_depth": 1}, [("a", "it waits for 2 resources in a row")]),
    ):
        findings = lint(replace(subject(text), thresholds=thresholds_of(given)), (RULE["HT311"],))
        assert [(item.id, item.message) for item in findings] == expected


def test_ht312_a_shared_volume_may_be_needed_by_many() -> None:
    machines = resource("v", MACHINE) + resource("w", MACHINE) + needs("v", "[c]") + needs("w", "[d]")
    between = resource("c", "Virtual Machine Configuration") + needs("c", "[d]") + resource("d", "Physical Disk")
    assert [item.id for item in of("HT312", machines + between)] == ["d"]
    assert not of("HT312", group("g", "d", also=group_type(4)) + machines + between)


def test_ht312_one_machine_and_its_configuration_are_one_user() -> None:
    text = resource("v", MACHINE) + resource("c", "Virtual Machine Configuration") + resource("d", "Physical Disk")
    assert not of("HT312", group("g", *"vcd") + text + needs("v", "[c] and [d]") + needs("c", "[d]"))
    text = resource("a") + resource("b") + resource("d", "Physical Disk") + needs("a", "[d]") + needs("b", "[d]")
    assert [item.id for item in of("HT312", group("g", "a", "d") + group("h", "b") + text)] == ["d"]


def core(*members: str, witness: str = "") -> str:
    quorum = f'[Cluster\\Quorum]\n"Resource"="{witness}"\n'
    return quorum + group("k", *members, also=group_type(1))


def test_ht313_the_witness_belongs_there_and_another_disk_does_not() -> None:
    disks = resource("w", "Physical Disk") + resource("d", "Physical Disk")
    assert [item.id for item in of("HT313", core("w", "d", witness="w") + disks)] == ["d"]
    assert not of("HT313", core("w", "d", witness="x") + disks), "which is the witness is not known"


def test_ht313_a_witness_in_a_role() -> None:
    share = resource("w", "File Share Witness")
    for number, count in ((100, 1), (2, 0)):
        assert len(of("HT313", core(witness="w") + group("g", "w", also=group_type(number)) + share)) == count


def test_ht313_what_may_be_the_clusters_own_is_silent() -> None:
    assert not of("HT313", core("h") + resource("h", "Health Service"))


def test_ht314_without_virtual_machines_there_is_nothing_to_hang() -> None:
    script = resource("s", "generic script")
    assert not of("HT314", script)
    assert [item.message for item in of("HT314", script + resource("v", MACHINE))] == [
        "it is a script, in a cluster of virtual machines"
    ]


@pytest.mark.parametrize(("mode", "count"), [(0, 0), (1, 1), (3, 1)])
def test_ht316_every_kind_of_maintenance(mode: int, count: int) -> None:
    text = resource("d", "Physical Disk") + parameters("d", f'"MaintenanceMode"=dword:{mode:08x}')
    assert len(of("HT316", text)) == count
