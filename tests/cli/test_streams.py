from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from hivetool.cli import streams
from hivetool.cli.failures import Exit, Failure
from hivetool.cli.streams import NARROWEST, PIPED_WIDTH, Color, Output, exactly, layout, note, prepare, wants_color
from hivetool.report.layout import unpainted
from tests.cli.running import FAILED, article, spawned
from tests.clusters import G, R, cluster_reg


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Failing(io.StringIO):
    """A stream that cannot be written."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def write(self, text: str) -> int:
        raise self.error


@pytest.mark.parametrize(
    ("choice", "environment", "is_terminal", "wanted"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "0"}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
        ("always", {"NO_COLOR": "1", "TERM": "dumb"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_wants_color(choice: Color, environment: Mapping[str, str], is_terminal: bool, wanted: bool) -> None:
    assert wants_color(choice, environment, is_terminal) is wanted


@pytest.fixture
def clean(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.mark.parametrize(
    ("columns", "width", "folds"),
    [
        (None, PIPED_WIDTH, False),
        ("80", 80, True),
        ("7", NARROWEST, True),
        ("0", PIPED_WIDTH, False),
        ("wide", PIPED_WIDTH, False),
        ("-5", PIPED_WIDTH, False),
        ("9" * 5000, PIPED_WIDTH, False),
    ],
)
def test_the_width_of_what_is_piped(clean: pytest.MonkeyPatch, columns: str | None, width: int, folds: bool) -> None:
    clean.setattr(sys, "stdout", io.StringIO())
    if columns is not None:
        clean.setenv("COLUMNS", columns)
    found = layout("auto")
    assert (found.width, found.folds, found.paint) == (width, folds, unpainted)


def test_the_width_of_a_terminal(clean: pytest.MonkeyPatch) -> None:
    clean.setattr(sys, "stdout", Terminal())
    clean.setattr(streams, "_terminal_width", lambda stream: 132)
    found = layout("auto")
    assert (found.width, found.folds) == (132, True)
    assert found.paint("bad", "text") == "\x1b[31mtext\x1b[0m"
    assert found.paint("bad", "") == ""


def test_a_terminal_of_unknown_width_is_like_a_pipe(clean: pytest.MonkeyPatch) -> None:
    clean.setattr(sys, "stdout", Terminal())
    assert (layout("never").width, layout("never").folds) == (PIPED_WIDTH, False)


def test_what_cannot_be_encoded_is_stood_in_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for encoding, written in (("ascii", b"a ... \\xfc \\ud800"), ("cp437", b"a ... \x81 \\ud800")):
        buffer = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(buffer, encoding=encoding))
        prepare()
        assert Output().write("a … ü \ud800")
        sys.stdout.flush()
        assert buffer.getvalue() == written


def test_utf_8_keeps_everything_but_lone_surrogates(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(buffer, encoding="utf-8"))
    prepare()
    Output().write("… 東 \ud800")
    sys.stdout.flush()
    assert buffer.getvalue() == "… 東 ".encode() + b"\\ud800"


def test_bytes_are_written_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(buffer, encoding="ascii"))
    Output().write("first ")
    Output().write("…\n".encode())
    assert buffer.getvalue() == b"first \xe2\x80\xa6\n"


def test_when_the_reader_goes_the_rest_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "hush", lambda: None)
    monkeypatch.setattr(sys, "stdout", Failing(BrokenPipeError(32, "gone")))
    out = Output()
    assert not out.write("a")
    assert not out.is_open
    later = io.StringIO()
    monkeypatch.setattr(sys, "stdout", later)
    assert not out.write("b")
    assert later.getvalue() == ""


def test_a_closed_stream_is_like_a_reader_who_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "hush", lambda: None)
    monkeypatch.setattr(sys, "stdout", None)
    assert not Output().write("a")
    Output().flush()
    monkeypatch.setattr(sys, "stdout", Failing(ValueError("I/O operation on closed file")))
    assert not Output().write("a")


def test_output_that_cannot_be_written_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "hush", lambda: None)
    monkeypatch.setattr(sys, "stdout", Failing(OSError(28, "No space left on device")))
    with pytest.raises(Failure, match=r"^the output cannot be written: No space left on device$") as raised:
        Output().write("a")
    assert raised.value.code is Exit.OUTPUT


def test_a_note_is_one_line_and_never_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    note("two\nlines")
    assert stream.getvalue() == "hivetool: two\\x0alines\n"
    for broken in (None, Failing(OSError(5, "x")), Failing(ValueError("closed"))):
        monkeypatch.setattr(sys, "stderr", broken)
        note("text")


HOSTILE = "VM \x9b31m\u202e … 東京 ü"


@pytest.mark.parametrize("encoding", ["cp437", "ascii", "ascii:strict", "cp1252", "utf-8", "utf-16"])
@pytest.mark.parametrize("shape", ["text", "json", "trace", "steps"])
def test_no_encoding_is_too_small(tmp_path: Path, encoding: str, shape: str) -> None:
    path = tmp_path / "odd.reg"
    path.write_text(cluster_reg((G(HOSTILE, (R(HOSTILE, {"PersistentState": 1}),)),)), encoding="utf-16")
    found = spawned(
        "predict", path, "--event", f"res:'{HOSTILE}' reports Failed", "--format", shape,
        env={"PYTHONIOENCODING": encoding},
    )  # fmt: skip
    assert (found.returncode, found.stderr) == (0, b"")
    text = found.stdout.decode(encoding.partition(":")[0])
    assert "\\x9b31m\\u202e" in text or "\\u009b31m\\u202e" in text
    assert "\x9b" not in text
    assert ("東京" in text) is (shape in ("text", "trace") and encoding.startswith("utf"))


def test_errors_too_can_be_written_in_any_encoding(tmp_path: Path) -> None:
    found = spawned("inspect", tmp_path / "東京 …", env={"PYTHONIOENCODING": "ascii"})
    assert found.returncode == 3
    assert b"\\u6771\\u4eac ..." in found.stderr


def test_color_by_the_environment(tmp_path: Path) -> None:
    arguments = ("predict", article(tmp_path), "--event", FAILED)
    plain = spawned(*arguments).stdout
    assert b"\x1b" not in plain
    for forced in (spawned(*arguments, env={"FORCE_COLOR": "1"}), spawned("--color", "always", *arguments)):
        assert b"\x1b[36m * RCM" in forced.stdout
    assert spawned(*arguments, "--color", "never", env={"FORCE_COLOR": "1"}).stdout == plain


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
def test_on_a_terminal_lines_fit_and_are_colored(tmp_path: Path) -> None:
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 64, 0, 0))
    found = spawned("-v", "inspect", article(tmp_path), stdout=theirs, env={"TERM": "xterm"})
    os.close(theirs)
    text = b""
    while chunk := _read(ours):
        text += chunk
    os.close(ours)
    assert found.returncode == 0
    assert b"\x1b[1m" in text
    bare = text.replace(b"\x1b[1m", b"").replace(b"\x1b[0m", b"").decode()
    assert max(map(len, bare.splitlines())) <= 64


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:
        return b""


@pytest.mark.parametrize(
    ("encoding", "data"),
    [("cp437", b"a\\u201cb\r\n"), ("cp1252", b"a\x93b\r\n"), ("utf-8", "a“b\r\n".encode()), (None, "a“b\r\n".encode())],
)
def test_exactly_has_no_stand_ins(encoding: str | None, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding) if encoding else None
    monkeypatch.setattr(sys, "stdout", stream)
    assert exactly("a“b\r\n") == data
