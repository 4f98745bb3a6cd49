from __future__ import annotations

import codecs
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hivetool.hive.columns import Rows, arranged
from hivetool.hive.content import exact_differences
from hivetool.hive.errors import Damaged
from hivetool.hive.hive import Hive
from hivetool.hive.spans import Spans
from hivetool.regf.reader import read_regf
from hivetool.tables.errors import BrokenJson, OtherContent
from hivetool.tables.json_reader import read_json
from hivetool.tables.json_writer import write_json
from tests.shared import needs_shared
from tests.tables.corpus import corpus_hives
from tests.tables.making import TREE, document, paths, read_or_said, told, value
from tests.trees import PlainKey, flat, flat_hive, hive_of, patient, trees

WRITTEN = write_json(hive_of(TREE))


@given(trees())
@patient
def test_what_was_written_is_read_again(tree: PlainKey) -> None:
    again = read_json(write_json(hive_of(tree)))
    assert again.problems == ()
    assert flat_hive(again) == flat(tree)
    assert exact_differences(hive_of(tree), again) == ()
    assert write_json(again) == write_json(hive_of(tree))


@needs_shared
def test_every_hive_of_the_corpus_is_the_same_again() -> None:
    for path, hive in corpus_hives():
        again = read_json(write_json(hive))
        assert exact_differences(hive, again) == (), path
        assert {problem.code for problem in again.problems} <= {"table-same-key", "table-same-value"}, path


def odd_class(hive: Hive) -> Hive:
    """The hive with a class of three bytes, as a damaged file has it."""
    keys = hive.columns.keys
    spans = Spans.build([0] * len(keys), [3] * len(keys), len(hive.columns.buffers))
    rows = Rows(
        type(keys)(**{**keys.__dict__, "class_name": spans}), hive.columns.values, (*hive.columns.buffers, b"C\0?")
    )
    return Hive(arranged(rows), hive.source)


def test_a_class_that_is_no_text() -> None:
    hive = odd_class(hive_of(TREE))
    text = write_json(hive)
    assert b'"class": {"data": "43003f"}' in text
    assert exact_differences(hive, read_json(text)) == ()


def test_the_source_says_what_it_is() -> None:
    source = read_json(WRITTEN).source
    assert (source.kind, source.version, source.places, source.size) == ("json", "1", "line", len(WRITTEN))
    assert (source.encoding, source.lossy, source.dirty) == ("utf-8", False, False)


def test_places_are_lines() -> None:
    hive = read_json(WRITTEN)
    lines = WRITTEN.decode().splitlines()
    for key in hive.walk():
        assert json.dumps(key.path) in lines[(key.location.line or 0) - 1]
        for each in key.values:
            assert f'"name": {json.dumps(each.name)}, ' in lines[(each.location.line or 0) - 1]


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("marked", [True, False])
def test_encodings(codec: str, marked: bool) -> None:
    marks = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    text = WRITTEN.decode().replace('"ClusterName"', '"Clüster"')
    data = (marks[codec] if marked else b"") + text.encode(codec)
    hive = read_json(data, None if marked or codec != "utf-16-be" else codec)
    assert hive.root.values[0].name == "Clüster"
    assert hive.source.encoding == codec


def test_another_encoding_is_asked_for() -> None:
    data = WRITTEN.decode().replace('"ClusterName"', '"Clüster"').encode("cp1252")
    with pytest.raises(BrokenJson, match=r"offset 0x[0-9a-f]+: this is no text in utf-8; --encoding says what it is"):
        read_json(data)
    assert read_json(data, "cp1252").root.values[0].name == "Clüster"
    with pytest.raises(BrokenJson, match="there is no encoding 'nonsense'"):
        read_json(WRITTEN, "nonsense")


@pytest.mark.parametrize("indent", [None, 1, 4])
def test_members_in_any_order_and_any_layout(indent: int | None) -> None:
    text = json.dumps(json.loads(WRITTEN), indent=indent, sort_keys=True)
    assert text.index('"keys"') < text.index('"schema"')
    again = read_json(text.replace("\n", "\r\n").encode())
    assert exact_differences(hive_of(TREE), again) == ()
    assert again.problems == ()


def test_pretty_printed_lines_are_right() -> None:
    text = json.dumps(json.loads(WRITTEN), indent=1)
    lines = text.splitlines()
    for key in read_json(text.encode()).walk():
        assert lines[(key.location.line or 0) - 1].strip() == "{"
        for each in key.values:
            assert lines[each.location.line or 0].strip() == f'"name": {json.dumps(each.name)},'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"[]", "line 1: this is JSON of something else: a list"),
        (b'"hivetool.hive/1"', "this is JSON of something else: 'hivetool.hive/1'"),
        (b"5", "this is JSON of something else: 5"),
        (b"{}", "this is JSON of something else, an object without members"),
        (b'{"a": 1, "b": [2]}', "this is JSON of something else, an object with 'a', 'b'"),
        (b'{"keys": 5}', "keys is not a list but 5"),
        (b'{"schema": "hivetool.inspect/1", "x": 1}', "this document is 'hivetool.inspect/1', which holds no hive"),
        (b'{"schema": "hivetool.hive/2"}', "is of version 'hivetool.hive/2', this hivetool reads hivetool.hive/1"),
        (b'{"schema": 5}', "this document is 5, which holds no hive"),
        (b'{"schema": null, "keys": []}', "this document is null, which holds no hive"),
    ],
)
def test_json_of_something_else(data: bytes, said: str) -> None:
    with pytest.raises(OtherContent) as caught:
        read_json(data)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "line 1, column 1: this is no JSON"),
        (b"regf", "line 1, column 1"),
        (WRITTEN[:-4], "this is no JSON"),
        (WRITTEN + b"{}", "line 19, column 1: this is no JSON: nothing should follow the document"),
        (WRITTEN.replace(b'"flags": 32', b'"flags": '), "line 14, column 97: this is no JSON"),
        (document(), "line 1: there is not one key in this document"),
        (document("5", "null"), "there is not one key"),
        (b'{"schema": "hivetool.hive/1"}', "there is not one key"),
        (document('{"path": ""}', keys=[]), "the member keys stands here a second time"),
        (document('{"path": ""}', security=5), "line 1: security is not a list but 5"),
        (b'{"schema": "hivetool.hive/1", "keys": {"": 1}}', "keys is not a list but an object"),
        (document('{"path": ""}', more=1).replace(b'"more": 1', b'"more": ' + b"[" * 300_000), "too deep"),
        (document('{"path": ""}', more=1).replace(b'"more": 1', b'"more": ' + b"9" * 5_000), "too many digits"),
    ],
)
def test_broken_documents(data: bytes, said: str) -> None:
    with pytest.raises(BrokenJson) as caught:
        read_json(data)
    assert said in str(caught.value)


def test_members_of_the_document_that_cannot_be_understood() -> None:
    hive = read_json(document('{"path": "", "security": 0}', root=5, security=["zz"], note="by me"))
    assert told(hive) == [
        ("table-key-field", "line 1"),
        ("table-descriptor", "line 1"),
        ("table-unknown", "line 1"),
    ]
    assert (hive.root.name, hive.root.security) == ("", None)


def test_strict_raises_the_first_problem() -> None:
    assert read_json(WRITTEN, strict=True).problems == ()
    with pytest.raises(Damaged, match="line 2: no field of this place is called 'x'"):
        read_json(document('{"path": "", "x": 1}'), strict=True)


MANY = 20_000

LONG: list[tuple[str, list[str]]] = [
    ("faults", ['{"path": "a", "values": [5]}'] * MANY),
    (
        "made keys",
        [json.dumps({"path": "\\".join(f"{level}x{number}" for level in range(20))}) for number in range(MANY // 20)],
    ),
    ("names", [json.dumps({"path": "\\", "names": ["", str(number)]}) for number in range(MANY)]),
    ("lines", ['{"path": "b",\n"values":\n[\n{}]}'] * MANY),
    ("members twice", ['{"path": "a", "flags": 1, "flags": 2}'] * MANY),
    ("values of one name", [json.dumps({"path": "c", "values": [value(name="same")] * 100})] * (MANY // 50)),
    ("one key", [json.dumps({"path": "c", "values": [value(name=str(number)) for number in range(MANY)]})]),
]
"""Documents full of one thing."""


@pytest.mark.parametrize("lines", [lines for _, lines in LONG], ids=[name for name, _ in LONG])
def test_a_document_takes_as_long_as_it_is_long(lines: list[str]) -> None:
    seconds = []
    for part in (lines[: len(lines) // 4 + 1], lines):
        data = document('{"path": ""}', *part)
        begin = time.process_time()
        hive = read_json(data)
        seconds.append(time.process_time() - begin)
        assert len(hive.problems) <= 3003
    assert seconds[1] < 8 * seconds[0] + 0.5


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["", "a\\b", "00"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)
MEMBERS = st.sampled_from(
    ["path", "names", "last_written", "class", "security", "flags", "values", "name", "type", "data", "text", "number"]
)
OBJECTS = st.dictionaries(MEMBERS, JUNK | st.just(""), max_size=6)


@settings(deadline=None, max_examples=100)
@given(st.lists(JUNK | OBJECTS | st.builds(lambda key, inner: {**key, "values": inner}, OBJECTS, st.lists(OBJECTS))))
def test_any_keys_are_read_or_told(keys: list[object]) -> None:
    hive = read_json(document('{"path": ""}', *(json.dumps(key) for key in keys)))
    assert exact_differences(hive, read_json(write_json(hive))) == ()


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_a_changed_document_is_read_or_refused(data: st.DataObject) -> None:
    changed = bytearray(WRITTEN)
    for _ in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    size = data.draw(st.just(len(changed)) | st.integers(0, len(changed)))
    found = read_or_said(read_json, bytes(changed[:size]))
    assert found.isprintable() if isinstance(found, str) else paths(found)[0] == ""


def test_a_regf_hive_goes_through_json_and_back() -> None:
    from hivetool.regf.writer import write_regf

    data = write_regf(hive_of(TREE))
    assert write_regf(read_json(write_json(read_regf(data)))) == data
