"""Databases judged by rules: what the rules look at is prepared here, for one database or for the copies of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from hivetool.cluster.in_force import InForce, calls_per_second
from hivetool.cluster.load import LoadResult
from hivetool.cluster.model import Database, Resource
from hivetool.hive.errors import Problem
from hivetool.hive.hive import Hive
from hivetool.lint.baseline import unknown
from hivetool.lint.config import FailOn
from hivetool.lint.finding import SEVERITIES, Finding, Severity
from hivetool.lint.ignoring import ignored, meant, not_ignored
from hivetool.lint.lazily import Lazily
from hivetool.lint.rule import Rule
from hivetool.lint.run import lint
from hivetool.lint.subject import Process, Subject
from hivetool.lint.thresholds import Thresholds


@dataclass(frozen=True, eq=False)
class Judgment:
    """What rules have found: the ``findings``, the worst first within each file, and the ``rules`` that were run.

    ``subjects`` are the databases, by the names of their files. ``known`` counts the findings that the baseline has,
    ``ignored`` those of objects for which they are ignored.
    """

    findings: tuple[Finding, ...]
    rules: tuple[Rule, ...]
    subjects: Mapping[str, Subject] = field(default_factory=lambda: MappingProxyType({}))
    known: int = 0
    ignored: int = 0

    def counts(self) -> dict[Severity, int]:
        """How many findings there are of each severity."""
        return {each: sum(finding.severity == each for finding in self.findings) for each in SEVERITIES}

    def fails(self, fail_on: FailOn) -> bool:
        """Whether there is a finding at or above this severity."""
        return any(is_at_least(finding.severity, fail_on) for finding in self.findings)

    def database(self, finding: Finding) -> Database | None:
        """The database of a finding; None for what could not be read."""
        subject = self.subjects.get(finding.file)
        return subject.database if subject is not None else None


def is_at_least(severity: Severity, fail_on: FailOn) -> bool:
    """Whether a severity is this one or a worse one; nothing is ``never``."""
    return fail_on != "never" and SEVERITIES.index(severity) <= SEVERITIES.index(fail_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparing:
    """How subjects are prepared: ``check`` runs the structural validator, which takes seconds on a large hive.

    ``crashing`` are words for resources that are known to crash.
    """

    thresholds: Thresholds = field(default_factory=Thresholds)
    check: bool = False
    crashing: tuple[str, ...] = ()


def prepared(file: str, loaded: LoadResult, rules: Sequence[Rule], how: Preparing = Preparing()) -> Subject:
    """The subject that these rules look at. What takes its time is only made if one of them needs it."""
    database = loaded.database
    needs_engine = any("engine" in rule.needs for rule in rules)
    subject = Subject(
        file,
        database,
        database.hive.source,
        how.thresholds,
        structure=Lazily(lambda: structure(database.hive, check=how.check)),
        problems=Lazily(lambda: loaded.problems),
        processes=Lazily(lambda: processes(subject)) if needs_engine else None,
        crashing=frozenset(
            item.id for text in how.crashing for item in meant(database, text) if item.kind == "resource"
        ),
    )
    return subject


def judged(
    subjects: Sequence[Subject],
    rules: Sequence[Rule],
    *,
    unreadable: Sequence[Finding] = (),
    ignored_objects: Sequence[tuple[str, tuple[str, ...]]] = (),
    baseline: Mapping[str, int] | None = None,
) -> Judgment:
    """What the rules find in databases that are each other's copies, without what is ignored or known."""
    findings: list[Finding] = list(unreadable)
    seen = len(findings)
    for number, subject in enumerate(subjects):
        others = (*subjects[:number], *subjects[number + 1 :])
        found = lint(replace(subject, copies=others) if others else subject, rules)
        seen += len(found)
        findings += not_ignored(found, ignored(subject.database, ignored_objects), rules) if ignored_objects else found
    new = unknown(findings, Counter(baseline)) if baseline is not None else tuple(findings)
    by_file = MappingProxyType({subject.file: subject for subject in subjects})
    return Judgment(new, tuple(rules), by_file, len(findings) - len(new), seen - len(findings))


def judge(*loaded: LoadResult, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Judgment:
    """What the rules find in databases that are each other's copies; their files are called ``0``, ``1`` and so on.

    ``select`` and ``ignore`` are codes, beginnings of codes, ``all``, ``default`` and ``pedantic``. Raises
    :class:`~hivetool.lint.selection.NoSuchRule`.
    """
    from hivetool.lint.rules import RULES
    from hivetool.lint.selection import selection

    chosen = selection(RULES, select, ignore)
    rules = tuple(rule for rule in RULES if chosen.takes(rule))
    how = Preparing(check=chosen.names("HT0"))
    return judged([prepared(str(number), each, rules, how) for number, each in enumerate(loaded)], rules)


def structure(hive: Hive, *, check: bool = False) -> tuple[Problem, ...]:
    """What is wrong with the file: what its reader reported, with ``check`` also what the validator says."""
    from hivetool.regf.check import check_regf

    if not check or hive.source.kind != "regf":
        return hive.problems
    found = check_regf(hive.columns.buffers[0]).problems
    known = {problem.code for problem in found}
    return (*(problem for problem in hive.problems if problem.code not in known), *found)


def processes(subject: Subject) -> Iterator[Process]:
    """The RHS processes that the engine predicts, node by node; intervals are those of Windows, by name."""
    from hivetool.engine import monitors

    database = subject.database
    intervals = zip(
        subject.settings("resource", "IsAlivePollInterval"),
        subject.settings("resource", "LooksAlivePollInterval"),
        strict=True,
    )
    rates: dict[tuple[InForce, InForce], float] = {}
    calls = {}
    for identity, pair in zip(database.collections["resource"].ids, intervals, strict=True):
        if pair not in rates:
            rates[pair] = calls_per_second(*pair)
        calls[identity] = rates[pair]
    hosted: dict[str, list[Resource]] = {node.id: [] for node in database.nodes}
    for group in database.groups:
        node = subject.owners[group.id].node
        if node is not None:
            hosted[node] += database.members(group)
    for node, resources in hosted.items():
        for each in monitors.processes(node, resources):
            load = sum(calls[item] for item in each.resources)
            yield Process(node, each.host.value, each.own is not None, each.resources, load)
