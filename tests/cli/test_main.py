from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from hivetool.cli.commands import Command
from hivetool.cli.main import COMMANDS, EXAMPLES, program
from hivetool.version import __version__
from tests.cli.running import ARTICLE_REG, article, environment, run, spawned
from tests.shared import PROJECT


def test_help_begins_with_examples_and_names_the_commands() -> None:
    for flag in ("-h", "--help"):
        found = run(flag)
        assert found.exit_code == 0
        lines = found.stdout.splitlines()
        assert lines[: 1 + len(EXAMPLES)] == ["Examples:", *(f"  {example}" for example in EXAMPLES)]
        for name in ("inspect", "predict", "dump", "check", "completion"):
            assert any(line.startswith(f"  {name} ") for line in lines)
        assert not any(line.startswith("  docs ") for line in lines)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_begins_with_examples(name: str) -> None:
    for flag in ("-h", "--help"):
        found = run(name, flag)
        assert (found.exit_code, found.stderr) == (0, "")
        assert found.stdout.splitlines()[:2][0] == "Examples:"
        assert found.stdout.splitlines()[1].startswith("  hivetool ")
        assert f"Usage: hivetool {name} " in found.stdout
        assert "--color" in found.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_are_about_their_own_command(name: str) -> None:
    command = import_module(COMMANDS[name]).command
    assert isinstance(command, Command)
    assert command.examples
    assert all(f" {name} " in example for example in command.examples)


def test_version() -> None:
    assert run("--version").stdout == f"hivetool {__version__}\n"


def test_nothing_asked_is_wrong_usage_and_shows_the_help() -> None:
    found = run()
    assert (found.exit_code, found.stdout) == (2, "")
    assert "Commands:" in found.stderr


def test_help_is_cheap() -> None:
    heavy = "('numpy', 'construct', 'rich', 'Registry')"
    ask = "from click.testing import CliRunner; from hivetool.cli.main import COMMANDS, program"
    all_helps = "[CliRunner().invoke(program, [*name, '-h']) for name in [(), *((name,) for name in COMMANDS)]]"
    told = f"print([name for name in {heavy} if name in sys.modules])"
    found = subprocess.run(
        [sys.executable, "-c", f"import sys; {ask}; {all_helps}; {told}"],
        capture_output=True,
        text=True,
        env=environment(),
        check=True,
    )
    assert found.stdout == "[]\n"


def test_as_a_module_and_from_stdin() -> None:
    found = spawned("-q", "inspect", "-", stdin=ARTICLE_REG)
    assert (found.returncode, found.stderr) == (0, b"")
    assert found.stdout.startswith(b"Cluster    HVCLUSTER ")


def test_without_a_home_or_any_other_variable(tmp_path: Path) -> None:
    needed = {name: value for name, value in environment().items() if name in ("PYTHONPATH", "SYSTEMROOT")}
    found = subprocess.run(
        [sys.executable, "-m", "hivetool", "inspect", str(article(tmp_path))],
        capture_output=True,
        env=needed,
        check=False,
    )
    assert (found.returncode, found.stderr) == (0, b"")


def test_the_entry_point_is_this_one() -> None:
    assert 'hivetool = "hivetool.cli.main:run"' in (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    assert isinstance(program, click.Group)
