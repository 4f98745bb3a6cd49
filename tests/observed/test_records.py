from __future__ import annotations

from typing import Any

import pytest

from hivetool.observed.records import said


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Online", "Online"),
        ("", None),
        (2, "2"),
        (-1, "-1"),
        (True, None),
        (None, None),
        (2.5, None),
        ([1], None),
        (10**4000, None),
        ({"value": 2, "Value": "Online"}, "Online"),
        ({"value": 2}, "2"),
        ({"Name": "SQL01", "State": 0}, "SQL01"),
        ({"ToString": "HV01", "value": "x"}, "HV01"),
        ({"Name": "", "ToString": "HV01"}, "HV01"),
        ({"Name": {"Name": "deep"}}, None),
        ({}, None),
    ],
)
def test_what_a_property_says(cell: Any, text: str | None) -> None:
    assert said(cell) == text
