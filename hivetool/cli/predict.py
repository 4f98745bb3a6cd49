"""``hivetool predict``."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from hivetool.hive.errors import HivetoolError

from .commands import Command, out_of
from .failures import Exit, Failure, failure_of
from .inputs import STDIN, open_cluster, read_bytes
from .options import Given, file_names, reading, talk_of, talking
from .patience import patience
from .streams import layout

if TYPE_CHECKING:
    from hivetool.cluster.model import Database
    from hivetool.engine.outcome import Prediction
    from hivetool.scenario.model import Scenario

EXAMPLES = (
    "hivetool predict CLUSDB --event 'vm:SQL01 reports Failed'",
    "hivetool predict CLUSDB --event '3s vm:SQL01 stopped inside' --event '10m group:WEB01 offline'",
    "hivetool predict CLUSDB --scenario crash.toml --format json",
)


@click.command(cls=Command, examples=EXAMPLES, short_help="Dry run: what happens, when, who does it, why.")
@reading
@click.option("--event", "events", metavar="WORDS", multiple=True, help="'[AT] SUBJECT VERB [ARGUMENT]', repeatable.")
@click.option(
    "--scenario", "file", metavar="FILE", shell_complete=file_names, help="A scenario file (TOML); - is stdin."
)
@click.option("--semantics", metavar="NAME", help="How the open points are read: article (default).")
@click.option("--until", metavar="DURATION", help="How long to replay: 15m, 2h; default at most 24h.")
@click.option("--target-online", type=click.Choice(("flagged", "all")), help="What the target node brings online.")
@click.option("--format", "shape", type=click.Choice(("text", "json", "trace")), default="text", show_default=True)
@talking
@click.pass_context
def command(
    ctx: click.Context,
    given: Given,
    events: tuple[str, ...],
    file: str | None,
    semantics: str | None,
    until: str | None,
    target_online: str | None,
    shape: str,
) -> int:
    """Predict what the cluster does after some events: a replay on the database, nothing is touched.

    Events are words such as 'vm:SQL01 reports Failed', '3s res:"Virtual Machine SQL01" reports Offline',
    'vm:SQL01 stopped inside', 'rhs:HV01 crashes by vm:SQL01' or 'group:SQL01 offline'; without a time they happen at
    1 ms. What is given here wins over the scenario file. Exit status 1 if what the file expects is not met. -q shows
    the actions alone, -v every entry with its step and source; the form trace is stable, for comparing.
    """
    from hivetool.engine.cluster_service import replay

    if not events and file is None:
        raise click.UsageError("nothing happens without --event or --scenario", ctx)
    if file == STDIN and given.source == STDIN:
        raise click.UsageError("stdin can be the input or the scenario, not both", ctx)
    until_ms = _duration(until)
    _, _, database = open_cluster(ctx, given)
    wanted: dict[str, Any] = {"until_ms": until_ms, "semantics": semantics, "target_online": target_online}
    chosen = {name: value for name, value in wanted.items() if value is not None}
    scenario = replace(_scenario(database, file, events), **chosen)
    with patience("replaying"):
        prediction = replay(database, scenario)
    out_of(ctx).write(_shown(ctx, prediction, database, shape))
    return Exit.FINE if prediction.expect is None or prediction.expect.met else Exit.SAYS


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
        name, text = _text(file)
        try:
            scenario = read_scenario(text, database)
        except HivetoolError as error:
            raise failure_of(error, name) from error
    return with_events(scenario, events, database)


def _text(file: str) -> tuple[str, str]:
    """What to call a scenario file, and its text."""
    name, data = read_bytes(file)
    try:
        return name, data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Failure(Exit.UNREADABLE, f"{name}: line {line}: a scenario is text in UTF-8, this is not") from error


def _shown(ctx: click.Context, prediction: Prediction, database: Database, shape: str) -> str:
    from hivetool.report.predict_json import predict_json
    from hivetool.report.predict_text import predict_text
    from hivetool.report.trace_text import trace_text

    from .detail import detail_of

    if shape == "json":
        return json.dumps(predict_json(prediction), indent=2) + "\n"
    if shape == "trace":
        return trace_text(prediction)
    talk = talk_of(ctx)
    return predict_text(prediction, database, layout(talk.color), detail_of(talk))
