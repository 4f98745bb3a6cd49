"""``hivetool lint``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, get_args

import click

from hivetool.hive.errors import HivetoolError
from hivetool.lint.config import FailOn
from hivetool.report.layout import counted

from .commands import Command, out_of
from .detail import detail_of
from .failures import Exit, Failure
from .inputs import STDIN, refuse_stdin_twice
from .judging import Chosen, Ruling, choosing, read_text, ruling, subjects_in
from .options import Given, file_names, reading, talk_of, talking
from .patience import patience
from .streams import exactly, layout, note
from .writing import Clock, Place, place_of, save

if TYPE_CHECKING:
    from hivetool.report.judging import Judgment

EXAMPLES = (
    "hivetool lint CLUSDB",
    "hivetool lint exports/ --select HT2,HT5 --statistics",
    "hivetool lint cluster.reg --fail-on error --format github",
    "hivetool lint CLUSDB --write-baseline known.json",
    "hivetool lint CLUSDB --baseline known.json --format sarif > lint.sarif",
    "hivetool lint --explain HT306",
)

FORMATS = ("text", "json", "sarif", "junit", "github", "markdown")
COUNTED = ("text", "json", "markdown")
"""Formats that have statistics."""


def _explained(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    """Explain a rule, and nothing else."""
    if value is not None and not ctx.resilient_parsing:
        from hivetool.lint.rules import RULES
        from hivetool.lint.selection import rule_called
        from hivetool.report.rule_page import rule_text

        _write(ctx, rule_text(rule_called(RULES, value), layout(talk_of(ctx).color)))
        ctx.exit()


@click.command(cls=Command, examples=EXAMPLES, short_help="What an expert would look at, with remedies.")
@reading
@click.argument("others", metavar="[INPUT]...", nargs=-1, shell_complete=file_names)
@choosing
@click.option("--fail-on", type=click.Choice(get_args(FailOn)), help="Exit status 1 from here on; default warning.")
@click.option("--baseline", metavar="FILE", shell_complete=file_names, help="Leave out the findings that it knows.")
@click.option("--write-baseline", metavar="FILE", shell_complete=file_names, help="Make all findings known; exit 0.")
@click.option("--statistics", is_flag=True, help="How often each rule fired, instead of the findings.")
@click.option(
    "--explain",
    metavar="CODE",
    is_eager=True,
    expose_value=False,
    callback=_explained,
    help="What a rule is about, and nothing else.",
)
@click.option("--format", "shape", type=click.Choice(FORMATS), default="text", show_default=True)
@talking
@click.pass_context
def command(
    ctx: click.Context,
    given: Given,
    others: tuple[str, ...],
    chosen: Chosen,
    fail_on: FailOn | None,
    baseline: str | None,
    write_baseline: str | None,
    statistics: bool,
    shape: str,
) -> int:
    """Run the rules over databases: files, folders and archives, each database found is judged.

    A finding says what is wrong with whom, where it stands, why that matters, and the remedy twice: PowerShell for
    the live cluster, an edit for a copy. Several databases of one run are compared with each other. hivetool.toml or
    [tool.hivetool.lint] in pyproject.toml in the working folder says what is selected by default; docs/rules explains
    the rules. Exit status 1 for a finding at or above --fail-on.
    """
    if statistics and shape not in COUNTED:
        raise click.UsageError(f"--statistics is for the formats {', '.join(COUNTED)}", ctx)
    if baseline and write_baseline:
        raise click.UsageError("--baseline and --write-baseline contradict each other", ctx)
    sources = (given.source, *others)
    refuse_stdin_twice(ctx, *sources)
    place = _baseline_place(write_baseline) if write_baseline else None
    run = ruling(ctx, chosen)
    judgment = _judged(ctx, given, sources, run, baseline)
    if place is not None:
        _write_baseline(judgment, place)
        return Exit.FINE
    severity: FailOn = fail_on or run.config.fail_on
    _show(ctx, judgment, shape, severity, statistics=statistics)
    return Exit.SAYS if judgment.fails(severity) else Exit.FINE


def _judged(ctx: click.Context, given: Given, sources: tuple[str, ...], run: Ruling, baseline: str | None) -> Judgment:
    from hivetool.lint.baseline import read_baseline
    from hivetool.report.judging import judged

    known = read_baseline(read_text(baseline), baseline) if baseline else None
    subjects, unreadable = subjects_in(ctx, given, sources, run)
    with patience("judging"):
        return judged(
            subjects,
            run.rules,
            unreadable=unreadable,
            ignored_objects=run.config.ignored_objects,
            baseline=known,
        )


def _baseline_place(path: str) -> Place:
    """Where the baseline is written: a new file or an older baseline, and over nothing else, such as an input."""
    from hivetool.lint.baseline import read_baseline

    if path == STDIN:
        raise click.BadParameter("the baseline needs a file", param_hint="--write-baseline")
    place = place_of(path, force=True)
    if place.path.exists():
        try:
            read_baseline(read_text(path), path)
        except (HivetoolError, Failure) as error:
            raise Failure(Exit.REFUSED, f"{path}: it exists already and is no baseline: it is not replaced") from error
    return place


def _write_baseline(judgment: Judgment, place: Place) -> None:
    from hivetool.lint.baseline import baseline_text

    save(baseline_text(judgment.findings).encode(), place, Clock())
    note(f"wrote {place.path}: {counted(len(judgment.findings), 'finding')} known from now on")


def _show(ctx: click.Context, judgment: Judgment, shape: str, fail_on: FailOn, *, statistics: bool) -> None:
    out, talk = out_of(ctx), talk_of(ctx)
    if shape == "text":
        from hivetool.report.lint_text import lint_text, statistics_text

        how = layout(talk.color)
        _write(ctx, statistics_text(judgment, how) if statistics else lint_text(judgment, how, detail_of(talk)))
    elif shape == "json":
        from hivetool.report.lint_json import lint_json

        document = lint_json(judgment)
        out.write(json.dumps({**document, "findings": []} if statistics else document, indent=2) + "\n")
    elif shape == "sarif":
        from hivetool.report.sarif import sarif

        out.write(json.dumps(sarif(judgment), indent=2) + "\n")
    elif shape == "junit":
        from hivetool.report.junit import junit

        out.write(junit(judgment, fail_on).encode())
    elif shape == "github":
        from hivetool.report.annotations import github

        out.write(exactly("".join(github(judgment))))
    else:
        from hivetool.report.lint_markdown import lint_markdown, statistics_markdown

        out.write(exactly(statistics_markdown(judgment) if statistics else lint_markdown(judgment)))


def _write(ctx: click.Context, lines: Iterable[str]) -> None:
    for line in lines:
        if not out_of(ctx).write(f"{line}\n"):
            return
