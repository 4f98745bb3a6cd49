"""``hivetool merge``."""

from __future__ import annotations

import click

from hivetool.hive.errors import HivetoolError, UnreadableInput
from hivetool.report.layout import counted

from .commands import Command
from .failures import Exit, Failure, failure_of
from .inputs import open_given, read_bytes, refuse_stdin_twice, tell
from .options import Given, file_names, reading, talk_of, talking
from .outputs import Asked, write_hive, writing
from .streams import note
from .writing import Clock, filetime_now

EXAMPLES = (
    "hivetool merge CLUSDB patch.reg -o NEW.hiv",
    "hivetool diff OLD.hiv NEW.hiv --format reg | hivetool merge OLD.hiv - -o AGAIN.hiv",
    "hivetool merge cluster.reg patch.reg -o merged.reg",
)


@click.command(cls=Command, examples=EXAMPLES, short_help="Apply a .reg file to a copy of a hive.")
@reading
@click.argument("patch", metavar="PATCH.reg", shell_complete=file_names)
@writing
@click.option("--patch-root", metavar="KEY", help="The key of the patch that is the hive's root; else it is found.")
@talking
@click.pass_context
def command(ctx: click.Context, given: Given, patch: str, asked: Asked, patch_root: str | None) -> None:
    r"""Apply the changes that PATCH.reg says to INPUT and write the result, as importing it on Windows would.

    Its keys are below one key such as HKEY_LOCAL_MACHINE\Cluster, which stands for the root of the hive, whatever
    that is called; --patch-root chooses another. Lines that cannot be read are listed, and refused without --partial.
    """
    from hivetool.hive.apply import apply
    from hivetool.regtext.reader import read_reg

    refuse_stdin_twice(ctx, given.source, patch)
    clock = Clock()
    with clock.doing("reading", given.source):
        name, hive = open_given(ctx, given)
    patch_name, data = read_bytes(patch)
    try:
        text = read_reg(data, given.encoding, patch_root)
    except UnreadableInput as error:
        _refuse_binary(patch_name, data)
        raise failure_of(error, patch_name) from error
    tell(ctx, patch_name, text.problems)
    bad = [problem for problem in text.problems if problem.severity == "error"]
    if bad and not asked.partial:
        raise Failure(Exit.REFUSED, f"{patch_name}: {counted(len(bad), 'line')} cannot be read; --partial skips it")
    try:
        with clock.doing("applying", patch_name):
            at = None if hive.root.last_written is None else filetime_now()
            merged = apply(hive, text.edits, at=at)
    except HivetoolError as error:
        raise failure_of(error, patch_name) from error
    if not talk_of(ctx).quiet:
        note(f"applied {patch_name}: {counted(len(text.edits), 'edit')} below {text.root or 'the root keys'}")
    write_hive(ctx, name, (*given.files, patch), merged, asked, clock)


def _refuse_binary(name: str, data: bytes) -> None:
    """Say what a patch is that is no text: its first line would say nothing."""
    from hivetool.source.sniff import sniff

    kind = sniff(data)
    if isinstance(kind.pattern.pattern, bytes):
        advice = "hivetool diff INPUT OTHER --format reg writes one"
        raise Failure(Exit.UNREADABLE, f"{name}: {kind.start}: this is {kind.what}, not a .reg file; {advice}")
