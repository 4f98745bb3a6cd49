from __future__ import annotations

import pytest

from hivetool.tables.errors import BrokenJson
from hivetool.tables.json_scan import Scanner, item_lines, repeated_member


def read(text: str) -> object:
    """The whole text, item by item."""
    scanner = Scanner(text)
    if scanner.peek() == "{":
        return {name: scanner.value() for name in scanner.members()}
    return [scanner.value() for _ in scanner.items()]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("[]", []),
        (" [ ] ", []),
        ("[1,2]", [1, 2]),
        ('[\r\n\t{"a": [1, {}]} ,\n"x"]', [{"a": [1, {}]}, "x"]),
        ("{}", {}),
        ('{"a": 1, "b" :[ ]}', {"a": 1, "b": []}),
    ],
)
def test_items_and_members_are_what_json_says(text: str, content: object) -> None:
    assert read(text) == content


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "line 1, column 1"),
        ("[", "line 1, column 2"),
        ("[1", "line 1, column 3"),
        ("[1 2]", "line 1, column 4"),
        ("[1,\n 2,\n]", "line 3, column 1"),
        ("[,]", "line 1, column 2"),
        ('{"a" 1}', "line 1, column 6"),
        ('{"a": 1,}', "line 1, column 9"),
        ("{1: 2}", "line 1, column 2"),
        ("{a: 2}", "line 1, column 2"),
        ('["a\nb"]', "line 1, column 4"),
        ('["\\x"]', "line 1, column 3"),
        ("[" * 200_000, "line 1, column 2"),
        ("[" + "1" * 5000 + "]", "line 1, column 2"),
    ],
)
def test_a_fault_has_its_line_and_column(text: str, place: str) -> None:
    with pytest.raises(BrokenJson) as caught:
        read(text)
    assert caught.value.at.place == place
    assert str(caught.value).startswith(f"{place}: this is no JSON: ")


def test_lines_are_counted_forward() -> None:
    text = "[\n\n1,\r\n2]"
    scanner = Scanner(text)
    lines = []
    for at in scanner.items():
        lines.append(scanner.line(at))
        scanner.value()
    assert lines == [3, 4]


def test_the_lines_of_the_items_of_a_member() -> None:
    text = 'xx{"a": [1],\n"v": [1, 2,\n{"x":\n3}, 4],\n"b": 5}'
    assert item_lines(text, 2, 10, "v") == [11, 11, 12, 13]
    assert item_lines(text, 2, 10, "b") == []
    assert item_lines('{"v": [1],\n"v": [\n2]}', 0, 1, "v") == [3]  # the last one counts, as for the value


def test_a_member_that_stands_twice() -> None:
    assert repeated_member('{"a": 1, "b": {"a": 2}}', 0) is None
    assert repeated_member('  {"a": 1, "b": {"c": 2, "c": 3}}', 2) == "c"
    assert repeated_member('{"a": [{"x": 1, "x": 1}]}', 0) == "x"
