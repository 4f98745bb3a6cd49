"""``hivetool replay``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from hivetool.hive.errors import HivetoolError

from .commands import Command, out_of
from .failures import Exit, Failure, failure_of
from .inputs import open_cluster, read_bytes, refuse_stdin_twice, tell
from .options import Given, file_names, reading, talk_of, talking
from .patience import patience
from .streams import exactly, layout

if TYPE_CHECKING:
    from hivetool.observed.model import Observed
    from hivetool.report.comparison import Comparison

EXAMPLES = (
    "hivetool replay CLUSDB resources.csv",
    "hivetool replay CLUSDB resources.json groups.json nodes.json vms.json --all",
    "hivetool replay CLUSDB reports.toml --format json",
    "ssh node1 'powershell \"Get-VM | ConvertTo-Json\"' | hivetool replay CLUSDB -",
)


@click.command(cls=Command, examples=EXAMPLES, short_help="Stored state against observed state.")
@reading
@click.argument("sources", metavar="OBSERVED...", nargs=-1, required=True, shell_complete=file_names)
@click.option(
    "--semantics", metavar="NAME", default="article", help="How the open points are read: article (default) or windows."
)
@click.option("--all", "whole", is_flag=True, help="Show the agreements too (text and CSV; JSON always has them).")
@click.option("--format", "shape", type=click.Choice(("text", "json", "csv")), default="text", show_default=True)
@talking
@click.pass_context
def command(ctx: click.Context, given: Given, sources: tuple[str, ...], semantics: str, whole: bool, shape: str) -> int:
    """Compare what the database stores with what was observed, and say what RHS decides on each difference.

    OBSERVED is what Get-ClusterResource, Get-ClusterGroup, Get-ClusterNode and Get-VM give to Export-Csv,
    ConvertTo-Json or Export-Clixml, or a list of timed reports in TOML or JSON lines; its content decides. Several are
    taken together. Exit status 1 for a disagreement. Nothing is simulated: predict says what happens then.
    """
    from hivetool.cluster.semantics import semantics_named
    from hivetool.report.comparing import compare

    refuse_stdin_twice(ctx, given.source, *sources)
    chosen = semantics_named(semantics)
    observed = [_observed(source, given) for source in sources]
    for each in observed:
        tell(ctx, each.input, each.problems)
    if not any(each.sightings for each in observed):
        raise Failure(Exit.UNREADABLE, f"{', '.join(each.input for each in observed)}: nothing observed is in it")
    _, _, database = open_cluster(ctx, given)
    with patience("comparing"):
        comparison = compare(database, observed, chosen)
    for name in dict.fromkeys(name for name, _ in comparison.problems):
        tell(ctx, name, [problem for input_, problem in comparison.problems if input_ == name])
    for line in _shown(ctx, comparison, shape, whole):
        if not out_of(ctx).write(line):
            break
    return Exit.FINE if comparison.agrees else Exit.SAYS


def _observed(source: str, given: Given) -> Observed:
    from hivetool.observed.reading import read_observed

    with patience(f"reading {source}"):
        name, data = read_bytes(source)
        try:
            return read_observed(data, name, given.encoding)
        except HivetoolError as error:
            raise failure_of(error, name) from error


def _shown(ctx: click.Context, comparison: Comparison, shape: str, whole: bool) -> Iterable[str | bytes]:
    from hivetool.report.replay_csv import replay_csv
    from hivetool.report.replay_json import replay_json
    from hivetool.report.replay_text import replay_text

    from .detail import detail_of

    if shape == "json":
        return (json.dumps(replay_json(comparison), indent=2) + "\n",)
    if shape == "csv":
        return (exactly("".join(replay_csv(comparison, whole=whole))),)
    talk = talk_of(ctx)
    return replay_text(comparison, layout(talk.color), detail_of(talk), whole=whole)
