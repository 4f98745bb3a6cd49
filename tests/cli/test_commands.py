from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from hivetool.cli import dump
from hivetool.cli.commands import Command
from hivetool.cli.main import COMMANDS, program
from hivetool.hive.errors import HivetoolError
from tests.cli.running import ARTICLE_REG, FAILED, article, environment, run, spawned


def test_an_unknown_command_gets_a_hint() -> None:
    found = run("predikt", "x")
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr == "hivetool: no such command 'predikt', did you mean 'predict'? (see hivetool --help)\n"
    assert run("xyzzy").stderr == "hivetool: no such command 'xyzzy' (see hivetool --help)\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--wrong",),
        ("inspect",),
        ("inspect", "a", "b"),
        ("inspect", "a", "--format", "xml"),
        ("predict", "a", "--target-online", "some"),
        ("--color", "sometimes", "inspect", "a"),
        ("completion", "tcsh"),
        ("-q", "-v", "inspect", "-"),
        ("inspect", "-", "--encoding", "no-such-encoding"),
        ("inspect", "-", "--encoding", "rot13"),
    ],
)
def test_wrong_usage_is_one_line_and_2(arguments: tuple[str, ...]) -> None:
    found = run(*arguments, stdin=ARTICLE_REG)
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr.startswith("hivetool: ")
    assert found.stderr.count("\n") == 1


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program whose dump has a defect."""

    def defect(*_: Any, **__: Any) -> None:
        raise TypeError("line one\nline two")

    monkeypatch.setattr(dump, "open_given", defect)


@pytest.mark.usefixtures("broken")
def test_a_defect_of_ours_is_one_line_and_70() -> None:
    found = run("dump", "-")
    assert (found.exit_code, found.stdout) == (70, "")
    assert found.stderr.startswith("hivetool: internal error: TypeError: line one\\x0aline two; please report it")
    assert found.stderr.count("\n") == 1


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize(
    ("arguments", "env"), [(("-vv",), {}), ((), {"HIVETOOL_DEBUG": "1"})], ids=["-vv", "HIVETOOL_DEBUG"]
)
def test_where_a_defect_is_shows_if_asked_for(arguments: tuple[str, ...], env: dict[str, str | None]) -> None:
    found = run("dump", "-", *arguments, env=env)
    assert found.exit_code == 70
    assert "Traceback" in found.stderr
    assert "in defect" in found.stderr
    assert found.stderr.splitlines()[-1].startswith("hivetool: internal error: ")


def test_an_expected_error_shows_no_traceback_even_then() -> None:
    assert "Traceback" not in run("-vv", "inspect", "no such file").stderr


def test_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(dump, "open_given", interrupt)
    found = run("dump", "-")
    assert found.exit_code == 130
    assert found.stderr.strip() == "hivetool: interrupted"


@pytest.mark.skipif(os.name == "nt", reason="signals as on Unix")
def test_interrupted_by_the_keyboard() -> None:
    command = [sys.executable, "-u", "-m", "hivetool", "dump", "-"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert process.stdin is not None
    process.stdin.write(ARTICLE_REG * 200)  # more than a pipe holds: once it is taken, the program is reading
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.strip()) == (130, b"", b"hivetool: interrupted")


def test_a_reader_that_leaves_ends_it_silently(tmp_path: Path) -> None:
    keys = "".join(f"[HKEY_LOCAL_MACHINE\\X\\key number {number}]\n" for number in range(20_000))
    path = tmp_path / "many.reg"
    path.write_text("Windows Registry Editor Version 5.00\n\n" + keys, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "hivetool", "dump", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline() == b"(root)\n"
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 0


def test_a_reader_that_was_never_there(tmp_path: Path) -> None:
    for arguments in (("--help",), ("predict", article(tmp_path), "--event", FAILED), ("inspect", tmp_path / "none")):
        reader, writer = os.pipe()
        os.close(reader)
        try:
            found = spawned(*arguments, stdout=writer)
        finally:
            os.close(writer)
        assert b"Traceback" not in found.stderr
        assert b"Exception ignored" not in found.stderr
        assert found.returncode == (3 if arguments[0] == "inspect" else 0)


@pytest.mark.skipif(os.name == "nt", reason="closing a stream in the shell's way")
def test_closed_streams(tmp_path: Path) -> None:
    path = article(tmp_path)
    start = f'"{sys.executable}" -m hivetool inspect "{path}"'
    for closing, code in ((">&-", 0), ("2>&-", 0), (">&- 2>&-", 0), ("<&-", 0)):
        found = subprocess.run(["sh", "-c", f"{start} {closing}"], capture_output=True, env=environment(), check=False)
        assert (found.returncode, found.stderr) == (code, b""), closing
    stdin = f'"{sys.executable}" -m hivetool inspect - <&-'
    found = subprocess.run(["sh", "-c", stdin], capture_output=True, env=environment(), check=False)
    assert (found.returncode, found.stderr) == (3, b"hivetool: standard input is closed\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
@pytest.mark.parametrize("arguments", [("inspect",), ("--help",), ("inspect", "--help"), ("--version",)])
def test_a_full_disk_is_said(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    more = () if arguments[-1].startswith("-") else (article(tmp_path),)
    with open("/dev/full", "wb") as full:
        found = spawned(*arguments, *more, stdout=full)
    assert found.returncode == 74
    assert found.stderr.startswith(b"hivetool: the output cannot be written: ")
    assert found.stderr.count(b"\n") == 1


def test_click_alone_leaves_errors_to_the_caller() -> None:
    with pytest.raises(click.UsageError):
        program.main(["--wrong"], standalone_mode=False)
    with pytest.raises(HivetoolError):
        program.main(["inspect", "no such file"], standalone_mode=False)


def test_commands_are_found_by_name_alone() -> None:
    context = click.Context(program)
    names = program.list_commands(context)
    assert names == list(COMMANDS)
    assert all(isinstance(program.get_command(context, name), Command) for name in names)
    assert program.get_command(context, "none") is None
