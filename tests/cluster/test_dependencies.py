from __future__ import annotations

import pytest

from hivetool.cluster.dependencies import mentioned, without_cycles
from hivetool.cluster.model import Dependency
from hivetool.hive.location import Location

IDS = {"A-1": "a-1", "B-2": "b-2"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a-1", ["a-1"]),
        ("[A-1] and ([b-2] OR [c-3])", ["a-1", "b-2"]),
        ("{a-1}\0{b-2}\0\0", ["a-1", "b-2"]),
        ("a-12", []),
        ("", []),
    ],
)
def test_ids_in_a_text(text: str, found: list[str]) -> None:
    assert list(mentioned(text, IDS)) == found


def needs(*pairs: str) -> tuple[Dependency, ...]:
    """``needs("ab")``: a depends on b."""
    return tuple(Dependency(pair[0], tuple(pair[1:]), Location()) for pair in pairs)


@pytest.mark.parametrize(
    ("pairs", "cyclic"),
    [
        (("ab", "bc"), ()),
        (("ab", "ba"), ("ab", "ba")),
        (("aa",), ("aa",)),
        (("ab", "bc", "cb", "cd", "ea"), ("bc", "cb")),
        (("abc", "bd", "cd"), ()),
    ],
)
def test_cycles_are_taken_out_and_the_rest_stays(pairs: tuple[str, ...], cyclic: tuple[str, ...]) -> None:
    sound, found = without_cycles(needs(*pairs))
    assert found == needs(*cyclic)
    assert sound == needs(*(pair for pair in pairs if pair not in cyclic))


def test_a_long_chain_takes_no_long_time() -> None:
    chain = tuple(Dependency(str(number), (str(number + 1),), Location()) for number in range(20_000))
    assert without_cycles(chain) == (chain, ())
