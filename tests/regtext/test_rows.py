from __future__ import annotations

import numpy as np
import pytest

from hivetool.regtext.rows import Op, RowsBuilder


def test_rows_hold_what_was_added_and_share_names() -> None:
    builder = RowsBuilder()
    a, b = builder.number_of("a"), builder.number_of("b")
    assert (a, b, builder.number_of("a")) == (0, 1, 0)
    builder.add(Op.CREATE_KEY, a, 2)
    builder.add(Op.SET_VALUE, b, 3, "x", 0xFFFFFFFF, b"12")
    builder.add(Op.SET_VALUE, b, 4, "x", 3, b"345")
    builder.add(Op.DELETE_VALUE, a, 5, "")
    rows = builder.rows()
    assert len(rows) == 4
    assert rows.op.tolist() == [Op.CREATE_KEY, Op.SET_VALUE, Op.SET_VALUE, Op.DELETE_VALUE]
    assert [rows.paths[path] for path in rows.path] == ["a", "b", "b", "a"]
    assert [rows.names[name] for name in rows.name] == ["", "x", "x", ""]
    assert rows.names == ("", "x")
    assert rows.type.tolist() == [0, 0xFFFFFFFF, 3, 0]
    assert rows.line.tolist() == [2, 3, 4, 5]
    assert [rows.buffers[1][at : at + size] for at, size in zip(rows.start, rows.size, strict=True)] == [
        b"",
        b"12",
        b"345",
        b"",
    ]


def test_name_number_0_is_the_empty_name() -> None:
    builder = RowsBuilder()
    builder.add(Op.SET_VALUE, builder.number_of("a"), 2, "x")
    assert builder.rows().name.tolist() == [1]


def test_rows_are_read_only() -> None:
    builder = RowsBuilder()
    builder.add(Op.CREATE_KEY, builder.number_of("a"), 2)
    rows = builder.rows()
    with pytest.raises(ValueError, match="read-only"):
        rows.line[0] = 9


def test_take_keeps_the_chosen_rows_under_other_paths() -> None:
    builder = RowsBuilder()
    for line in range(3):
        builder.add(Op.SET_VALUE, builder.number_of(f"p{line}"), line, f"n{line}", line, bytes([line]))
    taken = builder.rows().take(np.array([True, False, True]), ("x", "y", "z"))
    assert taken.line.tolist() == [0, 2]
    assert [taken.paths[path] for path in taken.path] == ["x", "z"]
    assert [taken.names[name] for name in taken.name] == ["n0", "n2"]
    assert taken.buffers[1][int(taken.start[1]) : int(taken.start[1] + taken.size[1])] == b"\x02"
