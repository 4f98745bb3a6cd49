"""``hivetool diff``."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from hivetool.hive.errors import HivetoolError

from .commands import Command, out_of
from .failures import Exit, Failure
from .inputs import open_newest, refuse_stdin_twice
from .options import Given, file_names, reading, talk_of, talking
from .patience import patience
from .streams import exactly, layout

if TYPE_CHECKING:
    from hivetool.cluster.difference import Part
    from hivetool.hive.edit import Edit
    from hivetool.hive.hive import Hive

EXAMPLES = (
    "hivetool diff monday.hiv tuesday.hiv",
    "hivetool diff NODE1_Cluster.hiv NODE2_Cluster.hiv --all",
    "hivetool diff OLD.hiv NEW.hiv --format reg > patch.reg",
    "hivetool diff OLD.hiv NEW.hiv --format powershell > back.ps1",
)


@click.command(cls=Command, examples=EXAMPLES, short_help="What is different between two hives, by object.")
@reading
@click.argument("other", metavar="OTHER", shell_complete=file_names)
@click.option("--all", "every", is_flag=True, help="Also values that change while a cluster runs.")
@click.option("--raw", is_flag=True, help="By key, not by object.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(("text", "json", "reg", "powershell")),
    default="text",
    show_default=True,
    help="reg: a patch from INPUT to OTHER; powershell: the way back.",
)
@talking
@click.pass_context
def command(ctx: click.Context, given: Given, other: str, every: bool, raw: bool, shape: str) -> int:
    """Compare INPUT with OTHER: objects by their GUIDs, everything else by its key.

    Names are compared without case; order, times and security are not. Values that change while a cluster runs, such
    as PaxosTag and DefaultOwner, are left out without --all. Exit status 1 if there is a difference.
    """
    refuse_stdin_twice(ctx, given.source, other)
    from hivetool.cluster.difference import is_noise, parts
    from hivetool.hive.diff import diff

    titles, hives = zip(*(_opened(ctx, each) for each in (given, replace(given, source=other, logs=()))), strict=True)
    a, b = hives
    with patience("comparing"):
        found = diff(a, b)
        kept = found if every else tuple(edit for edit in found if not is_noise(edit))
    if shape == "reg":
        out_of(ctx).write(_patch(kept))
    elif shape == "powershell":
        _way_back(ctx, a, b)
    else:
        _show(ctx, shape, parts(kept, a, b, raw=raw), hives, len(found) - len(kept), titles)
    return Exit.SAYS if kept else Exit.FINE


def _opened(ctx: click.Context, given: Given) -> tuple[str, Hive]:
    """The hive, from the root of the cluster on if there is one in it."""
    from hivetool.source.cluster_root import cluster_root

    name, hive = open_newest(ctx, given)
    try:
        return name, cluster_root(hive)
    except HivetoolError:
        return name, hive


def _patch(edits: tuple[Edit, ...]) -> bytes:
    from hivetool.regtext.writer import encoded_reg, write_reg

    try:
        return encoded_reg(write_reg(edits))
    except HivetoolError as error:
        raise Failure(Exit.REFUSED, f"no .reg file can say this: {error}") from error


def _way_back(ctx: click.Context, a: Hive, b: Hive) -> None:
    from hivetool.cluster.difference import is_noise, parts
    from hivetool.cluster.load import load_cluster
    from hivetool.cluster.names import Names
    from hivetool.hive.diff import diff
    from hivetool.report.way_back import way_back

    back = [edit for edit in diff(b, a) if not is_noise(edit)]
    lines = way_back(parts(back, b, a), Names((a, b)), load_cluster(a).database)
    out_of(ctx).write(exactly("".join(lines)))


def _show(
    ctx: click.Context,
    shape: str,
    found: tuple[Part, ...],
    hives: tuple[Hive, ...],
    ignored: int,
    titles: tuple[str, ...],
) -> None:
    from hivetool.cluster.names import Names
    from hivetool.report.difference_json import difference_json
    from hivetool.report.difference_text import difference_text

    named = titles[0], titles[1]
    if shape == "json":
        out_of(ctx).write(json.dumps(difference_json(found, ignored, named), indent=2) + "\n")
        return
    for line in difference_text(found, Names(hives), ignored, named, layout(talk_of(ctx).color).paint):
        if not out_of(ctx).write(line):
            return
