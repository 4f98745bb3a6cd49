from __future__ import annotations

import json

from hivetool.report.table_json import document_text, table_json, view_json
from tests.report.samples import HOSTILE
from tests.report.tables import ONLY_LINES, Item, view

WHOLE = {
    "name": "a",
    "in": {"count": None, "number": None},
    "rate": 0.667,
    "flag": True,
    "names": ["x"],
    "action": 2,
    "why": {"a": 1},
}


def test_a_row_is_an_object_with_everything() -> None:
    (table,) = view([Item("a", None, 2 / 3, True, ("x",))]).tables
    assert table_json(table) == [WHOLE]


def test_a_view_is_members() -> None:
    assert view_json(view([])) == {"things": []}
    assert view_json(ONLY_LINES) == {"short": {"one": {"a": 1}, "other": [2]}}


def test_the_text_of_a_document() -> None:
    document = {"schema": "x/1", "none": [], "things": [{"a": HOSTILE}, 2], "more": {"b": [1]}}
    text = document_text(document)
    assert json.loads(text) == document
    assert text.isascii()
    assert text.splitlines()[0:4] == ["{", '  "schema": "x/1",', '  "none": [],', '  "things": [']
    assert len(text.splitlines()) == 9
