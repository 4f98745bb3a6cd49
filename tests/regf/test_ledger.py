from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.regf.ledger import CarefulLedger, Doubt, Ledger, TrustingLedger

SIZE = 4096
RUNS = st.lists(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 1500)), max_size=8), max_size=6)


def use(ledger: Ledger, *runs: tuple[int, int]) -> list[bool]:
    start, size = np.array(runs, np.int64).reshape(-1, 2).T
    granted = np.zeros(len(runs), np.bool_)
    granted[ledger.use(start, size)] = True
    return granted.tolist()


def test_bytes_are_used_once() -> None:
    ledger = CarefulLedger(SIZE)
    assert use(ledger, (0, 8), (16, 5), (800, 1000)) == [True, True, True]
    assert use(ledger, (8, 8), (16, 1), (1792, 8), (1800, 8)) == [True, False, False, True]


def test_a_run_reaches_to_the_end_of_its_last_unit() -> None:
    ledger = CarefulLedger(SIZE)
    assert use(ledger, (0, 9)) == [True]
    assert use(ledger, (8, 1), (16, 1)) == [False, True]


def test_of_runs_at_one_place_the_first_counts() -> None:
    assert use(CarefulLedger(SIZE), (64, 8), (8, 8), (64, 100), (8, 1)) == [True, True, False, False]


def test_a_run_that_was_refused_uses_nothing() -> None:
    ledger = CarefulLedger(SIZE)
    assert use(ledger, (0, 100), (50 // 8 * 8, 1000), (104, 8)) == [True, False, True]
    assert use(ledger, (512, 8)) == [True]


def test_the_end_of_the_file_may_be_used() -> None:
    for size in (SIZE, SIZE - 3):
        assert use(CarefulLedger(size), (0, size)) == [True]
        ledger = TrustingLedger(size)
        use(ledger, (0, size))
        ledger.close()


def test_trust_ends_with_the_bytes_of_the_file() -> None:
    ledger = TrustingLedger(SIZE)
    use(ledger, (0, SIZE))
    with pytest.raises(Doubt):
        use(ledger, (0, SIZE))


def test_trust_is_checked_in_the_end() -> None:
    ledger = TrustingLedger(SIZE)
    use(ledger, (0, 16))
    use(ledger, (8, 8))
    with pytest.raises(Doubt):
        ledger.close()


@given(RUNS)
def test_both_ledgers_judge_alike(batches: list[list[tuple[int, int]]]) -> None:
    aligned = [[(8 * start, size) for start, size in batch] for batch in batches]
    careful, trusting = CarefulLedger(SIZE), TrustingLedger(SIZE)
    granted = [all(use(careful, *batch)) for batch in aligned]
    try:
        for batch in aligned:
            use(trusting, *batch)
        trusting.close()
    except Doubt:
        assert not all(granted)
    else:
        assert all(granted)


@given(RUNS)
def test_no_two_granted_runs_share_a_byte(batches: list[list[tuple[int, int]]]) -> None:
    ledger, used = CarefulLedger(SIZE), np.zeros(SIZE + 8, np.int64)
    for batch in batches:
        runs = [(8 * start, size) for start, size in batch]
        for (start, size), granted in zip(runs, use(ledger, *runs), strict=True):
            if granted:
                used[start : start + size] += 1
    assert used.max() <= 1
