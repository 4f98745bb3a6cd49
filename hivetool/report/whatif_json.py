"""``whatif --format json``: a document of schema ``hivetool.whatif/1``, written as the answers come."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from hivetool.engine.whatif import Answer, Outage

from .whatif_tally import LONGER_MS, Away, Tally

SCHEMA = "hivetool.whatif/1"


def whatif_json(answers: Iterator[Answer], tally: Tally, head: Mapping[str, Any]) -> Iterator[str]:
    """The document in pieces; ``answers`` are asked for one after the other, and counted in ``tally``.

    ``head`` are members such as ``semantics``. The sums stand at the end, where they are known.
    """
    members = {"schema": SCHEMA, **head, "question": tally.question.words, "set": list(tally.question.edits)}
    yield "{\n" + "".join(f"  {json.dumps(name)}: {json.dumps(value)},\n" for name, value in members.items())
    yield '  "scenarios": ['
    for number, answer in enumerate(tally.follow(answers)):
        yield f"{',' if number else ''}\n    {json.dumps(answer_json(answer))}"
    assumed = [{"what": each.what, "value": each.value, "basis": each.basis} for each in tally.assumed]
    yield f'\n  ],\n  "assumed": {json.dumps(assumed)},\n  "summary": {json.dumps(summary_json(tally))}\n}}\n'


def answer_json(answer: Answer) -> dict[str, Any]:
    """One scenario: what happens and what becomes of it; ``after`` and ``changes`` where the database was changed."""
    outage = answer.outage
    found = {"what": answer.what, "down": list(outage.down), "drained": list(outage.drained), **_outage(outage)}
    if answer.after is not None:
        found["after"] = _outage(answer.after)
        found["changes"] = [
            {each.kind: each.label, "before": each.before, "after": each.after} for each in answer.changes
        ]
    return found


def _outage(outage: Outage) -> dict[str, Any]:
    return {
        "quorum": outage.quorum,
        "votes": outage.votes,
        "moves": [
            {
                "group": move.group,
                "from": move.source,
                "to": move.target,
                "live": move.live,
                "decision": move.decision or None,
                "why": move.why,
            }
            for move in outage.moves
        ],
        "not_online": [
            {"group": each.group, "decision": each.decision or None, "why": each.why} for each in outage.not_online
        ],
        "stays": [{"group": each.group, "on": each.node, "why": each.why} for each in outage.stays],
        "downtime_ms": dict(outage.downtime_ms),
        "hit": [{"resource": label, "noticed_within_ms": longest} for label, longest in outage.hit],
        "until_ms": outage.until_ms,
    }


def summary_json(tally: Tally) -> dict[str, Any]:
    """The sums over all scenarios; ``groups`` only of draws, one for each group that was ever away."""
    found: dict[str, Any] = {
        "scenarios": tally.asked,
        "leave_groups_down": tally.leave_down,
        "lose_quorum": tally.lose_quorum,
        "change": tally.different if tally.question.edits else None,
        "down_most_often": [
            {"group": each.group, "times": each.for_good}
            for each in tally.down_most_often()[: None if tally.whole else 10]
        ],
    }
    if tally.question.draws:
        found["outages_per_year"] = tally.question.per_year
        found["groups"] = [_away(each, tally) for each in tally.away_longest()]
    return found


def _away(each: Away, tally: Tally) -> dict[str, Any]:
    per_year = tally.question.per_year
    return {
        "group": each.group,
        "times": each.times,
        "share": round(each.times / tally.asked, 6),
        "mean_ms": round(each.total_ms / tally.asked),
        "mean_when_hit_ms": round(each.total_ms / each.times),
        "longest_ms": each.longest_ms,
        "not_online_again": each.for_good,
        "longer_than": dict(zip(map(str, LONGER_MS), each.longer, strict=True)),
        "expected_ms_per_year": None if per_year is None else round(per_year * each.total_ms / tally.asked),
    }
