from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from hivetool.source import files
from hivetool.source.errors import CannotRead
from hivetool.source.files import LARGEST, read_input


def test_a_file_becomes_bytes(tmp_path: Path) -> None:
    path = tmp_path / "CLUSDB"
    path.write_bytes(b"regf\r\n\0")
    assert read_input(path) == (str(path), b"regf\r\n\0")
    assert read_input(str(path), "other") == ("other", b"regf\r\n\0")


def test_bytes_are_content_not_a_name() -> None:
    assert read_input(b"CLUSDB") == ("input", b"CLUSDB")
    assert read_input(b"", "-") == ("-", b"")


def reason(source: str | Path) -> str:
    with pytest.raises(CannotRead) as caught:
        read_input(source)
    message = str(caught.value)
    assert message.isprintable()
    assert caught.value.input == str(source)
    return caught.value.reason


def test_what_is_no_file(tmp_path: Path) -> None:
    assert reason(tmp_path / "missing") == "there is no such file"
    (tmp_path / "file").touch()
    assert reason(tmp_path / "file" / "x") == "there is no such file"
    assert "folder" in reason(tmp_path)
    assert "read by the caller" in reason("-")
    assert reason("a\0b") == "no file can have this name"
    assert reason("\ud800") == "no file can have this name"
    assert "name too long" in reason("x" * 5000)
    os.symlink(tmp_path / "loop", tmp_path / "loop")
    assert reason(tmp_path / "loop")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipes_sockets_and_devices_are_refused_without_opening_them(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")  # opening it would wait for a writer
    assert "named pipe" in reason(tmp_path / "pipe")
    assert "device" in reason("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s"))
        assert "socket" in reason(tmp_path / "s")


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "stat", refuse)
    assert reason("CLUSDB") == "no permission to read it"


def test_too_large_is_told_from_the_size_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert LARGEST == 4 * 1024**3
    monkeypatch.setattr(files, "LARGEST", 1000)
    (tmp_path / "huge").write_bytes(bytes(1001))
    monkeypatch.setattr("builtins.open", None)  # nothing may be opened
    assert reason(tmp_path / "huge") == "it is too large, 1,001 bytes of at most 1,000"


def test_bytes_are_measured_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 3)
    assert read_input(b"abc").data == b"abc"
    with pytest.raises(CannotRead, match="4 bytes of at most 3"):
        read_input(b"abcd")


def test_the_original_error_is_kept(tmp_path: Path) -> None:
    with pytest.raises(CannotRead) as caught:
        read_input(tmp_path / "missing")
    assert isinstance(caught.value.__cause__, FileNotFoundError)
