"""Reading what a command was given, and saying on stderr what was wrong with it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from hivetool.hive.errors import HivetoolError, Problem
from hivetool.report.plain import visible
from hivetool.source.files import read_input

from .failures import Exit, Failure, failure_of
from .options import Given, talk_of
from .patience import patience
from .streams import note

if TYPE_CHECKING:
    from hivetool.cluster.load import LoadResult
    from hivetool.cluster.model import Database
    from hivetool.cluster.replicas import Replica
    from hivetool.hive.hive import Hive
    from hivetool.source.errors import SeveralHives

MOST_PROBLEMS = 20
"""So many problems are listed, and how many more there are."""

ABOUT_LOGS = "regf-dirty"
"""The problem that a hive's transaction logs were not applied: no news to one who wants it so."""

STDIN = "-"


def read_bytes(source: str) -> tuple[str, bytes]:
    """What to call an input, and its bytes."""
    if source != STDIN:
        return read_input(source)
    if sys.stdin is None:
        raise Failure(Exit.UNREADABLE, "standard input is closed")
    try:
        return "standard input", sys.stdin.buffer.read()
    except (OSError, ValueError) as error:
        raise Failure(Exit.UNREADABLE, f"standard input: {error}") from error


def read_text(source: str) -> tuple[str, str]:
    """What to call a scenario file, and its text."""
    name, data = read_bytes(source)
    try:
        return name, data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Failure(Exit.UNREADABLE, f"{name}: line {line}: a scenario is text in UTF-8, this is not") from error


def refuse_stdin_twice(ctx: click.Context, *sources: str) -> None:
    """Raise a usage error where more than one input is standard input."""
    if sources.count(STDIN) > 1:
        raise click.UsageError("only one of the inputs can be standard input", ctx)


def open_given(ctx: click.Context, given: Given) -> tuple[str, Hive]:
    """What to call the input, and the hive it is; its problems are told, and what became of its logs."""
    name, hive = read_given(given)
    _tell_all(ctx, name, hive, given)
    return name, hive


def open_newest(ctx: click.Context, given: Given) -> tuple[str, Hive]:
    """Like :func:`open_given`, but of an archive or a folder with several hives the one that is a cluster database.

    Of several copies of one database the newest is taken, which is told.
    """
    from hivetool.source.errors import SeveralHives

    try:
        return open_given(ctx, given)
    except SeveralHives as error:
        name, hive = _newest_cluster(ctx, given, error)
    _tell_all(ctx, name, hive, given)
    return name, hive


def read_given(given: Given) -> tuple[str, Hive]:
    """What to call the input, and the hive it is; nothing is told."""
    from hivetool.source.opening import open_hive

    with patience(f"reading {given.source}"):
        name, source = _source(given)
        return name, open_hive(source, name=name, **how_of(given))


def _source(given: Given) -> tuple[str, str | bytes]:
    if given.source != STDIN:
        return given.source, given.source
    return read_bytes(STDIN) if given.data is None else ("standard input", given.data)


def how_of(given: Given) -> dict[str, Any]:
    """The arguments of the readers that the options come to."""
    logs = () if given.no_logs else given.logs or None
    return {"encoding": given.encoding, "root": given.root, "logs": logs}


def _tell_all(ctx: click.Context, name: str, hive: Hive, given: Given) -> None:
    tell(ctx, name, [problem for problem in hive.problems if not (given.no_logs and problem.code == ABOUT_LOGS)])
    tell_logs(ctx, name, hive, given)


def tell_logs(ctx: click.Context, name: str, hive: Hive, given: Given) -> None:
    """Say which transaction logs were applied, and of those that were given which were not, and why."""
    if talk_of(ctx).quiet:
        return
    for log in hive.source.logs:
        if log.applied:
            numbered = "" if log.first_sequence is None else f", numbers {log.first_sequence} to {log.last_sequence}"
            entries = "entry" if log.entries == 1 else "entries"
            note(f"{name}: applied {visible(log.name)}: {log.entries:,} {entries}{numbered}")
        elif given.logs and not hive.source.dirty:
            note(f"{name}: not applied: {visible(log.name)}: {visible(log.note)}")


def open_cluster(ctx: click.Context, given: Given) -> tuple[str, Hive, Database]:
    """What to call the input, its cluster hive and the database in it; the problems of both are told."""
    name, loaded = open_loaded(ctx, given)
    tell(ctx, name, loaded.problems)
    return name, loaded.database.hive, loaded.database


def open_loaded(ctx: click.Context, given: Given) -> tuple[str, LoadResult]:
    """What to call the input, and the cluster in it; what the reading of the hive reported is told."""
    from hivetool.cluster.load import load_cluster
    from hivetool.source.cluster_root import cluster_root

    name, hive = open_newest(ctx, given)
    try:
        hive = cluster_root(hive)
    except HivetoolError as error:
        raise failure_of(error, name) from error
    return name, load_cluster(hive)


def replicas_in(ctx: click.Context, given: Given) -> list[Replica]:
    """Every copy of a cluster database in an input; what else it has is passed over, what cannot be read is told."""
    from hivetool.cluster.load import load_cluster
    from hivetool.cluster.replicas import replica
    from hivetool.source.cluster_root import cluster_root
    from hivetool.source.opening import open_all

    found = []
    with patience(f"reading {given.source}"):
        name, source = _source(given)
        for each in open_all(source, name=name, **how_of(given)):
            if each.hive is None:
                note(str(each.error))
                continue
            with contextlib.suppress(HivetoolError):
                found.append(replica(each.name, load_cluster(cluster_root(each.hive)).database))
    return found


def _newest_cluster(ctx: click.Context, given: Given, several: SeveralHives) -> tuple[str, Hive]:
    """The one cluster database among several hives, of several copies the newest; else the error."""
    from hivetool.cluster.replicas import replicas

    groups = replicas(replicas_in(ctx, given)) if given.source != STDIN else ()
    if not groups:
        raise several
    if len(groups) > 1:
        names = [copy.name for group in groups for copy in group.copies]
        reason = f"it has databases of {len(groups)} clusters, name one of them: {', '.join(map(visible, names))}"
        raise type(several)(reason, input=several.input, candidates=tuple(names)) from several
    (group,) = groups
    newest = group.copies[0]
    if len(group.copies) > 1 and not talk_of(ctx).quiet:
        which = "the newest" if group.is_certain else "as nothing tells which is newer"
        note(f"{given.source}: {len(group.copies)} copies of one database: {newest.name} is taken, {which}")
    return newest.name, newest.database.hive


def tell(ctx: click.Context, name: str, problems: Sequence[Problem]) -> None:
    """List problems on stderr, each in a line; ``-v`` lists them all."""
    shown = problems if talk_of(ctx).verbose else problems[:MOST_PROBLEMS]
    for problem in shown:
        placed = problem.at.place or problem.at.name
        note(f"{name}: {problem if placed else problem.message} [{problem.code}]")
    if len(problems) > len(shown):
        note(f"{name}: and {len(problems) - len(shown):,} more problems (-v lists all)")
