"""``hivetool replicas``."""

from __future__ import annotations

import json
from dataclasses import replace

import click

from .commands import Command, out_of
from .failures import Exit, Failure
from .inputs import refuse_stdin_twice, replicas_in
from .options import Given, file_names, reading, talk_of, talking
from .patience import patience
from .streams import layout

EXAMPLES = (
    "hivetool replicas support-case.zip",
    "hivetool replicas NODE1_Cluster.hiv NODE2_Cluster.hiv 0.Cluster",
    "hivetool replicas exports/ --format json",
)


@click.command(cls=Command, examples=EXAMPLES, short_help="Copies of one database: which is the newest, what differs.")
@reading
@click.argument("others", metavar="[INPUT]...", nargs=-1, shell_complete=file_names)
@click.option("--format", "shape", type=click.Choice(("text", "json")), default="text", show_default=True)
@talking
@click.pass_context
def command(ctx: click.Context, given: Given, others: tuple[str, ...], shape: str) -> int:
    """Compare the copies of a cluster's database that the nodes and the witness hold.

    INPUT is a file, a folder or an archive. Copies of one cluster are told by ClusterInstanceID; the newest has the
    highest PaxosTag, else the latest change. What a cluster changes by running does not count. Exit status 1 if a copy
    is different.
    """
    from hivetool.cluster.replicas import replicas
    from hivetool.report.copies import compared, copies_json, copies_text

    refuse_stdin_twice(ctx, given.source, *others)
    found = [each for source in (given.source, *others) for each in replicas_in(ctx, replace(given, source=source))]
    if not found:
        raise Failure(Exit.UNREADABLE, f"{given.source}: there is no cluster database in it")
    with patience("comparing"):
        groups = [(group, compared(group)) for group in replicas(found)]
    out = out_of(ctx)
    if shape == "json":
        out.write(json.dumps(copies_json(groups), indent=2) + "\n")
    else:
        for number, (group, copies) in enumerate(groups):
            out.write("\n" if number else "")
            for line in copies_text(group, copies, layout(talk_of(ctx).color)):
                out.write(f"{line}\n")
    return Exit.SAYS if any(each.parts for _, copies in groups for each in copies) else Exit.FINE
