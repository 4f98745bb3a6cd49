from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import click
import pytest
from click.shell_completion import CompletionItem, get_completion_class

from hivetool.cli.main import COMMANDS, program
from hivetool.cli.powershell import PowerShellComplete
from tests.cli.running import run, spawned


def answers(*words: str, incomplete: str = "") -> list[str]:
    """What the program answers when PowerShell asks for these words before the cursor."""
    env = {"_HIVETOOL_COMPLETE": "powershell_complete", "COMP_WORDS": "\n".join(("hivetool", *words))}
    if incomplete:
        env["COMP_INCOMPLETE"] = incomplete
    found = spawned(env=env)
    assert (found.returncode, found.stderr) == (0, b"")
    return found.stdout.decode().splitlines()


def test_commands_with_their_help() -> None:
    lines = answers()
    shown = [name for name in COMMANDS if not program.get_command(click.Context(program), name).hidden]  # type: ignore[union-attr]
    assert [line.split("\t")[:2] for line in lines] == [["plain", name] for name in shown]
    assert len(shown) >= 12
    assert lines[0].split("\t")[2] == "The cluster at a glance."


def test_the_word_being_written() -> None:
    assert [line.split("\t")[1] for line in answers("in", incomplete="in")] == ["inspect"]
    assert [line.split("\t")[1] for line in answers("dump", "--format", "j", incomplete="j")] == ["jsonl"]
    assert [line.split("\t")[1] for line in answers("dump", "--format")] == ["text", "jsonl"]


def test_files_are_left_to_the_shell() -> None:
    for written in ("my file", "'my file", '"my file"'):
        assert answers("inspect", "my file", incomplete=written) == ["file\tmy file\t"]


def test_a_line_is_a_line() -> None:
    complete = PowerShellComplete(program, {}, "hivetool", "_HIVETOOL_COMPLETE")
    assert complete.format_completion(CompletionItem("a\tb", help="c\nd\te")) == "plain\ta b\tc d e"


def test_it_is_registered_under_its_name() -> None:
    assert get_completion_class("powershell") is PowerShellComplete


def test_the_script_registers_a_native_completer() -> None:
    script = run("completion", "powershell").stdout
    assert script.startswith("Register-ArgumentCompleter -Native -CommandName hivetool -ScriptBlock {")
    for opened, closed in ("{}", "()", "[]"):
        assert script.count(opened) == script.count(closed)
    assert "%(" not in script


def test_powershell_understands_its_script(tmp_path: Path) -> None:
    program = shutil.which("pwsh") or shutil.which("powershell")
    if program is None:
        pytest.skip("no PowerShell here")
    script = tmp_path / "script.ps1"
    script.write_text(run("completion", "powershell").stdout, encoding="utf-8")
    found = subprocess.run([program, "-NoProfile", "-File", str(script)], capture_output=True, check=False)
    assert (found.returncode, found.stderr) == (0, b"")
