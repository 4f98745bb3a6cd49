from __future__ import annotations

import re
from dataclasses import replace

from hivetool.engine.outcome import Prediction
from hivetool.engine.trace import Action, Component, TraceEntry
from hivetool.report.sequence_mermaid import MOST_ARROWS, MOST_CHARACTERS, RECEIVERS, sequence_mermaid
from tests.report.samples import HOSTILE, PREDICTION, about

MERMAIDS_OWN_LIMIT = 50_000
"""Its default ``maxTextSize``."""


def acting(*actions: Action, node: str | None = "N1", target: str | None = None) -> Prediction:
    trace = tuple(
        TraceEntry(
            at_ms=1, component=Component.RCM, text="x", action=action, resource="R", group="G", node=node, target=target
        )
        for action in actions
    )
    return replace(PREDICTION, trace=trace)


def arrows(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if "->>" in line]


def test_a_picture() -> None:
    assert sequence_mermaid(PREDICTION).splitlines() == [
        "sequenceDiagram",
        "  participant p1 as RHS",
        "  participant p2 as ResourceDLL",
        "  participant p3 as FailoverManager",
        "  participant p4 as EventLog",
        "  participant p5 as N1",
        "  participant p6 as N2",
        "  Note over p1,p6: Predicted under the semantics #39;article#39;, nothing<br/>was observed",
        "  Note over p4: 3 s#58; VM1#58; event#58; it stops",
        "  p1->>p2: 5 s#58; online VM1 on N1",
        "  Note over p1: recorded Online but reported Offline #40;RHS-02<br/>STATED#41;",
        "  p5->>p6: 1 h#58; failover G1 to N2",
        "  Note over p3: the group moves #40;FM-01 DOCUMENTED#41;",
    ]


def test_every_action_has_one_arrow() -> None:
    assert set(RECEIVERS) == set(Action)
    assert len(arrows(sequence_mermaid(acting(*Action)))) == len(Action)


def test_what_acts_on_itself_points_at_itself() -> None:
    assert arrows(sequence_mermaid(acting(Action.GIVE_UP))) == ["p1->>p1: 1 ms#58; give-up G on N1"]
    assert arrows(sequence_mermaid(acting(Action.MOVE))) == ["p1->>p1: 1 ms#58; move G to None"]


def test_nothing_happens() -> None:
    assert sequence_mermaid(replace(PREDICTION, trace=())).splitlines() == [
        "sequenceDiagram",
        "  participant p1 as ClusterService",
        "  Note over p1: Predicted under the semantics #39;article#39;, nothing<br/>was observed",
        "  Note over p1: No action is taken",
    ]


def test_a_node_with_the_name_of_a_component_is_another_participant() -> None:
    text = sequence_mermaid(acting(Action.FAILOVER, node="RCM", target="RHS"))
    assert re.findall(r"participant (p\d) as (\w+)", text) == [("p1", "RCM"), ("p2", "RCM"), ("p3", "RHS")]
    assert arrows(text)[0].startswith("p2->>p3: ")


def test_of_a_long_prediction_so_many_arrows_are_drawn_and_the_rest_counted() -> None:
    text = sequence_mermaid(acting(*[Action.ONLINE] * (MOST_ARROWS + 7)))
    assert len(arrows(text)) == MOST_ARROWS
    assert text.endswith(": Left out#58; 7 actions\n")
    assert "Left out" not in sequence_mermaid(acting(*[Action.ONLINE] * MOST_ARROWS))


def test_it_never_gets_longer_than_mermaid_takes() -> None:
    assert MOST_CHARACTERS < MERMAIDS_OWN_LIMIT
    noted = TraceEntry(at_ms=1, component=Component.EVENT_LOG, text="why " * 100, group="G")
    many = sequence_mermaid(replace(PREDICTION, trace=(noted,) * 500))
    assert len(many) < MERMAIDS_OWN_LIMIT
    assert re.search(r"Left out#58; \d+ notes\n$", many)
    long = sequence_mermaid(acting(Action.FAILOVER, node="(" * 20_000, target="b"))
    assert len(long) < MERMAIDS_OWN_LIMIT
    assert long.endswith(": Left out#58; 1 action\n")


def test_names_are_shown_and_mean_nothing() -> None:
    for name in (HOSTILE, "end", "wrap:a", "a;b", "%%{init}", "x->>y: z", '"', "#59;", "as b", "-", "", " "):
        text = sequence_mermaid(about(name))
        assert text.isascii()
        assert len(arrows(text)) == 1
        for line in text.splitlines()[1:]:
            assert re.fullmatch(
                r"  (participant p\d as|Note over p\d(,p\d)?:|p\d->>p\d:) ([A-Za-z0-9 ,-]|#\d+;|<br/>)+", line
            ), line
