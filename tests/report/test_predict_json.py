from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest

from hivetool.engine.outcome import Verdict
from hivetool.engine.trace import Action, Component, Step, TraceEntry
from hivetool.report.predict_json import event_word, predict_json
from hivetool.report.schema import schema
from tests.clusters import article_groups, cluster_reg
from tests.engine.runs import ALWAYS_FAILS, run
from tests.report.samples import HOSTILE, PREDICTION, about

VALIDATOR = jsonschema.Draft202012Validator(schema("predict"))


def test_the_document_is_the_contracts() -> None:
    document = predict_json(PREDICTION)
    assert next(iter(document)) == "schema"
    assert document["schema"] == "hivetool.predict/1"
    assert (document["semantics"], document["horizon_ms"], document["differs"]) == ("article", 86_400_000, [])
    assert document["assumed"][1] == {"what": "owner of G1", "value": "N1", "basis": "DefaultOwner"}
    assert document["downtime_ms"] == {"G1": 2000, "G2": None}
    assert document["detection_ms"] == {
        "VM1": {"min": 0, "mean": 2500, "max": 5000},
        "VM2": {"min": 0, "mean": 3.5, "max": 7},
    }
    assert document["after"] == {
        "groups": {"G1": {"owner": "N2", "state": "Online"}, "G2": {"owner": None, "state": "Offline"}},
        "resources": {
            "VM1": {"state": "Online", "persistent_state": 1},
            "VM2": {"state": "Offline", "persistent_state": None},
        },
        "nodes": {"N1": "Up", "N2": "Up", "N3": "Paused"},
        "quorum": True,
    }
    assert document["expect"] == {"met": False, "failed": ["owner of G1 at the end: expected N1, predicted N2"]}
    assert document["edits"] == [
        {"op": "SetValue", "key": "Resources\\6e39", "name": "PersistentState", "type": 4, "data": "00000000"}
    ]
    VALIDATOR.validate(document)


def test_actions_are_the_entries_that_change_something() -> None:
    online, failover = predict_json(PREDICTION)["actions"]
    assert online == {
        "at_ms": 5000,
        "component": "RHS",
        "action": "online",
        "resource": "VM1",
        "group": "G1",
        "node": "N1",
        "target": None,
        "decision": "RHS-02",
        "basis": "STATED",
        "reason": "recorded Online but reported Offline",
        "evidence": [{"path": "Resources\\6e39", "value": "PersistentState", "data": "01000000", "line": 7}],
    }
    assert (failover["action"], failover["resource"], failover["group"], failover["target"]) == (
        "failover",
        None,
        "G1",
        "N2",
    )


def test_the_trace_has_every_entry() -> None:
    trace = predict_json(PREDICTION)["trace"]
    assert [entry["event"] for entry in trace] == ["event", "ask", "online", "failover"]
    assert trace[1] == {
        "at_ms": 5000,
        "component": "ClusterService",
        "event": "ask",
        "subject": "VM1",
        "step": "1",
        "text": "asks RHS",
        "decision": None,
        "basis": None,
        "source": None,
        "node": "N1",
        "target": None,
        "evidence": [],
    }
    assert (trace[3]["subject"], trace[3]["source"]) == ("G1", "a page")


def test_without_expectations_there_is_no_verdict() -> None:
    assert "expect" not in predict_json(replace(PREDICTION, expect=None))
    met = predict_json(replace(PREDICTION, expect=Verdict(())))
    assert met["expect"] == {"met": True, "failed": []}


@pytest.mark.parametrize("component", Component)
@pytest.mark.parametrize("action", [None, *Action])
@pytest.mark.parametrize("step", [None, *Step])
def test_every_entry_has_a_word_the_schema_knows(
    component: Component, action: Action | None, step: Step | None
) -> None:
    entry = TraceEntry(at_ms=0, component=component, text="", action=action, step=step)
    allowed = schema("predict")["properties"]["trace"]["items"]["properties"]["event"]
    allowed = {"$defs": schema("predict")["$defs"], **allowed}
    jsonschema.Draft202012Validator(allowed).validate(event_word(entry))
    assert action is None or event_word(entry) == action.value


def test_where_another_semantics_ends_differently() -> None:
    document = predict_json(PREDICTION, (("windows", "G1 on N1 instead of N2"), ("another", "")))
    assert document["differs"] == [{"semantics": "windows", "what": "G1 on N1 instead of N2"}]
    VALIDATOR.validate(document)
    assert predict_json(PREDICTION)["differs"] == []


def test_the_schema_refuses_what_the_contract_does_not_know() -> None:
    document = predict_json(PREDICTION)
    document["actions"][0]["action"] = "reboot"
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(document)


def test_real_predictions_fit_the_schema() -> None:
    prediction = run(cluster_reg(article_groups()), "vm:'Virtual Machine 1' reports Failed", toml=ALWAYS_FAILS)
    document = predict_json(prediction)
    VALIDATOR.validate(document)
    assert len(document["actions"]) > 4


def test_names_survive_as_ascii() -> None:
    text = json.dumps(predict_json(about(HOSTILE)))
    assert text.isascii()
    assert json.loads(text)["actions"][0]["resource"] == HOSTILE
