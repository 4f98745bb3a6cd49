"""``hivetool set``."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hivetool.hive.errors import HivetoolError

from .commands import Command, out_of
from .failures import Exit, Failure, failure_of
from .inputs import open_newest, tell
from .options import Given, file_names, reading, talk_of, talking
from .outputs import Asked, refuse_both, write_hive, write_report
from .streams import layout
from .writing import Clock, filetime_now

if TYPE_CHECKING:
    from hivetool.cluster.assign import Change
    from hivetool.hive.edit import Edit
    from hivetool.hive.hive import Hive

EXAMPLES = (
    "hivetool set CLUSDB 'vm:SQL01.SeparateMonitor=1' -o NEW.hiv",
    "hivetool set CLUSDB 'group:SQL01.FailoverThreshold=3' 'group:SQL01.FailoverPeriod=6' -o NEW.hiv",
    "hivetool set CLUSDB 'vm:SQL01.IsAlivePollInterval=15s' 'res:SQL Disk.PossibleOwners=HV01,HV02'",
    "hivetool set CLUSDB --delete 'vm:SQL01.LooksAlivePollInterval' -o NEW.hiv",
)


@click.command("set", cls=Command, examples=EXAMPLES, short_help="Set properties of objects, in a copy.")
@reading
@click.argument("assignments", metavar="[TARGET.PROPERTY=VALUE]...", nargs=-1)
@click.option("--delete", "deletions", metavar="TARGET.PROPERTY", multiple=True, help="Store it no more; repeatable.")
@click.option("-o", "--output", "out", metavar="OUT", shell_complete=file_names, help="The file to write.")
@click.option("--in-place", is_flag=True, help="Replace INPUT; the file as it was is kept as INPUT.bak.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.option("--partial", is_flag=True, help="Also if INPUT was read only in part: what was not is lost.")
@click.option("--format", "shape", type=click.Choice(("text", "json")), default="text", show_default=True)
@talking
@click.pass_context
def command(
    ctx: click.Context,
    given: Given,
    assignments: tuple[str, ...],
    deletions: tuple[str, ...],
    out: str | None,
    in_place: bool,
    force: bool,
    partial: bool,
    shape: str,
) -> None:
    """Set properties by the names of their objects, show before and after, and write a new file.

    Types and ranges are those of the schema. Without -o nothing is written: it is a look at what would change. Each
    change comes with the PowerShell that does it on a live cluster, which is the only supported way there.
    """
    if not assignments and not deletions:
        raise click.UsageError("there is nothing to set; see the examples", ctx)
    if out and in_place:
        raise click.UsageError("-o and --in-place contradict each other", ctx)
    refuse_both(ctx, out, shape)
    from hivetool.hive.apply import apply

    clock = Clock()
    with clock.doing("reading", given.source):
        name, hive = open_newest(ctx, given)
    changes, edits = _changes(ctx, name, hive, assignments, deletions)
    if out or in_place:
        with clock.doing("applying"):
            at = None if hive.root.last_written is None else filetime_now()
            changed = apply(hive, edits, at=at)
        asked = Asked(out or given.source, force=force, partial=partial)
        write_hive(ctx, name, given.files, changed, _in_place(given, hive, asked) if in_place else asked, clock)
    _show(ctx, changes, shape, out or (given.source if in_place else None))


def _show(ctx: click.Context, changes: list[Change], shape: str, written: str | None) -> None:
    from hivetool.report.changes import changes_json, changes_text

    if shape == "json":
        out_of(ctx).write(json.dumps(changes_json(changes, written), indent=2) + "\n")
        return
    lines = list(changes_text(changes, layout(talk_of(ctx).color).width))
    if written is None:
        lines.append("Nothing was written: -o OUT writes a copy with these changes.\n")
    write_report(ctx, "".join(lines), written)


def _changes(
    ctx: click.Context, name: str, hive: Hive, assignments: tuple[str, ...], deletions: tuple[str, ...]
) -> tuple[list[Change], list[Edit]]:
    """The changes, and their edits with paths as they are in the whole hive."""
    from hivetool.cluster.assign import assigned
    from hivetool.cluster.load import load_cluster
    from hivetool.source.cluster_root import cluster_key

    try:
        root = cluster_key(hive)
        loaded = load_cluster(hive if root.row == 0 else hive.rooted_at(root))
        tell(ctx, name, loaded.problems)
        changes = [assigned(loaded.database, words) for words in assignments]
        changes += [assigned(loaded.database, words, delete=True) for words in deletions]
        _refuse_twice(ctx, changes)
    except HivetoolError as error:
        raise failure_of(error, name) from error
    above = f"{root.path}\\" if root.path else ""
    edits = [replace(change.edit, key=f"{above}{change.edit.key}".rstrip("\\")) for change in changes]
    return changes, edits


def _refuse_twice(ctx: click.Context, changes: list[Change]) -> None:
    """Raise a usage error where one property is to be two things."""
    seen: set[tuple[str, str, str]] = set()
    for change in changes:
        which = (change.edit.key, change.kind, change.prop.name)
        if which in seen:
            raise click.UsageError(f"{change.prop.name} of {change.name or 'the cluster'} is set twice", ctx)
        seen.add(which)


def _in_place(given: Given, hive: Hive, asked: Asked) -> Asked:
    """The same file in the same format. Raises :class:`Failure` for what is no file of one hive."""
    from hivetool.source.sniff import sniff

    path = Path(given.source)
    door = sniff(path.read_bytes()).door if path.is_file() else None
    if door not in ("regf", "reg") or given.root:
        raise Failure(
            Exit.REFUSED, f"{given.source}: only a hive or a .reg file can be changed in place; write to -o OUT"
        )
    kind = "reg4" if hive.source.version == "4" and door == "reg" else door
    return replace(asked, to=kind, in_place=True)
