"""``hivetool whatif``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from hivetool.hive.errors import HivetoolError
from hivetool.report.layout import counted

from .commands import Command, out_of
from .failures import failure_of
from .inputs import STDIN, open_cluster, read_bytes, read_text, refuse_stdin_twice
from .options import Given, file_names, point_values, reading, semantics_names, talk_of, talking
from .patience import progress
from .streams import exactly, layout

if TYPE_CHECKING:
    from hivetool.cluster.model import Database, Node
    from hivetool.engine.whatif import Answer
    from hivetool.report.whatif_tally import Question, Tally
    from hivetool.scenario.trials import Trial

    from .workers import Asked

F = TypeVar("F", bound=Callable[..., Any])

EXAMPLES = (
    "hivetool whatif CLUSDB --node-down HV02",
    "hivetool whatif CLUSDB --all-nodes",
    "hivetool whatif CLUSDB --site-down Berlin --format json",
    "hivetool whatif CLUSDB --set 'group:SQL01.PreferredOwners=HV03' --node-down HV01",
    "hivetool whatif CLUSDB --random 1000 --seed 7 --rate HV01=4 --mttr 8h",
)

FORMATS = ("text", "json", "csv", "markdown")

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


@click.command(cls=Command, examples=EXAMPLES, short_help="Who goes where and who stays down if a node fails.")
@reading
@asking
@click.option("--set", "assignments", metavar="TARGET.PROPERTY=VALUE", multiple=True, help="Compare before and after.")
@click.option(
    "--scenario", "file", metavar="FILE", shell_complete=file_names, help="A scenario file: [assume], [dll], events."
)
@click.option("--semantics", metavar="NAME", shell_complete=semantics_names, help="article (default) or windows.")
@click.option(
    "--set-semantics",
    "overrides",
    metavar="POINT=VALUE",
    multiple=True,
    shell_complete=point_values,
    help="One open point read otherwise, repeatable: restart_window=fixed.",
)
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="Processes at most; default: one a core.")
@click.option("--format", "shape", type=click.Choice(FORMATS), default="text", show_default=True)
@talking
@click.pass_context
def command(
    ctx: click.Context,
    /,
    given: Given,
    assignments: tuple[str, ...],
    file: str | None,
    semantics: str | None,
    overrides: tuple[str, ...],
    jobs: int | None,
    shape: str,
    **options: Any,
) -> None:
    """Ask what becomes of the cluster if nodes fail: who goes where, who stays down and why, whether quorum is kept.

    What the options name happens at once, in a replay of its own as `predict` makes it; --all-nodes, --all-pairs and
    --random make one replay after the other. With --set each is made again on the changed database, and the differences
    are shown. Nothing is touched. Exit status 0 whatever is found. -q shows the answer alone, -v cuts no list.
    """
    from .workers import Asking, answers, asked, changes_of, cores

    wishes = Wishes(**options)
    _refuse(ctx, wishes, assignments, file)
    refuse_stdin_twice(ctx, given.source, *([file] if file is not None else []))
    if given.source == STDIN:
        given = replace(given, data=read_bytes(STDIN)[1])
    name, _, database = open_cluster(ctx, given)
    try:
        edits = tuple(change.edit for change in changes_of(database, assignments))
    except HivetoolError as error:
        raise failure_of(error, "--set") from error
    scenario_name, scenario = read_text(file) if file is not None else ("", None)
    question_of = Asking(
        name if given.data is None else given.data,
        name,
        (("encoding", given.encoding), ("root", given.root), ("logs", () if given.no_logs else given.logs or None)),
        edits,
        scenario_name,
        scenario,
        wishes.events,
        semantics,
        overrides,
    )
    ready = asked(question_of, database)
    trials, question = _asked(database, ready, wishes, assignments)
    with progress("asking", question.asked) as step:
        found = answers(question_of, ready, iter(trials), question.asked, jobs or cores(), step)
        with closing(found):
            _show(ctx, found, question, ready, shape)


def _refuse(ctx: click.Context, wishes: Wishes, assignments: tuple[str, ...], file: str | None) -> None:
    """Raise a usage error where options contradict each other, and where nothing is asked."""
    if len(wishes.series) + wishes.together > 1:
        series = ", ".join(wishes.series)
        raise click.UsageError(f"{series}: ask one thing at a time (what --scenario assumes goes with all)", ctx)
    if not (wishes.series or wishes.together or wishes.events or assignments or file):
        raise click.UsageError("nothing is asked; begin with --all-nodes, or see the examples", ctx)
    given = [f"--{name}" for name in OF_RANDOM if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    if given and wishes.random is None:
        raise click.UsageError(f"{', '.join(given)}: only draws have that; give --random N too", ctx)


def _asked(
    database: Database, ready: Asked, wishes: Wishes, assignments: tuple[str, ...]
) -> tuple[Iterable[Trial], Question]:
    """The trials and the question that they are, by the first row of a table that fits."""
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
    from hivetool.scenario.trials import site_named

    sites = [site_named(database, text) for text in wishes.site_down]
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
        f"failures a year "
        f"{often}, each back after {in_words(repair_ms)}"
    )
    per_year = sum(odds.rate(node.id) for node in nodes) if wishes.failures == 1 else None
    question = _question(words, draws, "", "draw", "draws", assignments, per_year=per_year, draws=True)
    return drawn(database, nodes, draws, wishes.seed, odds), question


def _show(ctx: click.Context, found: Iterator[Answer], question: Question, ready: Asked, shape: str) -> None:
    from hivetool.report.whatif_csv import whatif_csv
    from hivetool.report.whatif_json import whatif_json
    from hivetool.report.whatif_tally import Tally

    name, chosen = ready.ground.database.name, list(ready.overrides)
    semantics = ready.ground.semantics.name
    tally = Tally(question, whole=talk_of(ctx).verbose > 0)
    pieces: Iterable[str | bytes]
    if shape == "json":
        pieces = whatif_json(found, tally, {"semantics": semantics, "set_semantics": chosen, "cluster": name})
    elif shape == "csv" and not question.draws:
        pieces = map(exactly, whatif_csv(found))
    else:
        told = f"{semantics} with {', '.join(chosen)}" if chosen else semantics
        pieces = _summed_up(ctx, found, tally, name or "without a name", told, shape)
    for piece in pieces:
        if not out_of(ctx).write(piece):
            return


def _summed_up(
    ctx: click.Context, found: Iterator[Answer], tally: Tally, cluster: str, semantics: str, shape: str
) -> Iterator[str | bytes]:
    """What can only be said when all answers are there."""
    from hivetool.report.table import View
    from hivetool.report.table_csv import view_csv
    from hivetool.report.table_markdown import view_markdown
    from hivetool.report.table_text import view_text
    from hivetool.report.whatif_view import outages, whatif_view

    from .detail import detail_of

    for answer in found:
        tally.add(answer)
    talk = talk_of(ctx)
    detail = detail_of(talk)
    if shape == "csv":
        yield exactly(view_csv(View("outages", "Outages", (outages(tally, whole=True),))))
    elif shape == "markdown":
        yield exactly(view_markdown(whatif_view(tally, cluster, semantics, detail), detail))
    else:
        yield view_text(whatif_view(tally, cluster, semantics, detail), layout(talk.color), detail)
