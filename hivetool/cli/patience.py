"""A word on stderr when something takes long."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from hivetool.report.plain import ascii_only, visible

AFTER_S = 1.0
"""So long nothing is said."""


@contextmanager
def patience(doing: str, after_s: float = AFTER_S) -> Iterator[None]:
    """Say what is being done if it takes longer than ``after_s``, on a terminal only; wipe it away at the end."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield
        return
    done = Event()

    def say() -> None:
        if not done.wait(after_s):
            with suppress(OSError, ValueError):
                _spin(f"hivetool: {visible(doing)} ...", done)

    speaker = Thread(target=say, daemon=True)
    speaker.start()
    try:
        yield
    finally:
        done.set()
        speaker.join()


def _spin(line: str, done: Event) -> None:
    from rich.console import Console
    from rich.text import Text

    with Console(file=sys.stderr).status(Text(ascii_only(line)), spinner="line"):
        done.wait()
