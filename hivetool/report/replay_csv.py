"""``replay --format csv``: a row for every comparison, and for everything that the database does not have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from hivetool.observed.matching import Unmatched

from .comparison import Check, Comparison, Verdict
from .evidence import place_words, stored_words
from .spreadsheet import csv_lines

UNMATCHED = "unmatched"
"""The verdict of what the database does not have."""

COLUMNS: Mapping[str, tuple[Callable[[Check], str], Callable[[Unmatched], str]]] = MappingProxyType(
    {
        "at_ms": (lambda check: _number(check.at_ms), lambda each: _number(each.sighting.at_ms)),
        "verdict": (lambda check: check.verdict, lambda each: UNMATCHED),
        "kind": (lambda check: check.item.kind, lambda each: each.sighting.kind),
        "name": (lambda check: check.label, lambda each: each.sighting.name),
        "id": (lambda check: check.item.id, lambda each: each.sighting.id or ""),
        "aspect": (lambda check: check.aspect, lambda each: ""),
        "expected": (lambda check: check.expected, lambda each: ""),
        "observed": (lambda check: check.observed, lambda each: each.sighting.what),
        "action": (lambda check: check.decision.do if check.decision else "", lambda each: ""),
        "decision": (lambda check: check.decision.id if check.decision else "", lambda each: ""),
        "basis": (lambda check: check.decision.basis if check.decision else "", lambda each: ""),
        "why": (lambda check: check.why, lambda each: each.problem.message),
        "failover_cluster_manager": (lambda check: _shown(check, "cluster"), lambda each: ""),
        "hyper_v_manager": (lambda check: _shown(check, "hyper_v"), lambda each: ""),
        "evidence": (lambda check: _evidence(check), lambda each: ""),
        "input": (lambda check: check.seen[0].input if check.seen else "", lambda each: each.sighting.input),
        "line": (
            lambda check: _number(check.seen[0].at.line) if check.seen else "",
            lambda each: _number(each.sighting.at.line),
        ),
    }
)
"""Name of a column -> what it says of a comparison, and of an entry that the database does not have."""


def replay_csv(comparison: Comparison, *, whole: bool) -> Iterator[str]:
    """Lines of CSV; agreements only if it is to be ``whole``."""
    checks = (check for check in comparison.checks if whole or check.verdict is not Verdict.AGREES)
    return csv_lines(_rows(checks, comparison.unmatched))


def _rows(checks: Iterator[Check], unmatched: tuple[Unmatched, ...]) -> Iterator[list[str]]:
    yield list(COLUMNS)
    yield from ([of_check(check) for of_check, _ in COLUMNS.values()] for check in checks)
    yield from ([of_entry(each) for _, of_entry in COLUMNS.values()] for each in unmatched)


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _shown(check: Check, which: str) -> str:
    if check.managers is None:
        return ""
    shown = check.managers.cluster if which == "cluster" else check.managers.hyper_v
    return shown.words if shown.observed else f"{shown.words} (not observed)"


def _evidence(check: Check) -> str:
    return "; ".join(f"{stored_words(each)} {place_words(each)}".rstrip() for each in check.evidence)
