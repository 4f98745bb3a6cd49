from __future__ import annotations

import pytest

from hivetool.cluster.redact_words import FOLDERS, PHRASE, PHRASES, PROPERTIES, is_well_known, without_phrases
from hivetool.cluster.schema import PROPERTIES as SCHEMA_PROPERTIES
from hivetool.hive.upcase import upcase
from tests.clusters import TYPES


def test_every_property_hivetool_reads_is_known() -> None:
    assert {upcase(prop.name) for prop in SCHEMA_PROPERTIES if prop.name != "*"} <= PROPERTIES


def test_no_phrase_is_empty_or_padded() -> None:
    assert all(phrase == phrase.strip() and phrase and "\n" not in phrase for phrase in PHRASES | FOLDERS)


@pytest.mark.parametrize("name", [name for pair in TYPES for name in pair])
def test_types_and_libraries_of_windows(name: str) -> None:
    assert PHRASE.fullmatch(upcase(name))


@pytest.mark.parametrize(
    ("label", "rest"),
    [
        ("VIRTUAL MACHINE SQL01", "SQL01"),
        ("VIRTUAL MACHINE CONFIGURATION X", "X"),
        ("SQL SERVER (INST1)", "INST1"),
        ("SQL IP ADDRESS 1 (SQLVS1)", "SQLVS1"),
        ("VIRTUAL MACHINE (A)", "A"),
        ("BACKUP AGENT", "BACKUP AGENT"),
        ("ETHERNET-7", "ETHERNET-7"),
        ("CLUSTER DISK 3", "3"),
        ("VIRTUAL MACHINE", ""),
        ("X (Y)", "X (Y)"),
        ("", ""),
    ],
)
def test_what_stands_behind_the_well_known_words(label: str, rest: str) -> None:
    start, end = without_phrases(label)
    assert label[start:end] == rest


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("CLUSTER DISK 3", True),
        ("CLUSTER GROUP", True),
        ("NODE-1", False),
        ("SQL01", False),
        ("IP ADDRESS 10.0.0.1", True),
    ],
)
def test_well_known(text: str, known: bool) -> None:
    assert is_well_known(text) is known
