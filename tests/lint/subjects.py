"""Subjects from short .reg texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from hivetool.cluster.in_force import calls_per_second
from hivetool.cluster.load import load_cluster
from hivetool.cluster.owners import expected_owners, stored_node_states
from hivetool.hive.apply import apply
from hivetool.hive.decode import multi_text_data
from hivetool.hive.hive import Hive
from hivetool.lint.finding import Finding, Fix
from hivetool.lint.rule import Rule
from hivetool.lint.rules import RULES
from hivetool.lint.run import lint
from hivetool.lint.subject import Process, Subject
from hivetool.lint.thresholds import thresholds_of
from hivetool.regf.check import check_regf
from hivetool.regf.writer import write_regf
from hivetool.regtext.reader import read_reg
from hivetool.regtext.tree import hive_from_reg
from hivetool.source.opening import open_hive
from tests.lint.examples import example


def hive_of_text(text: str) -> Hive:
    return hive_from_reg(read_reg(example(text).encode("utf-8")))


NONE: Mapping[str, int] = MappingProxyType({})


def processes_of(subject: Subject) -> tuple[Process, ...]:
    """What the engine would say, by hand: on each node what shares, and what has a process of its own."""
    database = subject.database
    owners = expected_owners(database, stored_node_states(database))
    intervals = [subject.settings("resource", f"{name}AlivePollInterval") for name in ("Is", "Looks")]
    calls = {item.id: calls_per_second(*pair) for item, *pair in zip(database.resources, *intervals, strict=True)}
    hosted: dict[tuple[str, str], list[str]] = {}
    for item in database.resources:
        node = owners[item.group].node if item.group is not None else None
        hosted.setdefault((node or "", item.id if item.separate_monitor else ""), []).append(item.id)
    return tuple(
        Process(node, "RHS.EXE", bool(own), tuple(ids), sum(calls[each] for each in ids))
        for (node, own), ids in hosted.items()
    )


def subject_of(hive: Hive, file: str = "cluster.reg", thresholds: Mapping[str, int] = NONE) -> Subject:
    result = load_cluster(hive)
    plain = Subject(file, result.database, hive.source, thresholds_of(thresholds), problems=result.problems)
    return replace(plain, processes=processes_of(plain))


def subject(text: str, thresholds: Mapping[str, int] = NONE) -> Subject:
    """The subject of a short text, see ``example``."""
    return subject_of(hive_of_text(text), thresholds=thresholds)


def files_of(text: str) -> dict[str, str]:
    """The files of an example by their names: one text, or two with a line ``---`` between them."""
    first, *more = text.split("\n---\n")
    return {"cluster.reg": first, **{f"copy{number}.reg": each for number, each in enumerate(more, 1)}}


_CRASHES = re.compile(r"^; crashes: (\S+)$", re.MULTILINE)
"""How an example says which resources are known to crash."""


def run_of(text: str, thresholds: Mapping[str, int] = NONE) -> tuple[Subject, ...]:
    """The subjects of an example's files, each with the others as its copies."""
    alone = [
        replace(subject_of(hive_of_text(each), file, thresholds), crashing=frozenset(_CRASHES.findall(each)))
        for file, each in files_of(text).items()
    ]
    return tuple(replace(each, copies=tuple(other for other in alone if other is not each)) for each in alone)


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


def bad(rule: Rule) -> tuple[Subject, ...]:
    """The files of the rule's bad example."""
    if rule.bad_hive is not None:
        return (subject_of_bytes(rule.bad_hive(sound())),)
    return run_of(rule.bad, rule.thresholds)


def good(rule: Rule) -> tuple[Subject, ...]:
    """The files of the rule's good example: a sound hive where no text can show the bad one."""
    return (subject_of_bytes(sound()),) if rule.bad_hive is not None else run_of(rule.good, rule.thresholds)


def sound() -> bytes:
    """A hive with nothing wrong in its structure."""
    return write_regf(hive_of_text(SOUND))


def found(rule: Rule, text: str) -> tuple[Finding, ...]:
    """What one rule finds in a short text, or in those of a run, by the thresholds of its examples."""
    return findings(rule, run_of(text, rule.thresholds))


def findings(rule: Rule, run: Iterable[Subject]) -> tuple[Finding, ...]:
    """What one rule finds in the files of a run."""
    return tuple(finding for each in run for finding in lint(each, (rule,)))


def everything(hive: Hive, thresholds: Mapping[str, int] = NONE) -> set[tuple[str, str, str]]:
    """What all rules find in a hive: rule, object and message."""
    return {(item.rule, item.id, item.message) for item in lint(subject_of(hive, thresholds=thresholds), RULES)}


def mended(hive: Hive, fix: Fix) -> Hive:
    """The hive after a remedy's edits."""
    return apply(hive, fix.edits)
