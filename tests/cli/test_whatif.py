from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import jsonschema
import pytest

from hivetool.report.schema import schema
from tests.cli.running import run, spawned
from tests.clusters import HEADER, cluster_reg
from tests.report.asking import GROUPS, ROOT

REG = cluster_reg(GROUPS, root=ROOT)


def whatif(*arguments: str, reg: str = REG) -> tuple[int, str, str]:
    found = run("whatif", "-", *arguments, stdin=reg.encode())
    return found.exit_code, found.stdout, found.stderr


def document(*arguments: str, reg: str = REG) -> dict:  # type: ignore[type-arg]
    code, out, err = whatif(*arguments, "--format", "json", reg=reg)
    assert (code, err) == (0, "")
    found = json.loads(out)
    jsonschema.Draft202012Validator(schema("whatif")).validate(found)
    return found  # type: ignore[no-any-return]


def whats(found: dict) -> list[str]:  # type: ignore[type-arg]
    return [scenario["what"] for scenario in found["scenarios"]]


def test_one_node() -> None:
    code, out, err = whatif("--node-down", "Node2")
    assert (code, err) == (0, "")
    assert out.startswith("Answer     1 group moves. No group stays down, and quorum is kept.\n")


def test_several_happen_at_once() -> None:
    (scenario,) = document("--node-down", "Node2", "--node-down", "node:Node3", "--drain", "Node1")["scenarios"]
    assert (scenario["down"], scenario["drained"]) == (["Node2", "Node3"], ["Node1"])


def test_whatever_is_found_the_status_is_0() -> None:
    code, out, err = whatif("--all-pairs", "-q")
    assert (code, err) == (0, "")
    assert out.startswith("Answer     3 of 3 pairs leave groups down, 3 without quorum; worst: Node1 + Node2 down")
    assert [line.split()[0] for line in out.splitlines() if line[0] != " "] == ["Answer", "Question", "Semantics"]


def test_a_changed_database() -> None:
    found = document("--set", "vm:B.PossibleOwners=Node1,Node3", "--node-down", "Node1")
    assert found["set"] == ["vm:B.PossibleOwners=Node1,Node3"]
    (scenario,) = found["scenarios"]
    assert scenario["changes"] == [{"group": "B", "before": "not online", "after": "moves to Node3, down for 10 s"}]


def test_a_change_alone_is_asked_about_nodes_and_processes() -> None:
    found = document("--set", "vm:A.SeparateMonitor=1")
    assert whats(found)[:4] == ["Node1 down", "Node2 down", "Node3 down", "Node1: shared RHS crashes"]
    changes = [change for scenario in found["scenarios"] for change in scenario["changes"]]
    assert {
        "resource": "Virtual Machine A",
        "before": "is hit, noticed within 5 s",
        "after": "nothing happens to it",
    } in (changes)


def test_changes_of_a_database_that_is_not_the_root() -> None:
    """In a .reg of more than the cluster its key is found, and the change is made there."""
    more = REG.removeprefix(HEADER).replace("HKEY_LOCAL_MACHINE\\Cluster", "HKEY_LOCAL_MACHINE\\SYSTEM\\Cluster")
    reg = f"{HEADER}[HKEY_LOCAL_MACHINE\\SOFTWARE\\x]\n\n{more}"
    found = document("--set", "vm:B.PossibleOwners=Node1,Node3", "--node-down", "Node1", reg=reg)
    assert found["summary"]["change"] == 1


def test_a_later_change_builds_on_an_earlier_one() -> None:
    arguments = ("--set", "vm:B.PossibleOwners=Node1,Node2", "--set", "vm:B.PossibleOwners=Node1,Node3")
    (scenario,) = document(*arguments, "--node-down", "Node1")["scenarios"]
    assert [change["after"] for change in scenario["changes"]] == ["moves to Node3, down for 10 s"]


def test_events_and_a_scenario(tmp_path: Path) -> None:
    path = tmp_path / "scenario.toml"
    path.write_text('[assume]\nnodes = { Node2 = "down" }\n[expect]\nquorum = true\n', encoding="utf-8")
    found = document("--all-nodes", "--scenario", str(path))
    assert whats(found) == ["Node1 down", "Node3 down"], "Node2 is down already"
    assert whats(document("--event", "rhs:Node1 crashes")) == ["rhs:Node1 crashes"]
    both = document("--node-down", "Node1", "--event", "10m node:Node1 up")
    assert both["scenarios"][0]["not_online"] == [], "it is back"


def test_draws() -> None:
    arguments = ("--random", "40", "--seed", "7", "--failures", "2", "--mttr", "2h", "--rate", "Node1=9")
    found = document(*arguments)
    assert len(found["scenarios"]) == 40
    assert found == document(*arguments)
    assert found["scenarios"] != document(*arguments, "--seed", "8")["scenarios"]
    assert "seed 7" in found["question"]
    assert "Node1 9 (else 1), each back after 2 h" in found["question"]
    assert {each["group"] for each in found["summary"]["groups"]} == {"A", "B", "C", "D"}
    assert found["summary"]["outages_per_year"] is None
    assert document("--random", "3", "--rate", "Node1=9")["summary"]["outages_per_year"] == 11


def test_the_distribution_as_csv() -> None:
    out = whatif("--random", "20", "--format", "csv")[1]
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert {row["Group"] for row in rows} <= {"A", "B", "C", "D"}


def test_semantics_and_overrides() -> None:
    toml = ("--set-semantics", "target=next-after-the-owner")
    found = document("--node-down", "Node2", *toml)
    assert [move["to"] for move in found["scenarios"][0]["moves"]] == ["Node3"]
    assert found["set_semantics"] == ["target=next-after-the-owner"]
    assert "article with target=next-after-the-owner" in whatif("--node-down", "Node2", *toml)[1]
    assert document("--node-down", "Node2", "--semantics", "windows")["semantics"] == "windows"


@pytest.mark.parametrize("shape", ["csv", "markdown"])
def test_other_shapes(shape: str) -> None:
    code, out, err = whatif("--all-nodes", "--format", shape)
    assert (code, err) == (0, "")
    assert "Node1 down" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "nothing is asked"),
        (("--all-nodes", "--all-pairs"), "ask one thing at a time"),
        (("--all-nodes", "--node-down", "Node1"), "ask one thing at a time"),
        (("--node-down", "Nod1"), "did you mean"),
        (("--site-down", "Berlin"), "has no sites"),
        (("--random", "5", "--rate", "Node1"), "write NODE=PER_YEAR"),
        (("--random", "5", "--failures", "4"), "cannot be drawn"),
        (("--random", "5", "--mttr", "soon"), "--mttr"),
        (("--set", "vm:A.Nonsense=1"), "--set"),
        (("--all-nodes", "--set-semantics", "x=1"), "semantics"),
        (("--all-nodes", "--semantics", "x"), "semantics"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], message: str) -> None:
    code, out, err = whatif(*arguments)
    assert (code, out) == (2, "")
    assert message in err


def test_a_scenario_that_is_wrong_is_named(tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_bytes(b"\n\xff")
    code, _, err = whatif("--scenario", str(path))
    assert code == 3
    assert "line 2: a scenario is text in UTF-8" in err
    path.write_text("[assume]\nx = 1\n", encoding="utf-8")
    code, _, err = whatif("--scenario", str(path))
    assert code == 2
    assert "wrong.toml: assume: unknown field 'x'" in err


def test_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "case.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("cluster.reg", REG)
    found = spawned("whatif", path, "--all-nodes", "-q")
    assert (found.returncode, found.stderr) == (0, b"")
