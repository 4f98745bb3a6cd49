"""``hivetool check``."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from hivetool.source.errors import InputError

from .commands import Command, out_of
from .failures import Exit
from .inputs import read_given, tell_logs
from .options import Given, reading, talk_of, talking
from .patience import patience
from .streams import layout

if TYPE_CHECKING:
    from hivetool.hive.hive import Hive
    from hivetool.regf.check import Report

EXAMPLES = (
    "hivetool check CLUSDB",
    "hivetool check NODE1_Cluster.hiv --format json | jq '.problems[].code'",
    "hivetool check CLUSDB --no-logs && echo sound",
)


@click.command(cls=Command, examples=EXAMPLES, short_help="Is this hive structurally sound?")
@reading
@click.option("--format", "shape", type=click.Choice(("text", "json")), default="text", show_default=True)
@talking
@click.pass_context
def command(ctx: click.Context, given: Given, shape: str) -> int:
    """Check every invariant of the file's structure and show what is broken, with offset, expected and actual.

    A hive is checked as it is after its transaction logs; --no-logs checks the primary file alone. Of a .reg file the
    lines that cannot be read are shown. Exit status 1 for an error, 0 if there are only warnings, 3 if there is no
    root key. -v shows every problem, without it 20 of a kind; docs/checks.md explains the codes.
    """
    from hivetool.report.check_json import check_json
    from hivetool.report.check_text import check_text

    talk = talk_of(ctx)
    name, report = _report(ctx, given)
    if shape == "json":
        out_of(ctx).write(json.dumps(check_json(report), indent=2) + "\n")
    else:
        out_of(ctx).write(check_text(name, report, layout(talk.color), every=talk.verbose > 0))
    if not report.readable:
        return Exit.UNREADABLE
    return Exit.FINE if report.ok else Exit.SAYS


def _report(ctx: click.Context, given: Given) -> tuple[str, Report]:
    """What to call the input, and what is wrong with it; what became of its logs is told.

    Raises for what is no hive at all.
    """
    from hivetool.hive.errors import Problem
    from hivetool.regf.check import UNREADABLE, Report
    from hivetool.regf.errors import IsTransactionLog, UnreadableHive, WrongSignature

    try:
        name, hive = read_given(replace(given, root=None))
    except InputError as error:
        cause = error.__cause__
        if not isinstance(cause, UnreadableHive) or isinstance(cause, IsTransactionLog | WrongSignature):
            raise
        return error.input, Report((Problem(UNREADABLE, cause.reason, cause.at),), 0, 0, readable=False)
    tell_logs(ctx, name, hive, given)
    return name, _of_hive(hive)


def _of_hive(hive: Hive) -> Report:
    from hivetool.regf.check import Report, check_regf

    if hive.source.kind != "regf":
        return Report(hive.problems, len(hive), len(hive.columns.values))
    with patience("checking"):
        report = check_regf(hive.columns.buffers[0])
    known = {problem.code for problem in report.problems}
    return replace(report, problems=(*(p for p in hive.problems if p.code not in known), *report.problems))
