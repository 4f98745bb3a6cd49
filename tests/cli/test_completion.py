from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from hivetool.cli.completion import SHELLS
from hivetool.cli.main import COMMANDS
from tests.cli.running import environment, run, spawned


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_names_the_program_and_how_it_asks(shell: str) -> None:
    found = run("completion", shell)
    assert (found.exit_code, found.stderr) == (0, "")
    assert "hivetool" in found.stdout
    assert "_HIVETOOL_COMPLETE" in found.stdout
    assert f"{shell}_complete" in found.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_understands_its_script(shell: str, tmp_path: Path) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"no {shell} here")
    script = tmp_path / "script"
    script.write_text(run("completion", shell).stdout, encoding="utf-8")
    assert subprocess.run([program, "-n", str(script)], capture_output=True, check=False).stderr == b""


@pytest.mark.parametrize(
    ("words", "incomplete", "answers"),
    [
        ("hivetool ", "", set(COMMANDS) - {"docs"}),
        ("hivetool pre", "pre", {"predict"}),
        ("hivetool dump --fo", "--fo", {"--format"}),
        ("hivetool dump --format ", "", {"text", "jsonl"}),
        ("hivetool predict x --target-online f", "f", {"flagged"}),
        ("hivetool --color n", "n", {"never"}),
        ("hivetool predict x --semantics ", "", {"article", "windows"}),
        ("hivetool predict x --set-semantics restart_w", "restart_w", {"restart_window="}),
        ("hivetool predict x --set-semantics retry=o", "retry=o", {"retry=one-attempt"}),
        ("hivetool predict x --format me", "me", {"mermaid"}),
    ],
)
def test_answers(words: str, incomplete: str, answers: set[str]) -> None:
    found = _bash(words, incomplete)
    assert {line.partition(",")[2] for line in found} == answers
    assert {line.partition(",")[0] for line in found} == {"plain"}


@pytest.mark.parametrize(
    "words", ["hivetool inspect CLU", "hivetool predict CLUSDB --scenario CLU", "hivetool predict x --after CLU"]
)
def test_files_are_left_to_the_shell(words: str) -> None:
    assert _bash(words, "CLU") == ["file,CLU"]


def _bash(words: str, incomplete: str) -> list[str]:
    count = len(words.split()) - bool(incomplete)
    env = {"_HIVETOOL_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(count)}
    found = spawned(env=env)
    assert (found.returncode, found.stderr) == (0, b"")
    return found.stdout.decode().splitlines()


@pytest.mark.skipif(os.name == "nt", reason="a script for sh")
def test_bash_itself_completes(tmp_path: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash here")
    import sys

    hivetool = tmp_path / "hivetool"
    hivetool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m hivetool "$@"\n', encoding="utf-8")
    hivetool.chmod(0o755)
    (tmp_path / "script").write_text(run("completion", "bash").stdout, encoding="utf-8")
    ask = (
        f'PATH="{tmp_path}:$PATH"; source "{tmp_path}/script"; COMP_WORDS=(hivetool ins); COMP_CWORD=1; '
        '_hivetool_completion hivetool ins; echo "${COMPREPLY[@]}"'
    )
    found = subprocess.run([bash, "-c", ask], capture_output=True, text=True, env=environment(), check=False)
    assert found.stdout.strip() == "inspect", found.stderr
