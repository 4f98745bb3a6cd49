"""Options of commands that write a hive, and the way from a hive to a proved file."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from hivetool.hive.errors import HivetoolError
from hivetool.report.plain import visible

from .commands import out_of
from .failures import Exit, Failure
from .options import file_names, talk_of
from .streams import note
from .writing import Clock, place_of, prove, refuse_loss, refuse_unsayable, save

if TYPE_CHECKING:
    from hivetool.hive.hive import Hive
    from hivetool.source.targets import Target, Written

F = TypeVar("F", bound=Callable[..., Any])

STDOUT = "-"
FORMATS = ("regf", "reg", "reg4", "json", "sqlite")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be written: to which file, in which format, and what may be done on the way."""

    out: str
    to: str | None = None
    force: bool = False
    partial: bool = False
    in_place: bool = False
    reg_root: str | None = None
    code_page: str | None = None


def writing(function: F) -> F:
    """Add the options for a file to write; the function gets them as one :class:`Asked` named ``asked``."""

    @functools.wraps(function)
    def command(
        *args: Any,
        out: str,
        to: str | None,
        force: bool,
        partial: bool,
        reg_root: str | None,
        code_page: str | None,
        **rest: Any,
    ) -> Any:
        asked = Asked(out, to, force, partial, reg_root=reg_root, code_page=code_page)
        return function(*args, asked=asked, **rest)

    wrapped: Any = command
    for option in (
        click.option("--code-page", metavar="NAME", help="Of a REGEDIT4 file; cp1252 unless told otherwise."),
        click.option("--reg-root", metavar="KEY", help=r"Full path of a .reg file's keys; HKEY_LOCAL_MACHINE\Cluster."),
        click.option("--partial", is_flag=True, help="Write what there is, even if something was or will be lost."),
        click.option("--force", is_flag=True, help="Replace a file that is there."),
        click.option("--to", type=click.Choice(FORMATS), help="The format; without it the suffix of OUT decides."),
        click.option(
            "-o", "--output", "out", metavar="OUT", required=True, shell_complete=file_names, help="The file to write."
        ),
    ):
        wrapped = option(wrapped)
    return cast(F, wrapped)


def write_hive(ctx: click.Context, name: str, inputs: Sequence[str], hive: Hive, asked: Asked, clock: Clock) -> None:
    """Write a hive that came from ``inputs``, proved; say on stderr what was written and what it could not hold.

    ``-v`` also says where the time went.
    """
    from hivetool.source.targets import target_for, target_named

    target = target_named(asked.to) if asked.to else target_for(asked.out)
    place = None
    if asked.out != STDOUT:
        place = place_of(asked.out, *inputs, force=asked.force, in_place=asked.in_place)
    refuse_loss(name, hive, partial=asked.partial)
    written = _written(name, hive, target, asked, clock)
    refuse_unsayable(written, target, partial=asked.partial)
    if place is not None:
        save(written.data, place, clock, lambda data: prove(replace(written, data=data), target, asked.out, clock))
    else:
        prove(written, target, "standard output", clock)
        out_of(ctx).write(written.data)
    if not talk_of(ctx).quiet:
        _tell(written, target, "standard output" if place is None else asked.out)
    if talk_of(ctx).verbose:
        note(f"time: {clock}")


def refuse_both(ctx: click.Context, out: str | None, shape: str) -> None:
    """Raise a usage error where standard output is to have the hive and a report as JSON."""
    if out == STDOUT and shape == "json":
        raise click.UsageError("standard output is for the hive or for JSON, not for both", ctx)


def write_report(ctx: click.Context, text: str, out: str | None) -> None:
    """What was done, on standard output; on standard error where that has the hive."""
    if out == STDOUT:
        click.echo(text, nl=False, err=True)
    else:
        out_of(ctx).write(text)


def _written(name: str, hive: Hive, target: Target, asked: Asked, clock: Clock) -> Written:
    from hivetool.source.targets import CODE_PAGE, REG_ROOT, How

    how = How(asked.reg_root or REG_ROOT, _code_page(asked.code_page or CODE_PAGE))
    try:
        with clock.doing("making", target.what):
            return target.write(hive, how)
    except HivetoolError as error:
        raise Failure(Exit.REFUSED, f"{name}: {visible(str(error))}") from error


def _code_page(name: str) -> str:
    try:
        good = len("é".encode(name, "replace")) == 1
    except (LookupError, UnicodeError):
        good = False
    if not good:
        raise click.BadParameter(f"{name!r} is no code page of one byte a character", param_hint="--code-page")
    return name


def _tell(written: Written, target: Target, name: str) -> None:
    hive, size = written.meant, len(written.data)
    proofs = re.sub(r", ([^,]+)\Z", r" and \1", ", ".join(title for title, _ in target.proofs))
    counts = f"{len(hive):,} keys, {len(hive.columns.values):,} values"
    note(f"wrote {name}: {target.what}, {size:,} bytes, {counts}; proved: {proofs}")
    if target.loses:
        note(f"{target.what} has no place for {target.loses}")
