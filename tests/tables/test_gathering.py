from __future__ import annotations

from hivetool.hive.hive import Source
from hivetool.tables.faults import Fault
from hivetool.tables.gathering import ABOVE_ROOT, LONGEST_PATH, ROOT, Gathered
from tests.tables.making import told

SOURCE = Source("json", "1", "line")


def gathered() -> Gathered:
    rows = Gathered("line")
    rows.add_key("R", ABOVE_ROOT, 2)
    rows.add_key("a", ROOT, 3)
    rows.add_key("b", 1, 4)
    return rows


def test_rows_become_a_hive() -> None:
    rows = gathered()
    rows.descriptors[7] = b"sd"
    rows.put_keys([2, 1], [[5, 6], [b"C\0", None], [7, None], [1, 2]])
    rows.add_values([2, 1], [["v", "w"], [1, 4], [b"x", b"y"]], [9, 8])
    hive = rows.hive(SOURCE)
    b = hive.key(r"a\b")
    assert (b.last_written, b.class_name, b.security, b.location.line) == (5, "C", b"sd", 4)
    assert (hive.key("a").last_written, hive.key("a").security, hive.root.last_written) == (6, None, None)
    assert hive.columns.keys.flags.tolist() == [0, 2, 1]
    assert [(value.name, value.type, value.data, value.location.line) for value in b.values] == [("v", 1, b"x", 9)]
    assert hive.problems == ()


def test_a_descriptor_that_is_not_there() -> None:
    rows = gathered()
    rows.descriptors[1] = None  # it was there, but unreadable, and that has been told
    rows.put_keys([1, 2], [[None] * 2, [None] * 2, [3, 1], [0] * 2])
    hive = rows.hive(SOURCE)
    assert told(hive) == [("table-key-field", "line 3 a")]
    assert "security 3, there is no such descriptor" in hive.problems[0].message
    assert [key.security for key in hive.walk()] == [None] * 3


def test_names_that_are_equal_without_case_are_kept_and_told() -> None:
    rows = gathered()
    rows.add_key("A", ROOT, 5)
    rows.add_key("B", 3, 6)  # not below the same key as b
    rows.add_values([1, 1, 2, 1], [["v", "V", "v", "w"], [1] * 4, [b""] * 4], [10, 11, 12, 13])
    hive = rows.hive(SOURCE)
    assert told(hive) == [("table-same-key", "line 5 A"), ("table-same-value", "line 11 a:V")]
    assert [key.name for key in hive.walk()] == ["R", "a", "b", "A", "B"]
    assert len(hive.columns.values) == 4


def test_keys_that_were_cut_off_may_have_one_name() -> None:
    rows = gathered()
    for place in (5, 6):
        rows.add_key("lost", ABOVE_ROOT, place)
    hive = rows.hive(SOURCE)
    assert (hive.problems, len(hive)) == ((), 3)


def test_a_path_that_is_too_long_is_not_told() -> None:
    rows = gathered()
    long = rows.add_key("x" * LONGEST_PATH, ROOT, 5)
    assert (rows.path(long), rows.path(2), rows.path(ROOT)) == (None, r"a\b", "")
    rows.note(Fault.VALUE, 5, key=long, value="v")
    assert told(rows.hive(SOURCE)) == [("table-value", "line 5")]
