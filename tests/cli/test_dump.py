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


DELETED = str(PROJECT / "fixtures" / "deleted.hiv")


def test_what_was_deleted_comes_last_and_is_marked() -> None:
    plain, found = run("dump", DELETED, "--format", "jsonl"), run("dump", DELETED, "--deleted", "--format", "jsonl")
    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout.startswith(plain.stdout)
    (entry,) = map(json.loads, found.stdout[len(plain.stdout) :].splitlines())
    assert (entry["recovered"], entry["parent"]) == (True, "proved")
    assert entry["path"] == "Resources\\6ab3103d-cd71-58fa-b797-41f6c90d4bd0"
    assert "Deleted, as far as it can be recovered: 1 key," in run("dump", DELETED, "--deleted").stdout


def test_a_text_holds_nothing_deleted_and_a_root_does_not_go_with_it() -> None:
    found = run("dump", "-", "--deleted", stdin=ARTICLE_REG)
    assert found.exit_code == 0
    assert found.stderr == "hivetool: standard input: a text holds nothing that was deleted, only a hive does\n"
    assert run("dump", DELETED, "--deleted", "--root", "Groups").exit_code == 2
