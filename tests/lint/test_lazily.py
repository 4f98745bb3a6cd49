from __future__ import annotations

from hivetool.lint.lazily import Lazily


def test_it_is_made_once_and_only_when_somebody_looks() -> None:
    asked: list[int] = []

    def make() -> list[str]:
        asked.append(1)
        return ["a", "b", "c"]

    found = Lazily(make)
    assert not asked
    assert (len(found), found[0], found[1:], list(found), "b" in found, bool(found)) == (
        3,
        "a",
        ("b", "c"),
        ["a", "b", "c"],
        True,
        True,
    )
    assert asked == [1]
