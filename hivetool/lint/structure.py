"""What the readers and the structural validator have to say, as findings: one table from their codes to the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from hivetool.hive.errors import Problem

from .finding import Found, Severity
from .fixes import by_hand
from .subject import Subject
from .whose import whose

CODES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "HT001": ("regf-unreadable", "regf-truncated"),
        "HT002": (
            "regf-checksum",
            "regf-version",
            "regf-file-type",
            "regf-format",
            "regf-clustering-factor",
            "regf-bins-size",
        ),
        "HT003": ("regf-dirty",),
        "HT004": ("regf-log-refused", "regf-log-torn"),
        "HT005": ("source-clfs",),
        "HT006": (
            "regf-bad-bin",
            "regf-missing",
            "regf-outside",
            "regf-unaligned",
            "regf-cell-size",
            "regf-cell-small",
            "regf-free-cell",
            "regf-signature",
            "regf-used-twice",
            "regf-name-cut",
            "regf-too-deep",
            "regf-list-cut",
            "regf-class-cut",
            "regf-cell-chain",
            "regf-cell-reference",
            "regf-parent",
            "regf-root-flag",
            "regf-class-offset",
            "regf-key-size",
        ),
        "HT007": (
            "regf-name-empty",
            "regf-key-name",
            "regf-key-name-flag",
            "regf-class-size",
            "regf-predefined-handle",
            "regf-subkey-count",
            "regf-volatile-count",
            "regf-no-subkeys",
            "regf-no-values",
            "regf-nested-index-root",
            "regf-index-too-deep",
            "regf-largest-subkey-name",
            "regf-largest-subkey-class",
            "regf-largest-value-name",
            "regf-largest-data",
            "regf-subkey-order",
            "regf-duplicate-subkey",
            "regf-name-hash",
            "regf-name-hint",
            "regf-leaf-kind",
            "regf-leaf-large",
            "regf-leaf-empty",
            "regf-leaves-mixed",
        ),
        "HT008": (
            "regf-security-cut",
            "regf-no-security",
            "regf-security-ring",
            "regf-security-references",
            "regf-security-descriptor",
            "regf-security-twice",
        ),
        "HT009": (
            "regf-inline-size",
            "regf-data-cut",
            "regf-segment-count",
            "regf-no-big-data",
            "regf-data-not-inline",
            "regf-empty-data",
            "regf-duplicate-value",
            "regf-value-name",
            "regf-value-name-flag",
            "regf-default-value-flag",
        ),
        "HT010": ("regf-cell-leak", "regf-free-cells", "regf-trailing-bytes"),
        "HT012": ("reg-query-lossy",),
    }
)
"""Rule -> the codes of the problems that it tells; ``docs/checks.md`` explains them."""

TEXTS: tuple[str, ...] = ("reg-", "table-", "json-", "sqlite-")
"""What all other problems of texts and tables begin with: they are told by HT013."""

REMEDIES: Mapping[str, str] = MappingProxyType(
    {
        "HT001": "take the file from its source again, whole: reg save HKLM\\Cluster FILE /y",
        "HT002": "compare it with another copy, then write it anew: hivetool convert FILE -o NEW",
        "HT003": "read it together with its logs: put FILE.LOG1 and FILE.LOG2 beside it, or save it anew on the node",
        "HT004": "take the hive and its logs from the node again, at the same moment",
        "HT005": "save it anew on the node: reg save HKLM\\Cluster FILE /y",
        "HT006": "take another copy; what can be read of this one is had by hivetool convert --partial FILE -o NEW",
        "HT007": "write it anew, with sound lists: hivetool convert FILE -o NEW",
        "HT008": "write it anew, with sound records: hivetool convert FILE -o NEW",
        "HT009": "look at the value in another copy and write it anew",
        "HT010": "write it anew, without them, if they are not wanted as evidence: hivetool convert FILE -o NEW",
        "HT012": "make an exact copy on the node: reg save HKLM\\Cluster FILE /y",
        "HT013": "look at the line, and export the key anew if it should be whole",
    }
)

_LESS: Mapping[str, Severity] = MappingProxyType(
    {"HT001": "info", "HT002": "info", "HT006": "info", "HT007": "info", "HT008": "info", "HT009": "info"}
)
"""What real hives differ in, or what Windows repairs, is a warning of the validator and no more than that here."""

_LOST: Mapping[str, Severity] = MappingProxyType({"HT013": "warning"})
"""An error of a text's reader is something that was left out."""


def rule_of(code: str) -> str | None:
    """The rule that tells the problems of this code; None for those of the cluster's soundness."""
    known = next((rule for rule, codes in CODES.items() if code in codes), None)
    return known or ("HT013" if code.startswith(TEXTS) else None)


def broken(subject: Subject, rule: str) -> Iterator[Found]:
    """What the validator and the reader found that is this rule's, each thing once."""
    told: set[tuple[str, object]] = set()
    for problem in (*subject.structure, *subject.database.hive.problems):
        if rule_of(problem.code) == rule and (problem.code, problem.at) not in told:
            told.add((problem.code, problem.at))
            yield found_of(rule, problem, subject)


def found_of(rule: str, problem: Problem, subject: Subject | None = None) -> Found:
    """A problem as a finding of the rule, of the object at its place if there is one."""
    by_severity = _LESS if problem.severity == "warning" else _LOST
    return Found(
        problem.message,
        whose(subject.database, problem.at.path or None) if subject is not None else None,
        expected=problem.expected or "",
        actual=problem.actual or "",
        fix=by_hand(REMEDIES[rule]),
        key=problem.at.path or "",
        at=problem.at,
        severity=by_severity.get(rule),
    )
