from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from hivetool.report.schema import schema
from tests.cli.running import ARTICLE_REG, run
from tests.clusters import ROOT, article_groups, cluster_reg
from tests.shared import PROJECT


def case(folder: Path, changed: str = "") -> Path:
    """A folder as support collects it: two nodes' exports and something else."""
    folder.mkdir()
    for node, lines in (("N1", '"PaxosTag"="3:3:1"'), ("N2", f'"PaxosTag"="3:3:2"\n{changed}')):
        (folder / f"{node}_Cluster.reg").write_bytes(ARTICLE_REG + f"\n[{ROOT}]\n{lines}\n".encode())
    (folder / "structures.hiv").write_bytes((PROJECT / "fixtures" / "structures.hiv").read_bytes())
    return folder


def test_alike_is_0(tmp_path: Path) -> None:
    found = run("replicas", str(case(tmp_path / "case")))
    assert (found.exit_code, found.stderr) == (0, "")
    assert "N2_Cluster.reg" in found.stdout
    assert "the newest" in found.stdout
    assert "the same configuration" in found.stdout


def test_different_is_1(tmp_path: Path) -> None:
    folder = case(tmp_path / "case", '"AutoBalancerMode"=dword:0')
    found = run("replicas", str(folder))
    assert found.exit_code == 1
    assert "1 difference in 1 place" in found.stdout
    document = json.loads(run("replicas", str(folder), "--format", "json").stdout)
    jsonschema.validate(document, schema("replicas"))
    (cluster,) = document["clusters"]
    assert [copy["name"].rpartition("::")[2] for copy in cluster["copies"]] == ["N2_Cluster.reg", "N1_Cluster.reg"]


def test_several_inputs_and_clusters(tmp_path: Path) -> None:
    other = tmp_path / "other.reg"
    other.write_text(cluster_reg(article_groups(), name="OTHER"), encoding="utf-8")
    found = run("replicas", str(case(tmp_path / "case")), str(other), "-", stdin=ARTICLE_REG)
    assert found.exit_code == 0
    assert found.stdout.count(": 3 copies") == 1
    assert found.stdout.count("\n\nOTHER ") == 1


def test_without_a_cluster() -> None:
    found = run("replicas", "-", stdin=b"Windows Registry Editor Version 5.00\n\n[HKEY_USERS\\X\\k]\n")
    assert (found.exit_code, found.stdout) == (3, "")
    assert "there is no cluster database in it" in found.stderr
    assert run("replicas", "-", "-", stdin=ARTICLE_REG).exit_code == 2
    assert run("replicas", "missing").exit_code == 3
