from __future__ import annotations

import json
from typing import Any

import pytest

from hivetool.tables.forms import CLASS, FILETIME, HEX, NUMBER, ROW, TEXT, Form, Misfit, shown, utf16

FITS: list[tuple[Form, Any]] = [
    (NUMBER, 0),
    (NUMBER, 2**32 - 1),
    (FILETIME, 0),
    (FILETIME, 132514164000000000),
    (FILETIME, 2**63 - 1),
    (FILETIME, 2**63),
    (FILETIME, 2**64 - 2),
    (TEXT, ""),
    (TEXT, 'é"\n\0\ud800\uffff😀'),
    (CLASS, utf16("C\udfff")),
    (CLASS, b""),
    (CLASS, b"odd"),
    (HEX, b""),
    (HEX, bytes(range(256))),
]


@pytest.mark.parametrize(("form", "content"), FITS)
def test_json_gives_back_what_was_written(form: Form, content: Any) -> None:
    text = form.to_json(content)
    assert text.isascii()
    assert form.from_json(json.loads(text)) == content
    if form.all_json:
        assert form.all_json([json.loads(text)] * 2) == [content] * 2


@pytest.mark.parametrize(("form", "content"), FITS)
def test_a_cell_gives_back_what_was_bound(form: Form, content: Any) -> None:
    bound = form.to_cell(content)
    cell = utf16(bound) if isinstance(bound, str) else bound  # text is read as the bytes it has in the database
    assert form.from_cell(cell) == content
    if form.all_cells:
        assert list(form.all_cells([cell] * 2)) == [content] * 2


def test_sqlite_gets_as_text_what_it_leaves_alone() -> None:
    assert [TEXT.to_cell(text) for text in ("a\0é😀", "\ud800", "\uffff", "\ufffe")] == [
        "a\0é😀",
        b"\0\xd8",
        b"\xff\xff",
        b"\xfe\xff",
    ]
    assert CLASS.to_cell(b"odd") == b"odd"
    assert FILETIME.to_cell(2**63) == -(2**63)


MISFITS: list[tuple[Form, tuple[Any, ...]]] = [
    (NUMBER, (-1, 2**32, 1.0, float("nan"), True, "1", None, [], {})),
    (FILETIME, (-1, 2**64 - 1, 1e17, "1")),
    (TEXT, (1, None, [], b"x")),
    (CLASS, (1, [], {}, {"data": "0"}, {"data": "00", "more": 1}, {"data": 5})),
    (HEX, ("0", "zz", 1, None, ["00"])),
]


@pytest.mark.parametrize(("form", "item"), [(form, item) for form, items in MISFITS for item in items])
def test_json_that_does_not_fit(form: Form, item: Any) -> None:
    with pytest.raises(Misfit):
        form.from_json(item)
    if form.all_json:
        with pytest.raises(Misfit):
            form.all_json([item])


@pytest.mark.parametrize(
    ("form", "cell"),
    [
        *((NUMBER, cell) for cell in (-1, 2**32, 1.5, "1", b"1", None)),
        *((FILETIME, cell) for cell in (-1, 1.5, "1")),
        *((ROW, cell) for cell in (1.5, "1", None)),
        *((TEXT, cell) for cell in (b"odd", None, 1)),
        *((CLASS, cell) for cell in ("x", 1)),
        *((HEX, cell) for cell in ("x", 1, 1.5)),
    ],
)
def test_a_cell_that_does_not_fit(form: Form, cell: Any) -> None:
    with pytest.raises(Misfit):
        form.from_cell(cell)
    if form.all_cells:
        with pytest.raises(Misfit):
            form.all_cells([cell])


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("a\n\u202eb", r"'a\n\u202eb'"),
        ("x" * 50, "'" + "x" * 40 + "'..."),
        (None, "null"),
        (True, "true"),
        (10**300, "a number of 301 digits"),
        (1.5, "1.5"),
        (float("nan"), "nan"),
        (bytes(2000), "2,000 bytes"),
        ({}, "an object"),
        ([], "a list"),
    ],
)
def test_what_stands_there_is_shown_on_one_short_line(item: object, text: str) -> None:
    assert shown(item) == text
