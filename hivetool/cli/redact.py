"""``hivetool redact``."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from hivetool.hive.errors import HivetoolError
from hivetool.report.layout import counted

from .commands import Command
from .failures import Exit, Failure, failure_of
from .inputs import open_newest, tell
from .options import Given, file_names, reading, talk_of, talking
from .outputs import STDOUT, Asked, write_hive, writing
from .streams import note
from .writing import Clock, Place, place_of, refuse_loss, save

if TYPE_CHECKING:
    from hivetool.cluster.redact import Redacted
    from hivetool.hive.hive import Hive

EXAMPLES = (
    "hivetool redact CLUSDB -o to-mail.hiv",
    "hivetool redact CLUSDB -o to-mail.reg --map keep-this.json",
    "hivetool redact NODE1.hiv -o 1.hiv --key 'the same for all nodes'",
)

_LONGEST_KEY = 64
"""Bytes that the hash takes for a key."""


@click.command(cls=Command, examples=EXAMPLES, short_help="Replace names, addresses and secrets, to send a hive.")
@reading
@writing
@click.option("--map", "map_out", metavar="FILE", shell_complete=file_names, help="Write what stands for what.")
@click.option("--key", metavar="WORDS", help="Hash with this, for the same hashes again; else a key nobody knows.")
@click.option("--guids", is_flag=True, help="Replace GUIDs too.")
@talking
@click.pass_context
def command(ctx: click.Context, given: Given, asked: Asked, map_out: str | None, key: str | None, guids: bool) -> None:
    """Write a copy of INPUT without what tells whose cluster it is, for people who help with it.

    Names, addresses, DNS names, accounts, SIDs of the domain and paths are replaced, the same everywhere by the same;
    keys, tokens, passwords and crypto checkpoints are blanked. Structure, GUIDs, types, times and settings stay, so
    that inspect and predict say the same of the copy. What of the original is still there is listed, and refused
    without --partial. Look at the result before you send it: docs/redact.md says what cannot be known.
    """
    clock = Clock()
    with clock.doing("reading", given.source):
        name, hive = open_newest(ctx, given)
    refuse_loss(name, hive, partial=asked.partial)
    map_place = None
    if map_out == STDOUT:
        raise click.BadParameter("the map needs a file", param_hint="--map")
    if map_out is not None:
        map_place = replace(place_of(map_out, *given.files, force=asked.force), is_private=True)
        if asked.out != STDOUT and map_place.path == place_of(asked.out, *given.files, force=asked.force).path:
            raise click.BadParameter("-o writes to this file, the map needs one of its own", param_hint="--map")
    with clock.doing("redacting", name):
        made = _redacted(name, hive, key, guids)
    tell(ctx, name, made.problems)
    left = [problem for problem in made.problems if problem.code == "redact-left"]
    if left and not asked.partial:
        raise Failure(
            Exit.REFUSED,
            f"{name}: {counted(len(left), 'name or address', 'names or addresses')} could not be removed; "
            "--partial writes it so",
        )
    write_hive(ctx, name, given.files, made.hive, asked, clock)
    if map_place is not None:
        _save_map(made, map_place, clock)
    if not talk_of(ctx).quiet:
        _tell(made, map_out)


def _redacted(name: str, hive: Hive, key: str | None, guids: bool) -> Redacted:
    from hivetool.cluster.redact import redacted
    from hivetool.source.cluster_root import cluster_root

    secret = secrets.token_bytes(_LONGEST_KEY) if key is None else key.encode("utf-8", "surrogatepass")
    if len(secret) > _LONGEST_KEY:
        raise click.BadParameter(f"it has {len(secret)} bytes; {_LONGEST_KEY} at the most", param_hint="--key")
    try:
        return redacted(cluster_root(hive), secret, guids=guids)
    except HivetoolError as error:
        raise failure_of(error, name) from error


def _save_map(made: Redacted, place: Place, clock: Clock) -> None:
    from hivetool.report.redact_map import redact_map_json

    save((json.dumps(redact_map_json(made), indent=2) + "\n").encode("ascii"), place, clock)


def _tell(made: Redacted, map_out: str | None) -> None:
    kinds: dict[str, int] = {}
    for each in made.mapping:
        kinds[each.kind] = kinds.get(each.kind, 0) + 1
    note("replaced: " + (", ".join(f"{count:,} {kind}" for kind, count in kinds.items()) or "nothing"))
    if map_out is not None:
        note(f"wrote {map_out}: what stands for what; keep it to yourself")
