"""``hivetool dump``."""

from __future__ import annotations

import click

from .commands import Command, out_of
from .inputs import open_given
from .options import Given, reading, talking

EXAMPLES = (
    "hivetool dump CLUSDB",
    "hivetool dump CLUSDB --format jsonl > clusdb.jsonl",
    "hivetool dump --root 'Resources' cluster.reg",
)


@click.command(cls=Command, examples=EXAMPLES, short_help="Every key and value, exact.")
@reading
@click.option("--format", "shape", type=click.Choice(("text", "jsonl")), default="text", show_default=True)
@talking
@click.pass_context
def command(ctx: click.Context, given: Given, shape: str) -> None:
    """Write every key and value of a hive, parents before children, in stored order.

    text shows what the values say; jsonl is exact: one JSON object a line, one line a key, data in hex.
    """
    from hivetool.report.dump import dump_jsonl, dump_text

    _, hive = open_given(ctx, given)
    out = out_of(ctx)
    for piece in dump_jsonl(hive) if shape == "jsonl" else dump_text(hive):
        if not out.write(piece):
            break
