from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.location import Location
from hivetool.observed.faults import Faults
from hivetool.observed.model import Sighting
from hivetool.observed.records import Record
from hivetool.observed.reports import FIELDS, is_report, sighting_of_report


def read(values: dict[str, Any]) -> tuple[Sighting | None, list[str]]:
    faults = Faults()
    found = sighting_of_report(Record(values, Location(line=2)), "a.toml", faults)
    return found, [problem.message for problem in faults.problems()]


@pytest.mark.parametrize(
    ("values", "kind", "name", "view", "state", "at_ms"),
    [
        ({"at": "3s", "resource": "A b", "reports": "failed"}, "resource", "A b", "report", "Failed", 3000),
        (
            {"at": 250, "resource": "res:'A'", "state": "Online Pending"},
            "resource",
            "A",
            "cluster",
            "OnlinePending",
            250,
        ),
        ({"at": "1m", "resource": "vm:SQL01", "reports": "Stopped"}, "vm", "SQL01", "report", "Stopped", 60_000),
        ({"vm": "SQL01", "state": "Running"}, "vm", "SQL01", "hyper-v", "Running", None),
        ({"vm": "vm:SQL01", "reports": "NoResponse"}, "vm", "SQL01", "report", "NoResponse", None),
        ({"at": "0s", "group": "group:g", "state": 3}, "group", "g", "cluster", "PartialOnline", 0),
        ({"at": "2h", "node": "HV01", "state": "Down"}, "node", "HV01", "cluster", "Down", 7_200_000),
    ],
)
def test_reports(values: dict[str, Any], kind: str, name: str, view: str, state: str, at_ms: int | None) -> None:
    found, problems = read(values)
    assert problems == []
    assert found is not None
    assert found.state is not None
    assert (found.kind, found.name, found.view, found.state.word, found.at_ms) == (kind, name, view, state, at_ms)
    assert (found.input, found.at.line, found.owner) == ("a.toml", 2, None)
    with_owner, _ = read({**values, "owner": "HV02"})
    assert with_owner is not None
    assert with_owner.owner == "HV02"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"resource": "x", "report": "Failed"}, "unknown field 'report', did you mean reports?"),
        ({"resource": "x", "zzz\x1b": 1}, "unknown field 'zzz\\x1b'"),
        ({"at": "3s", "state": "Up"}, "exactly one of resource, vm, group, node"),
        ({"resource": "x", "vm": "y", "state": "Online"}, "exactly one of resource, vm, group, node"),
        ({"resource": "", "state": "Online"}, "resource must be a name or an id"),
        ({"resource": ["x"], "state": "Online"}, "resource must be a text"),
        ({"resource": "x"}, "a resource needs exactly one reports or state"),
        ({"vm": "x", "state": "Off", "reports": "Offline"}, "a vm needs exactly one reports or state"),
        ({"group": "x", "reports": "Online"}, "a group needs exactly one state"),
        ({"node": "x", "state": "Online"}, "'Online' is no state of a node: Unknown, Up, Down"),
        ({"resource": "x", "state": True}, "state must be a text"),
        ({"resource": "node:x", "state": "Online"}, "node: does not name a resource"),
        ({"group": "vm:x", "state": "Online"}, "vm: does not name a group"),
        ({"at": "soon", "node": "x", "state": "Up"}, "'soon' is not a duration"),
        ({"at": True, "node": "x", "state": "Up"}, "is not a duration"),
        ({"at": [1], "node": "x", "state": "Up"}, "at must be a duration such as '5s'"),
        ({"at": "9999d", "node": "x", "state": "Up"}, "is too long a duration"),
    ],
)
def test_what_is_not_understood(values: dict[str, Any], told: str) -> None:
    found, problems = read(values)
    assert found is None
    assert len(problems) == 1
    assert problems[0].startswith("the report is not understood: ")
    assert told in problems[0]


def test_an_owner_alone_is_something() -> None:
    found, problems = read({"group": "g", "owner": "HV02", "at": "1s"})
    assert problems == []
    assert found is not None
    assert (found.view, found.state, found.owner) == ("cluster", None, "HV02")


def test_what_is_a_report() -> None:
    assert is_report({"vm": "x"})
    assert not is_report({"Name": "x", "State": "Up", "VM": "x"})


VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.lists(st.integers(), max_size=1)


@given(st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=3), VALUES, max_size=5))
def test_anything_is_read_or_told(values: dict[str, Any]) -> None:
    found, problems = read(values)
    assert (found is None) == (len(problems) == 1)
