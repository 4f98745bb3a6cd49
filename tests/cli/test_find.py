from __future__ import annotations

import json

from tests.cli.running import ARTICLE_REG, run
from tests.clusters import ROOT, resource_id


def test_what_fits_with_its_object() -> None:
    found = run("find", "-", "machine 1", stdin=ARTICLE_REG)
    assert (found.exit_code, found.stderr) == (0, "")
    vm1 = f"Resources\\{resource_id('Virtual Machine 1')}"
    assert found.stdout == f'{vm1}  (resource Virtual Machine 1)  Name  REG_SZ  "Virtual Machine 1"\n'


def test_nothing_is_1() -> None:
    found = run("find", "-", "nobody", stdin=ARTICLE_REG)
    assert (found.exit_code, found.stdout) == (1, "")
    assert "nothing fits 'nobody'" in found.stderr
    assert run("find", "-", "nobody", "-q", stdin=ARTICLE_REG).stderr == ""


def test_where() -> None:
    data = run("find", "-", "60000", "--in", "data", "--format", "jsonl", stdin=ARTICLE_REG)
    assert [json.loads(line)["name"] for line in data.stdout.splitlines()] == ["IsAlivePollInterval"]
    assert run("find", "-", "60000", "--in", "keys", "--in", "names", stdin=ARTICLE_REG).exit_code == 1


def test_patterns_that_make_no_sense() -> None:
    assert run("find", "-", "(", "--regex", stdin=ARTICLE_REG).exit_code == 2
    assert run("find", "-", "", stdin=ARTICLE_REG).exit_code == 2


def test_below_another_root_objects_have_no_names() -> None:
    text = ARTICLE_REG.decode().replace(ROOT, "HKEY_LOCAL_MACHINE\\SYSTEM\\Cluster_Temp")
    found = run("find", "-", "machine 1", stdin=(text + "\n[HKEY_LOCAL_MACHINE\\SYSTEM\\Other]\n").encode())
    assert found.exit_code == 0
    assert found.stdout.startswith("Cluster_Temp\\Resources\\")
