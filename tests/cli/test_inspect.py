from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from hivetool.report.schema import schema
from tests.cli.running import ARTICLE_REG, article, run
from tests.shared import PROJECT


def test_text_is_the_default(tmp_path: Path) -> None:
    found = run("inspect", str(article(tmp_path)))
    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout == run("inspect", "-", "--format", "text", stdin=ARTICLE_REG).stdout
    assert "Virtual Machine 3" in found.stdout


def test_quiet_normal_verbose() -> None:
    sizes = [len(run("inspect", "-", *flags, stdin=ARTICLE_REG).stdout) for flags in (("-q",), (), ("-v",))]
    assert sizes == sorted(set(sizes))


@pytest.mark.parametrize("name", ["article.hiv", "hvc01.hiv", "hvc01.reg"])
def test_json_fits_its_schema(name: str) -> None:
    found = run("inspect", str(PROJECT / "fixtures" / name), "--format", "json")
    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout.isascii()
    jsonschema.Draft202012Validator(schema("inspect")).validate(json.loads(found.stdout))


def test_a_hive_and_its_export_show_the_same_cluster() -> None:
    hive, export = (
        json.loads(run("inspect", str(PROJECT / "fixtures" / f"hvc01.{kind}"), "--format", "json").stdout)
        for kind in ("hiv", "reg")
    )
    assert hive["cluster"] == export["cluster"]
    for part in ("nodes", "groups"):
        by_id = [{item["id"]: {**item, "contains": None} for item in document[part]} for document in (hive, export)]
        assert by_id[0] == by_id[1]
