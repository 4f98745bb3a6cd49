"""``hivetool inspect``."""

from __future__ import annotations

import json

import click

from .commands import Command, out_of
from .inputs import open_cluster
from .options import Given, reading, talk_of, talking
from .streams import layout

EXAMPLES = (
    "hivetool inspect CLUSDB",
    "hivetool -v inspect NODE1_Cluster.reg",
    "hivetool inspect CLUSDB --format json | jq '.resources[] | select(.separate_monitor)'",
)


@click.command(cls=Command, examples=EXAMPLES, short_help="The cluster at a glance.")
@reading
@click.option("--format", "shape", type=click.Choice(("text", "json")), default="text", show_default=True)
@talking
@click.pass_context
def command(ctx: click.Context, given: Given, shape: str) -> None:
    """Show the cluster at a glance: nodes and votes, groups, resources with GUID and PersistentState, poll intervals
    and where each comes from, RHS processes.

    A hive holds no live state: a node is the expected owner, a status what was last commanded. -q shows the summary
    alone, -v more columns.
    """
    from hivetool.cluster.semantics import SEMANTICS
    from hivetool.report.inspect_json import inspect_json
    from hivetool.report.inspect_text import inspect_text
    from hivetool.report.inspection import inspection

    from .detail import detail_of

    talk = talk_of(ctx)
    _, hive, database = open_cluster(ctx, given)
    seen = inspection(database, hive.source, SEMANTICS[0])
    if shape == "json":
        out_of(ctx).write(json.dumps(inspect_json(seen), indent=2) + "\n")
    else:
        out_of(ctx).write(inspect_text(seen, layout(talk.color), detail_of(talk)))
