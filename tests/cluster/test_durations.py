from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.cluster.durations import LONGEST_MS, BadDuration, TooLong, duration_ms, in_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("250ms", 250),
        ("5s", 5000),
        ("15m", 900_000),
        ("2h", 7_200_000),
        ("1d", 86_400_000),
        ("7", 7),
        (7, 7),
        ("0", 0),
        (" 1.5s ", 1500),
    ],
)
def test_durations(text: str | int, expected: int) -> None:
    assert duration_ms(text) == expected


@pytest.mark.parametrize("text", ["", "s", "-1", "1 s", "1.5", "5 sec", "0.0001s", "1e3", "1h30m", "٣"])
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(BadDuration, match="is not a duration: write 250ms"):
        duration_ms(text)


@pytest.mark.parametrize("text", ["999999d", "401d", "99999999999s"])
def test_what_is_too_long(text: str) -> None:
    with pytest.raises(TooLong, match=f"'{text}' is too long a duration: 400d at the most"):
        duration_ms(text)


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (0, "0 ms"),
        (999, "999 ms"),
        (5000, "5 s"),
        (2500, "2.5 s"),
        (60_000, "1 m"),
        (5_400_000, "1 h 30 m"),
        (90_061_001, "1 d 1 h 1 m 1 s 1 ms"),
    ],
)
def test_in_words(duration: int, words: str) -> None:
    assert in_words(duration) == words


@given(st.integers(0, LONGEST_MS))
def test_words_lose_nothing(duration: int) -> None:
    parts = in_words(duration).split()
    total = sum(duration_ms(f"{count}{unit}") for count, unit in zip(parts[::2], parts[1::2], strict=True))
    assert total == duration
