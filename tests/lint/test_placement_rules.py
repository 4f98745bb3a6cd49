"""What the short examples of HT9 do not show: near misses, thresholds, severities."""

from __future__ import annotations

import pytest

from hivetool.lint.rules.placement import (
    ht901,
    ht902,
    ht903,
    ht904,
    ht905,
    ht906,
    ht907,
    ht908,
    ht909,
    ht910,
    ht911,
    ht912,
    ht913,
    ht914,
)
from tests.lint.subjects import found
from tests.lint.texts_of import group, key, machine, nodes, resource, texts


def in_class(identity: str, *names: str) -> str:
    return group(identity, lines=[f'"AntiAffinityClassNames"={texts(*names)}'])


def preferring(identity: str, *owners: str) -> str:
    return machine(identity, lines=[f'"PreferredOwners"={texts(*owners)}'] if owners else [])


def test_a_cluster_of_one_node_pins_nothing() -> None:
    text = nodes("1") + machine("v", owners=("1",), lines=['"DefaultOwner"=dword:00000001'])
    assert found(ht901.RULE, text) + found(ht902.RULE, text) == ()


@pytest.mark.parametrize(("last", "codes"), [(1, ["HT902"]), (2, ["HT901"])])
def test_a_role_with_one_node_is_told_once(last: int, codes: list[str]) -> None:
    text = nodes("1", "2") + machine("v", owners=("1",), lines=[f'"DefaultOwner"=dword:{last:08x}'])
    assert [item.rule for rule in (ht901.RULE, ht902.RULE) for item in found(rule, text)] == codes


def test_the_newest_node_is_missed_if_most_machines_miss_it() -> None:
    without = [machine(f"v{number}", owners=("1", "2")) for number in range(3)]
    some = nodes("1", "2", "3") + "".join(without)
    others = [machine(f"w{number}") for number in range(3)]
    assert found(ht903.RULE, some + "".join(others)) == ()
    (item,) = found(ht903.RULE, some + "".join(others[:2]))
    assert (item.id, item.message[:6]) == ("3", "3 of 5")
    assert found(ht903.RULE, some.replace(nodes("3"), "")) == ()


def test_a_ghost_in_the_list_does_not_hide_the_newest_node() -> None:
    text = nodes("1", "2", "3") + machine("v", owners=("1", "2", "9"))
    assert [item.id for item in found(ht903.RULE, text)] == ["3"]


def test_a_missing_preferred_owner_is_another_rules() -> None:
    text = nodes("1", "2") + machine("v", owners=("1", "2"), lines=[f'"PreferredOwners"={texts("9", "1")}'])
    assert found(ht904.RULE, text) == ()


def test_a_type_without_resources_is_worth_knowing_only() -> None:
    kind = key(r"ResourceTypes\Backup", f'"PossibleOwners"={texts("1")}')
    assert [item.severity for item in found(ht905.RULE, nodes("1", "2") + kind)] == ["info"]
    used = nodes("1", "2") + kind + resource("r", "BACKUP")
    assert [item.severity for item in found(ht905.RULE, used)] == ["error"]
    assert found(ht905.RULE, nodes("1", "2") + key(r"ResourceTypes\Backup", f'"PossibleOwners"={texts()}')) == ()


@pytest.mark.parametrize(("enforced", "severity"), [(0, "info"), (1, "error")])
def test_a_crowded_class_is_an_error_where_it_is_enforced(enforced: int, severity: str) -> None:
    switch = key("", f'"ClusterEnforcedAntiaffinity"=dword:{enforced:08x}')
    text = switch + nodes("1", "2") + in_class("a", "DC") + in_class("b", "dc") + in_class("c", "DC", "DC")
    assert [(item.id, item.severity) for item in found(ht906.RULE, text)] == [("c", severity)]


def test_enforcing_needs_three_nodes_or_no_class_of_two() -> None:
    switch = key("", '"ClusterEnforcedAntiaffinity"=dword:00000001')
    assert found(ht907.RULE, switch + nodes("1", "2") + in_class("a", "DC")) == ()
    assert found(ht907.RULE, switch + nodes("1", "2", "3") + in_class("a", "DC") + in_class("b", "DC")) == ()


def test_the_rarer_spelling_is_the_wrong_one() -> None:
    text = in_class("a", "dc") + in_class("b", "DC") + in_class("c", "DC")
    (item,) = found(ht908.RULE, text)
    assert item.id == "a"
    assert item.fix is not None
    assert item.fix.edits


def test_names_are_replicas_only_if_they_fit_on_the_nodes() -> None:
    three = "".join(
        group(f"g{place}", f"v{place}", name=f"Web-{place}") + resource(f"v{place}", "Virtual Machine")
        for place in range(3)
    )
    assert found(ht909.RULE, nodes("1", "2") + three) == ()
    assert [item.id for item in found(ht909.RULE, nodes("1", "2", "3") + three)] == ["g0"]
    rule = key(r"AffinityRules\r", '"RuleType"=dword:00000004', f'"Groups"={texts("g0", "g1", "g2")}')
    assert found(ht909.RULE, nodes("1", "2", "3") + three + rule) == ()


def test_four_of_five_with_preferred_owners_are_not_too_many() -> None:
    five = [preferring(f"v{number}", "1") for number in range(5)]
    assert found(ht910.RULE, nodes("1") + "".join(five[:4]) + preferring("w")) == ()
    assert len(found(ht910.RULE, nodes("1") + "".join(five))) == 1
    assert found(ht910.RULE, nodes("1") + five[0]) == ()


def test_the_second_owner_counts_among_those_that_exist() -> None:
    four = "".join(preferring(f"v{number}", "1", "9", "2") for number in range(4))
    assert [item.id for item in found(ht911.RULE, nodes("1", "2", "3") + four)] == ["2"]
    half = "".join(preferring(f"w{number}", "1") for number in range(4))
    assert found(ht911.RULE, nodes("1", "2", "3") + four + half) == ()
    assert found(ht911.RULE, nodes("1", "2") + four) == ()


@pytest.mark.parametrize(("root", "severities"), [("0000000b", ["info"]), ("00000008", [])])
def test_the_default_balancer_is_worth_knowing_only(root: str, severities: list[str]) -> None:
    moved = machine("v", lines=[f'"PreferredOwners"={texts("1")}', '"AutoFailbackType"=dword:00000001'])
    text = key("", f'"ClusterFunctionalLevel"=dword:{root}') + nodes("1") + moved
    assert [item.severity for item in found(ht912.RULE, text)] == severities


def test_nodes_need_no_site_where_there_is_none() -> None:
    assert found(ht913.RULE, nodes("1", "2")) == ()


def test_the_clusters_site_must_exist_too() -> None:
    (item,) = found(ht913.RULE, key("", '"PreferredSite"="Atlantis"'))
    assert (item.kind, item.value) == ("cluster", "PreferredSite")


def test_a_node_kept_free_shows_that_there_is_room() -> None:
    def loaded(identity: str, owner: int) -> str:
        lines = ['"PersistentState"=dword:00000001', f'"DefaultOwner"=dword:{owner:08x}']
        return machine(identity, lines=lines) + key(rf"Resources\{identity}\Parameters", '"StartMemory"=dword:00000400')

    full = nodes("1", "2", "3") + loaded("a", 1) + loaded("b", 2)
    assert found(ht914.RULE, full) == ()
    assert len(found(ht914.RULE, full + loaded("c", 3))) == 1
