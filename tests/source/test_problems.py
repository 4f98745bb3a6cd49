from __future__ import annotations

from hivetool.source.problems import Fault, clfs_beside


def test_a_clfs_log_is_named_and_the_way_out_is_shown() -> None:
    problem = clfs_beside(["CLUSDB.blf", "CLUSDB.1\n.container"])
    assert (problem.code, problem.severity) == (Fault.CLFS.code, "warning")
    assert "CLUSDB.blf, 'CLUSDB.1\\n.container'" in problem.message
    assert "reg save" in problem.message
    assert problem.message.isprintable()


def test_every_fault_says_what_is_done() -> None:
    assert all(fault.done and "{actual}" in fault.message for fault in Fault)
