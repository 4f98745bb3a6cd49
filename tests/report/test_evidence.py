from __future__ import annotations

import pytest

from hivetool.cluster.model import Fact
from hivetool.engine.trace import Evidence
from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, Edit, SetValue
from hivetool.hive.location import Location
from hivetool.hive.types import ValueType
from hivetool.report.evidence import clock, edit_json, evidence_json, fact_json, number_json, place_words, stored_words

KEY = "Resources\\6e39"


def test_evidence_in_json_has_an_offset_a_line_or_a_row() -> None:
    at_offset = Evidence(KEY, "PersistentState", b"\1\0\0\0", offset=4128)
    assert evidence_json(at_offset) == {"path": KEY, "value": "PersistentState", "data": "01000000", "offset": 4128}
    assert evidence_json(Evidence(KEY, "x", b"\xff", line=3)) == {"path": KEY, "value": "x", "data": "ff", "line": 3}
    assert evidence_json(Evidence(KEY, "x", b"\xff", row=7)) == {"path": KEY, "value": "x", "data": "ff", "row": 7}
    assert evidence_json(Evidence("", "", b"")) == {"path": "", "value": "", "data": ""}


def test_a_default_has_no_evidence() -> None:
    assert fact_json(None) is None
    fact = Fact("PersistentState", 1, b"\1\0\0\0", Location(KEY, "PersistentState", line=9))
    assert fact_json(fact) == {"path": KEY, "value": "PersistentState", "data": "01000000", "line": 9}
    in_a_database = Fact("PersistentState", 1, b"\1\0\0\0", Location(KEY, "PersistentState", row=9))
    assert fact_json(in_a_database) == {"path": KEY, "value": "PersistentState", "data": "01000000", "row": 9}


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("PersistentState", b"\x01\0\0\0", "1"),
        ("Name", "SQL\x1b01\0".encode("utf-16-le"), "SQL\\x1b01"),
        ("PossibleOwners", "1\x002\0\0".encode("utf-16-le"), "1, 2"),
        ("PersistentState", b"\x01\0", "hex 0100"),
        ("Unheard", b"\xab", "hex ab"),
    ],
)
def test_a_stored_value_in_words(name: str, data: bytes, words: str) -> None:
    assert stored_words(Evidence(KEY, name, data)) == f"{KEY}:{name} = {words}"


def test_a_value_of_the_root_has_no_path() -> None:
    assert stored_words(Evidence("", "ClusterName", "C\0".encode("utf-16-le"))) == "ClusterName = C"


def test_a_place_in_words() -> None:
    assert place_words(Evidence("", "", b"", offset=0x1A3F20)) == "(offset 0x1a3f20)"
    assert place_words(Evidence("", "", b"", line=22)) == "(line 22)"
    assert place_words(Evidence("", "", b"", row=7)) == "(row 7)"
    assert place_words(Evidence("", "", b"")) == ""


@pytest.mark.parametrize(
    ("edit", "document"),
    [
        (
            SetValue(KEY, "PersistentState", ValueType.REG_DWORD, b"\0\0\0\0"),
            {"op": "SetValue", "key": KEY, "name": "PersistentState", "type": 4, "data": "00000000"},
        ),
        (DeleteValue(KEY, "x"), {"op": "DeleteValue", "key": KEY, "name": "x"}),
        (CreateKey(KEY), {"op": "CreateKey", "key": KEY}),
        (DeleteKey(KEY), {"op": "DeleteKey", "key": KEY}),
    ],
)
def test_an_edit_in_json(edit: Edit, document: dict[str, object]) -> None:
    assert edit_json(edit) == document


@pytest.mark.parametrize(
    ("at_ms", "text"),
    [
        (0, "00:00:00.000"),
        (5001, "00:00:05.001"),
        (3_723_004, "01:02:03.004"),
        (86_399_999, "23:59:59.999"),
        (90_000_000, "1d 01:00:00.000"),
    ],
)
def test_the_clock(at_ms: int, text: str) -> None:
    assert clock(at_ms) == text


def test_half_of_a_duration() -> None:
    assert (number_json(2500.0), number_json(3.5), number_json(2430.55555)) == (2500, 3.5, 2430.556)
    assert isinstance(number_json(2500.0), int)
