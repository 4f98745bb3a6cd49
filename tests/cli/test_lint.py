from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from hivetool.lint.rules import RULES
from hivetool.report.schema import schema
from tests.cli.running import ARTICLE_REG, run
from tests.cli.test_judging import BAD
from tests.lint.examples import example
from tests.report.test_sarif import SCHEMA

HT201 = ("--select", "HT201")


@pytest.fixture
def bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.reg").write_bytes(BAD)
    return "bad.reg"


def test_text(bad: str) -> None:
    found = run("lint", bad, *HT201, env={"COLUMNS": "80"})
    assert (found.exit_code, found.stderr) == (1, "")
    lines = found.stdout.splitlines()
    assert lines[:2] == [
        "group SQL01 11111111-1111-4111-8111-111111111111",
        "  error HT201 it lists resource a, which does not exist",
    ]
    assert lines[-2:] == [
        "1 error, 0 warnings, 0 info in 1 database by 1 rule; hivetool fix mends 1;",
        ("hivetool rule CODE explains"),
    ]


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)])
def test_fail_on(bad: str, fail_on: str, code: int) -> None:
    assert run("lint", bad, *HT201, "--fail-on", fail_on).exit_code == code


def test_a_warning_is_no_error() -> None:
    text = next(rule.bad for rule in RULES if rule.code == "HT306")
    data = example('[Cluster]\n"ClusterName"="a"\n\n[Cluster\\Nodes]\n\n' + text.strip()).encode()
    assert run("lint", "-", "--select", "HT306", "--fail-on", "error", stdin=data).exit_code == 0
    assert run("lint", "-", "--select", "HT306", stdin=data).exit_code == 1


def test_json_sarif_junit_and_markdown(bad: str) -> None:
    document = json.loads(run("lint", bad, *HT201, "--format", "json").stdout)
    jsonschema.validate(document, schema("lint"))
    assert [found["rule"] for found in document["findings"]] == ["HT201"]
    jsonschema.validate(json.loads(run("lint", bad, *HT201, "--format", "sarif").stdout), SCHEMA)
    found = ElementTree.fromstring(run("lint", bad, *HT201, "--format", "junit").stdout_bytes)
    assert found.get("failures") == "1"
    assert "| error | HT201 |" in run("lint", bad, *HT201, "--format", "markdown").stdout


def test_a_baseline_leaves_only_what_is_new(bad: str, tmp_path: Path) -> None:
    made = run("lint", bad, *HT201, "--write-baseline", "known.json")
    assert (made.exit_code, made.stdout) == (0, "")
    jsonschema.validate(json.loads((tmp_path / "known.json").read_text("utf-8")), schema("baseline"))
    found = run("lint", bad, *HT201, "--baseline", "known.json")
    assert (found.exit_code, "1 known" in found.stdout) == (0, True)
    (tmp_path / "bad.reg").write_bytes(BAD.replace(b"61,00,00,00,00,00", b"61,00,00,00,62,00,00,00,00,00"))
    assert run("lint", bad, *HT201, "--baseline", "known.json").exit_code == 1
    (tmp_path / "known.json").write_text("{}", "utf-8")
    assert run("lint", bad, *HT201, "--baseline", "known.json").exit_code == 2
    assert run("lint", bad, *HT201, "--baseline", "none.json").exit_code == 2


@pytest.mark.parametrize("name", ["bad.reg", "notes.json"])
def test_a_baseline_is_written_over_nothing_else(bad: str, tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.json").write_text('{"schema": "mine"}', "utf-8")
    before = (tmp_path / name).read_bytes()
    found = run("lint", bad, "--write-baseline", name)
    assert (found.exit_code, found.stderr) == (
        4,
        f"hivetool: {name}: it exists already and is no baseline: it is not replaced\n",
    )
    assert (tmp_path / name).read_bytes() == before
    assert run("lint", bad, "--write-baseline", "-").exit_code == 2


def test_a_baseline_may_stand_in_the_folder_that_is_judged(bad: str, tmp_path: Path) -> None:
    for _ in range(2):
        assert run("lint", str(tmp_path), "--write-baseline", "known.json").exit_code == 0


def test_a_baseline_is_written_over_the_last_one(bad: str) -> None:
    for _ in range(2):
        assert run("lint", bad, "--write-baseline", "known.json").exit_code == 0
    assert run("lint", bad, "--write-baseline", "none/known.json").exit_code == 4


def test_statistics(bad: str) -> None:
    found = run("lint", bad, *HT201, "--statistics")
    assert (found.exit_code, found.stdout.splitlines()[1][:14]) == (1, "       1  HT20")
    document = json.loads(run("lint", bad, *HT201, "--statistics", "--format", "json").stdout)
    assert (document["findings"], document["rules"]) == ([], {"HT201": 1})
    assert run("lint", bad, "--statistics", "--format", "sarif").exit_code == 2


def test_explain_needs_no_input() -> None:
    found = run("lint", "--explain", "ht201")
    assert (found.exit_code, found.stdout.startswith("HT201: a group lists a missing resource\n")) == (0, True)
    assert run("lint", "--explain", "HT999").exit_code == 2


def test_copies_of_one_run_know_each_other(bad: str, tmp_path: Path) -> None:
    (tmp_path / "again.reg").write_bytes(BAD)
    found = run("lint", bad, "again.reg", bad, *HT201)
    assert "2 errors, 0 warnings, 0 info in 2 databases" in found.stdout
    assert [line for line in found.stdout.splitlines() if line.endswith(".reg")] == ["bad.reg", "again.reg"]


def test_wrong_usage(bad: str) -> None:
    assert run("lint").exit_code == 2
    assert run("lint", "-", "-").exit_code == 2
    assert run("lint", bad, "--baseline", "a", "--write-baseline", "b").exit_code == 2


def test_a_damaged_file_is_told_once(bad: str) -> None:
    data = ARTICLE_REG + b'\n[HKEY_LOCAL_MACHINE\\Cluster\\x]\n"v"=dword:zz\n'
    assert "[reg-dword]" in run("lint", "-", *HT201, stdin=data).stderr
