from __future__ import annotations

import struct
import time

import pytest

from hivetool.regf.check import check_regf
from hivetool.regf.checks.table import Check
from tests.regf.checks.breaking import broken
from tests.regf.images import Image


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


def test_a_ring_of_very_many_items_is_followed_in_bulk() -> None:
    image = Image()
    first, count = len(image.cells), 200_000
    ring = [first + 32 * number for number in range(count)]
    for number, place in enumerate(ring):
        links = struct.pack("<II", ring[(number + 1) % count], ring[number - 1])
        image.cells += struct.pack("<i2sH", -32, b"sk", 0) + links + struct.pack("<II8x", 1, 8)
        assert len(image.cells) == place + 32
    data = image.file(image.key("root", key_security_offset=ring[7]))
    begin = time.process_time()
    codes = {problem.code for problem in check_regf(data).problems}
    assert time.process_time() - begin < 3
    assert Check.RING.code not in codes
    away = bytearray(data)
    struct.pack_into("<I", away, 4096 + ring[123_456] + 8, ring[3])
    (problem,) = (problem for problem in check_regf(bytes(away)).problems if problem.code == Check.RING.code)
    assert problem.at.offset == 4096 + ring[123_456]


def test_a_ring_that_comes_back_to_another_item() -> None:
    hive = broken()
    first, second = (hive.start("key security item", number) - 4096 for number in range(2))
    assert hive.security(0, flink=second).security(1, flink=second, blink=second).codes() == {Check.RING.code}
    assert hive.security(1, flink=second, blink=first).codes() == {Check.RING.code}


def test_the_count_of_users() -> None:
    (problem,) = broken().security(0, reference_count=7).problems()
    assert (problem.code, problem.actual) == (Check.REFERENCES.code, "7")
    assert problem.expected is not None
    assert problem.expected.isdigit()


def test_one_descriptor_in_two_items() -> None:
    hive = broken()
    first, second = (hive.start("key security item", number) for number in (1, 2))
    size = struct.unpack_from("<I", hive.data, first + 20)[0]
    assert size == struct.unpack_from("<I", hive.data, second + 20)[0]
    (problem,) = hive.put(second + 24, bytes(hive.data[first + 24 : first + 24 + size])).problems()
    assert (problem.code, problem.at.offset) == (Check.SECURITY_TWICE.code, second)
    assert problem.actual == hex(first)


def test_what_is_no_descriptor() -> None:
    hive = broken()
    place = hive.start("key security item", 0)
    (problem,) = hive.put(place + 24 + 4, struct.pack("<I", 9999)).problems()
    assert (problem.code, problem.severity) == (Check.DESCRIPTOR.code, "warning")
    assert problem.actual is not None
    assert "a SID of 2 bytes" in problem.actual
