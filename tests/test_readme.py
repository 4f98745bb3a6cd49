"""The README's two commands are there, one line each, CI runs the second as written, and what it shows is true."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import copyfile

import pytest

from tests.cli.running import spawned
from tests.shared import PROJECT

README = (PROJECT / "README.md").read_text(encoding="utf-8")


def command_under(heading: str) -> str:
    section = README.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    blocks = re.findall(r"^```[a-z]*\n(.*?)^```$", section, re.DOTALL | re.MULTILINE)
    assert blocks, f"no code block under {heading}"
    return str(blocks[0])


@pytest.mark.parametrize("heading", ["Run it", "Test it"])
def test_the_first_block_is_one_line_without_a_prompt(heading: str) -> None:
    command = command_under(heading)
    assert command.count("\n") == 1
    assert not command.startswith(("$", "#", ">", " "))
    assert command.startswith("python3 -m venv .venv && ")
    assert "-e '.[test]'" in command


def test_the_first_predicts_for_a_hive_of_the_fixtures() -> None:
    command = command_under("Run it")
    assert ".venv/bin/hivetool predict fixtures/article.hiv" in command
    for path in re.findall(r"fixtures/\S+", command):
        assert (PROJECT / path).is_file()


def test_the_second_is_what_ci_runs() -> None:
    command = command_under("Test it").strip()
    assert command.endswith(".venv/bin/python -m pytest")
    script = (PROJECT / ".ci" / "run").read_text(encoding="utf-8")
    assert "pytest" not in script, "CI takes the command from the README"
    extract = next(line for line in script.splitlines() if line.startswith("command=$("))
    found = subprocess.run(
        ["bash", "-c", f'{extract}\nprintf %s "$command"'], capture_output=True, text=True, cwd=PROJECT, check=True
    )
    assert found.stdout == command


def test_the_virtual_environment_is_ignored() -> None:
    assert ".venv/" in (PROJECT / ".gitignore").read_text(encoding="utf-8").splitlines()


PAGES = (PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md")), PROJECT / "fixtures" / "README.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target, heading in re.findall(r"\]\(([^)#]*)(?:#([^)]*))?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            found = page.parent / target if target else page
            assert found.exists(), target
            assert not heading or heading in anchors(found), f"{target}#{heading}"


def anchors(page: Path) -> list[str]:
    """What the headings of a page are called in links, as GitHub makes it."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]


def test_what_it_shows_is_printed() -> None:
    command = command_under("Run it").strip().rpartition(".venv/bin/hivetool ")[2]
    (shown,) = re.findall(r"^It prints .*?^```\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    printed = spawned(*command.split(), env={"COLUMNS": "80"}, cwd=PROJECT).stdout.decode()
    for part in shown.split("...\n"):
        assert part in printed


def test_the_example_in_python_runs(tmp_path: Path) -> None:
    (example,) = re.findall(r"^```python\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    scenario = PROJECT / "fixtures" / "scenarios" / "a-restart-that-fails-and-the-failover" / "scenario.toml"
    copyfile(PROJECT / "fixtures" / "article.hiv", tmp_path / "CLUSDB")
    copyfile(scenario, tmp_path / "scenario.toml")
    found = subprocess.run(
        [sys.executable, "-c", example],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        check=True,
    )
    assert found.stdout.startswith("5000 restart Virtual Machine 1 on Node1 RCM-01 attempt 1 of 3")
