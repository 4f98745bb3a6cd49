from __future__ import annotations

import struct

from hivetool.regf.check import check_regf
from hivetool.regf.checks.table import Check
from tests.regf.checks.breaking import broken
from tests.regf.images import Image


def test_two_values_of_one_name() -> None:
    hive = broken()
    place = int(hive.survey.hive.columns.values.name.start[0])
    (problem,) = hive.put(place, b"LARGE").problems()
    assert problem.code == Check.DUPLICATE_VALUE.code


def test_a_name_stored_too_long_or_with_half_a_character() -> None:
    hive = broken()
    value = hive.survey.hive.key("€uro").values[0]
    place = int(hive.survey.hive.columns.values.name.start[value.row])
    assert hive.put(place + 10, b"E\0").codes() == {Check.VALUE_NAME_FLAG.code}
    assert Check.VALUE_NAME_FLAG.code in broken().value("€uro", "wide €", name_length=11).codes()


def test_a_name_longer_than_windows_takes() -> None:
    image = Image()
    names = "n" * 16383, "o" * 16384, "\N{EURO SIGN}" * 16384
    data = image.file(image.key("root", values=tuple(map(image.value, names))))
    found = [problem for problem in check_regf(data).problems if problem.code == Check.VALUE_NAME.code]
    assert [(problem.expected, problem.actual) for problem in found] == [("at most 16383", "16384")] * 2


def test_the_default_value_has_no_flag_of_names() -> None:
    (problem,) = broken().value("", "", flags=1).problems()
    assert (problem.code, problem.expected, problem.actual) == (Check.DEFAULT_FLAG.code, "0x0", "0x1")


def test_small_data_outside_its_value() -> None:
    (problem,) = broken().value("", "Large", data_size=4).problems()
    assert (problem.code, problem.actual) == (Check.NOT_INLINE.code, "4")


def test_no_data_with_an_offset() -> None:
    hive = broken().value("", "", data_size=0, data_offset=0x20)
    (problem,) = hive.problems()
    assert (problem.code, problem.actual) == (Check.EMPTY_DATA.code, "0x20")


def codes(minor: int, size: int) -> set[str]:
    image = Image(minor=minor)
    data = image.file(image.key("root", values=(image.value("v", bytes(size)),)))
    return {problem.code for problem in check_regf(data).problems}


def test_large_data_in_one_cell() -> None:
    assert Check.NO_BIG_DATA.code in codes(5, 16345)
    assert Check.NO_BIG_DATA.code not in codes(5, 16344)
    assert Check.NO_BIG_DATA.code not in codes(3, 20000)
    assert struct.calcsize("<I") == 4
