from __future__ import annotations

import pytest

from hivetool.report.schema import schema
from hivetool.tables.fields import KEY_FIELDS, SCHEMA, VALUE_FIELDS
from hivetool.tables.forms import Misfit


def test_the_json_schema_has_the_fields_and_their_limits() -> None:
    found = schema("hive")
    assert found["properties"]["schema"]["const"] == SCHEMA
    key = found["properties"]["keys"]["items"]["properties"]
    assert list(key) == ["path", "names", *(field.name for field in KEY_FIELDS), "values"]
    value = found["$defs"]["value"]["properties"]
    assert list(value)[:3] == [field.name for field in VALUE_FIELDS]
    for field, described in [*((f, key[f.name]) for f in KEY_FIELDS), *((f, value[f.name]) for f in VALUE_FIELDS)]:
        if "maximum" in described:
            assert field.of_json(described["maximum"]) == described["maximum"]
            with pytest.raises(Misfit):
                field.of_json(described["maximum"] + 1)
        assert ("null" in str(described)) == field.optional


def test_the_words_are_those_of_dump() -> None:
    dump = schema("dump")["properties"]
    assert {field.name for field in KEY_FIELDS} - set(dump) == {"security", "flags"}
    assert {field.name for field in VALUE_FIELDS} <= set(dump["values"]["items"]["properties"])


def test_what_is_not_there_is_the_default_where_it_may_be() -> None:
    assert [field.of_json(None) for field in KEY_FIELDS] == [None, None, None, 0]
    assert [field.of_cell(None) for field in KEY_FIELDS] == [None, None, None, 0]
    assert [list(field.column_of_json([None, None])) for field in KEY_FIELDS] == [[None] * 2] * 3 + [[0] * 2]
    for field in VALUE_FIELDS:
        with pytest.raises(Misfit):
            field.of_json(None)
        with pytest.raises(Misfit):
            field.column_of_cells([None])


def test_columns_are_written_with_nothing_where_nothing_is() -> None:
    last_written, class_name, _, _ = KEY_FIELDS
    assert last_written.json_column([None, 5]) == ["null", "5"]
    assert class_name.cell_column([None, b"C\0"]) == [None, "C"]
    assert last_written.expected == "last_written is a FILETIME (100 ns since 1601) from 0 to 2^64 - 2"
