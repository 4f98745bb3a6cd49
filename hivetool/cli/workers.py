"""Many questions of one database, on several cores where that takes long; answers come in the order of the questions.

A worker is a fresh process, as on Windows, that reads the input again: what is sent to it is where the input is and
how to read it, and then one trial after the other.
"""

from __future__ import annotations

import gc
import itertools
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from hivetool.hive.errors import HivetoolError

from .failures import Exit, Failure, failure_of

if TYPE_CHECKING:
    from hivetool.cluster.assign import Change
    from hivetool.cluster.model import Database
    from hivetool.engine.ground import Ground
    from hivetool.engine.whatif import Answer
    from hivetool.hive.edit import Edit
    from hivetool.scenario.model import Event, Scenario
    from hivetool.scenario.trials import Trial

ALONE_S = 1.0
"""So long one process works alone: then it knows how long the rest takes."""

WORTH_S = 2.5
"""Work that one process has done sooner is not shared: a worker needs most of a second before it begins."""

AHEAD = 4
"""Trials that each worker is sent ahead, so that it need not wait; no more answers than that are held anywhere."""


REMEMBERED = 100
"""So many answers are kept for who asks the same again, as draws of a single failure do."""


@dataclass(frozen=True, slots=True)
class Asking:
    """All that a process must know to answer: the input and how it is read, the changes, the situation, the reading."""

    source: str | bytes
    name: str
    how: tuple[tuple[str, Any], ...] = ()
    edits: tuple[Edit, ...] = ()
    scenario_name: str = ""
    scenario: str | None = None
    events: tuple[str, ...] = ()
    semantics: str | None = None
    overrides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ready:
    """What one process answers from: the situation, and the grounds without and with the changes."""

    base: Scenario
    ground: Ground
    changed: Ground | None = None
    overrides: tuple[str, ...] = ()
    _known: dict[tuple[Event, ...], Answer] = field(default_factory=dict)

    def answer(self, trial: Trial) -> Answer:
        """Replay one trial on each ground, unless the same has just been asked."""
        known = self._known.get(trial.events)
        if known is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            known = self._known[trial.events] = self._answer(trial)
        return replace(known, what=trial.what)

    def _answer(self, trial: Trial) -> Answer:
        from hivetool.engine.whatif import Answer, what_if

        until_ms = trial.until_ms if self.base.until_ms is None else self.base.until_ms
        scenario = replace(self.base, events=self.base.events + trial.events, until_ms=until_ms)
        after = what_if(self.changed, scenario) if self.changed is not None else None
        return Answer(trial.what, what_if(self.ground, scenario), after)


def made_ready(asking: Asking, database: Database) -> Ready:
    """Make ready to answer. Raises :class:`Failure` for a scenario or a reading that means nothing."""
    from hivetool.cluster.semantics import ARTICLE, overridden, semantics_named
    from hivetool.engine.ground import ground_of
    from hivetool.scenario.model import Scenario
    from hivetool.scenario.reading import read_scenario, with_events

    base = Scenario()
    if asking.scenario is not None:
        try:
            base = read_scenario(asking.scenario, database)
        except HivetoolError as error:
            raise failure_of(error, asking.scenario_name) from error
    base = with_events(base, asking.events, database)
    named = semantics_named(asking.semantics or base.semantics or ARTICLE.name, base.overrides)
    semantics = overridden(named, asking.overrides)
    changed = _edited(database, asking.edits) if asking.edits else None
    return Ready(
        replace(base, expect=None),
        ground_of(database, semantics, base.assume),
        ground_of(changed, semantics, base.assume) if changed is not None else None,
        (*base.overrides, *asking.overrides),
    )


def _edited(database: Database, edits: tuple[Edit, ...]) -> Database:
    from hivetool.cluster.load import load_cluster
    from hivetool.hive.apply import apply

    return load_cluster(apply(database.hive, edits)).database


def changes_of(database: Database, words: tuple[str, ...]) -> list[Change]:
    """The changes that these assignments ask for, each on what those before it have left."""
    from hivetool.cluster.assign import assigned

    found: list[Change] = []
    for each in words:
        found.append(assigned(database, each))
        database = _edited(database, (found[-1].edit,))
    return found


def answers(
    asking: Asking, ready: Ready, trials: Iterator[Trial], count: int, jobs: int, step: Callable[[], object]
) -> Generator[Answer, None, None]:
    """The answers to ``count`` trials in their order, by up to ``jobs`` processes; ``step`` is called after each."""
    begin, done = time.process_time(), 0
    for trial in trials:
        yield ready.answer(trial)
        step()
        done += 1
        spent = time.process_time() - begin
        if jobs > 1 and spent > ALONE_S and spent / done * (count - done) > WORTH_S:
            break
    with _Crew(asking, min(jobs, count - done)) as crew:
        for answer in crew.answers(trials):
            yield answer
            step()


def cores() -> int:
    """How many processes can run at once."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


class _Crew:
    """Processes that take turns: the n-th trial goes to the n-th of them, and so on, so that order needs no sorting."""

    def __init__(self, asking: Asking, size: int) -> None:
        self._asking, self._size = asking, size
        self._lines: list[Any] = []
        self._processes: list[Any] = []

    def __enter__(self) -> _Crew:
        return self

    def __exit__(self, *_: object) -> None:
        for line in self._lines:
            line.close()
        for process in self._processes:
            process.terminate()
            process.join()

    def answers(self, trials: Iterator[Trial]) -> Iterator[Answer]:
        """The answers, in order. Raises :class:`Failure` for what fails in a process, and if one is gone."""
        waiting: deque[Any] = deque()
        turns = itertools.count()
        first = list(itertools.islice(trials, self._size * AHEAD))
        if first:
            self._start()
        for trial in itertools.chain(first, trials):
            line = self._lines[next(turns) % self._size]
            line.send(trial)
            waiting.append(line)
            if len(waiting) >= self._size * AHEAD:
                yield _received(waiting.popleft())
        while waiting:
            yield _received(waiting.popleft())

    def _start(self) -> None:
        context = get_context("spawn")
        for _ in range(self._size):
            ours, theirs = context.Pipe()
            process = context.Process(target=work, args=(self._asking, theirs), daemon=True)
            process.start()
            theirs.close()
            self._lines.append(ours)
            self._processes.append(process)


def _received(line: Any) -> Answer:
    try:
        found: Answer | Failure = line.recv()
    except (EOFError, OSError) as error:
        raise Failure(Exit.INTERNAL, "a worker process is gone; --jobs 1 does without") from error
    if isinstance(found, Failure):
        raise found
    return found


def work(asking: Asking, line: Any) -> None:
    """What a worker does until nobody asks any more. Interrupting is for the process that started it."""
    from .main import SELDOM

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(SELDOM)
    try:
        ready = made_ready(asking, _opened(asking))
        while True:
            line.send(ready.answer(line.recv()))
    except (EOFError, OSError):
        return
    except Exception as error:
        failure = failure_of(error)
        line.send(_Told(failure.code, str(failure)))


class _Told(Failure):
    """A failure that can be sent."""

    def __reduce__(self) -> tuple[type[_Told], tuple[Exit, str]]:
        return _Told, (self.code, str(self))


def _opened(asking: Asking) -> Database:
    from hivetool.cluster.load import load_cluster
    from hivetool.source.cluster_root import cluster_root
    from hivetool.source.opening import open_hive

    return load_cluster(cluster_root(open_hive(asking.source, name=asking.name, **dict(asking.how)))).database
