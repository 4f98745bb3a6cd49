from __future__ import annotations

from collections import Counter

import pytest

from hivetool.make.breaks.networks import NETWORK_DEFECTS
from hivetool.make.planting import Defect
from tests.make.made import broken, result, values


@pytest.mark.parametrize("defect", NETWORK_DEFECTS, ids=lambda defect: defect.code)
def test_it_still_loads_without_a_problem(defect: Defect) -> None:
    assert not result(defect.code).problems


def below(code: str, folder: str) -> list[dict[str, object]]:
    hive = broken(code)
    return [dict(values(hive, key.path)) for key in hive.key(folder).subkeys]


@pytest.mark.parametrize("code", ["HT801", "HT804"])
def test_one_network_carries_all(code: str) -> None:
    assert sorted(str(each["Role"]) for each in below(code, "Networks")) == ["0", "0", "3"]


@pytest.mark.parametrize(("code", "odd"), [("HT802", [2]), ("HT803", [0])])
def test_interfaces_of_a_node_in_a_network(code: str, odd: list[int]) -> None:
    interfaces = below(code, "NetworkInterfaces")
    networks = [key.name for key in broken(code).key("Networks").subkeys]
    found = Counter((str(each["Node"]), str(each["Network"])) for each in interfaces)
    counts = [found[node, network] for node in ("1", "2", "3") for network in networks]
    assert [count for count in counts if count != 1] == odd
    for name in ("Name", "AdapterId", "Address"):
        assert len({str(each[name]) for each in interfaces}) == len(interfaces)


def test_two_adapters_of_one_id() -> None:
    interfaces = below("HT810", "NetworkInterfaces")
    assert len({each["AdapterId"] for each in interfaces}) == len(interfaces) - 1


def test_two_metrics_are_equal() -> None:
    assert [each["Metric"] for each in below("HT809", "Networks") if each.get("AutoMetric") == 0] == [1_000, 1_000]
