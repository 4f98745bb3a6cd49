from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hivetool.engine.trace import Step, TraceEntry
from hivetool.report.explain_text import MOST_CAUSES, explained
from hivetool.report.layout import Layout
from hivetool.report.plain import columns_of
from tests.report.samples import HOSTILE, HOSTILE_SHOWN, STORED, TRACE, about

EVENT, ASKED, ONLINE, FAILOVER = TRACE
WIDE = Layout(200)


def lines(entry: TraceEntry, causes: Sequence[TraceEntry], layout: Layout = WIDE, *, every: bool = False) -> list[str]:
    return list(explained(entry, causes, layout, every=every))


def test_row_step_stored_value_and_causes() -> None:
    asked = replace(ASKED, evidence=(STORED,))
    judged = replace(ONLINE, action=None, text="compares", evidence=())
    assert lines(ONLINE, (asked, judged)) == [
        "     why      RHS-02, STATED (the article says so): article, step 10.2",
        "     step     10: RHS compares the report with what is recorded and acts on a difference",
        "     stored   Resources\\6e39:PersistentState = 1 (line 7)",
        "     because  ClusterService: asks RHS",
        "                <- Resources\\6e39:PersistentState = 1 (line 7)",
        "              RHS: compares [RHS-02, STATED: article, step 10.2]",
    ]


def test_a_cause_that_is_an_action_is_named_and_not_told_again() -> None:
    assert lines(FAILOVER, (ONLINE,))[-1] == "     because  RHS: online VM1 on N1 (at 5 s)"
    assert (
        lines(FAILOVER, (replace(ONLINE, at_ms=FAILOVER.at_ms),))[-1] == "     because  RHS: online VM1 on N1 (above)"
    )


def test_a_cause_says_when_and_about_whom_if_it_is_not_the_same() -> None:
    assert lines(ONLINE, (replace(EVENT, resource=None),))[-1] == (
        "     because  EventLog: at 3 s: G1: event: it stops"
    )


def test_what_is_not_there_is_not_said() -> None:
    assert lines(replace(ONLINE, decision=None, step=None, evidence=()), ()) == []
    assert lines(replace(ASKED, step=Step.ASK), ()) == [
        "     step     1: the IsAlive interval expires: Cluster Service asks RHS for the status"
    ]


def test_of_many_causes_the_last_are_told_and_the_others_counted() -> None:
    causes = [replace(ASKED, text=f"cause {number}", at_ms=ONLINE.at_ms) for number in range(70)]
    shown = lines(ONLINE, causes)
    assert "because  of 58 entries that -v shows, and" in shown[3]
    assert len([line for line in shown if ": cause " in line]) == MOST_CAUSES
    assert shown[-1].endswith("cause 69")
    assert len([line for line in lines(ONLINE, causes, every=True) if ": cause " in line]) == 70


def test_names_do_nothing_and_lines_keep_the_width() -> None:
    (entry,) = about(HOSTILE).trace
    other = replace(entry, action=None, text=HOSTILE)
    for width in (60, 80):
        shown = lines(entry, (other, entry), layout=Layout(width))
        assert all(line.isprintable() for line in shown)
        assert all(columns_of(line) <= width or max(map(len, line.split())) > width - 25 for line in shown), shown
        assert HOSTILE_SHOWN in " ".join(shown)
