"""The standard streams: what stdout cannot encode, a reader who has gone, color, and how wide a line may be."""

from __future__ import annotations

import codecs
import errno
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Any, Literal

from hivetool.report.layout import Layout, Tone, unpainted
from hivetool.report.plain import ascii_only, visible

from .failures import Exit, Failure

Color = Literal["auto", "always", "never"]

HANDLER = "hivetool"
"""The name of the error handler that stands in for characters a stream cannot encode."""

PIPED_WIDTH = 100
NARROWEST = 40

_ANSI: Mapping[Tone, str] = MappingProxyType({"head": "1", "act": "36", "good": "32", "bad": "31", "dim": "2"})
_GONE = frozenset({errno.EPIPE, errno.ESHUTDOWN, errno.EBADF, *((errno.EINVAL,) if os.name == "nt" else ())})
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, errno.EIO})


def prepare() -> None:
    """Let stdout and stderr take every character: by the table of fallbacks, else by its number."""
    codecs.register_error(HANDLER, _stand_in)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=HANDLER)


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return ascii_only(error.object[error.start : error.end]), error.end


def exactly(text: str) -> bytes:
    """The text as bytes for stdout, for formats in which a stand-in such as a quote would mean something.

    Line ends stay as they are, and what stdout cannot encode is there by its number.
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return text.encode(encoding, "backslashreplace")


@dataclass
class Output:
    """Standard output. ``is_open`` is False once its reader has gone; what is written after that is dropped."""

    is_open: bool = True

    def write(self, text: str | bytes) -> bool:
        """Write text, or bytes as they are; False when nobody reads any more.

        Raises :class:`Failure` if the output cannot be written, as on a full disk.
        """
        stream: Any = sys.stdout
        if stream is None or not self.is_open:
            return False
        try:
            if isinstance(text, bytes):
                stream.flush()
                stream.buffer.write(text)
            else:
                stream.write(text)
        except (OSError, ValueError) as error:
            self._failed(error)
        return self.is_open

    def flush(self) -> None:
        """Hand over what is still held back."""
        try:
            if sys.stdout is not None and self.is_open:
                sys.stdout.flush()
        except (OSError, ValueError) as error:
            self._failed(error)

    def _failed(self, error: OSError | ValueError) -> None:
        self.is_open = False
        hush()
        if isinstance(error, OSError) and error.errno not in _GONE:
            raise Failure(Exit.OUTPUT, f"the output cannot be written: {error.strerror or error}") from error


def unwritten(error: Exception) -> Failure | None:
    """The end of a command whose output click writes by itself, as the help, and the disk is full; else None."""
    if not isinstance(error, OSError) or error.errno not in _FULL:
        return None
    hush()
    return Failure(Exit.OUTPUT, f"the output cannot be written: {error.strerror}")


def hush() -> None:
    """Point stdout at nothing, so that the interpreter does not complain about the reader when it ends."""
    try:
        descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(descriptor, sys.stdout.fileno())
        os.close(descriptor)
    except (OSError, ValueError, AttributeError):
        return


def note(text: str) -> None:
    """One line on stderr, beginning with the program's name."""
    try:
        if sys.stderr is not None:
            sys.stderr.write(f"hivetool: {visible(text)}\n")
            sys.stderr.flush()
    except (OSError, ValueError):
        return


def wants_color(choice: Color, environment: Mapping[str, str], is_terminal: bool) -> bool:
    """Whether to color: what was asked for, else NO_COLOR, FORCE_COLOR and TERM=dumb, else on a terminal."""
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return is_terminal and environment.get("TERM") != "dumb"


def layout(choice: Color) -> Layout:
    """How text is laid out on this stdout: on a terminal or with COLUMNS set, tables are folded to fit."""
    stream: Any = sys.stdout
    is_terminal = stream is not None and stream.isatty()
    asked = os.environ.get("COLUMNS", "")
    width = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0
    if not width and is_terminal:
        width = _terminal_width(stream)
    colors = wants_color(choice, os.environ, is_terminal)
    if colors and os.name == "nt":
        import_module("colorama").just_fix_windows_console()
    paint = _painted if colors else unpainted
    return Layout(max(width, NARROWEST) if width else PIPED_WIDTH, bool(width), paint)


def _terminal_width(stream: Any) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        return 0


def _painted(tone: Tone, text: str) -> str:
    return f"\x1b[{_ANSI[tone]}m{text}\x1b[0m" if text else text
