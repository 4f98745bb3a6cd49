from __future__ import annotations

from pathlib import Path

from hivetool import load_cluster, open_hive
from tests.cli.running import run


def test_a_cluster_of_the_size_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "made.hiv"
    assert run("make", "--nodes", "2", "--vms", "5", "--name", "Demo", "-o", str(out)).exit_code == 0
    found = load_cluster(open_hive(out)).database
    machines = [item for item in found.resources if item.is_virtual_machine]
    assert (found.name, len(found.nodes), len(machines)) == ("Demo", 2, 5)


def test_the_same_again_and_another_seed(tmp_path: Path) -> None:
    outs = [tmp_path / name for name in ("one.hiv", "two.hiv", "three.hiv")]
    for out, seed in zip(outs, ("7", "7", "8"), strict=True):
        assert run("make", "--seed", seed, "-o", str(out)).exit_code == 0
    one, two, three = (out.read_bytes() for out in outs)
    assert one == two != three


def test_planted_defects(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.hiv", tmp_path / "bad.hiv"
    assert run("make", "-o", str(good)).exit_code == 0
    assert run("make", "--break", "HT201", "--break", "HT407", "-o", str(bad)).exit_code == 0
    assert not load_cluster(open_hive(good)).problems
    found = load_cluster(open_hive(bad)).problems
    assert [problem.code for problem in found] == ["cluster-contains"]
    assert run("diff", str(good), str(bad)).exit_code == 1


def test_a_defect_that_nobody_knows() -> None:
    found = run("make", "--break", "HT999", "-o", "-")
    assert (found.exit_code, found.stdout) == (2, "")
    assert "HT999" in found.stderr


def test_sizes_that_make_no_sense() -> None:
    for arguments in (("--nodes", "0"), ("--nodes", "65"), ("--vms", "-1"), ("--separate", "2"), ("--witness", "cd")):
        assert run("make", *arguments, "-o", "-").exit_code == 2


def test_one_node_without_machines(tmp_path: Path) -> None:
    out = tmp_path / "made.reg"
    assert run("make", "--nodes", "1", "--vms", "0", "--witness", "none", "-o", str(out)).exit_code == 0
    assert run("inspect", str(out)).exit_code == 0


def test_the_defects_are_listed() -> None:
    from hivetool.make.defects import DEFECTS

    found = run("make", "--defects")
    assert (found.exit_code, found.stderr) == (0, "")
    assert [line.partition("  ")[0] for line in found.stdout.splitlines()] == [defect.code for defect in DEFECTS]
