"""Findings of inputs that never become a subject: there is no database to give to a rule."""

from __future__ import annotations

from hivetool.hive.location import Location

from .finding import Finding, Found
from .fixes import by_hand
from .rule import Rule
from .rules.file import ht001, ht011
from .structure import REMEDIES


def unreadable(file: str, reason: str, at: Location = Location()) -> Finding:  # noqa: B008 (immutable)
    """HT001: nothing could be read of the input, for this reason."""
    return _of_file(ht001.RULE, file, Found(f"it cannot be read: {reason}", fix=by_hand(REMEDIES["HT001"]), at=at))


def no_cluster(file: str, looks: str, at: Location = Location()) -> Finding:  # noqa: B008 (immutable)
    """HT011: the input is a hive, and no key in it looks like a cluster database; ``looks`` is what it looks like."""
    fix = by_hand("name the file or the key that is the cluster's")
    return _of_file(ht011.RULE, file, Found(f"it is not a cluster database: {looks}", fix=fix, at=at))


def _of_file(rule: Rule, file: str, found: Found) -> Finding:
    return Finding(
        rule=rule.code,
        title=rule.title,
        severity=rule.severity,
        message=found.message,
        file=file,
        kind="",
        id="",
        name="",
        key="",
        value="",
        at=found.at or Location(),
        actual=found.actual,
        expected=found.expected,
        fix=found.fix,
    )
