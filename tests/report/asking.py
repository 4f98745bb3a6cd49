"""Answers of ``whatif`` for tests of what is made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Literal, get_args

from hivetool.cluster.model import Database
from hivetool.cluster.semantics import ARTICLE
from hivetool.engine.ground import ground_of
from hivetool.engine.whatif import Answer, what_if
from hivetool.report.layout import Detail, Layout
from hivetool.report.table import View
from hivetool.report.table_csv import view_csv
from hivetool.report.table_markdown import view_markdown
from hivetool.report.table_text import view_text
from hivetool.report.whatif_csv import whatif_csv
from hivetool.report.whatif_json import whatif_json
from hivetool.report.whatif_tally import Question, Tally
from hivetool.report.whatif_view import outages, whatif_view
from hivetool.scenario.model import Assume, Scenario
from hivetool.scenario.trials import Trial, able, each_node, each_pair, together
from tests.clusters import VM, G, R, Values, cluster_reg, database


def machine(name: str, owner: int, values: Values | None = None) -> G:
    vm = R(f"Virtual Machine {name}", {"PersistentState": 1, **(values or {})}, VM)
    return G(name, (vm,), {"PersistentState": 1, "DefaultOwner": owner})


Form = Literal["text", "json", "csv", "markdown"]
ROOT = {"SameSubnetDelay": 1000, "SameSubnetThreshold": 10}
GROUPS = (machine("A", 1), machine("B", 1, {"PossibleOwners": ["1"]}), machine("C", 2), machine("D", 1))
KNOWN = database(cluster_reg(GROUPS, root=ROOT))
CHANGED = database(cluster_reg((*GROUPS[:1], machine("B", 1), *GROUPS[2:]), root=ROOT))
GOOD = "Any may fail."


def answers(trials: Sequence[Trial], known: Database = KNOWN, changed: Database | None = None) -> Iterator[Answer]:
    grounds = [ground_of(each, ARTICLE) if each is not None else None for each in (known, changed)]
    for trial in trials:
        scenario = Scenario(trial.events, until_ms=trial.until_ms)
        outages = [what_if(ground, scenario) if ground is not None else None for ground in grounds]
        assert outages[0] is not None
        yield Answer(trial.what, outages[0], outages[1])


def nodes(known: Database = KNOWN) -> list[Trial]:
    return list(each_node(known, able(known, Assume())))


def pairs(known: Database = KNOWN) -> list[Trial]:
    return list(each_pair(known, able(known, Assume())))


def one(*down: str, drained: Sequence[str] = ()) -> list[Trial]:
    return [together(KNOWN, down, drained)]


def tallied(
    trials: Sequence[Trial],
    known: Database = KNOWN,
    changed: Database | None = None,
    *,
    whole: bool = False,
    draws: bool = False,
    per_year: float | None = None,
) -> Tally:
    edits = ("vm:B.PossibleOwners=",) if changed is not None else ()
    question = Question("each fails", len(trials), GOOD, edits=edits, draws=draws, per_year=per_year)
    tally = Tally(question, whole)
    for answer in answers(trials, known, changed):
        tally.add(answer)
    return tally


def what_if_texts(known: Database, other: Database, name: str) -> Iterator[tuple[Form, str]]:
    """All that is written about a node that dies, one that is drained, and all that die, ``other`` being changed."""
    fates: tuple[tuple[list[str], list[str]], ...] = ((["1"], []), (["2"], ["1"]), (["1", "2"], []))
    trials = [together(known, down, drained, name) for down, drained in fates]
    details: tuple[Detail, ...] = get_args(Detail)
    for draws, detail in product((False, True), details):
        question = Question(name, len(trials), name, edits=(name,), per_year=1.0, draws=draws)
        tally = Tally(question, whole=detail == "full")
        for answer in answers(trials, known, other):
            tally.add(answer)
        view = whatif_view(tally, name, name, detail)
        yield from (("text", view_text(view, layout, detail)) for layout in (Layout(200), Layout(40, folds=True)))
        yield "markdown", view_markdown(view, detail)
        head = {"semantics": name, "cluster": name}
        yield "json", "".join(whatif_json(answers(trials, known, other), Tally(question), head))
        yield "csv", view_csv(View(name, name, (outages(tally),)))
    yield "csv", "".join(whatif_csv(answers(trials, known, other)))
