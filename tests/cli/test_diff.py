from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from hivetool.report.schema import schema
from tests.cli.running import ARTICLE_REG, article, run, spawned
from tests.clusters import ROOT, article_groups, cluster_reg, resource_id


def pair(tmp_path: Path, old: str = "", new: str = "") -> tuple[str, str]:
    """Two clusters that differ by these lines at the end of the root key."""
    paths = tmp_path / "old.reg", tmp_path / "new.reg"
    for path, lines in zip(paths, (old, new), strict=True):
        path.write_bytes(ARTICLE_REG + f"\n[{ROOT}]\n{lines}\n".encode())
    return str(paths[0]), str(paths[1])


def test_equal_is_0_and_different_is_1(tmp_path: Path) -> None:
    same = run("diff", *pair(tmp_path))
    assert (same.exit_code, same.stderr) == (0, "")
    assert same.stdout.endswith("\nno difference\n")
    other = run("diff", *pair(tmp_path, '"ClusterName"="A"', '"ClusterName"="B"'))
    assert other.exit_code == 1
    assert other.stdout.endswith('\nthe cluster\n  ~ ClusterName: "A" -> "B"\n\n1 difference in 1 place\n')


def test_what_changes_while_a_cluster_runs(tmp_path: Path) -> None:
    paths = pair(tmp_path, '"PaxosTag"="3:3:1"', '"PaxosTag"="3:3:2"')
    quiet = run("diff", *paths)
    assert quiet.exit_code == 0
    assert "1 value left out that change while a cluster runs (--all shows them)" in quiet.stdout
    assert json.loads(run("diff", *paths, "--format", "json").stdout)["ignored"] == 1
    loud = run("diff", *paths, "--all")
    assert loud.exit_code == 1
    assert '~ PaxosTag: "3:3:1" -> "3:3:2"' in loud.stdout


def test_json(tmp_path: Path) -> None:
    found = run("diff", *pair(tmp_path, "", '"x"=dword:1'), "--format", "json")
    assert found.exit_code == 1
    document = json.loads(found.stdout)
    jsonschema.validate(document, schema("diff"))
    assert [edit["name"] for part in document["objects"] for edit in part["edits"]] == ["x"]


def test_a_patch(tmp_path: Path) -> None:
    found = run("diff", *pair(tmp_path, '"x"=dword:1', ""), "--format", "reg")
    assert found.exit_code == 1
    text = found.stdout_bytes.decode("utf-16").replace("\r\n", "\n")
    assert text == f'Windows Registry Editor Version 5.00\n\n[{ROOT}]\n"x"=-\n\n'


def test_the_way_back(tmp_path: Path) -> None:
    new = cluster_reg(article_groups(first={"SeparateMonitor": 1, "PersistentState": 0}))
    (tmp_path / "new.reg").write_text(new, encoding="utf-8")
    found = run("diff", str(article(tmp_path)), str(tmp_path / "new.reg"), "--format", "powershell")
    assert found.exit_code == 1
    lines = found.stdout.splitlines()
    assert f"# resource Virtual Machine 1 {resource_id('Virtual Machine 1')}" in lines
    assert "(Get-ClusterResource -Name 'Virtual Machine 1').SeparateMonitor = 0" in lines
    assert "# Start-ClusterResource -Name 'Virtual Machine 1'" in lines


def test_a_quotation_mark_of_the_way_back_never_becomes_another_one(tmp_path: Path) -> None:
    old = ARTICLE_REG.decode().replace("Virtual Machine 1", "Virtual Machine \u20181\u2019")
    (tmp_path / "old.reg").write_text(old, encoding="utf-8")
    (tmp_path / "new.reg").write_text(
        old + f'\n[{ROOT}\\Resources\\{resource_id("Virtual Machine 1")}]\n"SeparateMonitor"=dword:1\n',
        encoding="utf-8",
    )
    found = spawned(
        "diff", tmp_path / "old.reg", tmp_path / "new.reg", "--format", "powershell", env={"PYTHONIOENCODING": "cp437"}
    )
    assert b"(Get-ClusterResource -Name 'Virtual Machine \\u2018\\u20181" in found.stdout


def test_the_cluster_is_found_in_both(tmp_path: Path) -> None:
    old = article(tmp_path)
    text = ARTICLE_REG.decode().replace(ROOT, "HKEY_LOCAL_MACHINE\\SYSTEM\\Cluster_Temp")
    (tmp_path / "new.reg").write_bytes((text + "\n[HKEY_LOCAL_MACHINE\\SYSTEM\\Other]\n").encode())
    assert run("diff", str(old), str(tmp_path / "new.reg")).exit_code == 0


def test_hives_that_are_no_cluster(tmp_path: Path) -> None:
    header = "Windows Registry Editor Version 5.00\n\n"
    paths = tmp_path / "a.reg", tmp_path / "b.reg"
    for path, number in zip(paths, (1, 2), strict=True):
        path.write_text(f'{header}[HKEY_USERS\\X\\k]\n"v"=dword:{number}\n', encoding="utf-8")
    found = run("diff", *map(str, paths))
    assert found.exit_code == 1
    assert "key k\n  ~ v: 1 (0x1) -> 2 (0x2)\n" in found.stdout


def test_one_from_standard_input_but_not_both(tmp_path: Path) -> None:
    assert run("diff", str(article(tmp_path)), "-", stdin=ARTICLE_REG).exit_code == 0
    assert run("diff", "-", "-", stdin=ARTICLE_REG).exit_code == 2


def test_what_cannot_be_read(tmp_path: Path) -> None:
    found = run("diff", str(article(tmp_path)), str(tmp_path / "missing"))
    assert (found.exit_code, found.stdout) == (3, "")
    assert "missing" in found.stderr


def test_raw(tmp_path: Path) -> None:
    new = cluster_reg(article_groups(first={"SeparateMonitor": 1}))
    (tmp_path / "new.reg").write_text(new, encoding="utf-8")
    found = run("diff", str(article(tmp_path)), str(tmp_path / "new.reg"), "--raw")
    assert f"\nkey Resources\\{resource_id('Virtual Machine 1')}\n  + SeparateMonitor" in found.stdout
