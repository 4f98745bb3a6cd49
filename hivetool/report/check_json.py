"""``check --format json``, schema ``hivetool.check/1``."""

from __future__ import annotations

from typing import Any

from hivetool.hive.errors import Problem
from hivetool.regf.check import Report


def check_json(report: Report) -> dict[str, Any]:
    """The report as the schema has it."""
    return {
        "schema": "hivetool.check/1",
        "ok": report.ok,
        "problems": [_problem(problem) for problem in report.problems],
        "keys": report.keys,
        "values": report.values,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    at = problem.at
    place = {"line": at.line, "column": at.column} if at.line is not None else {"offset": at.offset}
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        **place,
        "key": at.path,
        "expected": problem.expected,
        "actual": problem.actual,
    }
