from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.regtext import lines as module
from hivetool.regtext.lines import blocks, runs


def split(text: str) -> list[tuple[int, str]]:
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")
    found = []
    for lines in blocks(units):
        assert [int(head) for head in lines.heads()] == [
            int(lines.units[start]) if end > start else 0 for start, end in zip(lines.start, lines.end, strict=True)
        ]
        found += [(lines.first + row, lines.text(row)) for row in range(len(lines))]
    return found


@pytest.mark.parametrize("text", ["", "a", "a\n", "a\r\nb\rc\nd", "\r\r\n\n\r", "\n", "\r\n", "[\n[", "é\n𝄞"])
def test_every_way_to_end_a_line(text: str) -> None:
    assert [line for _, line in split(text)] == re.split("\r\n|\r|\n", text)


@given(st.lists(st.sampled_from(["a", "[", "\r", "\n", "\r\n", ""]), max_size=40), st.integers(1, 12))
def test_blocks_are_the_text_in_pieces(parts: list[str], size: int) -> None:
    text = "".join(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BLOCK", size)
        found = split(text)
    assert found == list(enumerate(re.split("\r\n|\r|\n", text), 1))


def test_blocks_end_before_key_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BLOCK", 4)
    text = '"a"="b"\n[x]\n"h"=hex:00,\\\n[y]\n@="c"\n\n[z]\n'
    units = np.frombuffer(text.encode("utf-16-le"), "<u2")
    found = [[lines.text(row) for row in range(len(lines))] for lines in blocks(units)]
    assert found == [['"a"="b"'], ["[x]", '"h"=hex:00,\\', "[y]", '@="c"', ""], ["[z]", ""]]


def test_runs_one_after_the_other() -> None:
    places, first = runs(np.array([10, 50]), np.array([3, 2]), 3)
    assert places.tolist() == [10, 13, 16, 50, 53]
    assert first.tolist() == [0, 3]
