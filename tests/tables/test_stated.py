from __future__ import annotations

import pytest

from hivetool.hive.decode import decoded
from hivetool.hive.types import ValueType
from hivetool.tables.forms import Misfit
from hivetool.tables.stated import WAYS, stated

STATED = [
    (ValueType.REG_SZ, "text", "HV\ud800 é"),
    (ValueType.REG_EXPAND_SZ, "text", ""),
    (ValueType.REG_LINK, "text", "x"),
    (ValueType.REG_MULTI_SZ, "texts", ["a", "b"]),
    (ValueType.REG_MULTI_SZ, "texts", []),
    (ValueType.REG_DWORD, "number", 2**32 - 1),
    (ValueType.REG_DWORD_BIG_ENDIAN, "number", 1),
    (ValueType.REG_QWORD, "number", 2**64 - 1),
]


@pytest.mark.parametrize(("kind", "way", "item"), STATED)
def test_the_bytes_say_what_was_stated(kind: ValueType, way: str, item: object) -> None:
    assert decoded(kind, stated(kind, way, item)) == item


def test_every_way_and_type_is_tried() -> None:
    assert {(way, kind) for kind, way, _ in STATED} == {
        (name, kind) for name, way in WAYS.items() for kind in way.types
    }


def test_a_text_has_one_nul_at_its_end() -> None:
    assert stated(1, "text", "A") == b"A\0\0\0"
    assert stated(7, "texts", ["A"]) == b"A\0\0\0\0\0"


@pytest.mark.parametrize(
    ("kind", "way", "item", "said"),
    [
        (3, "text", "x", "text 'x' is for REG_SZ, REG_EXPAND_SZ, REG_LINK, its type is REG_BINARY"),
        (0x20001, "number", 1, "its type is REG_0x20001"),
        (1, "text", 5, "text is text, not 5"),
        (7, "texts", ["a", 1], "texts is a list of texts, not a list"),
        (4, "number", True, "number is a whole number, not true"),
        (4, "number", 1.0, "number is a whole number, not 1.0"),
        (4, "number", -1, "REG_DWORD does not hold -1"),
        (4, "number", 2**32, "REG_DWORD does not hold 4294967296"),
    ],
)
def test_what_does_not_fit_the_type(kind: int, way: str, item: object, said: str) -> None:
    with pytest.raises(Misfit) as caught:
        stated(kind, way, item)
    assert said in str(caught.value)
