from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hivetool.cli import workers
from hivetool.cli.failures import Failure
from hivetool.cli.workers import AHEAD, Asking, answers, changes_of, cores, made_ready
from hivetool.engine.whatif import Answer
from hivetool.scenario.model import Assume, Becomes
from hivetool.scenario.trials import Trial, able, each_pair, together
from tests.clusters import cluster_reg
from tests.report.asking import GROUPS, KNOWN, ROOT, nodes

REG = cluster_reg(GROUPS, root=ROOT).encode()
PLAIN = Asking(REG, "standard input")


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers at once, however little there is to do."""
    monkeypatch.setattr(workers, "ALONE_S", 0.0)
    monkeypatch.setattr(workers, "WORTH_S", 0.0)


def ask(asking: Asking, trials: list[Trial], jobs: int) -> list[Answer]:
    return list(answers(asking, made_ready(asking, KNOWN), iter(trials), len(trials), jobs, lambda: None))


@pytest.mark.usefixtures("hurry")
def test_workers_answer_the_same_in_the_same_order() -> None:
    trials = [*nodes(), *each_pair(KNOWN, able(KNOWN, Assume()))] * 4
    edits = tuple(change.edit for change in changes_of(KNOWN, ("vm:B.PossibleOwners=Node1,Node3",)))
    asking = Asking(
        REG, "standard input", edits=edits, scenario='[dll."vm:A"]\nonline = "fails"\n', events=("2h node:1 up",)
    )
    alone = ask(asking, trials, 1)
    assert [answer.what for answer in alone] == [trial.what for trial in trials]
    assert ask(asking, trials, 3) == alone
    assert alone[0].after is not None


@pytest.mark.usefixtures("hurry")
def test_workers_read_a_file_again(tmp_path: Path) -> None:
    path = tmp_path / "cluster.reg"
    path.write_bytes(REG)
    asking = Asking(str(path), str(path), (("encoding", None), ("root", None), ("logs", None)))
    assert ask(asking, nodes(), 2) == ask(asking, nodes(), 1)


@pytest.mark.usefixtures("hurry")
def test_trials_are_taken_as_they_are_needed() -> None:
    """However many there are, only so many are ahead of what was answered."""
    taken = 0

    def endless() -> Iterator[Trial]:
        nonlocal taken
        while True:
            taken += 1
            yield together(KNOWN, ["1"])

    found = answers(PLAIN, made_ready(PLAIN, KNOWN), endless(), 10**9, 2, lambda: None)
    for _ in range(30):
        assert next(found).what == "Node1 down"
    found.close()
    assert taken <= 30 + 2 * AHEAD + 1


@pytest.mark.usefixtures("hurry")
def test_what_fails_in_a_worker_fails_here(tmp_path: Path) -> None:
    """The file is gone when the worker wants to read it."""
    asking = Asking(str(tmp_path / "gone.reg"), "gone.reg")
    with pytest.raises(Failure, match=r"gone\.reg"):
        ask(asking, nodes(), 2)


def test_little_work_is_not_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_Crew", _NoCrew)
    assert len(ask(PLAIN, nodes(), 8)) == 3


class _NoCrew(workers._Crew):
    def _start(self) -> None:
        raise AssertionError("a worker is started")


def test_steps_are_told() -> None:
    steps: list[int] = []
    list(answers(PLAIN, made_ready(PLAIN, KNOWN), iter(nodes()), 3, 1, lambda: steps.append(1)))
    assert len(steps) == 3


def test_what_was_just_asked_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    ready = made_ready(PLAIN, KNOWN)
    first = ready.answer(nodes()[0])
    monkeypatch.setattr("hivetool.engine.whatif.what_if", None)
    again = ready.answer(Trial("the same", nodes()[0].events))
    assert (again.what, again.outage) == ("the same", first.outage)


def test_it_does_not_remember_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "REMEMBERED", 2)
    ready = made_ready(PLAIN, KNOWN)
    for trial in nodes():
        ready.answer(trial)
    assert len(ready._known) <= 2


def test_the_situation_goes_with_every_trial() -> None:
    asking = Asking(REG, "x", scenario='semantics = "windows"\n[[event]]\nat = "1s"\nnode = "3"\nbecomes = "paused"\n')
    ready = made_ready(asking, KNOWN)
    assert ready.ground.semantics.name == "windows"
    assert [event.what.becomes for event in ready.base.events] == [Becomes.PAUSED]  # type: ignore[union-attr]
    asking = Asking(REG, "x", semantics="article", scenario=asking.scenario)
    assert made_ready(asking, KNOWN).ground.semantics.name == "article"


def test_there_is_a_core() -> None:
    assert cores() >= 1
