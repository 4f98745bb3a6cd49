from __future__ import annotations

from hivetool.hive.errors import HivetoolError, UnreadableInput
from hivetool.hive.location import Location
from hivetool.observed.errors import EXPORT, BadReport, ClusterLog, NotStates, UnreadableStates


def test_sentences() -> None:
    assert str(UnreadableStates("not JSON: x", Location(line=3, column=2))) == "line 3, column 2: not JSON: x"
    assert str(BadReport("at must be {a} duration")) == "at must be {a} duration"
    assert str(ClusterLog()) == f"this is a cluster log; reading it comes in a later version, {EXPORT}"


def test_a_cluster_log_can_be_read_and_is_not_meant_here() -> None:
    assert issubclass(UnreadableStates, UnreadableInput)
    assert issubclass(NotStates, UnreadableInput)
    assert issubclass(ClusterLog, HivetoolError)
    assert not issubclass(ClusterLog, UnreadableInput)
