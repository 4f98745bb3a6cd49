from __future__ import annotations

import json

import jsonschema
import pytest

from hivetool.report.schema import schema
from tests.cli.running import ARTICLE_REG, run
from tests.clusters import ROOT, resource_id

ID1 = resource_id("Virtual Machine 1")


@pytest.mark.parametrize("target", ["vm:1", "Virtual Machine 1", ID1, ID1[:6], "res:'virtual machine 1'"])
def test_an_object_by_any_of_its_names(target: str) -> None:
    found = run("show", "-", target, stdin=ARTICLE_REG)
    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout.startswith("Resource  Virtual Machine 1\n")
    assert "Settings in force under the semantics 'article'" in found.stdout


def test_json() -> None:
    document = json.loads(run("show", "-", "cluster", "--format", "json", stdin=ARTICLE_REG).stdout)
    jsonschema.validate(document, schema("show"))
    assert document["object"]["kind"] == "cluster"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nobody",), "the cluster has no object 'nobody'"),
        (("Virtual*",), "fits several objects"),
        (("vm:1", "--semantics", "none"), "semantics 'none' does not exist"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], said: str) -> None:
    found = run("show", "-", *arguments, stdin=ARTICLE_REG)
    assert (found.exit_code, found.stdout) == (2, "")
    assert said in found.stderr


def test_what_is_no_cluster() -> None:
    found = run("show", "-", "x", stdin=b"Windows Registry Editor Version 5.00\n\n[HKEY_USERS\\X\\k]\n")
    assert (found.exit_code, found.stdout) == (3, "")


def test_v_shows_more() -> None:
    short, long = (run(*more, "show", "-", "vm:1", stdin=ARTICLE_REG).stdout for more in ((), ("-v",)))
    assert len(long.splitlines()) > len(short.splitlines())


def test_the_cluster_is_found_below_another_root() -> None:
    text = ARTICLE_REG.decode().replace(ROOT, "HKEY_LOCAL_MACHINE\\SYSTEM\\Cluster_Temp")
    found = run("show", "-", "vm:1", stdin=(text + "\n[HKEY_LOCAL_MACHINE\\SYSTEM\\Other]\n").encode())
    assert (found.exit_code, found.stdout.splitlines()[0]) == (0, "Resource  Virtual Machine 1")
