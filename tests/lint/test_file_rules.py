"""The rules of file: what examples cannot show."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.errors import Problem
from hivetool.hive.location import Location
from hivetool.lint.rule import Rule
from hivetool.lint.rules import RULES, file, schema
from hivetool.lint.run import lint
from hivetool.regf.errors import UnreadableHive
from hivetool.source.errors import InputError
from tests.lint.subjects import SOUND, bad, findings, found, sound, subject, subject_of_bytes
from tests.trees import patient

MINE = (*file.RULES, *schema.RULES)
BY_CODE = {rule.code: rule for rule in RULES}


@pytest.mark.parametrize("rule", [rule for rule in file.RULES if rule.bad_hive is not None], ids=lambda rule: rule.code)
def test_a_damaged_hive_is_found_at_an_offset_or_is_of_the_file(rule: Rule) -> None:
    for finding in findings(rule, bad(rule)):
        assert finding.at.line is None or rule.code == "HT012"
        assert finding.kind in ("", "cluster")


def test_a_dirty_hive_is_one_finding() -> None:
    (damaged,) = bad(BY_CODE["HT003"])
    assert [(item.rule, item.severity, item.at.offset) for item in lint(damaged, MINE)] == [("HT003", "warning", 8)]


def test_a_log_that_was_refused_is_told_beside_what_is_missing() -> None:
    (damaged,) = bad(BY_CODE["HT004"])
    assert [item.rule for item in lint(damaged, MINE)] == ["HT003", "HT004"]


@pytest.mark.parametrize(
    ("line", "severity"),
    [
        ('"SeparateMonitor"=hex(4):01,00,00', "error"),
        ('"unheard of"=hex(4):01,00,00', "warning"),
        ('"unheard of"=hex(1):61', "warning"),
        ('"unheard of"=hex(77):61', "warning"),
        ('"unheard of"=hex(3):61', None),
        ('"DeadlockTimeout"=hex(b):01,00,00,00,00,00,00,00', None),
    ],
)
def test_sizes(line: str, severity: str | None) -> None:
    findings = found(BY_CODE["HT009"], f"[Cluster\\Resources\\a]\n{line}\n")
    assert [item.severity for item in findings] == ([severity] if severity else [])


def test_a_flood_is_counted() -> None:
    text = "[Cluster\\Resources\\a]\n" + "".join(f'"v{number}"=hex(4):01\n' for number in range(1005))
    findings = found(BY_CODE["HT009"], text)
    assert len(findings) == 1001
    assert findings[-1].message == "5 more values have bytes that do not fit their type"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("hex(4):01", "4 bytes"),
        ("hex(b):01", "8 bytes"),
        ("hex(1):61", "an even number of bytes"),
        ("hex(99):61", "a type that Windows has"),
    ],
)
def test_what_is_expected(data: str, expected: str) -> None:
    assert [item.expected for item in found(BY_CODE["HT009"], f'[Cluster]\n"x"={data}\n')] == [expected]


def test_a_large_number_of_the_wrong_size_is_found_too() -> None:
    findings = found(BY_CODE["HT009"], '[Cluster\\Resources\\a]\n"LastOperationStatusCode"=hex(3):01,00\n')
    assert [(item.severity, item.value) for item in findings] == [("error", "LastOperationStatusCode")]


def test_a_database_further_down_is_named() -> None:
    text = "".join(f"[Cluster\\Sub\\{name}]\n" for name in ("Groups", "Nodes", "Resources"))
    (finding,) = found(BY_CODE["HT011"], text)
    assert finding.message == "the cluster database is a key further down: Sub"


def test_a_problem_without_a_place_is_of_the_file() -> None:
    problem = Problem("regf-truncated", "it ends", Location())
    (finding,) = lint(replace(subject(SOUND), structure=(problem,)), (replace(BY_CODE["HT001"], needs=frozenset()),))
    assert (finding.kind, finding.key, finding.actual) == ("", "", "")


@patient
@given(st.lists(st.tuples(st.integers(0, 8191), st.integers(0, 255)), min_size=1, max_size=12))
def test_no_rule_raises_on_a_damaged_hive(pokes: list[tuple[int, int]]) -> None:
    data = bytearray(sound())
    for at, byte in pokes:
        data[at % len(data)] = byte
    try:
        given_ = subject_of_bytes(bytes(data))
    except (InputError, UnreadableHive):
        return
    for finding in lint(given_, MINE):
        assert finding.message


_NAME = st.sampled_from(("Name", "Type", "Contains", "PersistentState", "DllName", "PossibleOwners", "Role", "x\u202e"))
_DATA = st.sampled_from(
    ('""', '"1"', "dword:ffffffff", "hex(7):", "hex(4):01", "hex(7):31", "hex(7):00,00,31,00", "hex(b):01")
)
_KEY = st.sampled_from(
    (
        "",
        "\\Groups",
        "\\Groups\\a",
        "\\Groups\\A\\Parameters",
        "\\Resources\\a",
        "\\Resources\\a\\Parameters",
        "\\Nodes\\x",
        "\\ResourceTypes\\\u202e",
        "\\Networks\\{}",
        "\\Dependencies\\d",
        "\\Quorum",
        "\\Checkpoints\\c",
    )
)


@patient
@given(st.lists(st.tuples(_KEY, st.lists(st.tuples(_NAME, _DATA), max_size=4)), min_size=1, max_size=8))
def test_no_rule_raises_on_nonsense(keys: list[tuple[str, list[tuple[str, str]]]]) -> None:
    text = "".join(f"[Cluster{key}]\n" + "".join(f'"{name}"={data}\n' for name, data in values) for key, values in keys)
    for finding in lint(subject(text), MINE):
        assert finding.message
