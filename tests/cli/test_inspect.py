from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from hivetool.report.schema import schema
from hivetool.report.views.catalog import OVERVIEW, VIEWS
from tests.cli.running import ARTICLE_REG, article, run, spawned
from tests.clusters import EXCHANGE, G, R, cluster_reg
from tests.shared import PROJECT

HVC01 = str(PROJECT / "fixtures" / "hvc01.hiv")
VALIDATOR = jsonschema.Draft202012Validator(schema("inspect"))


def test_the_overview_as_text_is_the_default(tmp_path: Path) -> None:
    found = run("inspect", str(article(tmp_path)))
    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout == run("inspect", "-", "--format", "text", stdin=ARTICLE_REG).stdout
    assert found.stdout.startswith("Cluster    HVCLUSTER ")


@pytest.mark.parametrize("view", [(), *((f"--{name}",) for name in VIEWS)], ids=str)
def test_quiet_normal_verbose(view: tuple[str, ...]) -> None:
    quiet, normal, verbose = (run("inspect", HVC01, *view, *flag).stdout for flag in (("-q",), (), ("-v",)))
    assert len(quiet) <= len(normal) <= len(verbose)
    assert quiet != verbose or view in (("--nodes",), ("--networks",), ())


def test_several_views_at_once_in_the_order_of_the_catalog() -> None:
    text = run("inspect", HVC01, "--types", "--vms", "-q").stdout
    assert text.index("Virtual machines: 6") < text.index("Resource types: 6")
    assert not text.startswith("Cluster ")


@pytest.mark.parametrize("name", ["article.hiv", "hvc01.hiv", "hvc01.reg"])
def test_json_fits_its_schema(name: str) -> None:
    found = run("inspect", str(PROJECT / "fixtures" / name), "--format", "json")
    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout.isascii()
    document = json.loads(found.stdout)
    VALIDATOR.validate(document)
    assert {"nodes", "groups", "resources", "rhs", "overview"} < set(document)


def test_json_of_views_has_their_parts() -> None:
    document = json.loads(run("inspect", HVC01, "--vms", "--types", "--format", "json").stdout)
    VALIDATOR.validate(document)
    assert document["views"] == ["vms", "types"]
    assert {resource["type"] for resource in document["resources"]} == {"Virtual Machine"}
    assert "rhs" not in document


@pytest.mark.parametrize("name", [OVERVIEW, *VIEWS])
@pytest.mark.parametrize("shape", ["csv", "markdown"])
def test_every_view_in_every_format(name: str, shape: str) -> None:
    view = () if name == OVERVIEW else (f"--{name}",)
    found = run("inspect", HVC01, *view, "--format", shape)
    assert (found.exit_code, found.stderr) == (0, "")
    if shape == "csv":
        assert len({len(row) for row in csv.reader(io.StringIO(found.stdout_bytes.decode(), newline=""))}) == 1
    else:
        assert found.stdout.startswith("## ")


def test_csv_ends_its_lines_as_the_standard_says() -> None:
    found = spawned("inspect", HVC01, "--vms", "--format", "csv")
    assert found.stdout.startswith(b"Resource Name,GUID,Node Name (expected),Status (commanded),PersistentState,")
    assert found.stdout.count(b"\r\n") == found.stdout.count(b"\n") == 7


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--vms", "--rhs", "--format", "csv"), "CSV is one table"),
        (("--graph", "dot", "--vms"), "give it alone"),
        (("--graph", "dot", "--format", "json"), "give it alone"),
        (("--group", "SQL01"), "what --graph draws"),
        (("--graph", "mermaid", "--group", "SQL99"), "did you mean 'SQL01' or 'SQL02'?"),
        (("--rhs", "--rhs32", "nobody"), "no resource or resource type 'nobody'"),
        (("--semantics", "no such"), "does not exist"),
        (("--format", "xml"), "'xml' is not one of"),
    ],
)
def test_what_cannot_be(arguments: tuple[str, ...], words: str) -> None:
    found = run("inspect", HVC01, *arguments)
    assert (found.exit_code, found.stdout) == (2, "")
    assert words in found.stderr


def test_pictures() -> None:
    assert run("inspect", HVC01, "--graph", "dot").stdout.startswith("digraph cluster {")
    text = run("inspect", HVC01, "--graph", "mermaid", "--group", "SQL01", "--group", "WEB*").stdout
    assert text.startswith("flowchart LR")
    assert [line.split('"')[1] for line in text.splitlines() if "subgraph g" in line] == [
        "SQL01",
        "WEB01",
        "WEB02",
        "WEB03",
    ]


def test_a_picture_of_too_many_is_refused() -> None:
    reg = cluster_reg([G("A", tuple(R(f"r{n}") for n in range(500)))]).encode()
    found = run("inspect", "-", "--graph", "dot", stdin=reg)
    assert found.exit_code == 2
    assert "500 resources are too many for one picture, at most 400: choose with --group NAME" in found.stderr


def test_rhs32_by_type_and_by_name() -> None:
    groups = (G("A", (R("a"), R("b"), R("x", type=EXCHANGE)), {"DefaultOwner": 1}),)
    reg = cluster_reg(groups).encode()
    for names in ((f"type:{EXCHANGE}", "a"), ("x", "A")):
        asked = [word for name in names for word in ("--rhs32", name)]
        document = json.loads(run("inspect", "-", "--rhs", *asked, "--format", "json", stdin=reg).stdout)
        assert [(row["host"], row["resources"]) for row in document["rhs"]] == [
            ("RHS.EXE", ["b"]),
            ("RHS32.EXE", ["a", "x"]),
        ]


@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "utf-8", "utf-16"])
@pytest.mark.parametrize("shape", ["text", "csv", "markdown", "json"])
def test_any_encoding_will_do(encoding: str, shape: str) -> None:
    reg = cluster_reg((G("东京", (R("a “b” –=1 ü 東"),)),)).encode("utf-16")
    found = spawned("inspect", "-", "--vms", "--format", shape, stdin=reg, env={"PYTHONIOENCODING": encoding})
    assert (found.returncode, found.stderr) == (0, b"")
    text = found.stdout.decode(encoding)
    shown = {"json": "\\u201c", "text": "“"}.get(shape, "\\u201c" if encoding == "cp437" else "“")
    assert shown in text or (shape == "text" and encoding == "cp437" and 'a "b" -=1' in text)


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_lines_fit_the_screen_where_words_allow(width: str) -> None:
    for view in ((), *((f"--{name}",) for name in VIEWS)):
        text = run("inspect", HVC01, *view, env={"COLUMNS": width}).stdout
        for line in text.splitlines():
            assert len(line) <= int(width) or len(line.split("  ")[-1]) > int(width) - 8, line


def test_colors_are_for_terminals() -> None:
    assert "\x1b" not in run("inspect", HVC01, "--vms").stdout
    assert "\x1b[1m" in run("inspect", HVC01, "--vms", "--color", "always").stdout
    for shape in ("csv", "markdown", "json"):
        assert "\x1b" not in run("inspect", HVC01, "--vms", "--color", "always", "--format", shape).stdout


def test_a_hive_and_its_export_show_the_same_cluster() -> None:
    hive, export = (
        json.loads(run("inspect", str(PROJECT / "fixtures" / f"hvc01.{kind}"), "--format", "json").stdout)
        for kind in ("hiv", "reg")
    )
    assert hive["cluster"] == export["cluster"]
    for part in ("nodes", "groups"):
        by_id = [{item["id"]: {**item, "contains": None} for item in document[part]} for document in (hive, export)]
        assert by_id[0] == by_id[1]
