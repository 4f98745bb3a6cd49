from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import jsonschema

from hivetool.cluster.model import Database
from hivetool.report.schema import schema
from hivetool.report.whatif_json import SCHEMA, whatif_json
from hivetool.report.whatif_tally import Question, Tally
from hivetool.scenario.trials import Trial
from tests.report.asking import CHANGED, KNOWN, answers, nodes, one, pairs

HEAD = {"semantics": "article", "set_semantics": [], "cluster": "HVC"}


def document(trials: Sequence[Trial], changed: Database | None = None, **more: Any) -> dict[str, Any]:
    edits = ("x.y=1",) if changed is not None else ()
    tally = Tally(Question("what?", len(trials), "", edits=edits, **more))
    text = "".join(whatif_json(answers(trials, KNOWN, changed), tally, HEAD))
    assert text.isascii()
    found: dict[str, Any] = json.loads(text)
    jsonschema.Draft202012Validator(schema("whatif")).validate(found)
    return found


def test_one_scenario() -> None:
    found = document(one("1"))
    assert (found["schema"], found["semantics"], found["question"]) == (SCHEMA, "article", "what?")
    (scenario,) = found["scenarios"]
    assert (scenario["down"], scenario["drained"], scenario["quorum"]) == (["Node1"], [], True)
    assert [(each["group"], each["from"], each["to"]) for each in scenario["moves"]] == [
        ("A", "Node1", "Node2"),
        ("D", "Node1", "Node2"),
    ]
    assert [(each["group"], each["decision"]) for each in scenario["not_online"]] == [("B", "FM-03")]
    assert scenario["downtime_ms"] == {"A": 10_000, "B": None, "D": 10_000}
    assert found["summary"]["down_most_often"] == [{"group": "B", "times": 1}]
    assert found["assumed"]


def test_every_shape_fits_the_schema() -> None:
    assert document([])["scenarios"] == []
    assert document(pairs())["summary"]["lose_quorum"] == 3
    assert [each["group"] for each in document(one(drained=["1"]))["scenarios"][0]["stays"]] == ["B"]


def test_a_changed_database() -> None:
    found = document(nodes(), CHANGED)
    first = found["scenarios"][0]
    assert first["after"]["not_online"] == []
    assert first["changes"] == [{"group": "B", "before": "not online", "after": "moves to Node2, down for 10 s"}]
    assert (found["set"], found["summary"]["change"]) == (["x.y=1"], 1)


def test_draws_have_a_distribution() -> None:
    summary = document(nodes(), draws=True, per_year=3.0)["summary"]
    groups = {each["group"]: each for each in summary["groups"]}
    assert groups["A"]["mean_ms"] == round(10_000 / 3)
    assert groups["A"]["mean_when_hit_ms"] == groups["A"]["longest_ms"] == groups["A"]["expected_ms_per_year"] == 10_000
    assert groups["A"]["longer_than"]["1000"] == 1
    assert groups["B"]["not_online_again"] == 1


def test_it_is_written_as_the_answers_come() -> None:
    asked = []

    def slowly() -> Any:
        for answer in answers(nodes()):
            asked.append(answer.what)
            yield answer

    pieces = whatif_json(slowly(), Tally(Question("", 3, "")), HEAD)
    while '"Node1 down"' not in next(pieces):
        pass
    assert asked == ["Node1 down"]
