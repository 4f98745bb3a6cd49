"""The package's own names: a table, typed, and loaded only when used."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module

import pytest

import hivetool
from tests.clusters import article_groups, cluster_reg
from tests.shared import PROJECT

CONTRACT = (
    "open_hive",
    "read_regf",
    "write_regf",
    "read_reg",
    "load_cluster",
    "replay",
    "read_observed",
    "compare",
    "HivetoolError",
    "NoSuchKey",
    "Problem",
    "Location",
    "SetValue",
    "DeleteValue",
    "CreateKey",
    "DeleteKey",
    "Scenario",
    "read_scenario",
    "ARTICLE",
    "__version__",
)


@pytest.mark.parametrize("name", CONTRACT)
def test_the_contract_is_there(name: str) -> None:
    assert name in hivetool.__all__


@pytest.mark.parametrize("name", hivetool.__all__)
def test_a_name_is_the_object_of_its_module(name: str) -> None:
    home = import_module(f"hivetool.{hivetool._HOMES[name]}")
    assert getattr(hivetool, name) is getattr(home, name)


def test_the_table_the_list_and_the_types_agree() -> None:
    tree = ast.parse((PROJECT / "hivetool" / "__init__.py").read_text(encoding="utf-8"))
    typed = {
        alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level == 1
        for alias in node.names
    }
    assert typed == dict(hivetool._HOMES)
    assert sorted(hivetool.__all__) == sorted(typed)
    assert len(set(hivetool.__all__)) == len(hivetool.__all__)


def test_dir_names_what_is_not_loaded_yet() -> None:
    assert set(hivetool.__all__) <= set(dir(hivetool))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'hivetool' has no attribute 'open_hives'"):
        _ = hivetool.open_hives


@pytest.mark.parametrize("statement", ["import hivetool", "import hivetool; hivetool.HivetoolError; dir(hivetool)"])
def test_importing_is_cheap(statement: str) -> None:
    heavy = "('numpy', 'construct', 'rich', 'click', 'Registry')"
    program = f"import sys; {statement}; print([name for name in {heavy} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=PROJECT, check=True)
    assert found.stdout == "[]\n"


def test_from_bytes_to_a_comparison() -> None:
    database = hivetool.load_cluster(hivetool.open_hive(cluster_reg(article_groups()).encode())).database
    observed = hivetool.read_observed(b"Name,State,ResourceType\nVirtual Machine 1,Offline,x\n", "seen.csv")
    comparison = hivetool.compare(database, [observed], hivetool.ARTICLE)
    assert [(check.label, check.verdict.value) for check in comparison.checks] == [("Virtual Machine 1", "differs")]


def test_from_bytes_to_a_prediction() -> None:
    hive = hivetool.open_hive(cluster_reg(article_groups()).encode())
    database = hivetool.load_cluster(hivetool.cluster_root(hive)).database
    scenario = hivetool.with_events(hivetool.Scenario(), ["vm:'Virtual Machine 1' reports Offline"], database)
    prediction = hivetool.replay(database, scenario, hivetool.ARTICLE)
    assert [entry.action_string for entry in prediction.actions] == ["online Virtual Machine 1 on Node1"]
    assert hivetool.open_hive(hivetool.write_regf(hive)).key("groups").name == "Groups"
    with pytest.raises(hivetool.NoSuchKey):
        hive.key("Nowhere")
