"""Findings and rules made for tests, so that no test depends on what a real rule says."""

from __future__ import annotations

from hivetool.hive.edit import Edit
from hivetool.hive.location import Location
from hivetool.lint.finding import Cmdlet, Finding, Fix, Severity
from hivetool.lint.rule import Mark, Rule

PAGE = """A thing is wrong.

## Why

It hurts, e.g. at night. It is old, too.

A second paragraph.

## How to mend

Mend it.

## Source

A page."""


def rule(code: str, severity: Severity = "warning", mark: Mark = Mark.DOCUMENTED, *, first: bool = False) -> Rule:
    return Rule(
        code=code,
        name="a thing is wrong",
        severity=severity,
        mark=mark,
        check=lambda subject: (),
        page=PAGE,
        bad="[Cluster]\n; here\n",
        good="[Cluster]\n",
        first=first,
    )


def finding(
    code: str = "HT999",
    severity: Severity = "warning",
    *,
    kind: str = "resource",
    identity: str = "a",
    value: str = "SeparateMonitor",
    at: Location = Location(line=7),  # noqa: B008
    fix: Fix | None = None,
    file: str = "cluster.reg",
    message: str = "it is wrong",
) -> Finding:
    return Finding(
        rule=code,
        title="A thing is wrong",
        severity=severity,
        message=message,
        file=file,
        kind=kind,
        id=identity,
        name=f"name of {identity}" if kind else "",
        key=f"Resources\\{identity}" if kind else "",
        value=value,
        at=at,
        actual="0",
        expected="1",
        fix=fix,
    )


def fix(*edits: Edit, safe: bool = True, cmdlets: tuple[Cmdlet, ...] = ()) -> Fix:
    return Fix("mend it", safe, edits, cmdlets)
