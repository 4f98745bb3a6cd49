from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from hivetool.make import seeded


def test_a_guid_is_always_the_same_and_looks_random() -> None:
    assert seeded.guid(0, "x") == seeded.guid(0, "x") != seeded.guid(1, "x")
    assert seeded.guid("a", "b") != seeded.guid("ab")
    assert seeded.guid(7)[14] == "4"


@given(st.integers(0, 200), st.floats(0, 1))
def test_exactly_the_share_is_chosen(count: int, share: float) -> None:
    found = seeded.chosen(count, share, "word")
    assert len(found) == int(share * count + 0.5)
    assert found <= set(range(count))


def test_a_larger_share_keeps_what_a_smaller_one_chose() -> None:
    assert seeded.chosen(100, 0.1, "w") < seeded.chosen(100, 0.4, "w")


def test_numbers_are_spread() -> None:
    counts = Counter(seeded.number(4, "n", item) for item in range(4_000))
    assert set(counts) == {0, 1, 2, 3}
    assert min(counts.values()) > 800


def test_one_is_picked() -> None:
    assert {seeded.picked("abc", item) for item in range(50)} == set("abc")
