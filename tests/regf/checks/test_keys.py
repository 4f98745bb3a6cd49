from __future__ import annotations

import struct

import pytest

from hivetool.regf.check import check_regf
from hivetool.regf.checks.table import Check
from hivetool.regf.constants import BASE_BLOCK_SIZE
from tests.regf.checks.breaking import Broken, broken
from tests.regf.images import Image


def name_at(hive: Broken, path: str) -> int:
    return int(hive.survey.hive.columns.keys.name.start[hive.survey.hive.key(path).row])


def test_the_way_back_to_the_parent() -> None:
    hive = broken().key("gämma\\k0005", parent=0x20)
    (problem,) = hive.problems()
    parent = int(hive.survey.hive.columns.keys.place[hive.survey.hive.key("gämma").row]) - BASE_BLOCK_SIZE
    assert (problem.code, problem.at.path) == (Check.PARENT.code, "gämma\\k0005")
    assert (problem.expected, problem.actual) == (f"0x{parent:x}", "0x20")


def test_names() -> None:
    hive = broken()
    hive.put(name_at(hive, "€uro") + 2, b"\\\0")
    assert Check.KEY_NAME.code in hive.codes()
    hive = broken()
    hive.put(name_at(hive, "€uro"), b"e\0")
    assert Check.KEY_NAME_FLAG.code in hive.codes()
    assert Check.KEY_NAME_FLAG.code in broken().key("€uro", key_name_length=7).codes()


@pytest.mark.parametrize(
    ("path", "fields", "check"),
    [
        ("alpha", {"number_of_volatile_subkeys": 3}, Check.VOLATILE),
        ("alpha", {"subkeys_list_offset": 0x20}, Check.NO_SUBKEYS),
        ("alpha", {"key_values_list_offset": 0x20}, Check.NO_VALUES),
        ("Beta", {"class_name_length": 2}, Check.CLASS_OFFSET),
        ("gämma", {"largest_subkey_name_length": 9}, Check.LARGEST_KEY_NAME),
        ("", {"largest_subkey_class_name_length": 9}, Check.LARGEST_CLASS),
        ("", {"largest_value_name_length": 9}, Check.LARGEST_VALUE_NAME),
        ("", {"largest_value_data_size": 99}, Check.LARGEST_DATA),
    ],
)
def test_counts_and_largest_sizes(path: str, fields: dict[str, int], check: Check) -> None:
    (problem,) = broken().key(path, **fields).problems()
    assert (problem.code, problem.severity, problem.at.path) == (check.code, check.severity, path)


def test_facts_are_numbers() -> None:
    (problem,) = broken().key("", largest_value_data_size=99).problems()
    assert (problem.expected, problem.actual) == ("100", "99")


def test_a_key_without_security() -> None:
    codes = broken().key("alpha", key_security_offset=0xFFFFFFFF).codes()
    assert codes == {Check.NO_SECURITY.code, Check.REFERENCES.code}


def test_a_cell_larger_than_windows_loads() -> None:
    image = Image()
    key = image.key("root")
    image.cells += bytes(0x45C + 8 - (len(image.cells) - key))
    image.cells += bytes(-len(image.cells) % 8)
    for size, wrong in ((0x458, False), (0x460, True)):
        image.patch(key, struct.pack("<i", -size))
        found = [each for each in check_regf(image.file(key)).problems if each.code == Check.KEY_SIZE.code]
        assert [(each.expected, each.actual) for each in found] == [("at most 0x45c", "0x460")] * wrong


def test_half_a_character_in_a_class_name() -> None:
    (problem,) = broken().key("alpha", class_name_length=9).problems()
    assert (problem.code, problem.actual) == (Check.CLASS_SIZE.code, "9")


def test_a_predefined_handle_is_a_large_number() -> None:
    hive = broken()
    (problem,) = hive.key("", flags=0x6C).problems()
    assert (problem.code, problem.actual) == (Check.PREDEFINED.code, "0x3")
    assert problem.expected == "0x80000000 or more"
