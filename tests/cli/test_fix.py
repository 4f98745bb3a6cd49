from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from hivetool import open_hive
from hivetool.report.schema import schema
from tests.cli.running import ARTICLE_REG, run
from tests.cli.test_judging import BAD

GROUP = "Groups\\11111111-1111-4111-8111-111111111111"
HT201 = ("--select", "HT201")


@pytest.fixture
def bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.reg").write_bytes(BAD)
    return "bad.reg"


def contains(path: str, above: str = "") -> object:
    value = open_hive(path).key(f"{above}{GROUP}").value("Contains")
    assert value is not None
    return value.decoded


def test_a_copy_is_mended_and_proved(bad: str, tmp_path: Path) -> None:
    found = run("fix", bad, *HT201, "-o", "new.hiv")
    assert found.exit_code == 0
    assert "HT201 it lists resource a, which does not exist: take a off Contains" in found.stdout
    assert found.stdout.endswith("1 finding mended; 0 findings left\n")
    assert "proved: read again, python-registry and check" in found.stderr
    assert contains("new.hiv") == []
    assert (tmp_path / "bad.reg").read_bytes() == BAD
    assert run("lint", "new.hiv", *HT201).exit_code == 0


def test_without_an_output_it_is_a_look(bad: str, tmp_path: Path) -> None:
    found = run("fix", bad, *HT201)
    assert (found.exit_code, found.stdout.splitlines()[-1]) == (
        0,
        "Nothing was written: -o OUT writes a copy that is mended.",
    )
    assert [path.name for path in tmp_path.iterdir()] == ["bad.reg"]


def test_two_strays_of_one_list_take_two_rounds(bad: str, tmp_path: Path) -> None:
    (tmp_path / bad).write_bytes(BAD.replace(b"61,00,00,00,00,00", b"61,00,00,00,62,00,00,00,00,00"))
    found = run("fix", bad, *HT201, "-o", "new.reg")
    assert (found.exit_code, contains("new.reg")) == (0, [])
    assert found.stdout.endswith("2 findings mended; 0 findings left\n")


def test_diff_shows_it_and_writes_nothing(bad: str, tmp_path: Path) -> None:
    found = run("fix", bad, *HT201, "--diff")
    assert found.exit_code == 0
    assert found.stdout.splitlines()[:2] == ["--- bad.reg", "+++ bad.reg mended"]
    assert '  ~ Contains: "a" -> (no strings)' in found.stdout
    document = json.loads(run("fix", bad, *HT201, "--diff", "--format", "json").stdout)
    jsonschema.validate(document, schema("diff"))
    assert [path.name for path in tmp_path.iterdir()] == ["bad.reg"]


def test_the_cluster_below_another_root(bad: str, tmp_path: Path) -> None:
    text = BAD.replace(b"HKEY_LOCAL_MACHINE\\Cluster", b"HKEY_LOCAL_MACHINE\\X\\Cluster")
    more = text + b"\n[HKEY_LOCAL_MACHINE\\X\\Other]\n"
    (tmp_path / bad).write_bytes(more)
    assert run("fix", bad, *HT201, "-o", "new.hiv").exit_code == 0
    assert contains("new.hiv", "Cluster\\") == []
    assert open_hive("new.hiv").find("Other") is not None


def test_json(bad: str) -> None:
    document = json.loads(run("fix", bad, *HT201, "--format", "json", "-o", "new.hiv").stdout)
    jsonschema.validate(document, schema("fix"))
    assert ([each["rule"] for each in document["applied"]], document["written"]) == (["HT201"], "new.hiv")
    assert json.loads(run("fix", bad, *HT201, "--format", "json").stdout)["written"] is None


def test_the_script(bad: str, tmp_path: Path) -> None:
    text = run("fix", bad, *HT201, "--script", "ps1").stdout
    assert text.splitlines()[-3:] == [
        "# group SQL01",
        "# error HT201: it lists resource a, which does not exist; take a off Contains",
        "# Remove-ClusterResource -Name 'a' -Force",
    ]
    found = run("fix", bad, *HT201, "--script", "ps1", "-o", "live.ps1")
    assert (found.exit_code, found.stdout) == (0, "")
    assert (tmp_path / "live.ps1").read_bytes() == b"\xef\xbb\xbf" + text.encode()
    assert run("fix", bad, *HT201, "--script", "ps1", "-o", "live.ps1").exit_code == 4
    assert run("fix", bad, *HT201, "--script", "ps1", "-o", "live.ps1", "--force").exit_code == 0


def test_standard_output_has_the_hive_alone(bad: str) -> None:
    found = run("fix", bad, *HT201, "-o", "-")
    assert found.exit_code == 0
    assert found.stdout_bytes.startswith(b"regf")
    assert b"mended" not in found.stdout_bytes
    assert found.stderr.endswith("1 finding mended; 0 findings left\n")
    assert run("fix", bad, *HT201, "-o", "-", "--format", "json").exit_code == 2


def test_a_clean_copy_is_written_too(tmp_path: Path) -> None:
    out = tmp_path / "new.hiv"
    found = run("fix", "-", *HT201, "-o", str(out), stdin=ARTICLE_REG)
    assert (found.exit_code, out.is_file()) == (0, True)
    assert found.stdout == "0 findings mended; 0 findings left\n"


def test_refusals(bad: str, tmp_path: Path) -> None:
    assert run("fix", bad, "-o", bad).exit_code == 4
    (tmp_path / "there").write_bytes(b"")
    assert run("fix", bad, "-o", "there").exit_code == 4
    assert run("fix", "missing", "-o", "new.hiv").exit_code == 3
    damaged = BAD + b'"v"=dword:zz\n'
    assert run("fix", "-", "-o", "new.hiv", stdin=damaged).exit_code == 4
    assert run("fix", "-", "-o", "new.hiv", "--partial", stdin=damaged).exit_code == 0


def test_wrong_usage(bad: str) -> None:
    assert run("fix", bad, "--diff", "-o", "new.hiv").exit_code == 2
    assert run("fix", bad, "--diff", "--script", "ps1").exit_code == 2
    assert run("fix", bad, "--script", "ps1", "--format", "json").exit_code == 2
    assert run("fix", bad, "--select", "HTZ").exit_code == 2
