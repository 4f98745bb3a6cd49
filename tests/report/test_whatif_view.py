from __future__ import annotations

import pytest

from hivetool.report.layout import Layout
from hivetool.report.table import View
from hivetool.report.table_text import view_text
from hivetool.report.whatif_tally import Question, Tally
from hivetool.report.whatif_view import answer, changed, outages, whatif_view
from tests.report.asking import CHANGED, GOOD, nodes, one, pairs, tallied


def names(view: View) -> list[str]:
    return [table.name for table in view.tables]


def test_the_answer_comes_first() -> None:
    view = whatif_view(tallied(nodes()), "HVC", "article")
    assert [line.name for line in view.lines] == ["answer", "question", "semantics"]
    assert view.lines[0].text == "1 of 3 failures leaves groups down; worst: Node1 down (1 group)."
    assert names(view) == ["failures", "not_online", "down_most_often", "assumed"]


def test_answers() -> None:
    assert answer(tallied(nodes()[1:])) == GOOD
    assert answer(tallied(one("2"))) == f"1 group moves. {GOOD}"
    assert answer(tallied(one("1"))) == "1 group is not online afterwards; quorum is kept."
    assert answer(tallied(one("1", "3"))).startswith("Quorum is lost: the cluster stops, 4 groups are not online")
    assert answer(tallied(pairs())).startswith(
        "3 of 3 failures leave groups down, 3 without quorum; worst: Node1 + Node2"
    )
    assert answer(Tally(Question("", 0, "", "pair"))) == "There is nothing to ask: no pair is possible here."


def test_one_question_shows_its_moves() -> None:
    view = whatif_view(tallied(one("1")), "HVC", "article")
    assert names(view) == ["failures", "not_online", "moves", "assumed"]
    assert [line.name for line in view.lines] == ["answer", "question", "quorum", "semantics"]


def test_a_drain_shows_who_stays() -> None:
    assert "stays" in names(whatif_view(tallied(one(drained=["1"])), "HVC", "article"))


def test_brief_is_the_answer_alone() -> None:
    assert names(whatif_view(tallied(nodes()), "HVC", "article", "brief")) == []


def test_changes_are_shown() -> None:
    tally = tallied(nodes(), changed=CHANGED)
    assert changed(tally) == "vm:B.PossibleOwners=: 1 of 3 failures ends differently"
    assert "changes" in names(whatif_view(tally, "HVC", "article"))
    same = tallied(nodes()[1:], changed=CHANGED)
    assert changed(same) == "vm:B.PossibleOwners=: makes no difference to this question"


def test_draws_begin_with_the_outages_of_groups() -> None:
    tally = tallied(nodes(), draws=True, per_year=3.0)
    assert names(whatif_view(tally, "HVC", "article"))[0] == "outages"
    table = outages(tally)
    told = {column.name: words for column, words in table.told(whole=True)}
    assert told["group"] == ["B", "A", "D", "C"]
    assert told["share"] == ["0.33"] * 4
    assert told["per_year"][1:] == ["10 s"] * 3, "one of three failures, three times a year, 10 s each"
    assert "per_year" not in {column.name for column in outages(tallied(nodes(), draws=True)).columns}


def test_the_answer_of_draws() -> None:
    """B is not online again, others are away for ten seconds."""
    assert answer(tallied(nodes(), draws=True)) == (
        "In 1 of 3 failures a group is away for longer than 1 m; at worst B is not online again."
    )
    assert answer(tallied(nodes()[1:], draws=True)) == "In none of 2 failures a group is away for longer than 1 m."


@pytest.mark.parametrize("trials", [one("1"), nodes(), pairs()])
def test_it_fits_80_columns(trials: list) -> None:  # type: ignore[type-arg]
    text = view_text(whatif_view(tallied(trials), "HVC", "article"), Layout(80, folds=True))
    assert max(map(len, text.splitlines())) <= 80
    assert text.startswith("Answer     ")
