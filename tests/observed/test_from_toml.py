from __future__ import annotations

import contextlib
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.observed.errors import UnreadableStates
from hivetool.observed.faults import Faults
from hivetool.observed.from_toml import LONGEST_LINE, from_toml


def read(text: str) -> tuple[list[tuple[Any, int | None]], list[str]]:
    faults = Faults()
    found = [(record.values, record.at.line) for record in from_toml(text, faults)]
    return found, [f"{problem.at}: {problem.code}" for problem in faults.problems()]


def test_reports_and_their_lines() -> None:
    assert read('# a\n\n[[report]]\nat = "3s"\n\n [[ report ]]\nvm = "x"\n') == (
        [({"at": "3s"}, 3), ({"vm": "x"}, 6)],
        [],
    )


def test_a_list_has_no_lines() -> None:
    assert read('report = [{vm = "x"}, 3]') == ([({"vm": "x"}, None)], ["input: observed-entry"])


def test_nothing_is_reported() -> None:
    assert read("# nothing\n") == ([], [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[event]]\nat = 1", "write [[report]] above each report, not 'event'"),
        ("[report]\nat = 1", "write [[report]] above each report, not 'report'"),
        ("report = 3", "write [[report]]"),
        ("[[report]]\nat = ", "line 2: not TOML"),
        (f"a = '{'x' * LONGEST_LINE}'", f"line 1: a line has more than {LONGEST_LINE:,} characters"),
        (f"\n{'a.' * 100_000}b = 1", "line 2: a line has more than"),
        ("a = " + "[" * 3000 + "]" * 1000, "not TOML"),
    ],
)
def test_what_is_no_list_of_reports(text: str, told: str) -> None:
    with pytest.raises(UnreadableStates) as caught:
        read(text)
    assert told in str(caught.value)


@given(st.text(alphabet='[]report=".\n#a1 ', max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(UnreadableStates):
        read(text)


def test_long_names_do_not_take_for_ever() -> None:
    start = time.perf_counter()
    with contextlib.suppress(UnreadableStates):
        read("\n".join(f"k{number}.{'a.' * 2000}b = 1" for number in range(20)))
    assert time.perf_counter() - start < 20
