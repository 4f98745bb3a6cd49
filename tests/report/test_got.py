from __future__ import annotations

import jsonschema
import pytest

from hivetool.hive.decode import multi_text_data, text_data
from hivetool.hive.views import Value
from hivetool.report.got import key_json, key_text, value_json, value_text
from hivetool.report.schema import schema
from tests.trees import PlainKey, PlainValue, hive_of


def value_of(kind: int, data: bytes) -> Value:
    (value,) = hive_of(PlainKey("C", (PlainValue("v", kind, data),))).root.values
    return value


@pytest.mark.parametrize(
    ("kind", "data", "text", "decoded"),
    [
        (1, text_data("a\x1bb"), "a\\x1bb\n", "a\x1bb"),
        (4, b"\x60\xea\0\0", "60000\n", 60000),
        (7, multi_text_data(["x", "y"]), "x\ny\n", ["x", "y"]),
        (7, b"\0\0", "", []),
        (3, b"\1\xff", "01ff\n", "01ff"),
        (4, b"\1", "01\n", None),
        (3, b"", "\n", ""),
    ],
)
def test_a_value(kind: int, data: bytes, text: str, decoded: object) -> None:
    value = value_of(kind, data)
    assert "".join(value_text(value)) == text
    found = value_json(value)
    jsonschema.validate(found, schema("get"))
    assert (found["path"], found["name"], found["type"], found["value"], found["data"]) == (
        "",
        "v",
        kind,
        decoded,
        data.hex(),
    )


def test_a_key() -> None:
    tree = PlainKey("C", (PlainValue("", 4, b"\1\0\0\0"), PlainValue("n\n", 1, b"")), (PlainKey("a\nb"),), 5, "cls")
    root = hive_of(tree).root
    assert "".join(key_text(root)) == '(default)  REG_DWORD  1 (0x1)\nn\\x0a  REG_SZ  ""\na\\x0ab\\\n'
    found = key_json(root)
    jsonschema.validate(found, schema("get"))
    assert (found["last_written"], found["class"], found["subkeys"]) == (5, "cls", ["a\nb"])
