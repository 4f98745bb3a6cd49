from __future__ import annotations

import json

import jsonschema

from hivetool.hive.hive import Hive
from hivetool.regf.reader import read_regf
from hivetool.regf.recovery import Recovered, RecoveredKey, RecoveredValue
from hivetool.report.deleted import deleted_jsonl, deleted_text
from hivetool.report.schema import schema
from tests.regf.images import Image

VALIDATOR = jsonschema.Draft202012Validator(schema("dump"))
TIME = 132_514_164_000_000_000


def hive() -> Hive:
    image = Image()
    return read_regf(image.file(image.key("root", image.leaf(image.key("live\x1b")))))


def sample() -> Recovered:
    value = RecoveredValue("n", 4, b"\1\0\0\0", 100, "free cell")
    gone = RecoveredValue("", 1, None, 200, "slack")
    first = RecoveredKey("gone", TIME, (value,), 300, "free cell", live_parent=1)
    second = RecoveredKey("a\nb", TIME, (), 400, "behind the bins")
    return Recovered(hive(), (first, second), ((0, value),), (gone,), 7)


def test_json_lines_are_marked_and_fit_the_schema() -> None:
    lines = [json.loads(line) for line in "".join(deleted_jsonl(sample())).splitlines()]
    for line in lines:
        VALIDATOR.validate(line)
        assert line["recovered"] is True
    assert [(line["path"], line["offset"], line["found"], line["parent"]) for line in lines] == [
        ("live\x1b\\gone", 300, "free cell", "proved"),
        ("a\nb", 400, "behind the bins", "unknown"),
        ("", 100, "free cell", "proved"),
        (None, 200, "slack", "unknown"),
    ]
    assert lines[0]["values"] == [{"name": "n", "type": 4, "data": "01000000", "offset": 100}]
    assert lines[3]["values"] == [{"name": "", "type": 1, "data": None}]


def test_text_says_where_and_how_sure() -> None:
    assert "".join(deleted_text(sample())).splitlines() == [
        "",
        "Deleted, as far as it can be recovered: 2 keys, 3 values",
        "[live\\x1b\\gone]  2020-12-02T21:00:00.0000000Z  (free cell, offset 0x12c)",
        "  n  REG_DWORD  1 (0x1)  (free cell, offset 0x64)",
        "[...\\a\\x0ab]  2020-12-02T21:00:00.0000000Z  (behind the bins, offset 0x190)",
        "[(root)]  is there, the value was deleted",
        "  n  REG_DWORD  1 (0x1)  (free cell, offset 0x64)",
        "(key unknown)",
        "  (default)  REG_SZ  (data overwritten)  (slack, offset 0xc8)",
        "and 7 more remnants that were not looked into",
    ]
