from __future__ import annotations

import pytest

from hivetool.cluster.properties.property import UNSET, VERSIONS, Form, Property
from hivetool.hive.types import ValueType

COLORS = Property("node", "Color", Form.NUMBER, "color", "none", (1, 3), 2, words=((1, "red"), (2, "blue")))
FLAGS = Property("node", "Flags", Form.NUMBER, "flags", "none", words=((0, "plain"), (1, "a"), (4, "c")), bits=True)
LIMIT = Property("group", "Limit", Form.NUMBER, "limit", "none", (0, 9), special=((UNSET, "no limit"),), unset=UNSET)
LARGE = Property("group", "Large", Form.LARGE, "large", "none")
PACE = Property("cluster", "Pace", Form.NUMBER, "pace", "none", default=5, defaults=(("2012", 7), ("2016", 9)))


@pytest.mark.parametrize(
    ("prop", "number", "allowed"),
    [
        (COLORS, 0, False),
        (COLORS, 1, True),
        (COLORS, 3, True),
        (COLORS, 4, False),
        (COLORS, UNSET, False),
        (LIMIT, UNSET, True),
        (LIMIT, 10, False),
        (FLAGS, UNSET, True),
        (FLAGS, UNSET + 1, False),
        (LARGE, 2**64 - 1, True),
        (LARGE, 2**64, False),
        (LARGE, -1, False),
    ],
)
def test_what_a_property_allows(prop: Property, number: int, allowed: bool) -> None:
    assert prop.allows(number) is allowed


@pytest.mark.parametrize(
    ("prop", "number", "word"),
    [
        (COLORS, 1, "red"),
        (COLORS, 3, None),
        (LIMIT, UNSET, "no limit"),
        (LIMIT, 1, None),
        (FLAGS, 0, "plain"),
        (FLAGS, 5, "a, c"),
        (FLAGS, 0x13, "a, 0x12"),
        (FLAGS, 8, "0x8"),
    ],
)
def test_numbers_in_words(prop: Property, number: int, word: str | None) -> None:
    assert prop.word(number) == word


@pytest.mark.parametrize(
    ("version", "default"), [(None, 5), ("2003", 5), ("2012", 7), ("2012 R2", 7), ("2016", 9), ("2025", 9)]
)
def test_a_default_may_have_changed(version: str | None, default: int) -> None:
    assert PACE.default_at(next((each for each in VERSIONS if each == version), None)) == default


def test_what_it_is_stored_as() -> None:
    assert COLORS.stored_as == {ValueType.REG_DWORD: 4}
    assert LARGE.stored_as == {ValueType.REG_QWORD: 8, ValueType.REG_BINARY: 8}
    assert (COLORS.written_as, LARGE.written_as) == (ValueType.REG_DWORD, ValueType.REG_QWORD)
    mixed = Property("cluster", "Mixed", Form.TEXT, "mixed", "none", also=(Form.NUMBER, Form.TEXT))
    assert mixed.stored_as == {ValueType.REG_SZ: 2, ValueType.REG_EXPAND_SZ: 2, ValueType.REG_DWORD: 4}
    assert mixed.written_as == ValueType.REG_SZ
    assert (COLORS.is_number, mixed.is_number) == (True, False)
