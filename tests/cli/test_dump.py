from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import ARTICLE_REG, article, run, spawned
from tests.shared import PROJECT


def test_text_is_the_default() -> None:
    found = run("dump", "-", stdin=ARTICLE_REG)
    assert (found.exit_code, found.stderr) == (0, "")
    lines = found.stdout.splitlines()
    assert lines[:2] == ["(root)", '  ClusterName  REG_SZ  "HVCLUSTER"']
    assert "[Nodes\\1]" in lines


def test_jsonl_is_one_object_a_line() -> None:
    found = run("dump", str(PROJECT / "fixtures" / "article.hiv"), "--format", "jsonl")
    keys = [json.loads(line) for line in found.stdout.splitlines()]
    assert keys[0]["path"] == ""
    assert {tuple(key) for key in keys} == {("path", "last_written", "class", "values")}
    assert sum(key["path"].startswith("Resources\\") for key in keys) == 3


def test_a_real_pipe(tmp_path: Path) -> None:
    found = spawned("dump", "-", "--format", "jsonl", stdin=article(tmp_path).read_bytes())
    assert (found.returncode, found.stderr) == (0, b"")
    assert found.stdout.decode("ascii") == run("dump", "-", "--format", "jsonl", stdin=ARTICLE_REG).stdout


def test_a_file_as_stdin(tmp_path: Path) -> None:
    with article(tmp_path).open("rb") as file:
        assert spawned("dump", "-", stdin=file).stdout.startswith(b"(root)")
