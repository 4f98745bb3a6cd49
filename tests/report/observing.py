"""Sightings in a line each, compared with small clusters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hivetool.cluster.load import load_cluster
from hivetool.cluster.model import Database
from hivetool.cluster.semantics import ARTICLE
from hivetool.hive.apply import apply
from hivetool.hive.decode import text_data
from hivetool.hive.edit import SetValue
from hivetool.hive.location import Location
from hivetool.observed.model import Kind, Observed, Sighting, View
from hivetool.observed.states import GROUP_STATES, NODE_STATES, REPORTS, RESOURCE_STATES, VM_STATES
from hivetool.regtext.reader import read_reg
from hivetool.regtext.tree import hive_from_reg
from hivetool.report.comparing import compare
from hivetool.report.comparison import Aspect, Check, Comparison
from tests.clusters import G, R, cluster_reg

_STATES = {"resource": RESOURCE_STATES, "vm": VM_STATES, "group": GROUP_STATES, "node": NODE_STATES}


def saw(
    kind: Kind,
    name: str,
    state: str | None = None,
    *,
    owner: str | None = None,
    group: str | None = None,
    reports: bool = False,
    at_ms: int | None = None,
) -> Sighting:
    """One object as it was observed, in line 3 of the file ``seen``."""
    word = None
    if state is not None:
        word = (REPORTS if reports else _STATES[kind]).find(state)
        assert word is not None, state
    view: View = "report" if reports else "hyper-v" if kind == "vm" else "cluster"
    return Sighting(kind, name, view, None, word, owner, group, at_ms, "seen", Location(line=3))


def compared(known: Database, *sightings: Sighting) -> Comparison:
    """The comparison with one input."""
    return compare(known, [Observed("seen", "json", "utf-8", sightings)], ARTICLE)


def told(comparison: Comparison, *aspects: Aspect) -> list[tuple[str, str, str, str]]:
    """Object, verdict, and both sides of the checks, those of these aspects if any are named."""
    checks: Sequence[Check] = [check for check in comparison.checks if not aspects or check.aspect in aspects]
    return [(check.label, check.verdict.value, check.expected, check.observed) for check in checks]


HOSTILE = "=cmd|'/c calc'!A1\x1b[31m\nred\u202eder\ud800"
"""A name that would run in a spreadsheet, color a terminal, break a line, turn the text round, and break UTF-8."""

HOSTILE_SHOWN = "=cmd|'/c calc'!A1\\x1b[31m\\x0ared\\u202eder\\ud800"


def hostile() -> Comparison:
    """A cluster in which everything has this name, seen in a file of this name, and what it does not have."""
    resource = R("r", {"PersistentState": 1, "PossibleOwners": ["2"]})
    groups = (G("g", (resource,), {"DefaultOwner": 2, "PreferredOwners": ["2"]}),)
    text = read_reg(cluster_reg(groups, ("n", "o")).encode())
    named = {"Groups": "Name", "Resources": "Name", "Nodes": "NodeName"}
    keys = [edit.key for edit in text.edits if edit.key.count("\\") == 1 and edit.key.split("\\")[0] in named]
    names = [
        SetValue(key, named[key.split("\\")[0]], 1, text_data(HOSTILE))
        for key in dict.fromkeys(keys)
        if key != "Nodes\\2"
    ]
    names.append(SetValue("", "ClusterName", 1, text_data(HOSTILE)))
    known = load_cluster(apply(hive_from_reg(text), names)).database
    seen = [
        saw("resource", HOSTILE, "Failed", owner=HOSTILE, group=f"{HOSTILE}2"),
        saw("vm", HOSTILE, "Running", owner=f"{HOSTILE}3"),
        saw("group", HOSTILE, "Online", owner=HOSTILE),
        saw("node", HOSTILE, "Paused"),
        saw("node", f"{HOSTILE}4", "Up", at_ms=3),
        saw("resource", HOSTILE, "OnlinePending", at_ms=5),
    ]
    seen = [replace(each, input=HOSTILE) for each in seen]
    return compare(known, [Observed(HOSTILE, "json", "utf-8", tuple(seen))], ARTICLE)
