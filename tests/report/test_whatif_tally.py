from __future__ import annotations

from dataclasses import replace

from hivetool.report.whatif_tally import FEW, LONGER_MS, MOST_LINES, WORST, Away, Line, Question, Tally
from tests.report.asking import CHANGED, answers, nodes, one, pairs, tallied


def test_counts() -> None:
    tally = tallied(nodes())
    assert (tally.asked, tally.leave_down, tally.lose_quorum, tally.moved) == (3, 1, 0, 3)
    assert [(line.what, line.moves, line.not_online, line.targets) for line in tally.lines] == [
        ("Node1 down", 2, 1, (("Node2", 2),)),
        ("Node2 down", 1, 0, (("Node1", 1),)),
        ("Node3 down", 0, 0, ()),
    ]
    assert [(each.group, each.times, each.for_good) for each in tally.down_most_often()] == [("B", 1, 1)]


def test_groups_alike_are_one_line() -> None:
    tally = tallied(one("1"))
    assert [(each.groups, each.source, each.target) for each in tally.moves] == [(("A", "D"), "Node1", "Node2")]
    assert [each.groups for each in tally.lost] == [("B",)]


def test_moves_are_kept_where_they_are_shown() -> None:
    assert tallied(nodes()).moves == []
    assert len(tallied(nodes(), whole=True).moves) == 2


def test_a_loss_of_quorum_is_worst() -> None:
    tally = tallied([*nodes(), *pairs()])
    worst = tally.worst()
    assert [line.quorum for line in worst] == [False] * 3 + [True] * 3
    assert tally.lose_quorum == 3
    assert worst[3].what == "Node1 down"


def test_it_does_not_grow_with_the_answers() -> None:
    (answer,) = answers(one("1"))
    tally = Tally(Question("", FEW + 1, ""))
    for number in range(1000):
        tally.add(replace(answer, what=f"number {number}"))
    assert not tally.shows_all
    assert len(tally.lines) < 2 * WORST
    assert len(tally.lost) == MOST_LINES
    assert tally.left_out["lost"] == 1000 - MOST_LINES
    assert [line.what for line in tally.worst()][:2] == ["number 0", "number 1"]
    assert tally.away["B"].times == 1000


def test_the_worst_are_found_wherever_they_stand() -> None:
    tally = Tally(Question("", FEW + 1, ""))
    for number in range(500):
        tally._keep_line(Line(str(number), 0, number % 251, 0, True, "", 0, ()))
    assert [line.not_online for line in tally.worst()] == [250, 249, 248, 248, 247, 247, 246, 246, 245, 245]


def test_away() -> None:
    away = Away("A")
    away.add(500, 9000)
    away.add(61_000, 99_000)
    away.add(None, 120_000)
    assert (away.times, away.total_ms, away.longest_ms, away.for_good) == (3, 181_500, 120_000, 1)
    assert dict(zip(LONGER_MS, away.longer, strict=True)) == {1000: 2, 10_000: 2, 60_000: 2, 600_000: 0, 3_600_000: 0}


def test_changes() -> None:
    tally = tallied(nodes(), changed=CHANGED)
    assert tally.different == 1
    ((what, change),) = tally.changes
    assert (what, change.label, change.before, change.after) == (
        "Node1 down",
        "B",
        "not online",
        "moves to Node2, down for 10 s",
    )


def test_follow_lets_everything_through() -> None:
    tally = Tally(Question("", 3, ""))
    assert [answer.what for answer in tally.follow(answers(nodes()))] == ["Node1 down", "Node2 down", "Node3 down"]
    assert tally.asked == 3
