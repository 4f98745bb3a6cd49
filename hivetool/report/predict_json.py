"""``predict --format json``: the prediction as a document of schema ``hivetool.predict/1``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from hivetool.engine.outcome import Prediction
from hivetool.engine.trace import Component, Step, TraceEntry

from .evidence import edit_json, evidence_json, half_ms

SCHEMA = "hivetool.predict/1"

_STEP_WORDS: Mapping[Step, str] = MappingProxyType(
    {
        Step.ASK: "ask",
        Step.HAND_OVER: "hand-over",
        Step.REPORT: "report",
        Step.COMPARE: "compare",
        Step.START_FAILOVER: "start-failover",
        Step.TARGET: "target",
        Step.TARGET_ONLINE: "target-online",
        Step.NO_FAILOVER: "no-failover",
    }
)
_COMPONENT_WORDS: Mapping[Component, str] = MappingProxyType(
    {
        Component.EVENT_LOG: "event",
        Component.VMMS: "told",
        Component.DATABASE_MANAGER: "replicated",
        Component.NODE_MANAGER: "candidate",
    }
)
_OTHER_WORDS: Mapping[Component, str] = MappingProxyType({Component.RESOURCE_DLL: "call"})


def event_word(entry: TraceEntry) -> str:
    """One stable word for what an entry is: its action, else what its component always does, else its step."""
    if entry.action is not None:
        return entry.action.value
    if entry.component in _COMPONENT_WORDS:
        return _COMPONENT_WORDS[entry.component]
    if entry.step is not None:
        return _STEP_WORDS[entry.step]
    return _OTHER_WORDS.get(entry.component, "note")


def predict_json(prediction: Prediction, others: Sequence[tuple[str, str]] = ()) -> dict[str, Any]:
    """The document, ready for ``json.dumps``.

    ``others`` are other semantics by name and how it ends differently under them; ``""`` is no difference, left out.
    """
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "semantics": prediction.semantics,
        "horizon_ms": prediction.horizon_ms,
        "assumed": [{"what": item.what, "value": item.value, "basis": item.basis} for item in prediction.assumed],
        "actions": [_action(entry) for entry in prediction.actions],
        "after": _after(prediction),
        "downtime_ms": dict(prediction.downtime_ms),
        "detection_ms": {
            label: {"min": 0, "mean": half_ms(longest), "max": longest} for label, longest in prediction.detection_ms
        },
        "edits": [edit_json(edit) for edit in prediction.edits],
        "differs": [{"semantics": name, "what": what} for name, what in others if what],
    }
    if prediction.expect is not None:
        document["expect"] = {"met": prediction.expect.met, "failed": list(prediction.expect.failed)}
    document["trace"] = [_entry(entry) for entry in prediction.trace]
    return document


def _action(entry: TraceEntry) -> dict[str, Any]:
    return {
        "at_ms": entry.at_ms,
        "component": entry.component.value,
        "action": event_word(entry),
        "resource": entry.resource,
        "group": entry.group,
        "node": entry.node,
        "target": entry.target,
        "decision": entry.decision.id if entry.decision else None,
        "basis": entry.decision.basis.value if entry.decision else None,
        "reason": entry.text,
        "evidence": [evidence_json(item) for item in entry.evidence],
    }


def _entry(entry: TraceEntry) -> dict[str, Any]:
    return {
        "at_ms": entry.at_ms,
        "component": entry.component.value,
        "event": event_word(entry),
        "subject": entry.subject,
        "step": entry.step.value if entry.step else None,
        "text": entry.text,
        "decision": entry.decision.id if entry.decision else None,
        "basis": entry.decision.basis.value if entry.decision else None,
        "source": entry.decision.source if entry.decision else None,
        "node": entry.node,
        "target": entry.target,
        "evidence": [evidence_json(item) for item in entry.evidence],
    }


def _after(prediction: Prediction) -> dict[str, Any]:
    after = prediction.after
    return {
        "groups": {group.label: {"owner": group.owner, "state": group.state} for group in after.groups},
        "resources": {
            resource.label: {"state": resource.state.value, "persistent_state": resource.persistent_state}
            for resource in after.resources
        },
        "nodes": dict(after.nodes),
        "quorum": after.quorum,
    }
