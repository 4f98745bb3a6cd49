"""``check --format json``, schema ``hivetool.check/1``."""

from __future__ import annotations

from typing import Any

from hivetool.hive.errors import Problem
from hivetool.hive.location import Location
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
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        **_place(at),
        "key": at.path,
        "expected": problem.expected,
        "actual": problem.actual,
    }


def _place(at: Location) -> dict[str, int | None]:
    if at.line is not None:
        return {"line": at.line, "column": at.column}
    return {"offset": at.offset} if at.row is None else {"row": at.row}
