from __future__ import annotations

import io
import sys
import threading
import time

import pytest

from hivetool.cli.patience import patience, progress

WIPED = "\r\x1b[1A\x1b[2K"
"""To the start of the line above, and erase it."""


class Terminal(io.StringIO):
    """A terminal that says when something was written."""

    def __init__(self) -> None:
        super().__init__()
        self.said = threading.Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        count = super().write(text)
        self.said.set()
        return count


def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal as stderr. Called in the test itself: between fixture and test pytest changes the streams."""
    monkeypatch.delenv("TERM", raising=False)
    found = Terminal()
    monkeypatch.setattr(sys, "stderr", found)
    return found


def test_what_takes_long_is_said_and_wiped_away(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = terminal(monkeypatch)
    with patience("reading \x1b[2J", after_s=0.01):
        assert stream.said.wait(10)
    said = stream.getvalue()
    assert "hivetool: reading \\x1b[2J ..." in said
    assert "\x1b[2J" not in said, "a name must not steer the terminal"
    assert said.endswith(WIPED)


def test_what_is_quick_is_not_said(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = terminal(monkeypatch)
    start = time.perf_counter()
    with patience("reading"):
        pass
    assert stream.getvalue() == ""
    assert time.perf_counter() - start < 0.9, "leaving does not wait"


def test_an_error_goes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = terminal(monkeypatch)

    def fail() -> None:
        with patience("reading", after_s=0.01):
            assert stream.said.wait(10)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert stream.getvalue().endswith(WIPED)


@pytest.mark.parametrize("kind", ["piped", "dumb", "closed"])
def test_only_a_terminal_is_told(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    stream = io.StringIO() if kind == "piped" else Terminal()
    monkeypatch.setenv("TERM", "dumb" if kind == "dumb" else "xterm")
    monkeypatch.setattr(sys, "stderr", None if kind == "closed" else stream)
    with patience("reading", after_s=0):
        time.sleep(0.05)
    assert stream.getvalue() == ""


def test_progress_is_shown_and_wiped_away(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = terminal(monkeypatch)
    with progress("asking \x1b[2J", 5, after_s=0) as step:
        for _ in range(3):
            step()
    said = stream.getvalue()
    assert "hivetool: asking \\x1b[2J" in said
    assert "\x1b[2J" not in said
    assert "3/5" in said
    assert said.endswith(WIPED)


@pytest.mark.parametrize("kind", ["quick", "piped", "dumb", "closed"])
def test_progress_that_nobody_needs(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    stream = io.StringIO() if kind == "piped" else Terminal()
    monkeypatch.setenv("TERM", "dumb" if kind == "dumb" else "xterm")
    monkeypatch.setattr(sys, "stderr", None if kind == "closed" else stream)
    with progress("asking", 5, after_s=60 if kind == "quick" else 0) as step:
        step()
    assert stream.getvalue() == ""
