"""The kinds of click commands used here: help that begins with examples, subcommands loaded when they are needed."""

from __future__ import annotations

import difflib
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import click

from .failures import Exit, Failure, code_of, failure_of
from .options import talk_of
from .streams import Output, hush, note, prepare, unwritten

DEBUG = "HIVETOOL_DEBUG"
_SHOWS_WHERE = 2
_COMPLETION = "_HIVETOOL_COMPLETE"


def examples_first(ctx: click.Context, formatter: click.HelpFormatter, examples: Sequence[str]) -> None:
    """The section that every help begins with."""
    with formatter.section("Examples"):
        for example in examples:
            formatter.write(f"{'':>{formatter.current_indent}}{example}\n")
    formatter.write_paragraph()


class Command(click.Command):
    """A command whose help begins with ``examples``."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.examples = tuple(examples)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples, then what click writes."""
        examples_first(ctx, formatter, self.examples)
        super().format_help(ctx, formatter)


class Program(click.Group):
    """The program: ``homes`` maps the names of its commands to modules, whose ``command`` is imported when needed.

    Every error ends here, as one line on stderr and an exit status.
    """

    def __init__(self, *args: Any, homes: Mapping[str, str], examples: Sequence[str] = (), **rest: Any) -> None:
        super().__init__(*args, context_settings={"help_option_names": ["-h", "--help"]}, **rest)
        self.homes = homes
        self.examples = tuple(examples)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the table."""
        return list(self.homes)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported now."""
        home = self.homes.get(cmd_name)
        if home is None:
            return None
        found: click.Command = import_module(home).command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Like click's, but a name that is unknown gets the nearest known one as a hint."""
        name = args[0]
        if name not in self.homes and not name.startswith("-") and not ctx.resilient_parsing:
            near = difflib.get_close_matches(name, self.homes, 1)
            raise click.UsageError(f"no such command {name!r}" + (f", did you mean {near[0]!r}?" if near else ""), ctx)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples, then what click writes."""
        examples_first(ctx, formatter, self.examples)
        super().format_help(ctx, formatter)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Without any argument: the help, on stderr, as wrong usage."""
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), err=True)
            ctx.exit(Exit.USAGE)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what it raises is shown where it happened if that was asked for."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            if code_of(error) is Exit.INTERNAL and not isinstance(error, (Failure, click.exceptions.Exit, click.Abort)):
                _show_where(ctx, error)
            raise

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run and exit, whatever happens. ``standalone_mode=False`` is click's own and leaves errors alone."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode, **extra)
        prepare()
        if os.environ.get(_COMPLETION):
            import_module("hivetool.cli.powershell")
        sys.exit(_flushed(self._status(args, prog_name or "hivetool", extra)))

    def _status(self, args: Sequence[str] | None, prog_name: str, rest: Mapping[str, Any]) -> int:
        """The exit status of a run."""
        try:
            status = super().main(args, prog_name, standalone_mode=False, **rest)
        except (KeyboardInterrupt, click.Abort):
            note("interrupted")
            return Exit.INTERRUPTED
        except SystemExit:
            if os.environ.get(_COMPLETION):
                raise
            hush()  # click ends so when nobody reads the help it writes
            return Exit.FINE
        except Exception as error:
            failure = unwritten(error) or failure_of(error)
            note(str(failure))
            return failure.code
        return status if isinstance(status, int) else Exit.FINE


def _flushed(status: int) -> int:
    """The exit status, after what is still held back has been written."""
    try:
        Output().flush()
    except Failure as failure:
        note(str(failure))
        return failure.code
    return status


def _show_where(ctx: click.Context, error: Exception) -> None:
    if os.environ.get(DEBUG) or talk_of(ctx).verbose >= _SHOWS_WHERE:
        traceback.print_exception(error)


def out_of(ctx: click.Context) -> Output:
    """The standard output of this run."""
    found: Output = ctx.meta.setdefault("hivetool.output", Output())
    return found
