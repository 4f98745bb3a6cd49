from __future__ import annotations

import uuid

import pytest
from hypothesis import given

from hivetool.hive.decode import multi_text_data, text_data
from hivetool.hive.search import BadPattern, Hit, Part, query, search
from hivetool.hive.views import Key
from tests.trees import PlainKey, PlainValue, hive_of, patient, trees

GUID = "6e394089-145a-4279-b75d-b14015cc36e4"
TREE = PlainKey(
    "Root",
    (PlainValue("Cluster", 1, text_data("Alpha Beta")),),
    (
        PlainKey(
            "Alpha", (PlainValue("", 7, multi_text_data(["one", "BETA two"])), PlainValue("n", 4, b"\x60\xea\0\0"))
        ),
        PlainKey(GUID, (PlainValue("alphabet", 3, b"\x01" + "xBeTax".encode("utf-16-le")),)),
        PlainKey(
            "raw",
            (
                PlainValue("id", 3, b"\xff" + uuid.UUID(GUID).bytes_le),
                PlainValue("big", 5, b"\0\0\xea\x60"),
                PlainValue("q", 11, (60000).to_bytes(8, "little")),
                PlainValue("ascii", 3, b"--beta--"),
            ),
        ),
    ),
)
HIVE = hive_of(TREE)


def found(words: str, *parts: Part, regex: bool = False) -> list[str]:
    """Paths and names of what fits, with where it was found."""
    hits = search(HIVE, query(words, regex=regex), frozenset(parts or Part))
    return [f"{hit.part} {place(hit)}" for hit in hits]


def place(hit: Hit) -> str:
    path = Key(HIVE, hit.key).path
    return path if hit.value is None else f"{path}:{HIVE.value_at(hit.value).name}"


def test_a_part_of_a_text_without_case() -> None:
    assert found("beta") == ["data :Cluster", "data Alpha:", f"data {GUID}:alphabet", "data raw:ascii"]
    assert found("ALPHA") == ["data :Cluster", "keys Alpha", f"names {GUID}:alphabet"]


def test_where() -> None:
    assert found("alpha", Part.KEYS) == ["keys Alpha"]
    assert found("alpha", Part.NAMES) == [f"names {GUID}:alphabet"]
    assert found("alpha", Part.DATA, Part.KEYS) == ["data :Cluster", "keys Alpha"]


def test_a_pattern_is_for_the_whole() -> None:
    assert found("alpha*") == ["data :Cluster", "keys Alpha", f"names {GUID}:alphabet"]
    assert found("*two") == ["data Alpha:"]
    assert found("b*a") == []
    assert found("[a]*") == []


def test_numbers_are_equal() -> None:
    for words in ("60000", "0xEA60", "0xea60"):
        assert found(words) == ["data Alpha:n", "data raw:big", "data raw:q"]
    assert found("6000") == []


def test_a_guid_is_also_its_bytes() -> None:
    for words in (GUID, GUID.upper(), f"{{{GUID}}}"):
        assert found(words, Part.DATA) == ["data raw:id"]
    assert found(GUID, Part.KEYS) == [f"keys {GUID}"]


def test_regular_expressions() -> None:
    assert found("^a.*t$", regex=True) == [f"names {GUID}:alphabet"]
    with pytest.raises(BadPattern, match=r"'\(' is no regular expression"):
        query("(", regex=True)


def test_the_root_has_no_name_to_be_found_by() -> None:
    assert found("Root", Part.KEYS) == []


@given(trees())
@patient
def test_every_name_is_found_where_it_stands(tree: PlainKey) -> None:
    hive = hive_of(tree)
    for key in list(hive.walk())[1:20]:
        if "*" not in key.name:
            assert Hit(Part.KEYS, key.row) in list(search(hive, query(key.name)))
        for value in key.values:
            if value.name and "*" not in value.name:
                assert Hit(Part.NAMES, key.row, value.row) in list(search(hive, query(value.name)))
