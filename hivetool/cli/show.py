"""``hivetool show``."""

from __future__ import annotations

import json

import click

from hivetool.hive.errors import HivetoolError

from .commands import Command, out_of
from .failures import failure_of
from .inputs import open_loaded
from .options import Given, reading, talk_of, talking
from .streams import layout

EXAMPLES = (
    "hivetool show CLUSDB vm:SQL01",
    "hivetool show CLUSDB group:SQL01 --format json",
    "hivetool show CLUSDB node:HV02",
    "hivetool show CLUSDB cluster -v",
)


@click.command(cls=Command, examples=EXAMPLES, short_help="Everything about one object, with where it comes from.")
@reading
@click.argument("target", metavar="TARGET")
@click.option("--semantics", metavar="NAME", help="How defaults and intervals are read: article (default).")
@click.option("--format", "shape", type=click.Choice(("text", "json")), default="text", show_default=True)
@talking
@click.pass_context
def command(ctx: click.Context, given: Given, target: str, semantics: str | None, shape: str) -> None:
    """Show one object: what it has to do with others, every property with the value in force and where that comes
    from, what is stored and not understood, and what is wrong with it.

    TARGET is a name, a GUID or its beginning, with vm: res: group: node: type: or net: in front where it is not clear,
    or the word cluster. -v also lists properties that are neither stored nor have a default.
    """
    from hivetool.cluster.naming import CLUSTER, find_any
    from hivetool.cluster.semantics import SEMANTICS, semantics_named
    from hivetool.cluster.soundness import problems_of
    from hivetool.report.showing import showing

    name, loaded = open_loaded(ctx, given)
    database = loaded.database
    try:
        how = semantics_named(semantics) if semantics else SEMANTICS[0]
        item = database.cluster if target.lower() == CLUSTER else find_any(database, target)
    except HivetoolError as error:
        raise failure_of(error, name) from error
    shown = showing(database, item, how, tuple(problems_of(database, item)))
    talk, out = talk_of(ctx), out_of(ctx)
    if shape == "json":
        from hivetool.report.show_json import show_json

        out.write(json.dumps(show_json(shown), indent=2) + "\n")
        return
    from hivetool.report.show_text import show_text

    for line in show_text(shown, layout(talk.color), every=bool(talk.verbose)):
        if not out.write(f"{line}\n"):
            return
