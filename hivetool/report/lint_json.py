"""``lint --format json``, schema ``hivetool.lint/1``."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hivetool.cluster.model import Database
from hivetool.lint.finding import Finding
from hivetool.lint.rule import Rule

from .evidence import edit_json
from .judging import Judgment
from .remedy import live
from .why import why


def lint_json(judgment: Judgment) -> dict[str, Any]:
    """The findings, and how many there are by severity and by rule."""
    rules = {rule.code: rule for rule in judgment.rules}
    return {
        "schema": "hivetool.lint/1",
        "findings": [
            finding_json(finding, rules.get(finding.rule), judgment.database(finding)) for finding in judgment.findings
        ],
        "summary": judgment.counts(),
        "rules": dict(sorted(Counter(finding.rule for finding in judgment.findings).items())),
        "known": judgment.known,
        "ignored": judgment.ignored,
    }


def finding_json(finding: Finding, rule: Rule | None, database: Database | None) -> dict[str, Any]:
    """One finding. ``powershell`` is null where no supported command does it, lines with # are left to a person."""
    fix = finding.fix
    nowhere: dict[str, int | None] = {"offset": None}
    return {
        "rule": finding.rule,
        "title": finding.title,
        "severity": finding.severity,
        "mark": rule.mark.value if rule is not None else None,
        "message": finding.message,
        "why": why(finding, rule),
        "file": finding.file,
        "object": {"kind": finding.kind, "id": finding.id, "name": finding.name},
        "key": finding.key,
        "value": finding.value,
        **(finding.at.numbers or nowhere),
        "expected": finding.expected,
        "actual": finding.actual,
        "fix": None
        if fix is None
        else {
            "title": fix.title,
            "safe": fix.safe,
            "powershell": "\n".join(live(finding, database)) or None,
            "edits": [edit_json(edit) for edit in fix.edits],
        },
        "fingerprint": finding.fingerprint,
    }
