from __future__ import annotations

import pytest

from hivetool.hive.errors import UnreadableInput
from hivetool.hive.location import Location
from hivetool.regf import errors

SENTENCES = (
    (errors.EmptyFile(), "offset 0x0: the file is empty, a registry hive begins with a base block of 4096 bytes"),
    (
        errors.WrongSignature(actual=b"PK\x03\x04"),
        r"offset 0x0: not a registry hive: the file begins with b'PK\x03\x04', not with b'regf'",
    ),
    (
        errors.TruncatedBaseBlock(Location(offset=100), 100),
        "offset 0x64: the file ends within the base block: 100 bytes of 4096",
    ),
    (
        errors.IsTransactionLog(Location(offset=28), 6),
        "offset 0x1c: a transaction log (file type 6), not the primary file of a hive",
    ),
    (
        errors.RootOutside(Location(offset=36), 0xFFFFFFFF, 0x1000),
        "offset 0x24: the root cell offset 0xffffffff is not that of a cell in 0x1000 bytes of hive bins data",
    ),
    (
        errors.NoRootKey(Location(offset=0x1020), b"vk"),
        "offset 0x1020: the root cell holds no key node: it begins with b'vk', not with b'nk'",
    ),
    (
        errors.RootCellTooSmall(Location(offset=0x1020), 8),
        "offset 0x1020: the root cell of 8 bytes is too small for a key node",
    ),
)


@pytest.mark.parametrize(("error", "sentence"), SENTENCES)
def test_each_error_is_one_line_with_the_offset(error: errors.UnreadableHive, sentence: str) -> None:
    assert str(error) == sentence
    assert error.at.offset is not None
    assert str(error.at) + ": " + error.reason == sentence


def test_all_of_them_are_caught_as_unreadable_input() -> None:
    assert {type(error) for error, _ in SENTENCES} == set(errors.UnreadableHive.__subclasses__())
    assert issubclass(errors.UnreadableHive, UnreadableInput)
