"""Running rules over a subject: what a check yields becomes a finding with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hivetool.cluster.model import ClusterObject
from hivetool.hive.location import Location

from .finding import SEVERITIES, Finding, Fix, Found
from .fixes import words
from .rule import Rule
from .subject import Subject


def lint(subject: Subject, rules: Sequence[Rule]) -> tuple[Finding, ...]:
    """Everything that these rules find, the worst first, then by rule, in the order of the database."""
    findings = [finding for rule in rules if runs(rule, subject) for finding in _of(rule, subject)]
    ranks = {severity: rank for rank, severity in enumerate(SEVERITIES)}
    return tuple(sorted(findings, key=lambda finding: (ranks[finding.severity], finding.rule)))


def runs(rule: Rule, subject: Subject) -> bool:
    """Whether the subject has what the rule needs."""
    have = {
        "exact types": subject.source.kind != "reg-query",
        "several copies": bool(subject.copies),
        "engine": subject.processes is not None,
        "a hive": subject.source.kind == "regf",
    }
    return all(have[need] for need in rule.needs)


def _of(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for found in rule.check(subject):
        yield finding_of(rule, subject, found)


def finding_of(rule: Rule, subject: Subject, found: Found) -> Finding:
    """The finding, with the place of what was found and what stands there."""
    item = found.item
    key, at, actual = _place(subject, item, found)
    return Finding(
        rule=rule.code,
        title=rule.title,
        severity=found.severity or rule.severity,
        message=found.message,
        file=subject.file,
        kind=item.kind if item is not None else "",
        id=item.id if item is not None else "",
        name=_label(subject, item),
        key=key,
        value=found.value,
        at=at,
        actual=found.actual or actual,
        expected=found.expected,
        fix=_possible(found.fix),
    )


def _possible(fix: Fix | None) -> Fix | None:
    """The remedy, without edits if one of them is below a key without a name, which no path leads to."""
    if fix is None or all(all(edit.key.split("\\")) for edit in fix.edits if edit.key):
        return fix
    return replace(fix, safe=False, edits=())


def _label(subject: Subject, item: ClusterObject | None) -> str:
    if item is None:
        return ""
    return subject.database.name or "" if item.kind == "cluster" else subject.database.label(item)


def _place(subject: Subject, item: ClusterObject | None, found: Found) -> tuple[str, Location, str]:
    fact = subject.fact(item, found.value) if item is not None and found.value and not found.key else None
    if fact is not None:
        return fact.at.path or "", found.at or fact.at, words(fact.value)
    at = found.at or (item.at if item is not None and not found.key else Location(found.key or None))
    return found.key or (item.path if item is not None else at.path or ""), at, "not stored" if found.value else ""
