from __future__ import annotations

import pytest

from hivetool.lint.traffic import Patience, carriers, default_of, patience
from tests.lint.subjects import subject
from tests.lint.texts_of import key


def test_roles_1_and_3_carry_cluster_traffic_and_3_is_the_default() -> None:
    keys = [key(rf"Networks\{role}", f'"Role"=dword:0000000{role}') for role in range(4)] + [key(r"Networks\none")]
    assert [each.id for each in carriers(subject("".join(keys)))] == ["1", "3", "none"]


@pytest.mark.parametrize(("level", "same", "cross"), [(8, 5, 5), (9, 10, 20), (11, 10, 20)])
def test_defaults_are_those_of_the_functional_level(level: int, same: int, cross: int) -> None:
    known = subject(key("", f'"ClusterFunctionalLevel"=dword:{level:08x}'))
    assert patience(known, "SameSubnet") == Patience(1000, same, "")
    assert patience(known, "CrossSubnet") == Patience(1000, cross, "")
    assert default_of(known, "CrossSubnetThreshold") == cross


def test_silence_is_delay_times_threshold() -> None:
    found = patience(subject(key("", '"SameSubnetDelay"=dword:000001f4')), "SameSubnet")
    assert found == Patience(500, 5, "SameSubnetDelay")
    assert found.silence_ms == 2500


def test_the_least_threshold_is_a_whole_one_that_is_allowed() -> None:
    assert Patience(300, 5, "").threshold_for(1000) == 4
    assert Patience(250, 5, "").threshold_for(60_000) is None
    assert Patience(0, 5, "").threshold_for(60_000) is None
