from __future__ import annotations

from hivetool.hive.numeric import Numbers, numbers_at
from hivetool.hive.spans import Spans


def test_numbers_of_four_and_eight_bytes_in_several_buffers() -> None:
    buffers = (b"\0\1\0\0\0\xff", b"\xff\xff\xff\xff\xff\xff\xff\xff\2\0\0\0")
    data = Spans.build([1, 0, 8, 0], [4, 8, 4, 3], [0, 1, 1, 0])
    assert numbers_at(data, buffers).tolist() == [1, 2**64 - 1, 2, 0]


def test_nothing_has_no_numbers() -> None:
    assert numbers_at(Spans.none(0), (b"",)).tolist() == []


def test_places_of_numbers() -> None:
    buffers = (b"\1\0\0\0\2\0\0\0\1\0\0\0",)
    places = Spans.build([3, 5, 9], [0, 0, 0]).start
    numbers = Numbers(places, numbers_at(Spans.build([0, 4, 8], [4, 4, 4]), buffers))
    assert sorted(numbers.different) == [1, 2]
    assert numbers.having([1, 7]) == [(3, 1), (9, 1)]
    assert numbers.having([2**64 - 1]) == []
