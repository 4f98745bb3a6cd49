"""All at once is the same as one after the other: the tree that knows deletions is the twin."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.columns import Columns, arranged
from hivetool.regtext.growing import Grown, grown
from hivetool.regtext.rows import Op, RegRows, RowsBuilder
from hivetool.regtext.tree import grown_and_cut

NAMES = st.sampled_from(["a", "A", "b", "é", "É", "ß", "ǆ", ""])
PATHS = st.lists(st.sampled_from(["a", "A", "b", "É", "é"]), max_size=4).map("\\".join)


def told(tree: Grown, rows: RegRows) -> tuple[object, ...]:
    columns: Columns = arranged(tree.rows(rows))
    keys, values = columns.keys, columns.values
    return (
        keys.name.texts(columns.buffers),
        keys.parent.tolist(),
        keys.place.tolist(),
        values.key.tolist(),
        values.name.texts(columns.buffers),
        values.type.tolist(),
        values.data.all(columns.buffers),
        values.place.tolist(),
    )


@given(st.lists(st.tuples(PATHS, st.none() | NAMES), max_size=25))
def test_growing_at_once_is_growing_row_by_row(steps: list[tuple[str, str | None]]) -> None:
    builder = RowsBuilder()
    for line, (path, name) in enumerate(steps, 2):
        number = builder.number_of(path)
        if name is None:
            builder.add(Op.CREATE_KEY, number, line)
        else:
            builder.add(Op.SET_VALUE, number, line, name, line, b"%d" % line)
    rows = builder.rows()
    assert told(grown(rows, "root", 1), rows) == told(grown_and_cut(rows, "root", 1), rows)


def test_of_equal_names_the_first_spelling_and_the_last_data_stay() -> None:
    builder = RowsBuilder()
    key = builder.number_of("x")
    for line, name in enumerate(("N", "other", "n"), 1):
        builder.add(Op.SET_VALUE, key, line, name, 3, b"%d" % line)
    rows = builder.rows()
    found = grown(rows, "r", 1)
    assert [rows.names[rows.name[row]] for row in found.value_name] == ["N", "other"]
    assert found.value_row.tolist() == [2, 1]
