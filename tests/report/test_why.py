from __future__ import annotations

import pytest

from hivetool.hive.location import Location
from hivetool.lint.unreadable import unreadable
from hivetool.report.why import first_sentence, why
from tests.lint.found import finding, rule


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", "One."),
        ("It is e.g. so.\nTwo.", "It is e.g. so."),
        ("Over\ntwo lines. And more.", "Over two lines."),
        ("No end", "No end"),
        ("A paragraph\n\nAnother. One.", "A paragraph"),
        ("", ""),
    ],
)
def test_the_first_sentence(text: str, expected: str) -> None:
    assert first_sentence(text) == expected


def test_of_a_rule_of_none_and_of_an_input_that_cannot_be_read() -> None:
    assert why(finding(), rule("HT999")) == "It hurts, e.g. at night."
    assert why(finding(), None) == ""
    assert why(unreadable("a", "b", Location()), None).startswith("Nothing else can be trusted")
