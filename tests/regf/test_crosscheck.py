from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.content import Content
from hivetool.regf import crosscheck
from hivetool.regf.crosscheck import SecondReadingFailed, differences, second_reading
from hivetool.regf.writer import write_regf
from tests.shared import has_shared, needs_shared, shared
from tests.trees import PlainKey, PlainValue, broad, chain, hive_of, patient, pattern

LARGEST = 1_200_000

TREE = PlainKey(
    "root",
    (PlainValue("", 1, b"x\0"), PlainValue("É", 4, b"\x01\0\0\0"), PlainValue("ж\ud800", 0xFFFF0012, pattern(40_000))),
    (PlainKey("a", subkeys=(PlainKey("b\0c", class_name="c"),), last_written=132_514_164_000_000_000), PlainKey("d")),
)


def said(one: PlainKey, other: PlainKey, limit: int = 20) -> list[str]:
    return [str(found) for found in differences(hive_of(one), write_regf(hive_of(other)), limit)]


def canonical(reading: Content) -> str:
    """The hash of a hive's content as the corpus defines it."""
    lines = [json.dumps(["K", list(key.path)]) for key in reading.keys]
    for value in reading.values:
        lines.append(json.dumps(["V", list(value.path), value.name, value.type, value.data.hex()]))
    return hashlib.sha256(("\n".join(sorted(lines)) + "\n").encode()).hexdigest()


def corpus() -> Iterator[Any]:
    if not has_shared():
        return
    for entry in json.loads((shared() / "corpus" / "MANIFEST.json").read_text()):
        truth = entry.get("ground_truth") or {}
        if entry["kind"] == "primary" and truth.get("confidence") == "high" and entry["size"] <= LARGEST:
            yield pytest.param(entry["file"], truth["sha256"], id=entry["file"].removeprefix("hives/"))


def mutants() -> list[bytes]:
    folder = shared() / "corpus" / "mutants"
    return [path.read_bytes() for path in sorted(folder.rglob("*.hiv"))]


def test_a_reading_has_every_key_and_value() -> None:
    reading = second_reading(write_regf(hive_of(TREE)))
    assert {key.path for key in reading.keys} == {(), ("a",), ("a", "b\0c"), ("d",)}
    assert {key.last_written for key in reading.keys} == {0, 132_514_164_000_000_000}
    assert {key.path: key.class_name for key in reading.keys if key.class_name} == {("a", "b\0c"): b"c\0"}
    assert [(value.path, value.name, value.type, value.data) for value in reading.values] == [
        ((), "", 1, b"x\0"),
        ((), "É", 4, b"\x01\0\0\0"),
        ((), "ж\ud800", 0xFFFF0012, pattern(40_000)),
    ]


@pytest.mark.parametrize("kind", [0, 1, 2, 3, 4, 5, 7, 11, 0x10, 0x101, 0x200000])
@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 5, 8, 16, 16_344, 16_345])
def test_data_is_exact_for_every_type_and_size(kind: int, size: int) -> None:
    (value,) = second_reading(write_regf(hive_of(PlainKey("r", (PlainValue("v", kind, pattern(size)),))))).values
    assert (value.type, value.data) == (kind, pattern(size))


def test_equal_trees_do_not_differ_whatever_their_order() -> None:
    turned = PlainKey("other root", TREE.values[::-1], TREE.subkeys[::-1])
    assert said(TREE, TREE) == []
    assert said(TREE, turned) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            PlainKey("r", subkeys=(PlainKey("a"),)),
            PlainKey("r"),
            ["(root): number of keys 2 was meant, 1 is there", "a: key one was meant, nothing is there"],
        ),
        (
            PlainKey("r"),
            PlainKey("r", (PlainValue("v"),)),
            ["(root): number of values 0 was meant, 1 is there", ":v: value nothing was meant, one is there"],
        ),
        (
            PlainKey("r", (PlainValue("v", 1, b"ab"),)),
            PlainKey("r", (PlainValue("v", 0x20001, b"ac"),)),
            [
                ":v: type REG_SZ was meant, REG_0x20001 is there",
                ":v: data 2 bytes 6162 was meant, 2 bytes 6163 is there",
            ],
        ),
        (
            PlainKey("r", subkeys=(PlainKey("a", last_written=5, class_name="A"),)),
            PlainKey("r", subkeys=(PlainKey("a", last_written=6),)),
            ["a: time 5 was meant, 6 is there", "a: class 2 bytes 4100 was meant, nothing is there"],
        ),
        (
            PlainKey("r", subkeys=(PlainKey("a"),)),
            PlainKey("r", subkeys=(PlainKey("A"),)),
            ["a: key one was meant, nothing is there", "A: key nothing was meant, one is there"],
        ),
    ],
)
def test_differences_say_what_and_where(one: PlainKey, other: PlainKey, expected: list[str]) -> None:
    assert said(one, other) == expected


def test_only_the_first_differences_are_given() -> None:
    assert len(said(PlainKey("r"), broad(100))) == 20
    assert len(said(PlainKey("r"), broad(100), limit=3)) == 3


@pytest.mark.parametrize("data", [b"", b"regf", b"not a hive" * 1000, b"regf" + bytes(8000)])
def test_what_is_no_hive_fails_with_an_offset(data: bytes) -> None:
    with pytest.raises(SecondReadingFailed) as caught:
        second_reading(data)
    assert caught.value.offset == 0
    assert "the second reader stops" in str(caught.value)


def damaged(tree: PlainKey, signature: bytes, offset: int, value: int) -> bytes:
    """The tree as a file with one word changed, ``offset`` bytes after the first record of this signature."""
    written = bytearray(write_regf(hive_of(tree)))
    at = written.index(signature, 4096 + 32) + offset
    written[at : at + 4] = value.to_bytes(4, "little")
    return bytes(written)


def word(data: bytes, signature: bytes, offset: int) -> int:
    at = data.index(signature, 4096 + 32) + offset
    return int.from_bytes(data[at : at + 4], "little")


def test_a_key_in_two_lists_is_read_once_only() -> None:
    family = PlainKey("r", subkeys=(PlainKey("a"), PlainKey("b")))
    first = word(write_regf(hive_of(family)), b"lh", 4)
    with pytest.raises(SecondReadingFailed, match="a record is used twice"):
        second_reading(damaged(family, b"lh", 12, first))


def test_a_key_below_itself_ends_the_reading() -> None:
    root = 32  # the first cell of the first bin
    with pytest.raises(SecondReadingFailed, match="a record is used twice"):
        second_reading(damaged(PlainKey("r", subkeys=(PlainKey("a"),)), b"lh", 4, root))


def test_an_index_root_below_itself_ends_the_reading() -> None:
    written = write_regf(hive_of(broad(508)))
    offset = written.index(b"ri", 4096 + 32) - 4 - 4096
    with pytest.raises(SecondReadingFailed, match="no leaf in an index root"):
        second_reading(damaged(broad(508), b"ri", 4, offset))


@pytest.mark.parametrize("size", [5000, 0x7FFFFFFF, 0x8FFFFFFF])
def test_data_beyond_the_file_is_not_read(size: int) -> None:
    tree = PlainKey("r", (PlainValue("v", 3, b"12345"),))
    with pytest.raises(SecondReadingFailed, match=r"data longer than the file|data ends early"):
        second_reading(damaged(tree, b"vk", 4, size))


def test_keys_too_deep_end_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    written = write_regf(hive_of(chain(512)))
    assert len(second_reading(written).keys) == 513
    monkeypatch.setattr(crosscheck, "MAX_DEPTH", 511)
    with pytest.raises(SecondReadingFailed, match="keys deeper than 511 levels"):
        second_reading(written)


@given(st.data())
@patient
def test_damage_never_shows_anything_foreign(data: st.DataObject) -> None:
    """Every single byte turned is either unnoticed, another tree, or this module's error."""
    written = bytearray(write_regf(hive_of(TREE)))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(4096, 4096 + 1400) | st.integers(0, len(written) - 1))
        written[at] = data.draw(st.integers(0, 255))
    try:
        reading = second_reading(bytes(written))
    except SecondReadingFailed:
        return
    assert sum(len(value.data) for value in reading.values) <= len(written)


@needs_shared
@pytest.mark.parametrize(("file", "truth"), tuple(corpus()))
def test_real_hives_come_out_as_all_readers_agree(file: str, truth: str) -> None:
    assert canonical(second_reading((shared() / "corpus" / file).read_bytes())) == truth


@needs_shared
def test_mutants_fail_cleanly_or_are_read() -> None:
    found = mutants()
    read = sum(readable(mutant) for mutant in found)
    assert 0 < read < len(found)


def readable(data: bytes) -> bool:
    try:
        second_reading(data)
    except SecondReadingFailed:
        return False
    return True
