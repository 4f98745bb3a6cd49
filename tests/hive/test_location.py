from __future__ import annotations

import pytest

from hivetool.hive.location import Location


@pytest.mark.parametrize(
    ("location", "text"),
    [
        (Location(), "input"),
        (Location(offset=0), "offset 0x0"),
        (Location(line=4), "line 4"),
        (Location(line=4, column=2), "line 4, column 2"),
        (Location(row=7), "row 7"),
        (Location("Groups", row=0), "row 0 Groups"),
        (Location(""), "(root)"),
        (Location("", "ClusterName"), ":ClusterName"),
        (Location("Groups", ""), "Groups:(default)"),
        (Location("Groups", "Name", offset=0x1020), "offset 0x1020 Groups:Name"),
    ],
)
def test_as_text(location: Location, text: str) -> None:
    assert str(location) == text


@pytest.mark.parametrize(
    ("location", "numbers"),
    [
        (Location("Groups"), {}),
        (Location(offset=0), {"offset": 0}),
        (Location(line=4, column=2), {"line": 4}),
        (Location("Groups", "Name", row=7), {"row": 7}),
    ],
)
def test_as_a_member(location: Location, numbers: dict[str, int]) -> None:
    assert location.numbers == numbers
