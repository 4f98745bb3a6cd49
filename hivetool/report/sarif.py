"""Findings as SARIF 2.1.0 (OASIS), which code scanning and editors show."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from hivetool.lint.finding import Finding, Severity
from hivetool.lint.rule import Rule
from hivetool.lint.selection import UNREADABLE
from hivetool.version import __version__

from .evidence import edit_json
from .judging import Judgment
from .remedy import live
from .why import WHY

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: Mapping[Severity, str] = MappingProxyType({"error": "error", "warning": "warning", "info": "note"})

FINGERPRINT = "hivetoolFinding/v1"
"""The name of the fingerprint: the rule, the object and the value, which stay the same from export to export."""

_DRIVE = re.compile(r"[A-Za-z]:/")


def sarif(judgment: Judgment) -> dict[str, Any]:
    """One run with the rules that were run and a result for each finding.

    A fix in the words of SARIF replaces bytes of a file, which no edit of a hive is: a result has its remedy among its
    properties, as ``lint --format json`` has it.
    """
    rules = [_rule(rule) for rule in judgment.rules]
    places = {rule["id"]: number for number, rule in enumerate(rules)}
    for finding in judgment.findings:
        if finding.rule not in places:
            places[finding.rule] = len(rules)
            rules.append(_of_input(finding))
    driver = {"name": "hivetool", "version": __version__, "rules": rules}
    results = [_result(judgment, finding, places) for finding in judgment.findings]
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}


def _rule(rule: Rule) -> dict[str, Any]:
    why, mend, source = (rule.section(name) for name in ("Why", "How to mend", "Source"))
    return {
        "id": rule.code,
        "name": _identifier(rule.name.split()),
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": _paragraphs(why)},
        "help": {
            "text": f"{_paragraphs(why)}\n\nHow to mend: {_paragraphs(mend)}\n\nSource: {_paragraphs(source)}",
            "markdown": f"## Why\n\n{why}\n\n## How to mend\n\n{mend}\n\n## Source\n\n{source}",
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity], "enabled": rule.is_default},
        "properties": {"mark": rule.mark.value, "tags": ["failover-cluster", rule.mark.value]},
    }


def _of_input(finding: Finding) -> dict[str, Any]:
    """The rule of a finding about an input that no rule could look at."""
    why = WHY if finding.rule == UNREADABLE else f"{finding.title}."
    return {
        "id": finding.rule,
        "name": "Input",
        "shortDescription": {"text": f"{finding.title}."},
        "fullDescription": {"text": why},
        "help": {"text": why, "markdown": why},
        "defaultConfiguration": {"level": "error", "enabled": True},
        "properties": {"mark": "documented", "tags": ["failover-cluster", "documented"]},
    }


def _result(judgment: Judgment, finding: Finding, places: Mapping[str, int]) -> dict[str, Any]:
    logical = _logical(finding)
    return {
        "ruleId": finding.rule,
        "ruleIndex": places[finding.rule],
        "level": LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [{"physicalLocation": _physical(finding), **({"logicalLocations": logical} if logical else {})}],
        "partialFingerprints": {FINGERPRINT: hashlib.sha256(_bytes(finding.fingerprint)).hexdigest()},
        "properties": {
            "actual": finding.actual,
            "expected": finding.expected,
            "remedy": _remedy(judgment, finding),
        },
    }


def _message(finding: Finding) -> str:
    who = f"{finding.kind} {finding.name}: ".lstrip() if finding.kind else ""
    remedy = f" Remedy: {finding.fix.title}." if finding.fix is not None else ""
    return f"{who}{finding.message}.{remedy}"


def _physical(finding: Finding) -> dict[str, Any]:
    at = finding.at
    region: dict[str, int] = {}
    if at.line is not None:
        region = {"startLine": at.line} | ({"startColumn": at.column} if at.column is not None else {})
    elif at.offset is not None:
        region = {"byteOffset": at.offset}
    return {"artifactLocation": {"uri": uri(finding.file)}, **({"region": region} if region else {})}


def uri(file: str) -> str:
    """The name of an input as a URI: relative as it was given, an absolute path with ``file:``."""
    path = file.replace("\\", "/") if "\\" in file and "/" not in file else file
    quoted = quote(_bytes(path))
    if _DRIVE.match(path):
        return f"file:///{path[:2]}{quote(_bytes(path[2:]))}"
    return f"file://{quoted}" if path.startswith("/") and not path.startswith("//") else quoted.lstrip("/") or "input"


def _logical(finding: Finding) -> list[dict[str, str]]:
    found = []
    if finding.kind:
        found.append({"name": finding.name or finding.id or finding.kind, "kind": finding.kind})
    if finding.key or finding.value:
        name = ":".join(filter(None, (finding.key, finding.value)))
        found.append({"fullyQualifiedName": name, "kind": "value" if finding.value else "key"})
    return found


def _remedy(judgment: Judgment, finding: Finding) -> dict[str, Any] | None:
    if finding.fix is None:
        return None
    return {
        "title": finding.fix.title,
        "safe": finding.fix.safe,
        "powershell": list(live(finding, judgment.database(finding))),
        "edits": [edit_json(edit) for edit in finding.fix.edits],
    }


def _identifier(words: Iterable[str]) -> str:
    """PascalCase, as SARIF advises for the name of a rule."""
    plain: Sequence[str] = [re.sub(r"\W", "", word.replace("'s", "")) for word in words]
    return "".join(word[:1].upper() + word[1:] for word in plain)


def _paragraphs(text: str) -> str:
    """Each paragraph on one line."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
