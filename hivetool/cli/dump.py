"""``hivetool dump``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from .commands import Command, out_of
from .inputs import open_given
from .options import Given, reading, talking
from .patience import patience
from .streams import note

if TYPE_CHECKING:
    from hivetool.hive.hive import Hive

EXAMPLES = (
    "hivetool dump CLUSDB",
    "hivetool dump CLUSDB --format jsonl > clusdb.jsonl",
    "hivetool dump --root 'Resources' cluster.reg",
    "hivetool dump CLUSDB --deleted",
)


@click.command(cls=Command, examples=EXAMPLES, short_help="Every key and value, exact.")
@reading
@click.option("--format", "shape", type=click.Choice(("text", "jsonl")), default="text", show_default=True)
@click.option("--deleted", is_flag=True, help="Also the keys and values that were deleted, as far as they are left.")
@talking
@click.pass_context
def command(ctx: click.Context, given: Given, shape: str, deleted: bool) -> None:
    """Write every key and value of a hive, parents before children, in stored order.

    text shows what the values say; jsonl is exact: one JSON object a line, one line a key, data in hex. With
    --deleted what was recovered comes last and is marked: with its offset, where it was found, and whether the key
    above it is proved.
    """
    from hivetool.report.dump import dump_jsonl, dump_text

    if deleted and given.root:
        raise click.UsageError("--deleted looks at the whole hive, --root at a part of it", ctx)
    name, hive = open_given(ctx, given)
    out = out_of(ctx)
    for piece in dump_jsonl(hive) if shape == "jsonl" else dump_text(hive):
        if not out.write(piece):
            return
    if not deleted:
        return
    if hive.source.kind != "regf":
        note(f"{name}: a text holds nothing that was deleted, only a hive does")
        return
    for piece in _recovered(hive, shape):
        if not out.write(piece):
            return


def _recovered(hive: Hive, shape: str) -> Iterator[str]:
    from hivetool.regf.recovery import recover
    from hivetool.report.deleted import deleted_jsonl, deleted_text

    with patience("looking for what was deleted"):
        found = recover(hive)
    return deleted_jsonl(found) if shape == "jsonl" else deleted_text(found)
