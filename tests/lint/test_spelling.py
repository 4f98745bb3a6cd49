from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.lint.spelling import near

KNOWN = ("PERSISTENTSTATE", "ISALIVEPOLLINTERVAL", "PRIORITY", "NAME", "TYPE")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("PERSITENTSTATE", "PERSISTENTSTATE"),
        ("PERSISTANTSTATE", "PERSISTENTSTATE"),
        ("PERSISTENTSTATES", "PERSISTENTSTATE"),
        ("EPRSISTENTSTATE", "PERSISTENTSTATE"),
        ("PERSITENTSTAT", "PERSISTENTSTATE"),
        ("PERSITANTSTAT", None),
        ("ISALIVEPOLINTERVAL", "ISALIVEPOLLINTERVAL"),
        ("PRIORTY", "PRIORITY"),
        ("PRIOTY", None),
        ("NAMES", None),
        ("TYP", None),
        ("PERSISTENTSTATE", None),
        ("", None),
    ],
)
def test_a_slip_or_two(name: str, found: str | None) -> None:
    assert near(name, KNOWN) == found


def test_two_that_are_as_near_are_none() -> None:
    assert near("MIXEDVERSION", ("MINEDVERSION", "MIXERVERSION")) is None
    assert near("MAJORVERSION", ("MINORVERSION", "MAYORVERSION")) == "MAYORVERSION"


@given(st.text("ABC", min_size=10, max_size=14), st.integers(0, 9), st.sampled_from(("", "Z", "ZZ")))
def test_one_piece_more_or_less_is_near(name: str, at: int, put: str) -> None:
    slipped = name[:at] + put + name[at + (not put) :]
    assert near(slipped, (name,)) == (name if slipped != name else None)
