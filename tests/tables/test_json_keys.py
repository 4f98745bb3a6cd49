from __future__ import annotations

import json
from typing import Any

import pytest

from hivetool.hive.columns import MOST_LEVELS
from hivetool.tables.json_reader import read_json
from tests.tables.making import OWNER, document, paths, told, value

ROOT = {"path": ""}


def key(path: Any, **members: Any) -> dict[str, Any]:
    return {"path": path, **members}


def test_only_the_path_is_needed() -> None:
    hive = read_json(document(ROOT, key("a"), key("a\\b"), key("A\\c")))
    assert (paths(hive), hive.problems) == (["", "a", "a\\b", "a\\c"], ())
    a = hive.key("a")
    assert (a.last_written, a.class_name, a.security, a.values, a.location.line) == (None, None, None, (), 3)


def test_the_fields_of_a_key() -> None:
    hive = read_json(
        document(ROOT, key("a", last_written=2**64 - 2, **{"class": "\ud800"}, security=0, flags=2**32 - 1))
    )
    a = hive.key("a")
    assert (a.last_written, a.class_name, a.security) == (2**64 - 2, "\ud800", OWNER)
    assert hive.columns.keys.flags.tolist() == [0, 2**32 - 1]
    assert hive.problems == ()


@pytest.mark.parametrize(
    ("field", "item"),
    [
        ("last_written", -1),
        ("last_written", 2**64 - 1),
        ("last_written", 1.5),
        ("last_written", "2020-12-02"),
        ("class", 5),
        ("class", {"data": "0"}),
        ("security", 1),
        ("security", -1),
        ("security", OWNER.hex()),
        ("flags", float("nan")),
        ("flags", 2**32),
        ("flags", True),
        ("values", {"name": "v"}),
        ("values", None),
    ],
)
def test_a_field_that_cannot_be_understood_is_not_stored_and_the_key_is_there(field: str, item: Any) -> None:
    hive = read_json(document(ROOT, key("b", last_written=7), key("a", **{field: item})))
    a = hive.key("a")
    assert (a.last_written, a.class_name, a.security, a.values) == (None, None, None, ())
    assert hive.columns.keys.flags.tolist() == [0, 0, 0]
    assert hive.key("b").last_written == 7
    assert told(hive) == [("table-key-field", "line 4 a")]
    assert hive.problems[0].message.startswith(f"a key cannot have {field} ")


@pytest.mark.parametrize(
    "wrong",
    [
        *(5, None, [], "a", {}),
        *(key(path) for path in (5, None, "a\\", "\\a", "a\\\\b", "\\")),
        *(key("b", names=names) for names in ([], ["b", 5], "b")),
    ],
    ids=str,
)
def test_what_is_no_key_is_left_out(wrong: Any) -> None:
    hive = read_json(document(ROOT, json.dumps(wrong), key("good", values=[value()])))
    assert paths(hive) == ["", "good"]
    assert [(problem.code, problem.at.line) for problem in hive.problems] == [("table-key", 3)]


def test_keys_above_are_made_where_they_are_missing_and_are_those_that_come_later() -> None:
    hive = read_json(document(ROOT, key("a\\b\\c", values=[value()]), key("A", last_written=5), key("a\\x")))
    assert paths(hive) == ["", "A", "A\\b", "A\\b\\c", "A\\x"]
    assert (hive.key("a").last_written, hive.key("a").location.line) == (5, 4)
    assert told(hive) == [("json-no-parent", "line 3 a\\b")]


def test_a_document_without_its_root_key() -> None:
    hive = read_json(document(key("a"), key("b")))
    assert (hive.root.name, paths(hive)) == ("R", ["", "a", "b"])
    assert told(hive) == [("json-no-parent", "line 1 (root)")]


def test_the_root_twice() -> None:
    hive = read_json(document(key("", values=[value()]), key("a"), key("", values=[value(name="w")])))
    assert [each.name for each in hive.root.values] == ["v"]
    assert told(hive) == [("table-second-root", "line 4")]


def test_keys_of_one_name_keep_what_comes_after_them() -> None:
    hive = read_json(document(ROOT, key("a"), key("a\\x"), key("A"), key("A\\y"), key("a", flags=5), key("a\\z")))
    assert [(row.name, [below.name for below in row.subkeys]) for row in hive.root.subkeys] == [
        ("a", ["x"]),
        ("A", ["y"]),
        ("a", ["z"]),
    ]
    assert told(hive) == [("table-same-key", "line 5 A"), ("table-same-key", "line 7 a")]


def test_names_that_a_path_cannot_tell() -> None:
    hive = read_json(
        document(
            ROOT,
            key("a\\b", names=["a\\b"]),
            key("a\\b\\c", names=["a\\b", "c"]),
            key("", names=[""]),
            key("\\d", names=["", "d"]),
            key("a"),
            key("a\\b"),
        )
    )
    assert hive.problems == ()
    tree = {row.name: [below.name for below in row.subkeys] for row in hive.root.subkeys}
    assert tree == {"a\\b": ["c"], "": ["d"], "a": ["b"]}


def test_names_that_do_not_make_up_the_path() -> None:
    hive = read_json(document(ROOT, key("x", names=["a\\b"])))
    assert [row.name for row in hive.root.subkeys] == ["a\\b"]
    assert told(hive) == [("json-names", "line 3")]


@pytest.mark.parametrize("named", [False, True])
def test_keys_too_deep_are_left_out(named: bool) -> None:
    names = [str(level) for level in range(MOST_LEVELS + 2)]
    keys = [
        key("\\".join(names[:count]), **({"names": names[:count]} if named else {}))
        for count in range(1, len(names) + 1)
    ]
    hive = read_json(document(ROOT, *keys))
    assert len(hive) == MOST_LEVELS + 1
    assert told(hive) == [("table-depth", f"line {MOST_LEVELS + 3}"), ("table-depth", f"line {MOST_LEVELS + 4}")]
    alone = read_json(document(ROOT, keys[-1], keys[MOST_LEVELS - 1]))
    assert (len(alone), told(alone)[0]) == (MOST_LEVELS + 1, ("table-depth", "line 3"))


def test_members_that_nobody_knows() -> None:
    hive = read_json(document(ROOT, key("a", comment={"by": "me"}, lastwritten=5)))
    assert told(hive) == [("table-unknown", "line 3"), ("table-unknown", "line 3")]
    assert "'comment'" in hive.problems[0].message
    assert all(problem.severity == "warning" for problem in hive.problems)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{"path": "a", "path": "b"}', "path"),
        ('{"path": "b", "values": [{"name": "v", "type": 1, "data": "00", "data": "01"}]}', "data"),
        ('{"path": "b", "flags" :0, "class": {"data": "00", "data" :"01"}}', "data"),
    ],
)
def test_a_member_that_stands_twice_is_told(text: str, name: str) -> None:
    hive = read_json(document(ROOT, text))
    assert told(hive) == [("json-repeated", "line 3")]
    assert f"'{name}' more than once: the last one counts" in hive.problems[0].message
    assert paths(hive) == ["", "b"]


def test_colons_in_names_are_no_members() -> None:
    hive = read_json(document(ROOT, key('C:"x": "y"', values=[value(name="a:b")])))
    assert (hive.problems, paths(hive)) == ((), ["", 'C:"x": "y"'])


LAYOUTS = [
    ('{"path": "a", "values": [{"name": "v", "type": 1, "data": ""}, {"name": "w", "type": 1, "data": ""}]}', [3, 3]),
    (
        '{"path": "a", "values": [\n {"name": "v", "type": 1, "data": ""},\n {"name": "w", "type": 1, "data": ""}\n]}',
        [4, 5],
    ),
    (
        '{\n"path": "a",\n"values": [{"name": "v",\n"type": 1, "data": ""},\n{"name": "w", "type": 1, "data": ""}]}',
        [5, 7],
    ),
    (
        '{"path": "a", "class":\n {"data": "00"}, "values": [{"name": "v", "type": 1, "data": ""},\n'
        ' {"name": "w", "type": 1, "data": ""}\n]}',
        [4, 5],
    ),
    ('{"path": "a",\n "values": [{"name": "v", "type": 1, "data": ""}, {"name": "w", "type": 1, "data": ""}]}', [4, 4]),
]


@pytest.mark.parametrize(("text", "lines"), LAYOUTS)
def test_a_value_has_the_line_on_which_it_begins(text: str, lines: list[int]) -> None:
    hive = read_json(document(ROOT, text))
    assert [each.location.line for each in hive.key("a").values] == lines
