"""``check --format json``, schema ``hivetool.check/1``."""

from __future__ import annotations

from typing import Any

from hivetool.regf.check import Report

from .evidence import problem_json


def check_json(report: Report) -> dict[str, Any]:
    """The report as the schema has it."""
    return {
        "schema": "hivetool.check/1",
        "ok": report.ok,
        "problems": [problem_json(problem) for problem in report.problems],
        "keys": report.keys,
        "values": report.values,
    }
