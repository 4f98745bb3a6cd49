from __future__ import annotations

import pytest
from hypothesis import given

from hivetool.hive.decode import decoded
from hivetool.hive.errors import BadValueData
from hivetool.hive.hive import Hive
from hivetool.hive.misshapen import misshapen
from hivetool.hive.types import ValueType
from tests.hive.test_batch import trees
from tests.trees import PlainKey, PlainValue, hive_of, patient


@pytest.mark.parametrize(
    ("kind", "data", "sound"),
    [
        (1, b"a\0\0\0", True),
        (1, b"", True),
        (1, b"a\0\0", False),
        (7, b"\0", False),
        (3, b"\1\2\3", True),
        (0, b"\1", True),
        (4, bytes(4), True),
        (4, bytes(3), False),
        (4, b"", False),
        (5, bytes(8), False),
        (11, bytes(8), True),
        (11, bytes(4), False),
        (12, b"", False),
        (0xFFFF0012, b"", False),
    ],
)
def test_the_size_is_that_of_the_type(kind: int, data: bytes, sound: bool) -> None:
    hive = hive_of(PlainKey("", (PlainValue("before", 3, b"x"), PlainValue("it", kind, data))))
    assert misshapen(hive) == ([] if sound else [1])


@patient
@given(trees())
def test_it_is_what_decoding_refuses(hive: Hive) -> None:
    refused = []
    for row in range(len(hive.columns.values)):
        value = hive.value_at(row)
        try:
            decoded(value.type, value.data)
            wrong = value.type not in list(ValueType)
        except BadValueData:
            wrong = True
        if wrong:
            refused.append(row)
    assert misshapen(hive) == refused
