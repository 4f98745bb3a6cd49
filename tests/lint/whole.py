"""Whole hives judged as the program judges them: with problems, structure, processes, and copies of each other."""

from __future__ import annotations

from collections.abc import Sequence

from hivetool.cluster.load import load_cluster
from hivetool.hive.hive import Hive
from hivetool.lint.rule import Rule
from hivetool.lint.rules import RULES
from hivetool.report.judging import Judgment, judged, prepared

DEFAULT = tuple(rule for rule in RULES if rule.is_default)


def judgment(*hives: Hive, rules: Sequence[Rule] = RULES) -> Judgment:
    """What the rules find in these copies, which are called ``0``, ``1`` and so on."""
    return judged([prepared(str(number), load_cluster(hive), rules) for number, hive in enumerate(hives)], rules)


def told(found: Judgment, worst: Sequence[str] = ("error", "warning", "info")) -> set[str]:
    """The codes of the findings of these severities."""
    return {finding.rule for finding in found.findings if finding.severity in worst}
