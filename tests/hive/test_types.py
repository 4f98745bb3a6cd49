from __future__ import annotations

from hivetool.hive.types import ValueType, type_name, value_type


def test_numbers_with_and_without_a_name() -> None:
    assert value_type(7) is ValueType.REG_MULTI_SZ
    assert value_type(0xFFFF0012) == 0xFFFF0012
    assert not isinstance(value_type(12), ValueType)
    assert type_name(4) == "REG_DWORD"
    assert type_name(0x20001) == "REG_0x20001"


def test_the_numbers_are_those_of_winnt() -> None:
    names = "NONE SZ EXPAND_SZ BINARY DWORD DWORD_BIG_ENDIAN LINK MULTI_SZ RESOURCE_LIST"
    for number, name in enumerate(names.split()):
        assert value_type(number) is ValueType[f"REG_{name}"]
    assert value_type(11) is ValueType.REG_QWORD
