from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import given

from hivetool.report.schema import schema
from hivetool.tables import json_writer
from hivetool.tables.errors import CannotHold
from hivetool.tables.json_writer import write_json
from hivetool.tables.sqlite_writer import write_sqlite
from tests.tables.making import OWNER, TREE
from tests.trees import PlainKey, PlainValue, hive_of, patient, trees

VALIDATOR = jsonschema.Draft202012Validator(schema("hive"))


def test_a_line_a_key_and_a_line_a_value() -> None:
    assert write_json(hive_of(TREE)).decode("ascii").splitlines() == [
        '{"schema": "hivetool.hive/1",',
        '"root": "Cluster",',
        '"security": [',
        f'"{OWNER.hex()}"',
        "],",
        '"keys": [',
        '{"path": "", "last_written": null, "class": null, "security": null, "flags": 0, "values": [',
        ' {"name": "ClusterName", "type": 1, "data": "43000000"}',
        "]},",
        '{"path": "Groups", "last_written": null, "class": null, "security": null, "flags": 0, "values": []},',
        '{"path": "Groups\\\\g1", "last_written": null, "class": null, "security": null, "flags": 0, "values": [',
        ' {"name": "Name", "type": 1, "data": "47000000"}',
        "]},",
        '{"path": "Resources", "last_written": 132514164000000000, "class": "C", "security": 0, "flags": 32, '
        '"values": [',
        ' {"name": "", "type": 4, "data": "01000000"},',
        ' {"name": "n", "type": 7, "data": "61000000620000000000"}',
        "]}",
        "]}",
    ]


def test_an_empty_hive() -> None:
    text = write_json(hive_of(PlainKey(""))).decode()
    assert text == (
        '{"schema": "hivetool.hive/1",\n"root": "",\n"security": [],\n"keys": [\n'
        '{"path": "", "last_written": null, "class": null, "security": null, "flags": 0, "values": []}\n]}\n'
    )


def test_shared_descriptors_are_there_once() -> None:
    keys = tuple(PlainKey(str(number), security=OWNER) for number in range(5))
    text = write_json(hive_of(PlainKey("r", subkeys=keys, security=b"other")))
    assert text.count(OWNER.hex().encode()) == 1
    assert [key["security"] for key in json.loads(text)["keys"]] == [0, 1, 1, 1, 1, 1]


def test_names_stand_one_by_one_where_the_path_does_not_tell_them() -> None:
    inner = PlainKey("", subkeys=(PlainKey("c"),))
    hive = hive_of(PlainKey("r", subkeys=(PlainKey("a\\b", subkeys=(inner,)), PlainKey("a"))))
    keys = json.loads(write_json(hive))["keys"]
    assert [(key["path"], key.get("names")) for key in keys] == [
        ("", None),
        ("a\\b", ["a\\b"]),
        ("a\\b\\", ["a\\b", ""]),
        ("a\\b\\\\c", ["a\\b", "", "c"]),
        ("a", None),
    ]


def test_strange_names_are_ascii() -> None:
    hive = hive_of(PlainKey("\ud800", (PlainValue('"\n\0\uffff'),), (PlainKey("😀\udfff", class_name="\x85"),)))
    text = write_json(hive)
    assert text.isascii()
    document = json.loads(text)
    assert (document["root"], document["keys"][1]["path"]) == ("\ud800", "😀\udfff")
    assert document["keys"][0]["values"][0]["name"] == '"\n\0\uffff'


@given(trees())
@patient
def test_every_document_fits_the_schema(tree: PlainKey) -> None:
    VALIDATOR.validate(json.loads(write_json(hive_of(tree))))


def test_paths_out_of_all_proportion_are_refused_before_they_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = PlainKey("x" * 255, subkeys=tuple(PlainKey(str(number)) for number in range(1000)))
    for _ in range(400):
        deep = PlainKey("x" * 255, subkeys=(deep,))
    hive = hive_of(deep)
    monkeypatch.setattr(json_writer, "MOST_OF_PATHS", 100_000_000)
    with pytest.raises(CannotHold, match=r"the paths of its keys alone would take 1\d\d,\d\d\d,\d\d\d characters"):
        write_json(hive)
    assert len(write_sqlite(hive)) < 1_000_000
