from __future__ import annotations

from hivetool.lint.words import MOST, few


def test_as_many_as_fit_are_named_and_the_others_counted() -> None:
    names = [str(number) for number in range(MOST + 2)]
    assert few(names[:1]) == "0"
    assert few(names[:MOST]) == ", ".join(names[:MOST])
    assert few(names) == f"{', '.join(names[:MOST])} and 2 more"
    assert few([]) == ""
