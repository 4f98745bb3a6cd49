"""Predictions written by hand, so that what is tested is how they are shown and not what the engine does."""

from __future__ import annotations

from hivetool.cluster.semantics import Basis
from hivetool.engine.detection import Detection, Span
from hivetool.engine.downtime import Parts
from hivetool.engine.outcome import After, Assumption, GroupAfter, Prediction, ResourceAfter, Verdict
from hivetool.engine.trace import Action, Citation, Component, Evidence, Step, TraceEntry
from hivetool.hive.edit import SetValue
from hivetool.hive.types import ValueType
from hivetool.scenario.model import State

ONE = (1).to_bytes(4, "little")
ZERO = bytes(4)

COMPARED = Citation("RHS-02", Basis.STATED, "article, step 10.2")
MOVED = Citation("FM-01", Basis.DOCUMENTED, "a page")
STORED = Evidence("Resources\\6e39", "PersistentState", ONE, line=7)

TRACE = (
    TraceEntry(at_ms=3000, component=Component.EVENT_LOG, text="event: it stops", resource="VM1", group="G1"),
    TraceEntry(
        at_ms=5000,
        component=Component.CLUSTER_SERVICE,
        step=Step.ASK,
        text="asks RHS",
        resource="VM1",
        group="G1",
        node="N1",
    ),
    TraceEntry(
        at_ms=5000,
        component=Component.RHS,
        step=Step.COMPARE,
        action=Action.ONLINE,
        text="recorded Online but reported Offline",
        resource="VM1",
        group="G1",
        node="N1",
        decision=COMPARED,
        evidence=(STORED,),
    ),
    TraceEntry(
        at_ms=3_600_000,
        component=Component.FAILOVER_MANAGER,
        action=Action.FAILOVER,
        text="the group moves",
        group="G1",
        node="N1",
        target="N2",
        decision=MOVED,
    ),
)

AFTER = After(
    groups=(GroupAfter("G1", "N2", "Online"), GroupAfter("G2", None, "Offline")),
    resources=(ResourceAfter("VM1", State.ONLINE, 1), ResourceAfter("VM2", State.OFFLINE, None)),
    nodes=(("N1", "Up"), ("N2", "Up"), ("N3", "Paused")),
    quorum=True,
)

PREDICTION = Prediction(
    semantics="article",
    horizon_ms=86_400_000,
    assumed=(
        Assumption("nodes", "all up", "the hive holds no states"),
        Assumption("owner of G1", "N1", "DefaultOwner"),
        Assumption("owner of G2", "N1", "DefaultOwner"),
    ),
    trace=TRACE,
    after=AFTER,
    downtime_ms=(("G1", 2000), ("G2", None)),
    downtime_parts=(("G1", Parts(undetected=2000)), ("G2", Parts(undetected=750, starting=None))),
    detection_ms=(Detection("a", "VM1", Span(0, 2500.0, 5000)), Detection("b", "VM2", Span(0, 3.5, 7))),
    edits=(SetValue("Resources\\6e39", "PersistentState", ValueType.REG_DWORD, ZERO),),
    expect=Verdict(("owner of G1 at the end: expected N1, predicted N2",)),
)

HOSTILE = "VM\x1b[31m\nred\u202eder\ud800"
"""A name that would color a terminal, begin a line, turn the direction of the text and cannot be encoded."""

HOSTILE_SHOWN = "VM\\x1b[31m\\x0ared\\u202eder\\ud800"


def about(label: str) -> Prediction:
    """A small prediction about one resource of this name."""
    entry = TraceEntry(
        at_ms=1,
        component=Component.RCM,
        action=Action.RESTART,
        text="again",
        resource=label,
        group=label,
        node=label,
        decision=COMPARED,
        evidence=(Evidence(f"Resources\\{label}", label, ONE),),
    )
    return Prediction(
        semantics="article",
        horizon_ms=10,
        assumed=(Assumption(f"owner of {label}", label, label),),
        trace=(entry,),
        after=After(
            (GroupAfter(label, label, "Online"),), (ResourceAfter(label, State.ONLINE, 1),), ((label, "Up"),), True
        ),
        downtime_ms=((label, 1),),
        downtime_parts=((label, Parts(1)),),
        detection_ms=(Detection(label, label, Span(0, 0.5, 1)),),
        edits=(SetValue(f"Resources\\{label}", label, ValueType.REG_DWORD, ONE),),
        expect=Verdict((label,)),
    )
