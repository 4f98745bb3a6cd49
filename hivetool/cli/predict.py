"""``hivetool predict``."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from hivetool.hive.errors import HivetoolError

from .commands import Command, out_of
from .failures import Exit, failure_of
from .inputs import STDIN, open_cluster, read_text
from .options import Given, file_names, point_values, reading, semantics_names, talk_of, talking
from .outputs import STDOUT, Asked, write_hive
from .patience import patience
from .streams import exactly, layout
from .writing import Clock, filetime_now

if TYPE_CHECKING:
    from hivetool.cluster.model import Database
    from hivetool.cluster.semantics import Semantics
    from hivetool.engine.outcome import Prediction
    from hivetool.engine.tuning import Tuning
    from hivetool.scenario.model import Scenario

EXAMPLES = (
    "hivetool predict CLUSDB --event 'vm:SQL01 reports Failed'",
    "hivetool predict CLUSDB --event '3s vm:SQL01 stopped inside' --event '10m group:WEB01 offline'",
    "hivetool predict CLUSDB --event 'vm:SQL01 reports Failed' --explain",
    "hivetool predict CLUSDB --event 'vm:SQL01 reports Failed' --tune",
    "hivetool predict CLUSDB --scenario crash.toml --format json",
    "hivetool predict CLUSDB --scenario crash.toml --semantics windows --set-semantics restart_window=fixed",
    "hivetool predict CLUSDB --scenario crash.toml --after AFTER.hiv",
)

SHAPES = ("text", "json", "trace", "mermaid", "steps")


@dataclass(frozen=True, slots=True)
class Shown:
    """How a prediction is to be shown: with arguments or not, beside the other semantics and settings or not."""

    shape: str
    explain: bool
    only: bool
    tune: bool


@click.command(cls=Command, examples=EXAMPLES, short_help="Dry run: what happens, when, who does it, why.")
@reading
@click.option("--event", "events", metavar="WORDS", multiple=True, help="'[AT] SUBJECT VERB [ARGUMENT]', repeatable.")
@click.option(
    "--scenario", "file", metavar="FILE", shell_complete=file_names, help="A scenario file (TOML); - is stdin."
)
@click.option(
    "--semantics",
    metavar="NAME",
    shell_complete=semantics_names,
    help="How the open points are read: article (default) or windows.",
)
@click.option(
    "--set-semantics",
    "points",
    metavar="POINT=VALUE",
    multiple=True,
    shell_complete=point_values,
    help="Read one point otherwise, repeatable; docs/decisions.md lists them.",
)
@click.option(
    "--target-online", type=click.Choice(("flagged", "all")), help="Short for --set-semantics target_online=…"
)
@click.option("--only", is_flag=True, help="Do not say where it ends differently under the other semantics.")
@click.option("--until", metavar="DURATION", help="How long to replay: 15m, 2h; default at most 24h.")
@click.option("--explain", is_flag=True, help="Under each action the argument for it: row, source, evidence, causes.")
@click.option("--tune", is_flag=True, help="Also what other intervals, monitors and thresholds would change.")
@click.option("--format", "shape", type=click.Choice(SHAPES), default="text", show_default=True)
@click.option(
    "--after", "out", metavar="OUT", shell_complete=file_names, help="Write the database afterwards to this file."
)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.option("--partial", is_flag=True, help="Write OUT also if INPUT was read only in part: what was not is lost.")
@talking
@click.pass_context
def command(
    ctx: click.Context,
    given: Given,
    events: tuple[str, ...],
    file: str | None,
    semantics: str | None,
    points: tuple[str, ...],
    target_online: str | None,
    only: bool,
    until: str | None,
    explain: bool,
    tune: bool,
    shape: str,
    out: str | None,
    force: bool,
    partial: bool,
) -> int:
    """Predict what the cluster does after some events: a replay on the database, nothing is touched.

    Events are words such as 'vm:SQL01 reports Failed', '3s res:"Virtual Machine SQL01" reports Offline',
    'vm:SQL01 stopped inside', 'rhs:HV01 crashes by vm:SQL01' or 'group:SQL01 offline'; without a time they happen at
    1 ms. What is given here wins over the scenario file. Exit status 1 if what the file expects is not met. -q shows
    the actions alone, -v every entry with its step and source.

    Formats: trace is shaped like a cluster.log, mermaid is a sequence diagram, steps is stable, for comparing. OUT is
    a hive, .reg, .json or .sqlite by its suffix, proved as convert does, and can be the next INPUT.
    """
    shown = Shown(shape, explain, only, tune)
    _refuse(ctx, given, events, file, shown, out)
    until_ms = _duration(until)
    name, hive, database = open_cluster(ctx, given)
    scenario = _scenario(database, file, events)
    if until_ms is not None:
        scenario = replace(scenario, until_ms=until_ms)
    chosen = _semantics(scenario, semantics, ((f"target_online={target_online}",) if target_online else ()) + points)
    prediction = _replayed(database, scenario, chosen)
    if out is not None:
        from hivetool.hive.apply import apply
        from hivetool.report.afterwards import edits_afterwards

        at = None if hive.root.last_written is None else filetime_now()
        after = apply(hive, edits_afterwards(prediction, database), at=at)
        write_hive(
            ctx,
            name,
            (*given.files, *((file,) if file else ())),
            after,
            Asked(out, force=force, partial=partial),
            Clock(),
        )
    out_of(ctx).write(_text_of(ctx, prediction, database, scenario, chosen, shown))
    return Exit.FINE if prediction.expect is None or prediction.expect.met else Exit.SAYS


def _refuse(
    ctx: click.Context, given: Given, events: tuple[str, ...], file: str | None, shown: Shown, out: str | None
) -> None:
    """Raise a usage error for what cannot be meant."""
    if not events and file is None:
        raise click.UsageError("nothing happens without --event or --scenario", ctx)
    if file == STDIN and given.source == STDIN:
        raise click.UsageError("stdin can be the input or the scenario, not both", ctx)
    if out == STDOUT:
        raise click.UsageError("--after needs a file, standard output is for the prediction", ctx)
    if shown.explain and (shown.shape != "text" or talk_of(ctx).quiet):
        raise click.UsageError(
            "--explain is about the text, and not with -q; json has every argument in its trace", ctx
        )
    if shown.tune and (shown.shape not in ("text", "json") or (shown.shape == "text" and talk_of(ctx).quiet)):
        raise click.UsageError("--tune is shown as text or json, and not with -q", ctx)


def _duration(text: str | None) -> int | None:
    from hivetool.cluster.durations import duration_ms

    try:
        return None if text is None else duration_ms(text)
    except HivetoolError as error:
        raise failure_of(error, "--until") from error


def _scenario(database: Database, file: str | None, events: tuple[str, ...]) -> Scenario:
    from hivetool.scenario.model import Scenario
    from hivetool.scenario.reading import read_scenario, with_events

    scenario = Scenario()
    if file is not None:
        name, text = read_text(file)
        try:
            scenario = read_scenario(text, database)
        except HivetoolError as error:
            raise failure_of(error, name) from error
    return with_events(scenario, events, database)


def _semantics(scenario: Scenario, name: str | None, points: tuple[str, ...]) -> Semantics:
    """The semantics of this name, else of the scenario; the scenario's points are set first, then the user's."""
    from hivetool.cluster.semantics import ARTICLE, semantics_named

    return semantics_named(name or scenario.semantics or ARTICLE.name, (*scenario.overrides, *points))


def _replayed(database: Database, scenario: Scenario, semantics: Semantics) -> Prediction:
    from hivetool.engine.cluster_service import replay

    with patience("replaying"):
        return replay(database, scenario, semantics)


def _others(
    database: Database, scenario: Scenario, semantics: Semantics, prediction: Prediction
) -> tuple[tuple[str, str], ...]:
    """Every other semantics, no point of it changed, and where the situation ends differently under it."""
    from hivetool.cluster.semantics import SEMANTICS
    from hivetool.report.differs import differs, not_replayed

    found = []
    for other in SEMANTICS:
        if other.name != semantics.name:
            try:
                what = differs(prediction, _replayed(database, replace(scenario, expect=None), other))
            except HivetoolError as error:
                what = not_replayed(str(error))
            found.append((other.name, what))
    return tuple(found)


def _text_of(
    ctx: click.Context,
    prediction: Prediction,
    database: Database,
    scenario: Scenario,
    semantics: Semantics,
    shown: Shown,
) -> str | bytes:
    """The prediction in the format that was asked for."""
    if shown.shape == "trace":
        from hivetool.report.log_text import log_text

        return log_text(prediction, database, scenario.assume.starts_at)
    if shown.shape == "mermaid":
        from hivetool.report.sequence_mermaid import sequence_mermaid

        return exactly(sequence_mermaid(prediction))
    if shown.shape == "steps":
        from hivetool.report.trace_text import trace_text

        return trace_text(prediction)
    return _with_others(ctx, prediction, database, scenario, semantics, shown)


def _with_others(
    ctx: click.Context,
    prediction: Prediction,
    database: Database,
    scenario: Scenario,
    semantics: Semantics,
    shown: Shown,
) -> str:
    """As text or JSON: these also say where the other semantics ends differently."""
    from hivetool.report.predict_json import predict_json
    from hivetool.report.predict_text import predict_text

    from .detail import detail_of

    talk = talk_of(ctx)
    is_told = not shown.only and not (shown.shape == "text" and talk.quiet)
    others = _others(database, scenario, semantics, prediction) if is_told else ()
    tuning = _tuned(database, scenario, semantics, prediction) if shown.tune else None
    if shown.shape == "json":
        from hivetool.report.tuning import tuning_json

        more = {} if tuning is None else {"tune": tuning_json(tuning)}
        return json.dumps(predict_json(prediction, others) | more, indent=2) + "\n"
    text = predict_text(prediction, database, layout(talk.color), detail_of(talk), others, explain=shown.explain)
    if tuning is None:
        return text
    from hivetool.report.tuning import tuning_text

    return f"{text}\n{tuning_text(tuning, layout(talk.color))}"


def _tuned(database: Database, scenario: Scenario, semantics: Semantics, prediction: Prediction) -> Tuning:
    """What other settings would change."""
    from hivetool.engine.tuning import tune

    with patience("tuning"):
        return tune(database, scenario, semantics, prediction)
