"""Options that several commands share, and what they come to."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args

import click

from .streams import Color

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

F = TypeVar("F", bound=Callable[..., Any])

_KEY = "hivetool.talk."


@dataclass(frozen=True, slots=True)
class Talk:
    """How much is said, and whether in color: ``verbose`` counts the ``-v``."""

    quiet: bool = False
    verbose: int = 0
    color: Color = "auto"


@dataclass(frozen=True, slots=True)
class Given:
    """An input as the command line names it, and how it is to be read; ``data`` is standard input once it was read."""

    source: str
    root: str | None
    encoding: str | None
    no_logs: bool
    logs: tuple[str, ...] = ()
    data: bytes | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """Everything that is read, none of which may be written over."""
        return (self.source, *self.logs)


def file_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Let the shell complete file names. Whether a file can be read is found out by reading it."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def semantics_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Let the shell complete the names of semantics."""
    from click.shell_completion import CompletionItem

    from hivetool.cluster.semantics import SEMANTICS

    return [CompletionItem(known.name) for known in SEMANTICS if known.name.startswith(incomplete)]


def point_values(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Let the shell complete ``POINT=``, and the values behind it."""
    from click.shell_completion import CompletionItem

    from hivetool.cluster.semantics import points

    name, equals, _ = incomplete.partition("=")
    if not equals:
        return [
            CompletionItem(f"{point.name}=", help=point.meaning) for point in points() if point.name.startswith(name)
        ]
    words = next((point.options for point in points() if point.name == name and point.options != _ANY_NUMBER), ())
    written = [f"{name}={word.replace(' ', '-')}" for word in words]
    return [CompletionItem(word) for word in written if word.startswith(incomplete)]


_ANY_NUMBER = ("a number",)


def talk_of(ctx: click.Context) -> Talk:
    """The talk options, given before the command or after it. Raises a usage error if they contradict each other."""
    quiet, verbose = bool(ctx.meta.get(f"{_KEY}quiet")), int(ctx.meta.get(f"{_KEY}verbose", 0))
    if quiet and verbose:
        raise click.UsageError("-q and -v contradict each other", ctx)
    return Talk(quiet, verbose, ctx.meta.get(f"{_KEY}color") or "auto")


def talking(function: F) -> F:
    """Add ``-q``, ``-v`` and ``--color``, which every command and the program itself take."""
    for option in (
        click.option(
            "--color",
            type=click.Choice(get_args(Color)),
            help="Color on a terminal (auto), always or never; NO_COLOR and FORCE_COLOR count too.",
            expose_value=False,
            callback=_remember,
        ),
        click.option(
            "-v", "--verbose", count=True, help="Say more; -vv for defects.", expose_value=False, callback=_remember
        ),
        click.option("-q", "--quiet", is_flag=True, help="Say less.", expose_value=False, callback=_remember),
    ):
        function = option(function)
    return function


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    if value:
        ctx.meta[f"{_KEY}{param.name}"] = value
    return value


def reading(function: F) -> F:
    """Add INPUT and the options for reading it; the function gets them as one :class:`Given` named ``given``."""

    @functools.wraps(function)
    def command(
        *args: Any,
        source: str,
        root: str | None,
        encoding: str | None,
        no_logs: bool,
        logs: tuple[str, ...],
        **rest: Any,
    ) -> Any:
        if logs and no_logs:
            raise click.UsageError("--log and --no-logs contradict each other", click.get_current_context())
        return function(*args, given=Given(source, root, encoding, no_logs, logs), **rest)

    wrapped: Any = command
    for option in (
        click.option("--no-logs", is_flag=True, help="The primary file alone, and no word about its logs."),
        click.option(
            "--log",
            "logs",
            metavar="FILE",
            multiple=True,
            shell_complete=file_names,
            help="A transaction log of a dirty hive, repeatable; without it those beside the hive are taken.",
        ),
        click.option("--encoding", callback=_codec, help="Of a text that is neither Unicode nor UTF-8: cp1252."),
        click.option("--root", metavar="KEY", help="Take this key of the input for its root."),
        click.argument("source", metavar="INPUT", shell_complete=file_names),
    ):
        wrapped = option(wrapped)
    return cast(F, wrapped)


def _codec(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Refuse what is no text encoding."""
    if value is not None:
        try:
            b"a".decode(value, "replace")
        except (LookupError, UnicodeError, ValueError):
            raise click.BadParameter(f"{value!r} is no text encoding that Python knows", ctx, param) from None
    return value
