"""Reading what a command was given, and saying on stderr what was wrong with it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from hivetool.hive.errors import HivetoolError, Problem
from hivetool.source.files import read_input

from .failures import Exit, Failure, failure_of
from .options import Given, talk_of
from .patience import patience
from .streams import note

if TYPE_CHECKING:
    from hivetool.cluster.model import Database
    from hivetool.hive.hive import Hive

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


def open_given(ctx: click.Context, given: Given) -> tuple[str, Hive]:
    """What to call the input, and the hive it is; its problems are told."""
    from hivetool.source.opening import open_hive

    with patience(f"reading {given.source}"):
        name, data = read_bytes(given.source)
        hive = open_hive(data, encoding=given.encoding, root=given.root, name=name)
    tell(ctx, name, [problem for problem in hive.problems if not (given.no_logs and problem.code == ABOUT_LOGS)])
    return name, hive


def open_cluster(ctx: click.Context, given: Given) -> tuple[str, Hive, Database]:
    """What to call the input, its cluster hive and the database in it; the problems of both are told."""
    from hivetool.cluster.load import load_cluster
    from hivetool.source.cluster_root import cluster_root

    name, hive = open_given(ctx, given)
    try:
        hive = cluster_root(hive)
    except HivetoolError as error:
        raise failure_of(error, name) from error
    loaded = load_cluster(hive)
    tell(ctx, name, loaded.problems)
    return name, hive, loaded.database


def tell(ctx: click.Context, name: str, problems: Sequence[Problem]) -> None:
    """List problems on stderr, each in a line; ``-v`` lists them all."""
    shown = problems if talk_of(ctx).verbose else problems[:MOST_PROBLEMS]
    for problem in shown:
        note(f"{name}: {problem} [{problem.code}]")
    if len(problems) > len(shown):
        note(f"{name}: and {len(problems) - len(shown):,} more problems (-v lists all)")
