"""What the examples of HT2 do not show: near misses, and remedies that depend on the case."""

from __future__ import annotations

import pytest

from hivetool.cluster.model import Database
from hivetool.lint.finding import Finding
from hivetool.lint.rules.references import RULES
from tests.lint.subjects import found, hive_of_text, mended
from tests.lint.texts import group, multi, needs, parameters, resource

RULE = {rule.code: rule for rule in RULES}
NODE = '[Cluster\\Nodes\\1]\n"NodeName"="HV01"\n'
NETWORK = '[Cluster\\Networks\\n]\n"Name"="Cluster Network 1"\n'


def of(code: str, text: str) -> tuple[Finding, ...]:
    return found(RULE[code], text)


def after(code: str, text: str) -> Database:
    """The database after the only remedy."""
    (item,) = of(code, text)
    assert item.fix is not None
    return Database(mended(hive_of_text(text), item.fix))


def test_every_code_of_the_block_is_there() -> None:
    assert [rule.code for rule in RULES] == [f"HT2{number:02}" for number in range(1, 18)]


def test_ht202_an_orphan_goes_where_what_it_needs_is() -> None:
    text = group("g", "d") + resource("d") + resource("x") + needs("x", "[d]")
    assert after("HT202", text).membership.group_of == {"D": "g", "X": "g"}


def test_ht202_an_orphan_between_two_groups_is_left_to_a_person() -> None:
    text = group("g", "d") + group("h", "e") + "".join(map(resource, "dex")) + needs("x", "[d] and [e]")
    (item,) = of("HT202", text)
    assert item.fix is not None
    assert not item.fix.edits


def test_ht203_the_same_id_twice_on_one_list_is_another_matter() -> None:
    assert not of("HT203", group("g", "d", "D") + resource("d"))


def test_ht204_what_is_left_of_an_expression_stays() -> None:
    text = "".join(map(resource, "abc")) + needs("a", "([b] or [x]) and [c]")
    (entry,) = after("HT204", text).dependency_entries
    assert entry.text("dependency") == "[b] and [c]"


def test_ht204_a_dependency_on_nothing_else_is_deleted_but_not_called_safe() -> None:
    text = resource("a") + needs("a", "[x]")
    (item,) = of("HT204", text)
    assert item.fix is not None
    assert not item.fix.safe
    assert not after("HT204", text).dependency_entries


def test_ht204_names_and_case_are_no_error() -> None:
    assert not of("HT204", resource("a") + resource("b") + needs("A", "[resource B]"))


def test_ht204_the_lists_of_2003() -> None:
    text = resource("a", also=f'"Dependencies"={multi("b", "x")}') + resource("b")
    (item,) = of("HT204", text)
    assert (item.kind, item.value) == ("resource", "Dependencies")
    assert after("HT204", text).resources[0].texts("Dependencies") == ("b",)


@pytest.mark.parametrize(("lines", "safe"), [("", True), ('"00000001"="SOFTWARE\\\\Contoso"', False)])
def test_ht205_only_an_empty_key_goes_safely(lines: str, safe: bool) -> None:
    (item,) = of("HT205", f"[Cluster\\Checkpoints\\x]\n{lines}\n")
    assert item.fix is not None
    assert item.fix.safe is safe


def test_ht206_a_list_of_possible_owners_is_never_emptied() -> None:
    text = NODE + resource("d", also=f'"PossibleOwners"={multi("9")}')
    (item,) = of("HT206", text)
    assert item.fix is not None
    assert not item.fix.edits


def test_ht206_a_list_of_a_type() -> None:
    text = NODE + f'[Cluster\\ResourceTypes\\T]\n"PossibleOwners"={multi("1", "9")}\n'
    (item,) = of("HT206", text)
    assert (item.kind, item.id) == ("resource type", "T")


def test_ht207_no_last_owner_is_none() -> None:
    assert not of("HT207", NODE + group("g", also='"DefaultOwner"=dword:ffffffff'))


def test_ht208_a_network_without_an_interface() -> None:
    interface = '[Cluster\\NetworkInterfaces\\a]\n"Node"="HV01"\n"Network"="cluster network 1"\n'
    other = '[Cluster\\Networks\\m]\n"Name"="Cluster Network 2"\n'
    assert [item.id for item in of("HT208", NODE + NETWORK + other + interface)] == ["m"]
    assert not of("HT208", NODE + NETWORK + other), "no interface at all: the file has none"


def test_ht209_a_network_by_its_id_and_none_at_all() -> None:
    for network in ("N", "CLUSTER NETWORK 1", ""):
        text = NETWORK + resource("a", "IP Address") + parameters("a", f'"Network"="{network}"')
        assert not of("HT209", text)
    assert not of("HT209", NETWORK + resource("a", "IP Address"))
    assert of("HT209", resource("a", "IPv6 Address") + parameters("a", '"Network"="n"'))


def test_ht210_a_disk_in_a_role_is_no_shared_volume() -> None:
    configuration = resource("c", "Virtual Machine Configuration")
    listed = parameters("c", f'"DependsOnSharedVolumes"={multi("{D}:16")}')
    disk = resource("d", "Physical Disk")
    for number, count in ((4, 0), (111, 1)):
        text = group("g", "d", also=f'"GroupType"=dword:{number:08x}') + disk + configuration + listed
        assert len(of("HT210", text)) == count
    assert not of("HT210", disk + configuration + listed), "before 2012 no type is stored"


def witness(kind: str, number: int) -> str:
    quorum = '[Cluster\\Quorum]\n"Resource"="w"\n'
    core = group("k", also='"GroupType"=dword:00000001')
    return quorum + core + group("g", "w", also=f'"GroupType"=dword:{number:08x}') + resource("w", kind)


def test_ht212_a_witness_of_a_wrong_type_or_among_spare_disks() -> None:
    assert "no type for a witness" in of("HT212", witness("Generic Service", 111))[0].message
    assert "which is in Group g" in of("HT212", witness("Physical Disk", 2))[0].message
    assert not of("HT212", witness("Physical Disk", 111)), "HT313 says it"
    assert not of("HT212", witness("Physical Disk", 4)), "HT706 says it"
    assert not of("HT212", '[Cluster\\Quorum]\n"Resource"=""\n')


def test_ht214_a_group_by_its_name_and_a_parent_that_is_gone() -> None:
    rule = f'[Cluster\\AffinityRules\\r]\n"Name"="Apart"\n"Groups"={multi("group A", "B")}\n'
    assert not of("HT214", group("a") + group("b") + rule)
    (item,) = of("HT214", '[Cluster\\FaultDomains\\f]\n"FaultDomainName"="Rack 1"\n"FaultDomainParent"="x"\n')
    assert (item.kind, item.value) == ("fault domain", "FaultDomainParent")


@pytest.mark.parametrize(
    ("disk", "path", "count"),
    [
        ("Volume1", "C:\\\\ClusterStorage\\\\VOLUME1\\\\Shared", 0),
        ("Cluster Virtual Disk (Volume1)", "C:\\\\ClusterStorage\\\\Volume1", 0),
        ("Cluster Disk 3", "C:\\\\ClusterStorage\\\\Volume1", 0),
        ("CSV01", "D:\\\\Shared", 0),
        ("CSV01", "c:\\\\clusterstorage\\\\Volume1", 1),
    ],
)
def test_ht215_what_the_name_of_a_disk_tells(disk: str, path: str, count: int) -> None:
    kind = "Virtual Machine Cluster WMI"
    text = (
        group("v", "d", also='"GroupType"=dword:00000004')
        + f'[Cluster\\Resources\\d]\n"Name"="{disk}"\n"Type"="Physical Disk"\n'
        + resource("w", kind)
        + parameters("w", f'"ConfigStoreRootPath"="{path}"')
    )
    assert len(of("HT215", text)) == count


def test_ht216_a_resource_that_needs_itself() -> None:
    (item,) = of("HT216", resource("a") + needs("a", "[a]"))
    assert (item.severity, item.message) == ("error", "Resource a needs Resource a, in a circle")


def test_ht216_a_dependency_said_twice_is_a_warning_at_the_second() -> None:
    text = "".join(map(resource, "abc")) + needs("a", "[b]", "1") + needs("A", "[c] and [b]", "2")
    (item,) = of("HT216", text)
    assert (item.severity, item.id) == ("warning", "2")
    assert item.message == "Resource a needs Resource b, as another dependency says too"


def test_ht217_who_is_in_no_group_or_in_two_is_another_matter() -> None:
    two = "".join(map(resource, "ab")) + needs("a", "[b]")
    assert not of("HT217", group("g", "a") + two)
    assert not of("HT217", group("g", "b") + group("h", "a", "b") + two)
    assert len(of("HT217", group("g", "a") + group("h", "b") + two)) == 1


def test_names_that_are_made_to_harm_go_through_every_rule() -> None:
    name = "x\\\"'\u202e\u001b[31m"
    text = (
        f'[Cluster\\Groups\\g]\n"Name"="{name}"\n"Contains"={multi("a", name)}\n"DefaultOwner"=dword:0000ffff\n'
        f'[Cluster\\Resources\\a]\n"Name"="{name}"\n"Type"="{name}"\n"PossibleOwners"={multi(name)}\n'
        + needs("a", f"[{name}z]")
    )
    codes = {each.code for each in RULES if found(each, text)}
    assert {"HT201", "HT204", "HT206", "HT207"} <= codes
