from __future__ import annotations

import re

import numpy as np

from hivetool.hive.errors import Problem
from hivetool.hive.faults import MOST_OF_A_KIND
from hivetool.hive.location import Location
from hivetool.regf.faults import Fault, Faults


def paths(row: int) -> str | None:
    return None if row < 0 else f"key {row}"


def test_every_code_is_its_own_and_says_the_format() -> None:
    codes = [fault.code for fault in Fault]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"regf(-[a-z]+)+", code) for code in codes)


def test_every_row_of_the_table_is_complete() -> None:
    for fault in Fault:
        assert fault.severity in ("error", "warning")
        assert fault.message
        assert fault.done
        assert not fault.message.endswith(".")


def test_only_what_costs_nothing_of_the_tree_is_a_mere_warning() -> None:
    assert [fault for fault in Fault if fault.severity == "warning"] == [
        Fault.DIRTY,
        Fault.LOG_REFUSED,
        Fault.LOG_TORN,
        Fault.NESTED_ROOT,
    ]


def test_a_fault_becomes_a_problem() -> None:
    faults = Faults()
    faults.add(Fault.OUTSIDE, 0x1020, "key value", 3, "below 0x1000", np.array([0x2000], np.uint32))
    assert faults.problems(paths) == (
        Problem(
            "regf-outside",
            "the offset of a key value points outside the hive bins data (0x2000, expected below 0x1000)",
            Location("key 3", offset=0x1020),
            "error",
            "below 0x1000",
            "0x2000",
        ),
    )


def test_only_the_wrong_rows_are_noted() -> None:
    faults = Faults()
    at, key, counts = np.array([8, 16, 24]), np.array([0, 1, -1]), np.array([5, 6, 7])
    wrong = np.array([False, True, True])
    assert faults.where(wrong, Fault.LIST_CUT, at, key, "subkeys list", expected=counts, actual=counts * 2)
    assert not faults.where(~wrong & wrong, Fault.LIST_CUT, at, key)
    found = [(p.at.offset, p.at.path, p.expected, p.actual) for p in faults.problems(paths)]
    assert found == [(16, "key 1", "6", "12"), (24, None, "7", "14")]


def test_signatures_are_shown_as_bytes() -> None:
    faults = Faults()
    faults.add(Fault.SIGNATURE, [8], "key node", expected="b'nk'", actual=np.array([b"vk"], "S2"))
    assert [problem.actual for problem in faults.problems(paths)] == ["b'vk'"]


def test_problems_come_by_their_offset() -> None:
    faults = Faults()
    faults.add(Fault.SIGNATURE, [64, 32], "key node")
    faults.add(Fault.DIRTY, 8)
    assert [problem.at.offset for problem in faults.problems(paths)] == [8, 32, 64]


def test_many_of_a_kind_are_counted_not_kept() -> None:
    faults = Faults()
    for _ in range(3):
        faults.add(Fault.NAME_EMPTY, np.arange(MOST_OF_A_KIND))
    *kept, last = faults.problems(paths)
    assert len(kept) == MOST_OF_A_KIND
    assert last.message == f"a subkey has an empty name: {2 * MOST_OF_A_KIND} more"
    assert last.at == Location()
