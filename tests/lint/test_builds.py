from __future__ import annotations

import pytest

from hivetool.lint.builds import level_of
from tests.lint.subjects import subject
from tests.lint.texts_of import key


@pytest.mark.parametrize(
    ("values", "level"),
    [
        ({"BuildNumber": 14393}, 9),
        ({"BuildNumber": 20348}, 11),
        ({"BuildNumber": 20349}, None),
        ({"NodeHighestVersion": 0x000A_4563}, 10),
        ({"NodeHighestVersion": 0x000B_4F7C, "BuildNumber": 14393}, 11),
        ({"NodeHighestVersion": 0x0063_0000, "BuildNumber": 14393}, 9),
        ({}, None),
    ],
)
def test_the_version_tells_the_level_else_the_build(values: dict[str, int], level: int | None) -> None:
    lines = [f'"{name}"=dword:{number:08x}' for name, number in values.items()]
    (node,) = subject(key(r"Nodes\1", *lines)).database.nodes
    assert level_of(node) == level
