"""What the short examples of HT8 do not show: near misses and other causes."""

from __future__ import annotations

import pytest

from hivetool.lint.rules.networks import ht801, ht803, ht804, ht805, ht806, ht807, ht808, ht809, ht810
from tests.lint.subjects import found
from tests.lint.texts_of import key, nodes, texts


def network(identity: str, *lines: str) -> str:
    return key(rf"Networks\{identity}", *lines)


def interface(identity: str, node: str, in_network: str, *lines: str) -> str:
    return key(rf"NetworkInterfaces\{identity}", f'"Node"="{node}"', f'"Network"="{in_network}"', *lines)


def settings(**numbers: int) -> str:
    return key("", *(f'"{name}"=dword:{number:08x}' for name, number in numbers.items()))


def test_one_node_needs_no_second_network() -> None:
    assert found(ht801.RULE, nodes("1") + network("a")) == ()
    assert found(ht801.RULE, nodes("1", "2")) == ()


def test_no_network_with_cluster_traffic_is_found_too() -> None:
    text = nodes("1", "2") + network("a", '"Role"=dword:00000000') + network("b", '"Role"=dword:00000002')
    assert [item.message for item in found(ht801.RULE, text)] == ["no network carries cluster traffic"]


def test_a_node_may_be_named_in_its_interface() -> None:
    text = nodes("1", "2") + network("a") + interface("i", "N1", "a") + interface("j", "2", "a")
    assert found(ht803.RULE, text) == ()
    assert [item.id for item in found(ht803.RULE, text.replace('"Node"="N1"', '"Node"="N3"'))] == ["1"]


def test_stretched_clusters_share_some_networks_and_not_all() -> None:
    sites = [interface("i", "1", "a"), interface("j", "2", "b"), interface("k", "1", "c"), interface("l", "2", "c")]
    text = nodes("1", "2") + network("a") + network("b") + network("c") + "".join(sites)
    assert found(ht803.RULE, text) == ()
    assert [item.id for item in found(ht803.RULE, text.replace('"Network"="b"', '"Network"="c"'))] == ["2"]


def test_unused_networks_matter_beside_a_single_one_and_with_machines_only() -> None:
    unused = nodes("1", "2") + network("a") + network("b", '"Role"=dword:00000000')
    assert found(ht804.RULE, unused) == ()
    machine = key(r"Resources\v", '"Type"="virtual machine"')
    assert [item.id for item in found(ht804.RULE, unused + machine)] == ["b"]
    assert found(ht804.RULE, unused + machine + network("c")) == ()


def test_subnets_may_be_stored_as_lists_only() -> None:
    lines = [f'"IPv4Addresses"={texts("10.0.0.0")}', f'"IPv4PrefixLengths"={texts("8")}']
    text = network("a", *lines) + network("b", *lines)
    assert [(item.id, item.value) for item in found(ht805.RULE, text)] == [("b", "IPv4Addresses")]


@pytest.mark.parametrize(
    ("delay", "threshold", "is_found"), [(1000, 5, False), (999, 5, True), (2000, 30, False), (2000, 31, True)]
)
def test_the_limits_of_silence_are_allowed_themselves(delay: int, threshold: int, is_found: bool) -> None:
    text = settings(SameSubnetDelay=delay, SameSubnetThreshold=threshold)
    assert bool(found(ht806.RULE, text)) is is_found


def test_an_unknown_version_has_no_default_across_subnets() -> None:
    assert found(ht807.RULE, settings(SameSubnetThreshold=15)) == ()
    assert found(ht807.RULE, settings(SameSubnetThreshold=15, ClusterFunctionalLevel=11)) == ()
    (item,) = found(ht807.RULE, settings(SameSubnetThreshold=15, ClusterFunctionalLevel=8))
    assert item.actual == "not stored"


def test_what_no_threshold_mends_is_left_to_a_person() -> None:
    text = settings(SameSubnetDelay=2000, SameSubnetThreshold=120, CrossSubnetDelay=250, CrossSubnetThreshold=120)
    (item,) = found(ht807.RULE, text)
    assert item.fix is not None
    assert item.fix.edits == ()


def test_both_old_thresholds_are_found() -> None:
    text = settings(ClusterFunctionalLevel=9, SameSubnetThreshold=5, CrossSubnetThreshold=5)
    assert [(item.value, item.expected) for item in found(ht808.RULE, text)] == [
        ("SameSubnetThreshold", "10"),
        ("CrossSubnetThreshold", "20"),
    ]


def test_a_metric_matters_where_it_is_set_by_hand_and_the_network_used() -> None:
    by_hand = ['"AutoMetric"=dword:00000000', '"Metric"=dword:00000001']
    assert found(ht809.RULE, network("a", *by_hand) + network("b", by_hand[1])) == ()
    assert found(ht809.RULE, network("a", *by_hand) + network("b", *by_hand, '"Role"=dword:00000000')) == ()


def test_one_node_may_have_an_adapter_twice() -> None:
    twice = [interface(each, node, "a", '"AdapterId"="X"') for each, node in (("i", "1"), ("j", "N1"))]
    assert found(ht810.RULE, nodes("1") + "".join(twice)) == ()
    empty = [interface(each, each, "a", '"AdapterId"=""') for each in ("1", "2")]
    assert found(ht810.RULE, nodes("1", "2") + "".join(empty)) == ()
