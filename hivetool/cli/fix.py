"""``hivetool fix``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from hivetool.hive.errors import HivetoolError

from .commands import Command, out_of
from .failures import failure_of
from .inputs import open_newest
from .judging import Chosen, Ruling, choosing, ruling
from .options import Given, file_names, reading, talk_of, talking
from .outputs import STDOUT, Asked, refuse_both, write_hive, write_report
from .streams import exactly, layout, note
from .writing import Clock, filetime_now, place_of, save

if TYPE_CHECKING:
    from hivetool.cluster.model import Database
    from hivetool.hive.hive import Hive
    from hivetool.lint.mending import Mended
    from hivetool.report.judging import Judgment

EXAMPLES = (
    "hivetool fix CLUSDB --diff",
    "hivetool fix CLUSDB -o NEW.hiv",
    "hivetool fix CLUSDB --select HT5 --unsafe-fixes -o NEW.hiv",
    "hivetool fix CLUSDB --script ps1 -o remedies.ps1",
)

BOM = b"\xef\xbb\xbf"
"""Windows PowerShell 5.1 takes a script without it for one in the code page of the machine."""


@click.command(cls=Command, examples=EXAMPLES, short_help="Mend a copy, or write the script for the live cluster.")
@reading
@choosing
@click.option("-o", "--output", "out", metavar="OUT", shell_complete=file_names, help="The file to write.")
@click.option("--unsafe-fixes", "unsafe", is_flag=True, help="Also remedies that may change what was meant.")
@click.option("--diff", "as_diff", is_flag=True, help="Show the difference that it makes, and write nothing.")
@click.option("--script", type=click.Choice(("ps1",)), help="The PowerShell of all findings that have one.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.option("--partial", is_flag=True, help="Also if INPUT was read only in part: what was not is lost.")
@click.option("--format", "shape", type=click.Choice(("text", "json")), default="text", show_default=True)
@talking
@click.pass_context
def command(
    ctx: click.Context,
    given: Given,
    chosen: Chosen,
    out: str | None,
    unsafe: bool,
    as_diff: bool,
    script: str | None,
    force: bool,
    partial: bool,
    shape: str,
) -> None:
    """Apply the safe remedies of the selected rules to a copy, until nothing more is to be mended.

    A remedy is safe if it loses nothing and changes nothing that was meant; --unsafe-fixes applies the others too.
    Without -o nothing is written: it is a look at what would change. --script writes what a live cluster takes, which
    is never edited.
    """
    if as_diff and (out or script):
        raise click.UsageError("--diff writes nothing, give it without -o and --script", ctx)
    if script and shape == "json":
        raise click.UsageError("--script is a format of its own", ctx)
    refuse_both(ctx, out, shape)
    run, clock = ruling(ctx, chosen), Clock()
    with clock.doing("reading", given.source):
        name, hive = open_newest(ctx, given)
    if script:
        _script(given, _judgment(name, hive, run), out, force=force, clock=clock)
        return
    with clock.doing("mending"):
        mended, database = _mended(name, hive, run, unsafe=unsafe, timed=not as_diff)
    if out:
        write_hive(ctx, name, given.files, mended.hive, Asked(out, force=force, partial=partial), clock)
    if as_diff:
        _difference(ctx, name, hive, mended.hive, shape)
    else:
        _tell(ctx, mended, database, run, shape, out)


def _root(name: str, hive: Hive) -> str:
    """The path of the cluster's key."""
    from hivetool.source.cluster_root import cluster_key

    try:
        return cluster_key(hive).path
    except HivetoolError as error:
        raise failure_of(error, name) from error


def _judgment(name: str, hive: Hive, run: Ruling) -> Judgment:
    from hivetool.cluster.load import load_cluster
    from hivetool.report.judging import judged, prepared

    root = _root(name, hive)
    loaded = load_cluster(hive.rooted_at(hive.key(root)) if root else hive)
    subject = prepared(name, loaded, run.rules, run.how)
    return judged([subject], run.rules, ignored_objects=run.config.ignored_objects)


def _mended(name: str, hive: Hive, run: Ruling, *, unsafe: bool, timed: bool) -> tuple[Mended, Database]:
    """What became of it, and the database as it was; ``timed``: with the time of the changes."""
    from hivetool.lint.mending import mended

    first = _judgment(name, hive, run)
    at = filetime_now() if timed and hive.root.last_written is not None else None
    result = mended(
        hive,
        lambda each: (first if each is hive else _judgment(name, each, run)).findings,
        unsafe=unsafe,
        above=_root(name, hive),
        at=at,
    )
    return result, first.subjects[name].database


def _script(given: Given, judgment: Judgment, out: str | None, *, force: bool, clock: Clock) -> None:
    from hivetool.report.lint_script import lint_script

    text = lint_script(judgment)
    if out and out != STDOUT:
        save(BOM + text.encode(), place_of(out, *given.files, force=force), clock)
        note(f"wrote {out}")
    else:
        out_of(click.get_current_context()).write(exactly(text))


def _difference(ctx: click.Context, name: str, before: Hive, after: Hive, shape: str) -> None:
    from hivetool.cluster.difference import parts
    from hivetool.cluster.names import Names
    from hivetool.hive.diff import diff
    from hivetool.report.difference_json import difference_json
    from hivetool.report.difference_text import difference_text
    from hivetool.source.cluster_root import cluster_root

    a, b = cluster_root(before), cluster_root(after)
    found, titles = parts(diff(a, b), a, b), (name, f"{name} mended")
    if shape == "json":
        out_of(ctx).write(json.dumps(difference_json(found, 0, titles), indent=2) + "\n")
        return
    for line in difference_text(found, Names((a, b)), 0, titles, layout(talk_of(ctx).color).paint):
        if not out_of(ctx).write(line):
            return


def _tell(ctx: click.Context, mended: Mended, database: Database, run: Ruling, shape: str, out: str | None) -> None:
    from hivetool.report.mending_text import mending_json, mending_text

    if shape == "json":
        out_of(ctx).write(json.dumps(mending_json(mended, database, run.rules, out), indent=2) + "\n")
        return
    lines = [f"{line}\n" for line in mending_text(mended, database, layout(talk_of(ctx).color))]
    if not out:
        lines.append("Nothing was written: -o OUT writes a copy that is mended.\n")
    write_report(ctx, "".join(lines), out)
