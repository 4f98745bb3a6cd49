from __future__ import annotations

import re
from pathlib import Path

from hivetool.regf.checks.table import Check
from hivetool.regf.faults import Fault

HERE = Path(__file__).parent


def test_codes_are_stable_words_and_none_is_the_readers() -> None:
    codes = [check.code for check in Check]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"regf(-[a-z]+)+", code) for code in codes)
    assert not {fault.code for fault in Fault} & set(codes)


def test_every_check_has_a_test_that_breaks_it() -> None:
    texts = "".join(path.read_text("utf-8") for path in HERE.glob("test_*.py") if path.name != "test_table.py")
    assert [check.name for check in Check if f"Check.{check.name}" not in texts] == []


def test_what_windows_ignores_or_repairs_is_a_warning() -> None:
    # facts of the format: stale volatile counts, trailing bytes, the kinds of leaves, the root's flag, leaks
    warned = (Check.VOLATILE, Check.TRAILING, Check.LEAF_KIND, Check.ROOT_FLAG, Check.CELL_LEAK)
    assert {check.severity for check in warned} == {"warning"}
