"""``hivetool whatif``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from hivetool.hive.errors import HivetoolError

from .commands import Command, out_of
from .failures import failure_of
from .inputs import STDIN, open_cluster, read_bytes, read_text, refuse_stdin_twice
from .options import Given, file_names, point_values, reading, semantics_names, talk_of, talking
from .patience import progress
from .questions import Wishes, asking, refuse_senseless, trials_of
from .streams import exactly, layout

if TYPE_CHECKING:
    from hivetool.engine.whatif import Answer
    from hivetool.report.whatif_tally import Question, Tally

    from .workers import Ready

EXAMPLES = (
    "hivetool whatif CLUSDB --node-down HV02",
    "hivetool whatif CLUSDB --all-nodes",
    "hivetool whatif CLUSDB --site-down Berlin --format json",
    "hivetool whatif CLUSDB --set 'group:SQL01.PreferredOwners=HV03' --node-down HV01",
    "hivetool whatif CLUSDB --random 1000 --seed 7 --rate HV01=4 --mttr 8h",
)

FORMATS = ("text", "json", "csv", "markdown")


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
    from .workers import Asking, answers, changes_of, cores, made_ready

    wishes = Wishes(**options)
    refuse_senseless(ctx, wishes, assignments, file)
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
    ready = made_ready(question_of, database)
    trials, question = trials_of(database, ready, wishes, assignments)
    with progress("asking", question.asked) as step:
        found = answers(question_of, ready, iter(trials), question.asked, jobs or cores(), step)
        with closing(found):
            _show(ctx, found, question, ready, shape)


def _show(ctx: click.Context, found: Iterator[Answer], question: Question, ready: Ready, shape: str) -> None:
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
