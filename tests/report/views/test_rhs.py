from __future__ import annotations

import pytest

from hivetool.report.views.rhs import NARROW, loads
from tests.clusters import CONFIG, G, R, cluster_reg, resource_id
from tests.report.looking import look, rows, seen

GROUPS = (
    G("A", (R("a"), R("b", {"SeparateMonitor": 1}), R("c", type=CONFIG)), {"DefaultOwner": 1}),
    G("B", tuple(R(f"m{n}") for n in range(5)), {"DefaultOwner": 1}),
    G("C", (R("d", {"IsAlivePollInterval": 100}),), {"DefaultOwner": 2}),
)
REG = cluster_reg(GROUPS)


def test_what_each_node_does() -> None:
    nodes = rows(seen("rhs", REG).tables[0])
    assert nodes == [
        {
            "Node Name": "Node1",
            "Processes": "2",
            "Sharing": "7",
            "Separate": "1",
            "Calls (1/s)": "1.73",
            "Hit by one crash": "6",
        },
        {
            "Node Name": "Node2",
            "Processes": "1",
            "Sharing": "1",
            "Separate": "0",
            "Calls (1/s)": "10.02",
            "Hit by one crash": "0",
        },
        {
            "Node Name": "Node3",
            "Processes": "0",
            "Sharing": "0",
            "Separate": "0",
            "Calls (1/s)": "0.00",
            "Hit by one crash": "0",
        },
    ]


def test_who_is_in_each_process() -> None:
    shared, own, other = rows(seen("rhs", REG).tables[1])
    assert (shared["Monitor"], shared["Resources"], shared["VMs"]) == ("shared", "7", "6")
    assert shared["Who is in it"] == "a, c and 5 more"
    assert (own["Monitor"], own["Who is in it"], own["Hit by one crash"]) == ("separate", "b", "0")
    assert other["Node Name"] == "Node2"
    whole = rows(seen("rhs", REG).tables[1], whole=True)[0]
    assert whole["Who is in it"] == "a, c, m0, m1, m2, m3, m4"


def test_calls_of_a_node_are_those_of_its_processes() -> None:
    (first, *_) = loads(look(REG))
    assert first.calls == pytest.approx(8 * (1 / 5 + 1 / 60))
    assert sum(process.calls for process in first.processes) == pytest.approx(first.calls)


def test_32_bits_are_asked_for_and_counted_apart() -> None:
    assert NARROW in seen("rhs", REG).notes
    found = seen("rhs", REG, frozenset({resource_id("a"), resource_id("c")}))
    assert NARROW not in found.notes
    assert [(row["Process"], row["Resources"]) for row in rows(found.tables[1])][:3] == [
        ("RHS.EXE", "5"),
        ("RHS32.EXE", "2"),
        ("RHS.EXE", "1"),
    ]
    assert rows(found.tables[0], whole=True)[0]["In RHS32"] == "2"
