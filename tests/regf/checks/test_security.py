from __future__ import annotations

import struct

import pytest

from hivetool.regf.checks.table import Check
from tests.regf.checks.breaking import broken


@pytest.mark.parametrize("field", ["flink", "blink"])
@pytest.mark.parametrize("offset", [0x20, 0, 0xFFFFFFFF, 0xFFFFF000])
def test_a_ring_that_is_cut(field: str, offset: int) -> None:
    assert broken().security(1, **{field: offset}).codes() == {Check.RING.code}


def test_two_rings() -> None:
    hive = broken()
    for number in range(2):
        own = hive.start("key security item", number) - 4096
        hive.security(number, flink=own, blink=own)
    codes = [problem.code for problem in hive.problems()]
    assert set(codes) == {Check.RING.code}


def test_the_count_of_users() -> None:
    (problem,) = broken().security(0, reference_count=7).problems()
    assert (problem.code, problem.actual) == (Check.REFERENCES.code, "7")
    assert problem.expected is not None
    assert problem.expected.isdigit()


def test_what_is_no_descriptor() -> None:
    hive = broken()
    place = hive.start("key security item", 0)
    (problem,) = hive.put(place + 24 + 4, struct.pack("<I", 9999)).problems()
    assert (problem.code, problem.severity) == (Check.DESCRIPTOR.code, "warning")
    assert problem.actual is not None
    assert "a SID of 2 bytes" in problem.actual
