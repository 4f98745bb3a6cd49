"""A word on stderr when something takes long."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Any

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


@contextmanager
def progress(doing: str, steps: int, after_s: float = AFTER_S) -> Iterator[Callable[[], object]]:
    """Show how far a work of so many steps is if it takes longer than ``after_s``, on a terminal only.

    What is given is called after each step. The bar is wiped away at the end.
    """
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda: None
        return
    bar = _Bar(visible(doing), steps, after_s)
    try:
        yield bar.step
    finally:
        bar.close()


class _Bar:
    """A bar that appears when it is time."""

    def __init__(self, doing: str, steps: int, after_s: float) -> None:
        self._doing, self._steps, self._done = ascii_only(doing), steps, 0
        self._due = time.monotonic() + after_s
        self._shown: Any = None

    def step(self) -> None:
        self._done += 1
        if self._shown is None and self._done < self._steps and time.monotonic() >= self._due:
            with suppress(OSError, ValueError):
                self._shown = self._opened()
        elif self._shown is not None:
            with suppress(OSError, ValueError):
                self._shown.update(0, completed=self._done)

    def _opened(self) -> Any:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        text = TextColumn("hivetool: {task.description}", markup=False)
        columns = (text, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        found = Progress(*columns, console=Console(file=sys.stderr), transient=True, redirect_stdout=False)
        found.add_task(self._doing, total=self._steps, completed=self._done)
        found.start()
        return found

    def close(self) -> None:
        if self._shown is not None:
            with suppress(OSError, ValueError):
                self._shown.stop()
