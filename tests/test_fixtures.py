"""The fixtures are what their sources make, and a second reader sees the same in them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import hivetool
from hivetool.regf.crosscheck import differences
from tests.shared import PROJECT
from tests.trees import flat_hive

FIXTURES = PROJECT / "fixtures"
HIVES = sorted(path for path in FIXTURES.glob("*.hiv") if path.with_suffix(".reg").is_file())


def test_the_hives_are_up_to_date() -> None:
    check = subprocess.run(
        [sys.executable, FIXTURES / "make.py", "--check"], capture_output=True, text=True, cwd=PROJECT, check=False
    )
    assert (check.returncode, check.stdout, check.stderr) == (0, "all are what they should be\n", "")


@pytest.mark.parametrize("path", HIVES, ids=lambda path: path.name)
def test_a_hive_and_its_source_hold_the_same(path: Path) -> None:
    hive, source = hivetool.open_hive(path), hivetool.open_hive(path.with_suffix(".reg"))
    assert not hive.problems

    def content(one: hivetool.Hive) -> dict[tuple[str, ...], set[tuple[str, int, bytes]]]:
        return {
            path: {(value.name, value.type, value.data) for value in key.values} for path, key in flat_hive(one).items()
        }

    assert content(hive) == content(source)
    assert len(hive) == len(source) > 10


@pytest.mark.parametrize("path", HIVES, ids=lambda path: path.name)
def test_python_registry_reads_the_same(path: Path) -> None:
    data = path.read_bytes()
    assert differences(hivetool.open_hive(data), data) == ()


def test_every_fixture_is_explained() -> None:
    text = (FIXTURES / "README.md").read_text(encoding="utf-8")
    for path in FIXTURES.iterdir():
        if path.suffix in (".reg", ".hiv"):
            assert f"`{path.name}`" in text


def test_the_articles_table() -> None:
    known = hivetool.load_cluster(hivetool.open_hive(FIXTURES / "article.hiv")).database
    assert [(item.name, item.number("PersistentState")) for item in known.members(known.groups[0])] == [
        ("Virtual Machine 1", 1),
        ("Virtual Machine 2", 1),
        ("Virtual Machine 3", 0),
    ]
    assert [group.name for group in known.groups] == ["HyperV VMs"]


def test_the_hive_with_a_deleted_resource_is_sound_and_the_resource_is_left_in_it() -> None:
    path = FIXTURES / "deleted.hiv"
    assert hivetool.check_regf(path.read_bytes()).problems == ()
    whole, hive = hivetool.open_hive(FIXTURES / "article.hiv"), hivetool.open_hive(path)
    (key,) = hivetool.recover(hive).keys
    lost = whole.key(f"Resources\\{key.name}")
    assert len(whole) - len(hive) == 1
    assert [(value.name, value.type, value.data) for value in key.values] == [
        (value.name, value.type, value.data) for value in lost.values
    ]
