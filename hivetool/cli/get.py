"""``hivetool get``."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from .commands import Command, out_of
from .failures import Exit, Failure
from .inputs import open_newest
from .options import Given, reading, talking

if TYPE_CHECKING:
    from hivetool.hive.hive import Hive
    from hivetool.hive.views import Key, Value

EXAMPLES = (
    r"hivetool get CLUSDB :ClusterName",
    r"hivetool get CLUSDB 'Nodes\1:NodeName'",
    r"hivetool get CLUSDB 'Resources\6e394089-145a-4279-b75d-b14015cc36e4' --format json",
    r"hivetool get CLUSDB ':Security Descriptor' --format raw > descriptor.bin",
)

_COPIED = re.compile(
    r"\\?(?:computer\\)?(?:HKEY_LOCAL_MACHINE|HKLM|HKEY_USERS|HKU)\\[^\\:]*(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
"""A path as regedit shows it: the name behind the first one is that of the hive."""


@click.command(cls=Command, examples=EXAMPLES, short_help="One raw value, or one key, for scripts.")
@reading
@click.argument("path", metavar="[PATH][:VALUE]", default="")
@click.option(
    "--format",
    "shape",
    type=click.Choice(("text", "json", "hex", "raw")),
    default="text",
    show_default=True,
    help="raw: the bytes as they are stored.",
)
@talking
@click.pass_context
def command(ctx: click.Context, given: Given, path: str, shape: str) -> None:
    r"""Write one value: text as it is, a number in decimal, a list line by line, anything else as hex.

    PATH is relative to the root of the hive, without case; the value of the root is :VALUE, the default value PATH:.
    Without :VALUE the values and subkeys of the key are listed. Exit status 1 if there is no such key or value.
    """
    from hivetool.report.got import key_json, key_text, value_json, value_text

    name, hive = open_newest(ctx, given)
    found = _found(hive, path)
    if found is None:
        raise Failure(Exit.SAYS, f"{name}: {_missing(hive, path)}")
    key, value = found
    out = out_of(ctx)
    if shape == "json":
        out.write(json.dumps(key_json(key) if value is None else value_json(value), indent=2) + "\n")
    elif shape == "text":
        for line in key_text(key) if value is None else value_text(value):
            if not out.write(line):
                return
    elif value is None:
        raise click.UsageError(f"--format {shape} is for a value: name one behind a colon", ctx)
    else:
        out.write(value.data if shape == "raw" else f"{value.data.hex()}\n")


def _found(hive: Hive, path: str) -> tuple[Key, Value | None] | None:
    """The key, or the value with its key; a colon may be a part of either name."""
    for each in _readings(path):
        key = hive.find(each)
        if key is not None:
            return key, None
        for above, name in _splits(each):
            key = hive.find(above)
            value = key.value(name) if key is not None else None
            if key is not None and value is not None:
                return key, value
    return None


def _readings(path: str) -> Iterator[str]:
    """The path as given, and without the root that a path copied from regedit begins with."""
    yield path.strip("\\")
    copied = _COPIED.fullmatch(path)
    if copied is not None:
        yield copied["rest"].strip("\\")


def _splits(path: str) -> Iterator[tuple[str, str]]:
    """The key and the value that a path may mean, the shortest value first."""
    at = len(path)
    while (at := path.rfind(":", 0, at)) >= 0:
        yield path[:at].rstrip("\\"), path[at + 1 :]


def _missing(hive: Hive, path: str) -> str:
    """What is not there, and what is near to it."""
    key, below = hive.root, list(_readings(path))[-1]
    while below:
        first, _, rest = below.partition("\\")
        found = key.subkey(first)
        if found is None:
            break
        key, below = found, rest
    for above, name in _splits(below):
        holder = key.subkey(above) if above else key
        if holder is not None:
            return f"{_called(holder)} has no value '{name}'{_near(name, [each.name for each in holder.values])}"
    wanted = re.split(r"[\\:]", below)[0]
    return f"{_called(key)} has no key '{wanted}'{_near(wanted, [each.name for each in key.subkeys])}"


def _called(key: Key) -> str:
    return f"'{key.path}'" if key.path else "the root"


def _near(name: str, names: list[str]) -> str:
    near = difflib.get_close_matches(name.lower(), [each.lower() for each in names], 3, 0.6)
    meant = [f"'{each}'" for each in names if each.lower() in near]
    return f"; did you mean {' or '.join(meant[:3])}?" if meant else ""
