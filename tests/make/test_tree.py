from __future__ import annotations

import pytest

from hivetool.hive.types import ValueType
from hivetool.make.tree import Branch, Stored, hive_of, stored


@pytest.mark.parametrize(
    ("value", "kind", "data"),
    [
        (5, ValueType.REG_DWORD, b"\5\0\0\0"),
        (0xFFFFFFFF, ValueType.REG_DWORD, b"\xff" * 4),
        ("a", ValueType.REG_SZ, b"a\0\0\0"),
        (("a", "b"), ValueType.REG_MULTI_SZ, b"a\0\0\0b\0\0\0\0\0"),
        ((), ValueType.REG_MULTI_SZ, b"\0\0"),
        (b"xyz", ValueType.REG_BINARY, b"xyz"),
    ],
)
def test_a_value_is_stored_by_its_python_type(value: Stored, kind: ValueType, data: bytes) -> None:
    assert stored(value) == (kind, data)


def test_keys_stand_in_the_order_of_their_names_and_inherit_their_time() -> None:
    old = Branch("b", {"x": 1}, (Branch("z"), Branch("C"), Branch("a", written=9)), written=5)
    hive = hive_of(Branch("root", {"": "v"}, (old, Branch("10"), Branch("9")), written=3))
    assert [(key.path, key.last_written) for key in hive.walk()] == [
        ("", 3),
        ("10", 3),
        ("9", 3),
        ("b", 5),
        ("b\\a", 9),
        ("b\\C", 5),
        ("b\\z", 5),
    ]
    assert [(value.name, value.decoded) for value in hive.key("b").values] == [("x", 1)]


def test_a_hive_without_times_has_none() -> None:
    assert hive_of(Branch("root")).root.last_written is None
