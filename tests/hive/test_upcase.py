"""The Windows upper case table: its bytes, the pairs people trip over, and its two forms agreeing."""

from __future__ import annotations

from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.upcase import RANGES, upcase, upcase_units

TABLE_SHA256 = "41c26bc7a12bdaeb26025c93118697c7e3ef81ee048b00fe5cce2a472e0e0742"
SURROGATES = range(0xD800, 0xE000)
CHARACTERS = st.characters(exclude_categories=())  # surrogates too: registry names may hold lone ones


def test_the_table_is_the_published_one() -> None:
    table = upcase_units()
    assert (table.dtype.str[1:], table.shape) == ("u2", (0x10000,))
    assert sha256(table.astype("<u2").tobytes()).hexdigest() == TABLE_SHA256


def test_the_table_is_shared_and_cannot_be_changed() -> None:
    assert upcase_units() is upcase_units()
    with pytest.raises(ValueError, match="read-only"):
        upcase_units()[0x61] = 0x61


def test_ranges_ascend_without_overlap_and_end_on_a_step() -> None:
    bounds = [bound for first, last, _, _ in RANGES for bound in (first, last)]
    assert bounds == sorted(bounds)
    assert all(before[1] < after[0] for before, after in pairwise(RANGES))
    assert all((last - first) % step == 0 and delta for first, last, step, delta in RANGES)


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        ("a", "A"),
        ("\u00e9", "\u00c9"),  # e acute
        ("\u00ff", "\u0178"),  # y diaeresis: its capital is outside Latin-1
        ("\u01c6", "\u01c4"),  # small dz digraph
        ("\u01dd", "\u018e"),  # turned e
        ("\u0251", "\u2c6d"),  # alpha, a capital of Unicode 5.1
        ("\u03c3", "\u03a3"),  # sigma
        ("\u044f", "\u042f"),  # Cyrillic ya
        ("\u0450", "\u0400"),  # Cyrillic ie with grave
        ("\u1d79", "\ua77d"),  # insular g: the widest distance
        ("\u1f80", "\u1f88"),  # Greek with iota subscript: two characters to str.upper
        ("\u2d00", "\u10a0"),  # Georgian Nuskhuri
        ("\uff41", "\uff21"),  # fullwidth a
        ("cl\u00e9_\u043a\u043b\u044e\u0447 1", "CL\u00c9_\u041a\u041b\u042e\u0427 1"),
    ],
)
def test_lower_case_goes_up(lower: str, upper: str) -> None:
    assert upcase(lower) == upper


@pytest.mark.parametrize(
    "kept",
    [
        "\u00b5",  # micro sign
        "\u00df",  # sharp s
        "\u0131",  # dotless i
        "\u017f",  # long s
        "\u01c5",  # title case dz digraph
        "\u0345",  # combining iota subscript
        "\u03c2",  # final sigma
        "\u03d0",  # beta symbol
        "\u0525",  # Cyrillic of Unicode 5.2, the first one beyond the table
        "\u10d0",  # Georgian Mkhedruli
        "\u1e9e",  # capital sharp s
        "\uab70",  # small Cherokee
        "\ufb01",  # ligature fi
        "\U00010428",  # small Deseret: beyond U+FFFF
        "\ud801\udc28",  # the same as two surrogates
    ],
)
def test_what_has_no_row_stays(kept: str) -> None:
    assert upcase(kept) == kept


@given(st.text(CHARACTERS))
def test_upcase_keeps_the_length_and_is_idempotent(name: str) -> None:
    once = upcase(name)
    assert len(once) == len(name)
    assert upcase(once) == once


@given(st.text(CHARACTERS), st.text(CHARACTERS))
def test_upcase_goes_character_by_character(left: str, right: str) -> None:
    assert upcase(left + right) == upcase(left) + upcase(right)


def test_both_forms_agree_on_every_character() -> None:
    units = [unit for unit in range(0x10000) if unit not in SURROGATES]
    expected = upcase_units()[units].tolist()
    assert [ord(upcase(chr(unit))) for unit in units] == expected
    assert upcase("".join(map(chr, units))) == "".join(map(chr, expected))


def test_surrogates_stay_in_the_table() -> None:
    assert upcase_units()[SURROGATES.start : SURROGATES.stop].tolist() == list(SURROGATES)
