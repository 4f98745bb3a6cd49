"""``hivetool find``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hivetool.hive.errors import HivetoolError
from hivetool.hive.faults import in_marks

from .commands import Command, out_of
from .failures import Exit
from .inputs import open_newest
from .options import Given, reading, talk_of, talking
from .patience import patience
from .streams import note

if TYPE_CHECKING:
    from hivetool.cluster.names import Names
    from hivetool.hive.hive import Hive

EXAMPLES = (
    "hivetool find CLUSDB SQL01",
    "hivetool find CLUSDB 'Virtual Machine SQL*' --in data",
    "hivetool find CLUSDB 6e394089-145a-4279-b75d-b14015cc36e4 --format jsonl",
    "hivetool find CLUSDB 0xea60 --in data",
    "hivetool find CLUSDB --regex '^10\\.20\\.'",
)

PARTS = ("keys", "names", "data")


@click.command(cls=Command, examples=EXAMPLES, short_help="Search in names, values, GUIDs and data.")
@reading
@click.argument("pattern", metavar="PATTERN")
@click.option("--in", "parts", type=click.Choice(PARTS), multiple=True, help="Where; repeatable; everywhere without.")
@click.option("--regex", is_flag=True, help="PATTERN is a regular expression of Python.")
@click.option("--format", "shape", type=click.Choice(("text", "jsonl")), default="text", show_default=True)
@talking
@click.pass_context
def command(ctx: click.Context, given: Given, pattern: str, parts: tuple[str, ...], regex: bool, shape: str) -> int:
    """Find PATTERN in the names of keys (which are the GUIDs of objects), in names of values, and in data.

    Without case; a part of a text is enough, with * it is a pattern for the whole. A number is found as such, a GUID
    also as its bytes, a text also in binary data. Exit status 1 if there is nothing.
    """
    from hivetool.hive.search import Part, query, search
    from hivetool.report.found import found_json, found_text

    if not pattern:
        raise click.UsageError("an empty pattern is everywhere; dump shows everything", ctx)
    wanted = query(pattern, regex=regex)
    name, hive = open_newest(ctx, given)
    with patience(f"searching {given.source}"):
        hits = list(search(hive, wanted, frozenset(map(Part, parts or PARTS))))
    for line in (found_json if shape == "jsonl" else found_text)(hive, hits, _names(hive)):
        if not out_of(ctx).write(line):
            break
    if not hits and not talk_of(ctx).quiet:
        note(f"{name}: nothing fits {in_marks(pattern)}")
    return Exit.FINE if hits else Exit.SAYS


def _names(hive: Hive) -> Names | None:
    """Of the cluster, where the hive is one from its root on."""
    from hivetool.cluster.names import Names
    from hivetool.source.cluster_root import cluster_key

    try:
        return Names((hive,)) if cluster_key(hive).row == 0 else None
    except HivetoolError:
        return None
