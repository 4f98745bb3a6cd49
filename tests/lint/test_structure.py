from __future__ import annotations

from dataclasses import replace

import pytest

from hivetool.cluster.faults import Fault as ClusterFault
from hivetool.hive.errors import Problem
from hivetool.hive.location import Location
from hivetool.lint.rules import RULES
from hivetool.lint.structure import CODES, REMEDIES, broken, found_of, rule_of
from hivetool.regf.check import UNREADABLE
from hivetool.regf.checks.table import Check
from hivetool.regf.faults import Fault as RegfFault
from hivetool.regtext.faults import Fault as TextFault
from hivetool.source.problems import Fault as SourceFault
from hivetool.tables.faults import Fault as TableFault
from tests.lint.subjects import DISK, SOUND, subject

ALL = [row.code for table in (RegfFault, Check, SourceFault, TextFault, TableFault) for row in table]
PLACE = Location(rf"Resources\{DISK}", offset=0x1234)


@pytest.mark.parametrize("code", [*ALL, UNREADABLE])
def test_every_code_of_a_reader_has_a_rule(code: str) -> None:
    assert rule_of(code) in {rule.code for rule in RULES}


def test_no_code_is_told_by_two_rules_or_is_none() -> None:
    listed = [code for codes in CODES.values() for code in codes]
    assert len(listed) == len({*listed})
    assert {*listed} <= {*ALL, UNREADABLE}


def test_the_cluster_has_rules_of_its_own() -> None:
    assert {rule_of(row.code) for row in ClusterFault} == {None}


def test_every_rule_of_the_table_has_a_remedy() -> None:
    assert {*CODES, "HT013"} == {*REMEDIES}


def test_a_problem_is_told_once_with_its_object_and_place() -> None:
    problem = Problem("regf-outside", "it points outside", PLACE, "error", "inside", "0x7ffffff0")
    found = tuple(broken(replace(subject(SOUND), structure=(problem, problem)), "HT006"))
    assert [(each.message, each.at, each.key, each.expected, each.actual) for each in found] == [
        ("it points outside", PLACE, rf"Resources\{DISK}", "inside", "0x7ffffff0")
    ]
    assert found[0].item is not None
    assert found[0].item.name == "Disk"
    assert found[0].severity is None


@pytest.mark.parametrize(
    ("rule", "code", "severity", "told"),
    [
        ("HT007", "regf-leaf-kind", "warning", "info"),
        ("HT007", "regf-name-hash", "error", None),
        ("HT003", "regf-dirty", "warning", None),
        ("HT013", "reg-line", "error", "warning"),
        ("HT013", "reg-utf8", "warning", None),
    ],
)
def test_what_windows_mends_is_no_more_than_news(rule: str, code: str, severity: str, told: str | None) -> None:
    problem = Problem(code, "so", Location(), "error" if severity == "error" else "warning")
    assert rule_of(code) == rule
    assert found_of(rule, problem).severity == told
