from __future__ import annotations

from pathlib import Path

import pytest

from hivetool.report.decisions_page import COMMAND
from hivetool.report.rule_page import COMMAND as RULE_PAGES
from tests.cli.running import run, spawned
from tests.shared import PROJECT


def test_the_page_is_written_in_utf_8_whatever_stdout_is() -> None:
    page = (PROJECT / "docs" / "decisions.md").read_bytes()
    for encoding in ("utf-8", "ascii", "cp437"):
        found = spawned("docs", "decisions", env={"PYTHONIOENCODING": encoding})
        assert (found.returncode, found.stderr, found.stdout) == (0, b"", page)


def test_the_command_that_the_page_names_makes_it() -> None:
    called, target = COMMAND.split(" > ")
    assert called.startswith("python -m hivetool ")
    found = spawned(*called.split()[3:])
    assert found.stdout == (PROJECT / target).read_bytes()


def test_an_unknown_page_is_wrong_usage() -> None:
    assert run("docs", "nothing").exit_code == 2
    assert run("docs", "checks", "-o", "here").exit_code == 2


def test_the_rules_are_a_folder_of_pages(tmp_path: Path) -> None:
    assert RULE_PAGES.split()[1:3] == ["-m", "hivetool"]
    for _ in range(2):
        assert run("docs", "rules", "-o", str(tmp_path / "rules")).exit_code == 0
    folder = PROJECT / "docs" / "rules"
    made = {path.name: path.read_bytes() for path in (tmp_path / "rules").iterdir()}
    assert made == {path.name: path.read_bytes() for path in folder.iterdir()}
    assert run("docs", "rules").stdout_bytes == made["README.md"]


@pytest.mark.parametrize("name", ["checks", "quorum"])
def test_the_other_pages(name: str) -> None:
    page = (PROJECT / "docs" / f"{name}.md").read_bytes()
    assert run("docs", name).stdout_bytes == page
