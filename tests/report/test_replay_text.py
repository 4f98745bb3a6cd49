from __future__ import annotations

import pytest

from hivetool.report.comparison import Comparison, Verdict
from hivetool.report.layout import Detail, Layout
from hivetool.report.replay_text import _COUNTED, _MARKS, _TITLES, MOST_LISTED, replay_text
from tests.clusters import G, R, article_groups, cluster_reg, database, resource_id
from tests.report.observing import HOSTILE_SHOWN, compared, hostile, saw

KNOWN = database(cluster_reg(article_groups()))


def shown(comparison: Comparison, detail: Detail = "normal", *, whole: bool = False, width: int = 100) -> str:
    return "".join(replay_text(comparison, Layout(width), detail, whole=whole))


def test_disagreements_come_first_with_decision_and_evidence() -> None:
    text = shown(
        compared(
            KNOWN,
            saw("resource", "Virtual Machine 1", "Online"),
            saw("resource", "Virtual Machine 2", "Offline"),
            saw("resource", "Virtual Machine 3", "OnlinePending"),
            saw("node", "Node2", "Down"),
            saw("group", "HyperV VMs", "Online"),
        )
    )
    sections = text.split("\n\n")
    assert [section.splitlines()[0] for section in sections[1:-1]] == [
        "Disagreements: 2",
        "Pending: no difference yet: 1",
        "Worth knowing, no disagreement: 1",
        "In the database, and not observed: 2",
    ]
    lines = sections[1].splitlines()
    path = f"Resources\\{resource_id('Virtual Machine 2')}"
    assert lines[1:4] == [
        "  resource Virtual Machine 2",
        "   ! recorded Online, the cluster shows Offline -> execute the Online function",
        "     recorded Online but reported Offline: RHS executes the Online function [RHS-02 STATED]",
    ]
    assert lines[4].startswith(f"     <- {path}:PersistentState = 1 (line ")
    assert lines[5:7] == [
        "     <- seen, line 3: Offline",
        "     Failover Cluster Manager: Offline; Hyper-V Manager: not observed, Off or Saved if it was told",
    ]
    assert lines[8] == "   ! Pending by its resources, the cluster shows Online"
    assert sections[-1] == (
        "Stored and observed state do not agree: 2 disagreements, 1 pending, 1 worth knowing, 1 agreement.\n"
    )


def test_agreements_are_shown_if_asked_for() -> None:
    comparison = compared(KNOWN, saw("vm", "Virtual Machine 1", "Running"))
    assert "Agreements" not in shown(comparison)
    assert shown(comparison).endswith("\n\nStored and observed state agree: 1 agreement.\n")
    text = shown(comparison, whole=True)
    assert "Agreements: 1\n  resource Virtual Machine 1\n   = recorded Online, Hyper-V shows Running\n" in text
    assert "RHS-01" not in text
    assert "RHS-01  STATED: article, step 10.1" in shown(comparison, "full", whole=True)


def test_managers_are_told_once() -> None:
    seen = (saw("resource", "Virtual Machine 1", "Failed"), saw("vm", "Virtual Machine 1", "Running"))
    text = shown(compared(KNOWN, *seen))
    assert "! Failover Cluster Manager shows Failed, Hyper-V Manager shows Running\n" in text
    assert "Failover Cluster Manager: " not in text


def test_a_stream_is_told_in_its_order() -> None:
    reports = (("Failed", 8000), ("OnlinePending", 9000), ("Online", 9000), ("Stopped", 61_000))
    seen = [saw("vm", "Virtual Machine 1", state, reports=True, at_ms=at_ms) for state, at_ms in reports]
    comparison = compared(KNOWN, *seen, saw("resource", "Virtual Machine 2", "Offline"))
    text = shown(comparison)
    assert "Disagreements: 1\n" in text
    moments = text.split("Reports in their order")[1].split("\nat ")[1:]
    assert [moment.splitlines()[0] for moment in moments] == ["8 s", "9 s", "1 m 1 s"]
    assert "its resource DLL reports Online\n" not in text
    assert "   = recorded Online, its resource DLL reports Online\n" in shown(comparison, whole=True)


def test_brief_is_a_line_for_each_disagreement() -> None:
    seen = [
        saw("resource", "Virtual Machine 2", "Offline"),
        saw("vm", "lab", "Off"),
        saw("group", "no\nwhere", "Online"),
        saw("vm", "Virtual Machine 1", "Failed", reports=True, at_ms=5),
    ]
    assert shown(compared(KNOWN, *seen), "brief").splitlines() == [
        "differs  resource Virtual Machine 2: recorded Online, the cluster shows Offline [RHS-02]",
        "differs  5 ms: resource Virtual Machine 1: recorded Online, its resource DLL reports Failed [RHS-03]",
        "unmatched  the database has no group 'no\\nwhere': it is not compared",
    ]


def test_what_is_not_there_is_cut_unless_asked_for() -> None:
    groups = [G(f"g{number}", (R(f"r{number}"),)) for number in range(60)]
    seen = [saw("resource", "r0", "Offline"), *(saw("resource", f"x{number}", "Online") for number in range(50))]
    comparison = compared(database(cluster_reg(groups)), *seen)
    text = shown(comparison)
    assert "Observed, and not in the database: 50\n" in text
    assert f"  and {50 - MOST_LISTED} more (-v lists all)\n" in text
    assert "In the database, and not observed: 59\n" in text
    assert " and 39 more " in " ".join(text.split())
    assert text.endswith(" do not agree: 1 agreement, 50 not in the database.\n")
    whole = shown(comparison, "full")
    assert "'x49'" in whole
    assert "resource r59" in whole
    assert " more" not in whole


def test_of_what_could_not_be_compared_some_is_shown() -> None:
    known = database(cluster_reg([G(f"g{number}", (R(f"r{number}"),)) for number in range(30)]))
    comparison = compared(known, *(saw("group", f"g{number}", "Online") for number in range(30)))
    text = shown(comparison, width=200)
    assert "Not compared: 30\n" in text
    assert "  and 10 more (--all shows them)\n" in text
    assert text.count(" by its resources, the cluster shows Online: 0 of its 1 resources were") == MOST_LISTED
    assert text.endswith("\nNothing of what was observed could be compared: 30 not compared.\n")
    assert shown(comparison, whole=True, width=200).count(" by its resources, ") == 30
    assert shown(comparison, "full", whole=True).count("\n   ? ") == 30


def test_nothing_in_common() -> None:
    text = shown(compared(KNOWN, saw("vm", "lab", "Off")))
    assert text.endswith("\n\nNothing of what was observed is in this database.\n")


def test_names_cannot_do_anything_to_a_terminal() -> None:
    details: tuple[Detail, ...] = ("brief", "normal", "full")
    for detail in details:
        text = shown(hostile(), detail, whole=True)
        assert HOSTILE_SHOWN in text
        assert all(line.isprintable() for line in text.splitlines())
        assert text.count("\n") == len(text.splitlines())


@pytest.mark.parametrize("width", [40, 80])
def test_lines_keep_to_the_width(width: int) -> None:
    seen = (saw("resource", "Virtual Machine 2", "Failed", owner="Node2"), saw("vm", "Virtual Machine 2", "Off"))
    text = shown(compared(KNOWN, *seen), "full", whole=True, width=width)
    assert all(len(line) <= width or max(map(len, line.split())) > width - 20 for line in text.splitlines())


@pytest.mark.parametrize("table", [_TITLES, _MARKS, _COUNTED])
def test_every_verdict_has_its_words(table: dict[Verdict, object]) -> None:
    assert set(table) == set(Verdict)
    assert len({str(words) for words in table.values()}) == len(Verdict)
