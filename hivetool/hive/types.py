"""The types of registry values, by their numbers and winnt.h names."""

from __future__ import annotations

from enum import IntEnum


class ValueType(IntEnum):
    """The value types that have a name. Any other number is legal too and stays a plain int."""

    REG_NONE = 0
    REG_SZ = 1
    REG_EXPAND_SZ = 2
    REG_BINARY = 3
    REG_DWORD = 4
    REG_DWORD_BIG_ENDIAN = 5
    REG_LINK = 6
    REG_MULTI_SZ = 7
    REG_RESOURCE_LIST = 8
    REG_FULL_RESOURCE_DESCRIPTOR = 9
    REG_RESOURCE_REQUIREMENTS_LIST = 10
    REG_QWORD = 11


_NAMED = frozenset(ValueType)


def value_type(number: int) -> ValueType | int:
    """The named type of this number, or the number itself."""
    return ValueType(number) if number in _NAMED else number


def type_name(number: int) -> str:
    """``REG_DWORD``, or ``REG_0x20001`` for a type without a name."""
    return ValueType(number).name if number in _NAMED else f"REG_0x{number:x}"
