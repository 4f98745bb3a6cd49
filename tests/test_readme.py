"""The README's two commands are there, one line each, and CI runs the second as written."""

from __future__ import annotations

import re
import subprocess

import pytest

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


def test_links_lead_somewhere() -> None:
    for page in (PROJECT / "README.md", *(PROJECT / "docs").glob("*.md"), PROJECT / "fixtures" / "README.md"):
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"
