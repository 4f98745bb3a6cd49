"""Subjects from short .reg texts."""

from __future__ import annotations

from dataclasses import replace

from hivetool.cluster.load import load_cluster
from hivetool.hive.apply import apply
from hivetool.hive.decode import multi_text_data
from hivetool.hive.hive import Hive
from hivetool.lint.examples import example
from hivetool.lint.finding import Finding, Fix
from hivetool.lint.rule import Rule
from hivetool.lint.rules import RULES
from hivetool.lint.run import lint
from hivetool.lint.subject import Subject
from hivetool.regf.check import check_regf
from hivetool.regf.writer import write_regf
from hivetool.regtext.reader import read_reg
from hivetool.regtext.tree import hive_from_reg
from hivetool.source.opening import open_hive


def hive_of_text(text: str) -> Hive:
    return hive_from_reg(read_reg(example(text).encode("utf-8")))


def subject_of(hive: Hive, file: str = "cluster.reg") -> Subject:
    result = load_cluster(hive)
    return Subject(file, result.database, hive.source, problems=result.problems)


def subject(text: str) -> Subject:
    """The subject of a short text, see ``example``."""
    return subject_of(hive_of_text(text))


DISK = "22222222-2222-4222-8222-222222222222"
SOUND = rf"""
[Cluster]
"ClusterName"="HVC01"
"ClusterInstanceID"="0f4a7c2e-1111-4111-8111-111111111111"

[Cluster\Groups\11111111-1111-4111-8111-111111111111]
"Name"="SQL01"
"Contains"=hex(7):{multi_text_data([DISK]).hex(",")}

[Cluster\Nodes\1]
"NodeName"="HV01"

[Cluster\Resources\{DISK}]
"Name"="Disk"
"Type"="Physical Disk"

[Cluster\ResourceTypes\Physical Disk]
"Name"="Physical Disk"
"DllName"="clusres.dll"
"""


def subject_of_bytes(data: bytes) -> Subject:
    """The subject of an input, with what the structural validator finds if it is a hive."""
    hive = open_hive(data, name="CLUSDB")
    checked = check_regf(hive.columns.buffers[0]).problems if hive.source.kind == "regf" else ()
    return replace(subject_of(hive, "CLUSDB"), structure=checked)


def bad(rule: Rule) -> Subject:
    """The rule's bad example."""
    return subject_of_bytes(rule.bad_hive(sound())) if rule.bad_hive is not None else subject(rule.bad)


def good(rule: Rule) -> Subject:
    """The rule's good example: a sound hive where no text can show the bad one."""
    return subject_of_bytes(sound()) if rule.bad_hive is not None else subject(rule.good)


def sound() -> bytes:
    """A hive with nothing wrong in its structure."""
    return write_regf(hive_of_text(SOUND))


def found(rule: Rule, text: str) -> tuple[Finding, ...]:
    """What one rule finds in a short text."""
    return lint(subject(text), (rule,))


def everything(hive: Hive) -> set[tuple[str, str, str]]:
    """What all rules find in a hive: rule, object and message."""
    return {(item.rule, item.id, item.message) for item in lint(subject_of(hive), RULES)}


def mended(hive: Hive, fix: Fix) -> Hive:
    """The hive after a remedy's edits."""
    return apply(hive, fix.edits)
