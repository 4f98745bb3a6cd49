from __future__ import annotations

from typing import Any

import pytest

from hivetool.hive.location import Location
from hivetool.observed.cmdlets import CMDLETS, bare_id, sighting_of
from hivetool.observed.faults import Faults
from hivetool.observed.model import Sighting
from hivetool.observed.records import Record
from tests.shared import PROJECT

AT = Location(line=4)
GUID = "cff3d4d9-d581-501d-be7c-00440dc23f97"


def read(values: dict[str, Any], *types: str) -> tuple[Sighting | None, list[str]]:
    faults = Faults()
    found = sighting_of(Record(values, AT, types), "a.csv", faults)
    return found, [problem.code for problem in faults.problems()]


def word(found: Sighting | None) -> str | None:
    assert found is not None
    return found.state.word if found.state is not None else None


@pytest.mark.parametrize(
    ("values", "kind", "view", "state", "owner", "group"),
    [
        (
            {"Name": "x", "State": "Failed", "OwnerGroup": {"Name": "g"}, "OwnerNode": "HV01", "Id": f"{{{GUID}}}"},
            "resource",
            "cluster",
            "Failed",
            "HV01",
            "g",
        ),
        (
            {"Name": "x", "State": 3, "GroupType": 111, "OwnerNode": {"ToString": "N"}, "Id": GUID},
            "group",
            "cluster",
            "PartialOnline",
            "N",
            None,
        ),
        ({"NodeName": "x", "State": "2", "Id": GUID, "NodeWeight": 1}, "node", "cluster", "Paused", None, None),
        (
            {"VMName": "x", "State": 9, "VMId": GUID.upper(), "ComputerName": "HV02", "OwnerNode": "no"},
            "vm",
            "hyper-v",
            "Paused",
            "HV02",
            None,
        ),
        (
            {"Name": "x", "Id": GUID, "State": {"value": 2, "Value": "Running"}, "IsClustered": True},
            "vm",
            "hyper-v",
            "Running",
            None,
            None,
        ),
    ],
)
def test_which_column_holds_what(
    values: dict[str, Any], kind: str, view: str, state: str, owner: str | None, group: str | None
) -> None:
    found, problems = read(values)
    assert problems == []
    assert found is not None
    assert (found.kind, found.view, word(found), found.owner, found.group) == (kind, view, state, owner, group)
    assert (found.name, (found.id or "").lower(), found.input, found.at) == ("x", GUID, "a.csv", AT)
    swapped = {name.swapcase(): cell for name, cell in values.items()}
    assert read(swapped) == (found, [])


@pytest.mark.parametrize(
    ("type", "kind"),
    [
        ("Microsoft.FailoverClusters.PowerShell.ClusterResource", "resource"),
        ("Selected.Microsoft.FailoverClusters.PowerShell.ClusterGroup", "group"),
        ("Deserialized.Microsoft.FailoverClusters.PowerShell.ClusterNode", "node"),
        ("Selected.Microsoft.HyperV.PowerShell.VirtualMachine", "vm"),
    ],
)
def test_a_type_tells_more_than_columns(type: str, kind: str) -> None:  # noqa: A002
    state = {"node": "Up", "vm": "Off"}.get(kind, "Online")
    found, problems = read({"Name": "x", "State": state}, "Other.Type", type)
    assert problems == []
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(("state", "kind"), [("Up", "node"), ("Running", "vm"), ("PartialOnline", "group")])
def test_a_word_that_only_one_has(state: str, kind: str) -> None:
    found, problems = read({"Name": "x", "State": state})
    assert problems == []
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"Name": "x", "State": "Online"}, "observed-kind"),
        ({"Name": "x", "State": "2"}, "observed-kind"),
        ({"Name": "x", "State": 2}, "observed-kind"),
        ({"Name": "x"}, "observed-kind"),
        ({}, "observed-kind"),
        ({"State": "Online", "ResourceType": "x"}, "observed-name"),
        ({"Name": {}, "State": "Online", "ResourceType": "x"}, "observed-name"),
        ({"Name": "x", "State": "Läuft", "ResourceType": "x"}, "observed-state"),
        ({"Name": "x", "State": 77, "ResourceType": "x", "OwnerNode": "N"}, "observed-state"),
        ({"Name": "x", "ResourceType": "x"}, "observed-no-state"),
        ({"Name": "x", "ResourceType": "x", "State": None, "OwnerNode": ""}, "observed-no-state"),
    ],
)
def test_what_says_too_little(values: dict[str, Any], code: str) -> None:
    assert read(values) == (None, [code])


def test_an_owner_alone_is_something() -> None:
    found, problems = read({"Name": "x", "OwnerNode": "HV02"})
    assert problems == []
    assert found is not None
    assert (found.kind, found.owner, found.state) == ("group", "HV02", None)


def test_an_id_alone_names_an_object() -> None:
    found, _ = read({"Id": f"{{{GUID}}}", "State": "Online", "ResourceType": ""})
    assert found is not None
    assert (found.name, found.id) == (GUID, GUID)


def test_the_table_is_sound() -> None:
    kinds = [row.kind for row in CMDLETS]
    assert sorted(kinds) == ["group", "node", "resource", "vm"]
    seen: set[str] = set()
    for row in CMDLETS:
        assert seen.isdisjoint(row.tells), "a property tells one cmdlet"
        seen.update(row.tells)


def test_the_page_has_the_table() -> None:
    page = (PROJECT / "docs" / "interfaces.md").read_text(encoding="utf-8")

    def cell(*names: str) -> str:
        return ", ".join(f"`{name}`" for name in names)

    for row in CMDLETS:
        names = ((row.cmdlet,), row.name, row.id, row.state, row.owner, row.group, (" ".join(row.tells),))
        line = "".join(f"| {cell(*each)} ".replace("  ", " ") for each in names)
        assert f"\n{line}|\n" in page, line


@pytest.mark.parametrize(("text", "bare"), [(f"{{{GUID}}}", GUID), (f" {GUID} ", GUID), ("1", "1"), ("{}", "")])
def test_bare_id(text: str, bare: str) -> None:
    assert bare_id(text) == bare
