"""Findings as JUnit XML, which build servers show: a suite a file, a case a finding, and one for each silent rule."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from hivetool.lint.config import FailOn
from hivetool.lint.finding import Finding
from hivetool.lint.rule import Rule

from .judging import Judgment, is_at_least
from .plain import visible
from .remedy import copy, live
from .why import why


def junit(judgment: Judgment, fail_on: FailOn = "warning") -> str:
    """The document. A finding at or above ``fail_on`` is a failure, any other a passed case that says what it is."""
    files = dict.fromkeys((*judgment.subjects, *(finding.file for finding in judgment.findings)))
    suites = [_suite(judgment, file, fail_on) for file in files]
    cases, failures = (
        (sum(counts) for counts in zip(*(counts for _, *counts in suites), strict=True)) if suites else (0, 0)
    )
    yielded = "".join(text for text, _, _ in suites)
    head = f'<testsuites name="hivetool lint" tests="{cases}" failures="{failures}" errors="0">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{yielded}</testsuites>\n'


def _suite(judgment: Judgment, file: str, fail_on: FailOn) -> tuple[str, int, int]:
    found = [finding for finding in judgment.findings if finding.file == file]
    rules = {rule.code: rule for rule in judgment.rules}
    fired = {finding.rule for finding in found}
    silent = [rule for rule in judgment.rules if rule.code not in fired] if file in judgment.subjects else []
    failures = sum(is_at_least(finding.severity, fail_on) for finding in found)
    lines = [line for finding in found for line in _case(judgment, finding, rules.get(finding.rule), fail_on)]
    lines += [f"    <testcase classname={_quoted(rule.code)} name={_quoted(rule.title)}/>" for rule in silent]
    cases = len(found) + len(silent)
    head = f'  <testsuite name={_quoted(file)} tests="{cases}" failures="{failures}" errors="0" skipped="0">'
    return "\n".join((head, *lines, "  </testsuite>\n")), cases, failures


def _case(judgment: Judgment, finding: Finding, rule: Rule | None, fail_on: FailOn) -> Iterator[str]:
    who = f"{finding.kind} {finding.name}".strip() or "the file"
    where = ":".join(filter(None, (finding.key, finding.value)))
    line = f' line="{finding.at.line}"' if finding.at.line is not None else ""
    name = _quoted(f"{who}: {where}" if where else who)
    yield f"    <testcase classname={_quoted(finding.rule)} name={name} file={_quoted(finding.file)}{line}>"
    text = escape("\n".join(map(visible, _lines(judgment, finding, rule))))
    if is_at_least(finding.severity, fail_on):
        yield f"      <failure type={_quoted(finding.severity)} message={_quoted(finding.message)}>{text}</failure>"
    else:
        yield f"      <system-out>{text}</system-out>"
    yield "    </testcase>"


def _lines(judgment: Judgment, finding: Finding, rule: Rule | None) -> Iterator[str]:
    database = judgment.database(finding)
    yield f"{finding.severity} {finding.rule}: {finding.message}"
    rows = (
        ("at", f"{finding.at.place} {':'.join(filter(None, (finding.key, finding.value)))}".strip()),
        ("is", finding.actual),
        ("should be", finding.expected),
        ("why", why(finding, rule)),
        ("remedy", finding.fix.title if finding.fix is not None else ""),
        *(("on a live cluster", line) for line in live(finding, database)),
        *(("on a copy", words) for words in copy(finding, database)),
    )
    yield from (f"{name}: {text}" for name, text in rows if text)


def _quoted(text: str) -> str:
    return quoteattr(visible(text))
