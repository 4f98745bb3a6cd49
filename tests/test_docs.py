"""What the documentation shows is what the program prints."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys

import pytest

from tests.shared import PROJECT

EXAMPLE = re.compile(r"^```console\n\$ hivetool ([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SHOWN = [
    shown
    for page in ("commands.md", "questions.md")
    for shown in EXAMPLE.findall((PROJECT / "docs" / page).read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[command for command, _ in SHOWN])
def test_what_is_shown_is_printed(command: str, output: str) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "hivetool", *shlex.split(command)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=PROJECT,
        env={**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert found.returncode in (0, 1), found.stderr
    printed, place = found.stdout, 0
    for part in re.split(r"^\.\.\.\n", output, flags=re.MULTILINE):
        place = printed.find(part, place)
        assert place >= 0, f"this is not printed (any more):\n{part}"
        place += len(part)


def test_the_picture_is_the_one_that_is_printed() -> None:
    page = (PROJECT / "docs" / "commands.md").read_text(encoding="utf-8")
    (found,) = re.findall(r"`hivetool ([^`]*--format mermaid)` prints\n\n```mermaid\n(.*?)^```$", page, re.S | re.M)
    command = [sys.executable, "-m", "hivetool", *shlex.split(found[0])]
    printed = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=PROJECT, check=True).stdout
    assert printed == found[1]


def test_every_command_is_shown() -> None:
    from hivetool.cli.main import COMMANDS

    page = (PROJECT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert len(SHOWN) >= 40
    for name in COMMANDS:
        if name != "docs":
            assert re.search(rf"^## {name}\b", page, re.MULTILINE), name
