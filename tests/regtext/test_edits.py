from __future__ import annotations

import pytest

from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, Edit, SetValue
from hivetool.regtext.edits import Edits
from hivetool.regtext.rows import Op, RowsBuilder

EXPECTED: tuple[Edit, ...] = (
    CreateKey("a"),
    SetValue("a", "x", 3, b"12"),
    DeleteValue("a", ""),
    DeleteKey("b"),
)


@pytest.fixture
def edits() -> Edits:
    builder = RowsBuilder()
    a = builder.number_of("a")
    builder.add(Op.CREATE_KEY, a, 2)
    builder.add(Op.SET_VALUE, a, 3, "x", 3, b"12")
    builder.add(Op.DELETE_VALUE, a, 5)
    builder.add(Op.DELETE_KEY, builder.number_of("b"), 6)
    return Edits(builder.rows())


def test_edits_are_a_sequence(edits: Edits) -> None:
    assert tuple(edits) == EXPECTED
    assert [edits[index] for index in range(-4, 4)] == [*EXPECTED, *EXPECTED]
    assert edits[1:3] == EXPECTED[1:3]
    assert edits[::-1] == EXPECTED[::-1]
    assert EXPECTED[2] in edits
    assert edits.index(EXPECTED[3]) == 3
    for index in (4, -5):
        with pytest.raises(IndexError):
            edits[index]


def test_edits_equal_any_sequence_of_the_same(edits: Edits) -> None:
    assert edits == EXPECTED
    assert edits == list(EXPECTED)
    assert edits != EXPECTED[:3]
    assert edits != (*EXPECTED[:3], CreateKey("b"))
    assert edits != "abcd"


def test_edits_know_their_lines(edits: Edits) -> None:
    assert [edits.line(index) for index in range(4)] == [2, 3, 5, 6]
    assert repr(edits) == "<4 edits>"


def test_edits_hold_plain_values(edits: Edits) -> None:
    edit = edits[1]
    assert isinstance(edit, SetValue)
    assert type(edit.type) is int
    assert type(edit.data) is bytes
