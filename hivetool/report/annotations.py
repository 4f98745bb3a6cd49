"""Findings as workflow commands of GitHub Actions: an annotation each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from hivetool.lint.finding import Finding, Severity

from .judging import Judgment
from .plain import visible

COMMANDS: Mapping[Severity, str] = MappingProxyType({"error": "error", "warning": "warning", "info": "notice"})

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
"""What GitHub decodes in the text and in the properties of a command."""


def github(judgment: Judgment) -> Iterator[str]:
    """A line each; a finding in a hive has no line in its file, and its offset stands in the text."""
    for finding in judgment.findings:
        yield f"::{COMMANDS[finding.severity]} {_properties(finding)}::{_text(finding)}\n"


def _properties(finding: Finding) -> str:
    found = {"file": finding.file, "title": f"{finding.rule} {finding.title}"}
    if finding.at.line is not None:
        found["line"] = str(finding.at.line)
    if finding.at.line is not None and finding.at.column is not None:
        found["col"] = str(finding.at.column)
    return ",".join(f"{name}={visible(value).translate(_PROPERTY)}" for name, value in found.items())


def _text(finding: Finding) -> str:
    who = f"{finding.kind} {finding.name}: " if finding.kind else ""
    where = ":".join(filter(None, (finding.key, finding.value)))
    place = ", ".join(filter(None, (where, finding.at.place if finding.at.line is None else "")))
    remedy = f"; remedy: {finding.fix.title}" if finding.fix is not None else ""
    return visible(f"{who}{finding.message}{f' ({place})' if place else ''}{remedy}").translate(_DATA)
