"""What ``whatif`` can be asked: the options that say it, and the trials and the question that they come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from hivetool.hive.errors import HivetoolError
from hivetool.report.layout import counted

from .failures import failure_of

if TYPE_CHECKING:
    from hivetool.cluster.model import Database, Node
    from hivetool.report.whatif_tally import Question
    from hivetool.scenario.trials import Trial

    from .workers import Ready

F = TypeVar("F", bound=Callable[..., Any])

OF_RANDOM = ("seed", "failures", "rate", "mttr")
"""Options that say how is drawn."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked, as the options say it."""

    node_down: tuple[str, ...]
    drain: tuple[str, ...]
    site_down: tuple[str, ...]
    all_nodes: bool
    all_pairs: bool
    random: int | None
    seed: int
    failures: int
    rate: tuple[str, ...]
    mttr: str
    events: tuple[str, ...]

    @property
    def together(self) -> bool:
        """Whether one thing is asked about, of which all parts happen at once."""
        return bool(self.node_down or self.drain or self.site_down)

    @property
    def series(self) -> list[str]:
        """The options that ask about one thing after the other."""
        chosen = {"--all-nodes": self.all_nodes, "--all-pairs": self.all_pairs, "--random": self.random is not None}
        return [name for name, given in chosen.items() if given]


def asking(function: F) -> F:
    """Add the options that say what is asked; the function gets them as :class:`Wishes`."""
    for option in reversed(
        (
            click.option("--node-down", metavar="NODE", multiple=True, help="It dies; repeatable: all at once."),
            click.option("--drain", metavar="NODE", multiple=True, help="It is paused and drained; repeatable."),
            click.option("--site-down", metavar="SITE", multiple=True, help="All nodes of the site die at once."),
            click.option("--all-nodes", is_flag=True, help="Each node alone (N-1)."),
            click.option("--all-pairs", is_flag=True, help="Each two nodes at once (N-2)."),
            click.option(
                "--random", type=click.IntRange(1, 10_000_000), metavar="N", help="So many draws of failures."
            ),
            click.option("--seed", type=int, default=0, help="Of --random: the same seed, the same draws."),
            click.option("--failures", type=click.IntRange(1), default=1, help="Of --random: nodes in a draw; 1."),
            click.option("--rate", metavar="NODE=PER_YEAR", multiple=True, help="Of --random: failures a year; 1."),
            click.option("--mttr", metavar="TIME", default="4h", help="Of --random: until a node is back; 4h."),
            click.option("--event", "events", metavar="WORDS", multiple=True, help="Happens too; words as of predict."),
        )
    ):
        function = option(function)
    return function


def refuse_senseless(ctx: click.Context, wishes: Wishes, assignments: tuple[str, ...], file: str | None) -> None:
    """Raise a usage error where options contradict each other, and where nothing is asked."""
    if len(wishes.series) + wishes.together > 1:
        series = ", ".join(wishes.series)
        raise click.UsageError(f"{series}: ask one thing at a time (what --scenario assumes goes with all)", ctx)
    if not (wishes.series or wishes.together or wishes.events or assignments or file):
        raise click.UsageError("nothing is asked; begin with --all-nodes, or see the examples", ctx)
    given = [f"--{name}" for name in OF_RANDOM if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    if given and wishes.random is None:
        raise click.UsageError(f"{', '.join(given)}: only draws have that; give --random N too", ctx)


def trials_of(
    database: Database, ready: Ready, wishes: Wishes, assignments: tuple[str, ...]
) -> tuple[Iterable[Trial], Question]:
    """The trials that the options ask for, and the question that they answer together."""
    from hivetool.scenario import trials

    nodes = trials.able(database, ready.base.assume)
    if wishes.random is not None:
        return _draws(database, nodes, wishes, assignments)
    if wishes.all_pairs:
        words = f"each two of {len(nodes)} nodes fail at once"
        count = len(nodes) * (len(nodes) - 1) // 2
        good = "Any two nodes may fail at once: no group stays down, and quorum is kept."
        return trials.each_pair(database, nodes), _question(words, count, good, "pair", "pairs", assignments)
    if wishes.all_nodes:
        words, good = f"each of {len(nodes)} nodes fails, one at a time", "Every single node may fail"
        good += ": no group stays down, and quorum is kept."
        return trials.each_node(database, nodes), _question(words, len(nodes), good, "failure", "failures", assignments)
    if wishes.together:
        return _one(trials.together(database, *_nodes(database, wishes)), assignments)
    if ready.base.events:
        return _one(trials.Trial(" + ".join(wishes.events) or "what the scenario says"), assignments)
    both = (*trials.each_node(database, nodes), *trials.each_process(database, nodes))
    words = f"each of {len(nodes)} nodes fails, and on each the shared RHS process crashes, one at a time"
    good = "No group stays down, and quorum is kept."
    return both, _question(words, len(both), good, "failure", "failures", assignments)


def _question(
    words: str, count: int, good: str, one: str, several: str, assignments: tuple[str, ...], **more: Any
) -> Question:
    from hivetool.report.whatif_tally import Question

    return Question(words, count, good, one, several, assignments, **more)


def _one(trial: Trial, assignments: tuple[str, ...]) -> tuple[Iterable[Trial], Question]:
    good = "No group stays down, and quorum is kept."
    return (trial,), _question(trial.what, 1, good, "failure", "failures", assignments)


def _nodes(database: Database, wishes: Wishes) -> tuple[list[str], list[str], str]:
    """Who dies, who is drained, and the sites that do."""
    from hivetool.scenario.names import node_id
    from hivetool.scenario.trials import site_meant

    sites = [site_meant(database, text) for text in wishes.site_down]
    down = [node_id(database, text, "--node-down") for text in wishes.node_down]
    down += [node for _, nodes in sites for node in nodes]
    drained = [node_id(database, text, "--drain") for text in wishes.drain]
    return down, drained, " + ".join(name for name, _ in sites)


def _draws(
    database: Database, nodes: tuple[Node, ...], wishes: Wishes, assignments: tuple[str, ...]
) -> tuple[Iterable[Trial], Question]:
    from hivetool.cluster.durations import duration_ms, in_words
    from hivetool.scenario.trials import PER_YEAR, Odds, drawn, rates

    try:
        repair_ms = duration_ms(wishes.mttr)
    except HivetoolError as error:
        raise failure_of(error, "--mttr") from error
    odds = Odds(rates(database, wishes.rate), wishes.failures, repair_ms)
    draws = wishes.random or 0
    others = f" (else {PER_YEAR:g})" if len(odds.per_year) < len(nodes) else ""
    told = [f"{database.label(node)} {odds.rate(node.id):g}" for node in nodes if node.id in odds.per_year]
    often = f"{', '.join(told)}{others}" if told else f"{PER_YEAR:g} of each node"
    words = (
        f"{counted(draws, 'draw')} of {wishes.failures} of {counted(len(nodes), 'node')}, seed {wishes.seed}; assumed: "
        f"failures a year {often}, each back after {in_words(repair_ms)}"
    )
    per_year = sum(odds.rate(node.id) for node in nodes) if wishes.failures == 1 else None
    question = _question(words, draws, "", "draw", "draws", assignments, per_year=per_year, draws=True)
    return drawn(database, nodes, draws, wishes.seed, odds), question
