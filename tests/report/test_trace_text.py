from __future__ import annotations

from dataclasses import replace

from hivetool.engine.outcome import Verdict
from hivetool.hive.edit import SetValue
from hivetool.hive.types import ValueType
from hivetool.report.trace_text import trace_text
from tests.report.samples import HOSTILE, HOSTILE_SHOWN, PREDICTION, about

GOLDEN = r"""predicted: semantics article, at most 1 d

assumed:
  nodes: all up (the hive holds no states)
  owner of G1: N1 (DefaultOwner)
  owner of G2: N1 (DefaultOwner)

what happens (* an action):
  00:00:03.000  EventLog         -   -                     VM1: event: it stops
  00:00:05.000  ClusterService   1   -                     VM1: asks RHS
  00:00:05.000  RHS              10  RHS-02 [STATED]     * online VM1 on N1: recorded Online but reported Offline"""

REST = r"""  <- Resources\6e39:PersistentState
  01:00:00.000  FailoverManager  -   FM-01 [DOCUMENTED]  * failover G1 to N2: the group moves

afterwards:
  node N1: Up
  node N2: Up
  node N3: Paused
  group G1: Online, owner N2
  group G2: Offline, owner none
  resource VM1: Online, PersistentState 1
  resource VM2: Offline, PersistentState not stored
  quorum: yes

downtime:
  G1: 2 s
  G2: not over

detection:
  VM1: at most 5 s
  VM2: at most 7 ms

recorded:
  Resources\6e39:PersistentState = 0

expectations:
  not met
  failed: owner of G1 at the end: expected N1, predicted N2
"""


def test_the_whole_of_it() -> None:
    assert trace_text(PREDICTION) == GOLDEN + REST


def test_empty_sections_are_left_out() -> None:
    bare = replace(PREDICTION, assumed=(), trace=(), downtime_ms=(), detection_ms=(), edits=(), expect=None)
    assert [line for line in trace_text(bare).splitlines() if line.endswith(":")] == ["afterwards:"]


def test_expectations_that_are_met() -> None:
    assert trace_text(replace(PREDICTION, expect=Verdict(()))).endswith("\nexpectations:\n  met\n")


def test_places_in_the_input_do_not_show() -> None:
    assert "line 7" not in trace_text(PREDICTION)


def test_it_is_ascii_and_every_entry_is_one_line() -> None:
    text = trace_text(about(HOSTILE + "…ü"))
    assert text.isascii()
    assert HOSTILE_SHOWN + "...\\xfc" in text
    assert all(line.isprintable() for line in text.splitlines())
    assert sum(" RHS-02 " in line for line in text.splitlines()) == 1


def test_what_is_no_number_is_shown_in_hex() -> None:
    edits = (SetValue("Groups\\1", "Name", ValueType.REG_SZ, b"\xff"),)
    assert "  Groups\\1:Name = hex ff\n" in trace_text(replace(PREDICTION, edits=edits))
