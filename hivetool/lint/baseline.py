"""A baseline: the findings that are known already, so that only new ones are reported."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from hivetool.hive.errors import HivetoolError

from .finding import Finding

SCHEMA = "hivetool.baseline/1"


@dataclass(eq=False)
class BadBaseline(HivetoolError):
    """A text that is no baseline."""

    sentence: ClassVar[str] = "{name}: this is no baseline: {reason}"

    name: str
    reason: str


def baseline_text(findings: Iterable[Finding]) -> str:
    """The findings as a JSON document: how often each fingerprint occurs, sorted."""
    counts = Counter(finding.fingerprint for finding in findings)
    return json.dumps({"schema": SCHEMA, "findings": dict(sorted(counts.items()))}, indent=2) + "\n"


def read_baseline(text: str, name: str = "baseline") -> Counter[str]:
    """How often each fingerprint is known. Raises :class:`BadBaseline`."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadBaseline(name, f"no JSON ({error})") from error
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise BadBaseline(name, f"its schema is not {SCHEMA}")
    found = document.get("findings")
    if not isinstance(found, dict) or not all(type(count) is int and count > 0 for count in found.values()):
        raise BadBaseline(name, "its findings are no counts of fingerprints")
    return Counter(found)


def unknown(findings: Iterable[Finding], known: Counter[str]) -> tuple[Finding, ...]:
    """The findings that the baseline does not have, or has less often."""
    left = Counter(known)
    new = []
    for finding in findings:
        if left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
        else:
            new.append(finding)
    return tuple(new)
