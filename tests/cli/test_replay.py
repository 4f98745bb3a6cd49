from __future__ import annotations

import codecs
import csv
import json
from pathlib import Path

import jsonschema
import pytest

from hivetool.report.schema import schema
from tests.cli.running import ARTICLE_REG, article, run, spawned
from tests.clusters import resource_id
from tests.shared import PROJECT

FIXTURES = PROJECT / "fixtures"
EXPORTS = tuple(f"fixtures/observed/{name}" for name in ("resources.csv", "groups.json", "machines.json", "nodes.xml"))
FIRST = resource_id("Virtual Machine 1")


def seen(folder: Path, *rows: tuple[str, str], name: str = "seen.csv") -> str:
    """Resources of the article's cluster as Export-Csv writes them."""
    path = folder / name
    lines = ["Name,State,ResourceType", *(f"Virtual Machine {number},{state},x" for number, state in rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_agreement_is_0(tmp_path: Path) -> None:
    found = run("replay", "-", seen(tmp_path, ("1", "Online"), ("3", "Offline")), stdin=ARTICLE_REG)
    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout.endswith("Stored and observed state agree: 2 agreements.\n")


def test_a_disagreement_is_1(tmp_path: Path) -> None:
    found = run("replay", "-", seen(tmp_path, ("1", "Failed")), stdin=ARTICLE_REG)
    assert (found.exit_code, found.stderr) == (1, "")
    assert "[RHS-03 STATED]" in found.stdout


def test_pending_is_no_disagreement(tmp_path: Path) -> None:
    assert run("replay", "-", seen(tmp_path, ("1", "130")), stdin=ARTICLE_REG).exit_code == 0


def test_what_the_database_does_not_have_is_1_and_a_machine_that_is_not_clustered_is_not(tmp_path: Path) -> None:
    path = seen(tmp_path, ("1", "Online"), ("9", "Online"))
    assert run("replay", "-", path, stdin=ARTICLE_REG).exit_code == 1
    machine = tmp_path / "vm.json"
    machine.write_text('{"VMName": "lab", "State": 2}', encoding="utf-8")
    good = seen(tmp_path, ("1", "Online"))
    assert run("replay", "-", good, str(machine), stdin=ARTICLE_REG).exit_code == 0
    found = run("replay", "-", str(machine), stdin=ARTICLE_REG)
    assert found.exit_code == 1
    assert "Nothing of what was observed is in this database." in found.stdout


def test_either_may_be_standard_input(tmp_path: Path) -> None:
    path = seen(tmp_path, ("1", "Failed"))
    one = run("replay", "-", path, "--format", "csv", stdin=ARTICLE_REG).stdout
    other = run("replay", str(article(tmp_path)), "-", "--format", "csv", stdin=Path(path).read_bytes()).stdout
    assert one.replace(path, "standard input") == other
    found = run("replay", "-", "-", stdin=ARTICLE_REG)
    assert (found.exit_code, found.stdout) == (2, "")
    assert "only one of the inputs can be standard input" in found.stderr


def test_several_files_of_the_fixtures() -> None:
    found = run("replay", str(FIXTURES / "hvc01.hiv"), *(str(PROJECT / path) for path in EXPORTS), "--format", "json")
    assert (found.exit_code, found.stderr) == (1, "")
    document = json.loads(found.stdout)
    jsonschema.Draft202012Validator(schema("replay")).validate(document)
    differs = [
        (each["object"]["name"], each["aspect"], each["expected"], each["observed"], (each["decision"] or {}).get("id"))
        for each in document["comparisons"]
        if each["verdict"] == "differs"
    ]
    assert differs == [
        ("Virtual Machine WEB01", "state", "Online", "Offline", "RHS-02"),
        ("Virtual Machine WEB01", "managers", "Offline", "Running", None),
        ("Virtual Machine WEB02", "state", "Online", "Failed", "RHS-03"),
        ("Virtual Machine WEB02", "machine", "Online", "Off", "RHS-02"),
        ("SQL01", "default-owner", "HV01", "HV03", None),
        ("WEB02", "group-state", "Failed", "Online", None),
        ("HV03", "paused", "not paused", "Paused", None),
    ]
    assert [each["name"] for each in document["unmatched"]] == ["LAB-7"]
    assert document["unobserved"] == document["problems"] == []


@pytest.mark.parametrize("name", ["reports.toml", "reports.jsonl"])
def test_timed_reports_of_the_fixtures(name: str) -> None:
    arguments = ("replay", str(FIXTURES / "hvc01.hiv"), str(FIXTURES / "observed" / name))
    document = json.loads(run(*arguments, "--format", "json").stdout)
    jsonschema.Draft202012Validator(schema("replay")).validate(document)
    timed = [(each["at_ms"], each["verdict"], (each["decision"] or {}).get("id")) for each in document["comparisons"]]
    assert timed == [
        (3000, "differs", "RHS-03"),
        (5000, "pending", "RHS-04"),
        (9000, "agrees", "RHS-01"),
        (10_000, "differs", "RHS-09"),
        (20_000, "differs", "RHS-02"),
        (30_000, "noted", None),
        (41_000, "not compared", None),
        (41_000, "differs", None),
        (41_000, "agrees", None),
    ]


def test_shapes(tmp_path: Path) -> None:
    path = seen(tmp_path, ("1", "Failed"), ("2", "Online"))
    for more, rows in (((), 1), (("--all",), 2)):
        found = run("replay", "-", path, "--format", "csv", *more, stdin=ARTICLE_REG)
        assert len(list(csv.DictReader(found.stdout.splitlines()))) == rows
    brief = run("replay", "-", path, "-q", stdin=ARTICLE_REG).stdout
    assert brief == "differs  resource Virtual Machine 1: recorded Online, the cluster shows Failed [RHS-03]\n"
    assert "Decisions\n  RHS-03  STATED: article" in run("replay", "-", path, "-v", stdin=ARTICLE_REG).stdout
    assert "\nAgreements: 1\n" in run("replay", "-", path, "--all", stdin=ARTICLE_REG).stdout


def test_semantics(tmp_path: Path) -> None:
    path = seen(tmp_path, ("1", "Online"))
    assert run("replay", "-", path, "--semantics", "article", stdin=ARTICLE_REG).exit_code == 0
    found = run("replay", "-", path, "--semantics", "guess", stdin=ARTICLE_REG)
    assert (found.exit_code, found.stdout) == (2, "")
    assert "semantics 'guess' does not exist" in found.stderr


def test_a_cluster_log_is_2(tmp_path: Path) -> None:
    path = tmp_path / "Node1_cluster.log"
    path.write_bytes(codecs.BOM_UTF16_LE + "[=== Cluster ===]\r\nUTC=\r\n".encode("utf-16-le"))
    found = run("replay", "-", str(path), stdin=ARTICLE_REG)
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr.startswith(f"hivetool: {path}: this is a cluster log; reading it comes in a later version, exp")
    assert found.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "nothing observed is in it"),
        (b"[]", "nothing observed is in it"),
        (b'{"Name": "x", "State": "Online"}', "nothing tells which cmdlet made this entry"),
        (b'{"a":', "line 1, column 6: not JSON"),
        (b"<!DOCTYPE Objs><Objs/>", "line 1: a document type declaration has no place in CLIXML, it is not read"),
        (b"regf" + bytes(600), "a registry hive, not observed states; the hive comes first"),
        (b"just words\n", "this is a text file"),
    ],
)
def test_what_cannot_be_read_is_3(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(data)
    found = run("replay", "-", str(path), stdin=ARTICLE_REG)
    assert (found.exit_code, found.stdout) == (3, "")
    assert told in found.stderr
    assert all(line.startswith("hivetool: ") for line in found.stderr.splitlines())


def test_what_is_missing_is_3_or_2(tmp_path: Path) -> None:
    path = seen(tmp_path, ("1", "Online"))
    assert run("replay", str(tmp_path / "none"), path).exit_code == 3
    assert run("replay", str(article(tmp_path)), str(tmp_path / "none")).exit_code == 3
    assert run("replay", str(article(tmp_path)), str(tmp_path)).exit_code == 3
    found = run("replay", str(article(tmp_path)))
    assert (found.exit_code, found.stdout) == (2, "")
    assert "OBSERVED" in found.stderr


def test_an_empty_export_beside_others_is_told(tmp_path: Path) -> None:
    empty = tmp_path / "empty.json"
    empty.write_bytes(b"")
    found = run("replay", "-", seen(tmp_path, ("1", "Online")), str(empty), stdin=ARTICLE_REG)
    assert found.exit_code == 0
    assert f"hivetool: {empty}: line 1: nothing was observed" in found.stderr
    assert found.stderr.endswith(" [observed-empty]\n")


def test_problems_are_told_with_file_and_line(tmp_path: Path) -> None:
    path = seen(tmp_path, ("1", "Online"), ("2", "L\xe4uft"), ("1", "Failed"))
    found = run("replay", "-", path, stdin=ARTICLE_REG)
    assert found.exit_code == 0
    assert (
        f"hivetool: {path}: line 3: 'Läuft' is no state of a resource: it is left out [observed-state]" in found.stderr
    )
    assert f"hivetool: {path}: line 4: 'Virtual Machine 1' was observed before" in found.stderr


def test_a_code_page_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes("Name,State,ResourceType\nÄ,Online,x\nVirtual Machine 1,Online,x\n".encode("cp1250"))
    assert "observed-encoding" in run("replay", "-", str(path), stdin=ARTICLE_REG).stderr
    assert "observed-encoding" not in run("replay", "-", str(path), "--encoding", "cp1250", stdin=ARTICLE_REG).stderr


def test_from_a_real_shell(tmp_path: Path) -> None:
    path = seen(tmp_path, ("1", "Failed"))
    found = spawned("replay", article(tmp_path), "-", stdin=Path(path).read_bytes())
    assert (found.returncode, found.stderr) == (1, b"")
    assert b"[RHS-03 STATED]" in found.stdout
