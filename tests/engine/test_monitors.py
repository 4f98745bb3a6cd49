from __future__ import annotations

from hivetool.engine.monitors import Host, process_key, processes
from tests.clusters import G, R, cluster_reg, database, resource_id

KNOWN = database(
    cluster_reg([G("G", (R("a", {"SeparateMonitor": 1}), R("b"), R("c", {"SeparateMonitor": 0}), R("d")))])
)
A, B, C, D = (resource_id(name) for name in "abcd")


def test_one_shared_process_and_one_for_each_separate_resource() -> None:
    found = processes("1", KNOWN.resources)
    assert [(item.host, item.own, item.resources) for item in found] == [
        (Host.RHS, None, (B, C, D)),
        (Host.RHS, A, (A,)),
    ]


def test_32_bit_dlls_run_in_rhs32() -> None:
    found = processes("1", KNOWN.resources, lambda resource: 32 if resource.name in "ad" else 64)
    assert [(item.host, item.own, item.resources) for item in found] == [
        (Host.RHS, None, (B, C)),
        (Host.RHS32, None, (D,)),
        (Host.RHS32, A, (A,)),
    ]


def test_a_node_that_owns_nothing_has_no_process() -> None:
    assert processes("1", ()) == ()


def test_key() -> None:
    assert process_key(KNOWN.resources[0], 64) == (Host.RHS, A)
    assert process_key(KNOWN.resources[1], 32) == (Host.RHS32, None)
