"""Exit codes, and which error gets which: one table."""

from __future__ import annotations

from enum import IntEnum

import click

from hivetool.hive.errors import HivetoolError, UnreadableInput
from hivetool.regtext.errors import NoSuchRoot as NoSuchRootInText
from hivetool.report.plain import visible
from hivetool.source.errors import NoSuchRoot, NotAClusterDatabase, SeveralHives


class Exit(IntEnum):
    """What the exit status says."""

    FINE = 0
    SAYS = 1
    USAGE = 2
    UNREADABLE = 3
    REFUSED = 4
    INTERNAL = 70
    OUTPUT = 74
    INTERRUPTED = 130


class Failure(Exception):
    """The end of a command: an exit status and the one line to say on stderr."""

    def __init__(self, code: Exit, text: str) -> None:
        super().__init__(text)
        self.code = code


CODES: tuple[tuple[type[BaseException], Exit], ...] = (
    (NoSuchRoot, Exit.USAGE),
    (NoSuchRootInText, Exit.USAGE),
    (SeveralHives, Exit.USAGE),
    (UnreadableInput, Exit.UNREADABLE),
    (NotAClusterDatabase, Exit.UNREADABLE),
    (HivetoolError, Exit.USAGE),
    (click.ClickException, Exit.USAGE),
    (MemoryError, Exit.UNREADABLE),
)
"""The first row that fits an error, or the error it was raised from, counts; what fits none is a defect of ours."""


def code_of(error: BaseException) -> Exit:
    """The exit status for an error that ends a command."""
    for kind, code in CODES:
        if isinstance(error, kind) or isinstance(error.__cause__, kind):
            return code
    return Exit.INTERNAL


def failure_of(error: Exception, about: str | None = None) -> Failure:
    """An error as the end of a command, in one line that begins with what it is ``about``."""
    if isinstance(error, Failure):
        return error
    code = code_of(error)
    text = _USED_UP if isinstance(error, MemoryError) else _text(error)
    if code is Exit.INTERNAL:
        text = f"internal error: {type(error).__name__}: {text or 'no message'}; please report it {_HOW}"
    return Failure(code, visible(f"{about}: {text}" if about else text))


_USED_UP = "it does not fit into memory"
_HOW = "(HIVETOOL_DEBUG=1 or -vv shows where it happened)"


def _text(error: Exception) -> str:
    if not isinstance(error, click.UsageError):
        return error.format_message() if isinstance(error, click.ClickException) else str(error)
    text = " ".join(line.strip() for line in error.format_message().rstrip(".").splitlines())
    return f"{text[:1].lower()}{text[1:]}" + (f" (see {error.ctx.command_path} --help)" if error.ctx else "")
