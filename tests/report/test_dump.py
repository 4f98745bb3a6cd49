from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import given, settings

from hivetool.report import dump
from hivetool.report.dump import dump_jsonl, dump_text, stored_keys, value_words, written_at
from hivetool.report.schema import schema
from hivetool.source.opening import open_hive
from tests.shared import PROJECT
from tests.trees import PlainKey, PlainValue, hive_of, trees

VALIDATOR = jsonschema.Draft202012Validator(schema("dump"))
TREE = PlainKey(
    "root",
    values=(PlainValue("", 1, b"A\0\0\0"),),
    subkeys=(
        PlainKey("B", (PlainValue("n", 4, b"\1\0\0\0"), PlainValue("\ud800", 0x20001, b"")), (PlainKey("C"),)),
        PlainKey("D", class_name=""),
        PlainKey("a\x1b", last_written=132514164000000000, class_name="Cls\ud800"),
    ),
)


def test_one_line_a_key_parents_first_in_stored_order() -> None:
    lines = "".join(dump_jsonl(hive_of(TREE))).splitlines()
    assert lines == [
        '{"path": "", "last_written": null, "class": null, "values": [{"name": "", "type": 1, "data": "41000000"}]}',
        '{"path": "B", "last_written": null, "class": null, "values": '
        '[{"name": "n", "type": 4, "data": "01000000"}, {"name": "\\ud800", "type": 131073, "data": ""}]}',
        '{"path": "B\\\\C", "last_written": null, "class": null, "values": []}',
        '{"path": "D", "last_written": null, "class": "", "values": []}',
        '{"path": "a\\u001b", "last_written": 132514164000000000, "class": "Cls\\ud800", "values": []}',
    ]


def test_text_shows_what_values_say() -> None:
    assert "".join(dump_text(hive_of(TREE))).splitlines() == [
        "(root)",
        '  (default)  REG_SZ  "A"',
        "[B]",
        "  n  REG_DWORD  1 (0x1)",
        "  \\ud800  REG_0x20001  (no data)",
        "[B\\C]",
        '[D]  class ""',
        '[a\\x1b]  2020-12-02T21:00:00.0000000Z  class "Cls\\ud800"',
    ]


@settings(max_examples=60)
@given(trees())
def test_every_key_and_value_is_there(tree: PlainKey) -> None:
    hive = hive_of(tree)
    lines = [json.loads(line) for line in "".join(dump_jsonl(hive)).splitlines()]
    keys = list(hive.walk())
    assert [line["path"] for line in lines] == [key.path for key in keys]
    for line, key in zip(lines, keys, strict=True):
        VALIDATOR.validate(line)
        assert (line["last_written"], line["class"]) == (key.last_written, key.class_name)
        assert [(value["name"], value["type"], bytes.fromhex(value["data"])) for value in line["values"]] == [
            (value.name, value.type, value.data) for value in key.values
        ]
    text = "".join(dump_text(hive))
    assert text.count("\n") == len(keys) + sum(len(key.values) for key in keys)


@pytest.mark.parametrize("name", ["article.hiv", "hvc01.reg", "structures.hiv"])
def test_fixtures_fit_the_schema(name: str) -> None:
    hive = open_hive(PROJECT / "fixtures" / name)
    lines = "".join(dump_jsonl(hive)).splitlines()
    assert len(lines) == len(hive)
    for line in lines:
        assert line.isascii()
        VALIDATOR.validate(json.loads(line))


def test_the_output_comes_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dump, "KEYS_PER_PIECE", 3)
    hive = hive_of(PlainKey("root", subkeys=tuple(PlainKey(f"k{number}") for number in range(7))))
    assert [piece.count("\n") for piece in dump_jsonl(hive)] == [3, 3, 2]


def test_a_root_of_any_name_has_the_empty_path() -> None:
    assert [key.path for key in stored_keys(hive_of(PlainKey("x", subkeys=(PlainKey("y"),))))] == ["", "y"]


@pytest.mark.parametrize(
    ("filetime", "text"),
    [
        (0, "1601-01-01T00:00:00.0000000Z"),
        (116444736000000001, "1970-01-01T00:00:00.0000001Z"),
        (2**63, "FILETIME 9223372036854775808"),
        (2**64 - 2, "FILETIME 18446744073709551614"),
    ],
)
def test_times(filetime: int, text: str) -> None:
    assert written_at(filetime) == text


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        (1, "a\nb\0".encode("utf-16-le"), '"a\\x0ab"'),
        (1, b"abc", "hex 616263 (does not fit the type)"),
        (3, b"\xde\xad", "hex dead"),
        (3, b"", "(no data)"),
        (4, b"\x0a\0\0\0", "10 (0xa)"),
        (4, b"", "(no data) (does not fit the type)"),
        (5, b"\0\0\0\x0a", "10 (0xa)"),
        (7, "a\0b\0\0".encode("utf-16-le"), '"a", "b"'),
        (7, b"\0\0", "(no strings)"),
        (11, b"\xff" * 8, "18446744073709551615 (0xffffffffffffffff)"),
    ],
)
def test_values_in_words(kind: int, data: bytes, words: str) -> None:
    assert value_words(kind, data) == words
