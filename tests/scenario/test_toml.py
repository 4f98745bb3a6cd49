from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.scenario.errors import BadToml
from hivetool.scenario.toml import parsed


def test_fields() -> None:
    assert parsed('a = 1\n[[b]]\nc = "d"\n') == {"a": 1, "b": [{"c": "d"}]}


@pytest.mark.parametrize(
    ("text", "line", "column"), [("a = \n", 1, 5), ("\n\nx = [1,\n", 4, None), ("a=1\na=2", 2, None)]
)
def test_no_toml(text: str, line: int, column: int | None) -> None:
    with pytest.raises(BadToml) as caught:
        parsed(text)
    assert (caught.value.at.line, caught.value.at.column) == (line, column)


@pytest.mark.parametrize("text", ["a = " + "[" * 5000 + "]" * 5000, f"a = {'9' * 5000}"])
def test_what_the_reader_cannot_bear(text: str) -> None:
    with pytest.raises(BadToml, match="nested too deeply, or a number too long"):
        parsed(text)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(BadToml):
        parsed(text)
