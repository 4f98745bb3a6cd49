from __future__ import annotations

from dataclasses import replace

import pytest

from hivetool.engine.outcome import GroupAfter, Prediction, ResourceAfter, Verdict
from hivetool.report.layout import Layout
from hivetool.report.plain import columns_of
from hivetool.report.predict_text import SMALL, predict_text
from hivetool.scenario.model import State
from tests.clusters import article_groups, cluster_reg, database, resource_id
from tests.engine.runs import ALWAYS_FAILS, run_on
from tests.report.samples import HOSTILE, HOSTILE_SHOWN, PREDICTION, about

KNOWN = database(cluster_reg(article_groups()))


def shown(prediction: Prediction, width: int = 100, **more: object) -> str:
    return predict_text(prediction, KNOWN, Layout(width), **more)  # type: ignore[arg-type]


def section(text: str, beginning: str) -> list[str]:
    """The lines of the section whose heading begins so."""
    found = next(part for part in text.split("\n\n") if part.startswith(beginning))
    return found.splitlines()[1:]


def test_it_says_what_it_is() -> None:
    first = shown(PREDICTION).split("\n\n")[0]
    assert first.startswith("Predicted for cluster HVCLUSTER under the semantics 'article'")
    assert "Nothing here was observed." in first


def test_alike_assumptions_are_one_line() -> None:
    assert section(shown(PREDICTION), "Assumed") == [
        "  nodes: all up (the hive holds no states)",
        "  owner of G1, G2: N1 (DefaultOwner)",
    ]


def test_events_actions_and_decisions_in_their_time() -> None:
    assert section(shown(PREDICTION), "What happens") == [
        "at 3 s",
        "   EventLog        VM1: event: it stops",
        "at 5 s",
        " * RHS             online VM1 on N1: recorded Online but reported Offline [RHS-02 STATED]",
        "     <- Resources\\6e39:PersistentState = 1 (line 7)",
        "at 1 h",
        " * FailoverManager failover G1 to N2: the group moves [FM-01 DOCUMENTED]",
    ]


def test_everything_with_its_step_and_source() -> None:
    text = shown(PREDICTION, detail="full")
    assert "   ClusterService  VM1: asks RHS [step 1]" in text
    assert "reported Offline [step 10, RHS-02 STATED]" in text
    assert "  FM-01  DOCUMENTED: a page" in text
    assert "  step 10 RHS compares the report" in text
    assert "asks RHS" not in shown(PREDICTION)
    assert "a page" not in shown(PREDICTION)


def test_the_actions_alone() -> None:
    assert shown(PREDICTION, detail="brief") == "00:00:05.000  online VM1 on N1\n01:00:00.000  failover G1 to N2\n"


def test_what_was_touched_comes_first() -> None:
    lines = section(shown(PREDICTION), "The cluster afterwards")
    assert lines[:5] == [
        "            Name  State    Owner       PersistentState",
        "  group     G1    Online   on N2",
        "  resource  VM1   Online               1",
        "  group     G2    Offline  on no node",
        "  resource  VM2   Offline              not stored",
    ]
    assert "  2 nodes Up: N1, N2" in lines
    assert "  1 node Paused: N3" in lines
    assert "  quorum: yes" in lines
    assert lines[8:10] == ["  downtime 2 s: G1", "  downtime not over at the end: G2"]
    assert "  detection after 0 to 5 s, on average 2.5 s (the timers' phase is not known): VM1" in lines


def test_equal_durations_are_one_line() -> None:
    labels = [f"VM{number}" for number in range(9)]
    alike = replace(PREDICTION, detection_ms=tuple((label, 0) for label in labels))
    assert "  detection at once: VM0, VM1, VM2 and 6 more" in shown(alike).splitlines()
    assert f"  detection at once: {', '.join(labels)}" in shown(alike, detail="full").splitlines()


def test_of_a_large_cluster_only_what_was_touched_and_counts() -> None:
    others = tuple(ResourceAfter(f"R{number}", State.ONLINE, 1) for number in range(SMALL * 50))
    large = replace(PREDICTION, after=replace(PREDICTION.after, resources=PREDICTION.after.resources + others))
    lines = section(shown(large), "The cluster afterwards")
    assert "  1,201 other resources, untouched: 1,200 Online, 1 Offline" in lines
    assert "  1 other group, untouched: 1 Offline" in lines
    assert not [line for line in lines if "R7" in line]
    assert [line for line in shown(large, detail="full").splitlines() if "R7 " in line]


def test_what_is_recorded_shows_old_and_new() -> None:
    prediction = run_on(KNOWN, "vm:'Virtual Machine 1' stopped inside")
    key = f"Resources\\{resource_id('Virtual Machine 1')}"
    lines = section(shown(prediction, 200), "The cluster afterwards")
    assert f"  recorded: {key}:PersistentState: 1 -> 0 (Virtual Machine 1)" in lines


def test_a_second_record_starts_from_the_first() -> None:
    prediction = run_on(KNOWN, "1s vm:'Virtual Machine 1' offline", "9s vm:'Virtual Machine 1' online")
    text = shown(prediction, 200)
    assert text.index("PersistentState: 1 -> 0") < text.index("PersistentState: 0 -> 1")


def test_expectations() -> None:
    assert shown(PREDICTION).endswith(
        "\n\nThe expectations are not met:\n  owner of G1 at the end: expected N1, predicted N2\n"
    )
    assert shown(replace(PREDICTION, expect=Verdict(()))).endswith("\n\nThe expectations are met.\n")
    assert "expectations" not in shown(replace(PREDICTION, expect=None))


def test_where_another_semantics_ends_differently_is_one_line_before_the_expectations() -> None:
    others = (("windows", "G1 on N1 instead of N2"), ("another", ""))
    parts = shown(PREDICTION, others=others).split("\n\n")
    assert parts[-2].splitlines() == [
        "Under 'windows' it ends differently: G1 on N1 instead of N2.",
        "Under 'another' it ends the same.",
    ]
    assert "Under '" not in shown(PREDICTION)
    assert "Under '" not in shown(PREDICTION, detail="brief", others=others)


def test_arguments_change_only_the_timeline() -> None:
    plain, explained = (shown(PREDICTION, explain=explain).split("\n\n") for explain in (False, True))
    assert [number for number, (a, b) in enumerate(zip(plain, explained, strict=True)) if a != b] == [2]


def test_nothing_happens() -> None:
    text = shown(replace(PREDICTION, trace=()))
    assert section(text, "What happens") == ["  No action is taken."]
    assert shown(replace(PREDICTION, trace=()), detail="brief") == ""


@pytest.mark.parametrize("width", [60, 80, 100])
def test_lines_keep_the_width_where_words_allow(width: int) -> None:
    prediction = run_on(KNOWN, "vm:'Virtual Machine 1' reports Failed", toml=ALWAYS_FAILS)
    for line in predict_text(prediction, KNOWN, Layout(width, folds=True), "full").splitlines():
        assert columns_of(line) <= width or max(map(len, line.split())) > width - 25, line


def test_names_cannot_do_anything_to_a_terminal() -> None:
    hostile = about(HOSTILE)
    after = replace(hostile.after, groups=(*hostile.after.groups, GroupAfter(HOSTILE + "2", None, "Offline")))
    for detail in ("brief", "normal", "full"):
        text = shown(replace(hostile, after=after), detail=detail)
        assert HOSTILE_SHOWN in text
        assert all(line.isprintable() for line in text.splitlines())


def test_color_only_repeats_what_is_said() -> None:
    tones: set[str] = set()

    def paint(tone: str, text: str) -> str:
        tones.add(tone)
        return f"\x1b[1m{text}\x1b[0m"

    painted = predict_text(PREDICTION, KNOWN, Layout(100, paint=paint))
    assert tones == {"head", "act", "dim", "bad"}
    assert painted.replace("\x1b[1m", "").replace("\x1b[0m", "") == shown(PREDICTION)
