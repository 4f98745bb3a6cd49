"""``replay --format json``: the comparison as a document of schema ``hivetool.replay/1``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hivetool.cluster.model import ClusterObject
from hivetool.observed.matching import Unmatched
from hivetool.observed.model import Observed, Sighting

from .comparison import Check, Comparison, Managers, Shown
from .evidence import evidence_json, problem_json

SCHEMA = "hivetool.replay/1"


def replay_json(comparison: Comparison) -> dict[str, Any]:
    """The document, ready for ``json.dumps``."""
    return {
        "schema": SCHEMA,
        "semantics": comparison.semantics,
        "agrees": comparison.agrees,
        "inputs": [_input(each) for each in comparison.inputs],
        "counts": {verdict.value: count for verdict, count in comparison.counts.items()},
        "comparisons": [_check(check) for check in comparison.checks],
        "unmatched": [_unmatched(each) for each in comparison.unmatched],
        "unobserved": [_object(item, comparison.database.label(item)) for item in comparison.unobserved],
        "problems": [{"input": name, **problem_json(problem)} for name, problem in comparison.every_problem],
    }


def _input(observed: Observed) -> dict[str, Any]:
    return {
        "name": observed.input,
        "format": observed.format,
        "encoding": observed.encoding,
        "entries": len(observed.sightings),
    }


def _object(item: ClusterObject, label: str) -> dict[str, Any]:
    return {"kind": item.kind, "id": item.id, "name": label}


def _check(check: Check) -> dict[str, Any]:
    return {
        "at_ms": check.at_ms,
        "object": _object(check.item, check.label),
        "aspect": check.aspect.value,
        "verdict": check.verdict.value,
        "expected": check.expected,
        "observed": check.observed,
        "why": check.why,
        "decision": _decision(check),
        "evidence": [evidence_json(each) for each in check.evidence],
        "seen": [_seen(each) for each in check.seen],
        "managers": _managers(check.managers),
    }


def _decision(check: Check) -> dict[str, Any] | None:
    row = check.decision
    if row is None:
        return None
    return {"id": row.id, "action": row.do.value, "basis": row.basis.value, "source": row.source}


def _seen(sighting: Sighting) -> dict[str, Any]:
    return {"input": sighting.input, "line": sighting.at.line, "by": sighting.view, "says": sighting.what}


def _managers(managers: Managers | None) -> dict[str, Any] | None:
    if managers is None:
        return None
    return {"failover_cluster_manager": _shown(managers.cluster), "hyper_v_manager": _shown(managers.hyper_v)}


def _shown(shown: Shown) -> dict[str, Any]:
    return {"shows": shown.words, "observed": shown.observed}


def _unmatched(each: Unmatched) -> Mapping[str, Any]:
    sighting = each.sighting
    return {
        "kind": sighting.kind,
        "name": sighting.name,
        "id": sighting.id,
        "at_ms": sighting.at_ms,
        "seen": _seen(sighting),
        "code": each.problem.code,
        "why": each.problem.message,
    }
