"""``hivetool convert``."""

from __future__ import annotations

import click

from .commands import Command
from .inputs import open_given
from .options import Given, reading, talking
from .outputs import Asked, write_hive, writing
from .writing import Clock

EXAMPLES = (
    "hivetool convert CLUSDB -o clusdb.reg",
    "hivetool convert NODE1_Cluster.reg -o NODE1.hiv",
    "hivetool convert CLUSDB -o clusdb.json",
    "hivetool convert CLUSDB -o clusdb.sqlite",
    "hivetool convert CLUSDB --to reg4 --code-page cp1252 -o - | less",
)


@click.command(cls=Command, examples=EXAMPLES, short_help="Write a hive in another format, proved.")
@reading
@writing
@talking
@click.pass_context
def command(ctx: click.Context, given: Given, asked: Asked) -> None:
    """Write INPUT as a hive, a .reg file, JSON or an SQLite database.

    OUT's suffix decides: .reg, .json, .sqlite or .db, anything else is a hive (regf 1.5); --to overrides it. What was
    written is read again and compared before it takes its name, a hive also by python-registry and by check. A file
    that is there is not replaced without --force. Of a .reg file times, classes, security descriptors and flags are
    lost; JSON and SQLite keep them.
    """
    clock = Clock()
    with clock.doing("reading", given.source):
        name, hive = open_given(ctx, given)
    write_hive(ctx, name, given.files, hive, asked, clock)
