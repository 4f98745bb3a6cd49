from __future__ import annotations

import struct

import pytest

from hivetool.hive.errors import Problem
from hivetool.regf.reader import read_regf
from tests.regf.images import HEADER, Image

SEGMENT = 16344
DATA = bytes(range(251)) * 200  # 50,200 bytes: four segments


def read(image: Image, *values: int) -> tuple[list[bytes], tuple[Problem, ...]]:
    hive = read_regf(image.file(image.key("r", values=values)))
    return [value.data for value in hive.root.values], hive.problems


def record_of(image: Image, value: int) -> int:
    """Where the big data record of a value is."""
    return int(struct.unpack_from("<I", image.cells, value + 12)[0])


def list_of(image: Image, value: int) -> int:
    return int(struct.unpack_from("<I", image.cells, record_of(image, value) + 8)[0])


@pytest.mark.parametrize("size", [SEGMENT + 1, 2 * SEGMENT, 2 * SEGMENT + 1, len(DATA)])
def test_segments_are_joined(size: int) -> None:
    image = Image()
    assert read(image, image.big(DATA[:size])) == ([DATA[:size]], ())


def test_several_values_between_others() -> None:
    image = Image()
    values = image.big(DATA), image.value("small", b"small data"), image.big(DATA[:20000]), image.value("in", b"1")
    assert read(image, *values) == ([DATA, b"small data", DATA[:20000], b"1"], ())


def test_large_data_in_one_cell_is_read_whatever_the_version() -> None:
    image = Image()
    data = b"db" + DATA  # as some writers do it, though Windows does not
    assert read(image, image.value("v", data)) == ([data], ())


def test_small_data_may_begin_like_a_record() -> None:
    image = Image()
    assert read(image, image.value("v", b"db\x02\x00 just data")) == ([b"db\x02\x00 just data"], ())


@pytest.mark.parametrize(("count", "kept"), [(0xFFFF, 50200), (5, 50200), (3, 3 * SEGMENT), (0, 0)])
def test_the_number_of_segments_must_fit_the_size(count: int, kept: int) -> None:
    image = Image()
    value = image.big(DATA)
    image.patch(record_of(image, value) + 6, struct.pack("<H", count))
    found, problems = read(image, value)
    assert found == [DATA[:kept]]
    assert problems[-1].code in ("regf-segment-count", "regf-data-cut")
    wrong = next(problem for problem in problems if problem.code == "regf-segment-count")
    assert (wrong.expected, wrong.actual) == ("4", str(count))


def test_data_ends_before_a_segment_that_is_missing() -> None:
    image = Image()
    value = image.big(DATA)
    image.patch(list_of(image, value) + 4 + 8, struct.pack("<I", 0xFFFFFF8))
    found, problems = read(image, value, image.big(DATA[: SEGMENT * 2]))
    assert found == [DATA[: 2 * SEGMENT], DATA[: 2 * SEGMENT]]
    assert {(p.code, p.expected, p.actual) for p in problems} >= {("regf-data-cut", str(2 * SEGMENT), str(len(DATA)))}


def test_data_ends_within_a_segment_that_is_short() -> None:
    image = Image()
    value = image.big(DATA)
    second = struct.unpack_from("<I", image.cells, list_of(image, value) + 8)[0]
    image.patch(second, struct.pack("<i", -(4 + 96)))
    found, (problem,) = read(image, value)
    assert found == [DATA[: SEGMENT + 96]]
    assert (problem.code, problem.at.offset) == ("regf-data-cut", HEADER + value)


def test_a_segment_is_used_once() -> None:
    image = Image()
    value = image.big(DATA)
    entries = list_of(image, value) + 4
    image.patch(entries + 12, bytes(image.cells[entries : entries + 4]))
    found, problems = read(image, value)
    assert found == [DATA[: 3 * SEGMENT]]
    assert {problem.code for problem in problems} == {"regf-used-twice", "regf-data-cut"}


def test_a_list_of_segments_that_is_too_short() -> None:
    image = Image()
    value = image.big(DATA[: 3 * SEGMENT])
    image.patch(list_of(image, value), struct.pack("<i", -8))
    found, problems = read(image, value)
    assert found == [DATA[:SEGMENT]]
    assert {problem.code for problem in problems} == {"regf-list-cut", "regf-data-cut"}


def test_a_record_that_points_to_itself() -> None:
    image = Image()
    value = image.big(DATA)
    record = record_of(image, value)
    image.patch(record + 8, struct.pack("<I", record))
    found, problems = read(image, value)
    assert found == [b""]
    assert {problem.code for problem in problems} >= {"regf-used-twice", "regf-data-cut"}
