from __future__ import annotations

import re

import pytest

from hivetool.cluster.properties.private import PRIVATE_PROPERTIES
from hivetool.cluster.schema import own_properties, private_properties
from hivetool.hive.upcase import upcase
from hivetool.make.plan import Plan
from tests.make.made import cluster
from tests.shared import needs_shared, shared


def test_they_stand_in_parameters_of_named_types() -> None:
    assert all(prop.place == "Parameters" and prop.types for prop in PRIVATE_PROPERTIES)


@needs_shared
def test_virtual_machines_have_those_of_the_facts() -> None:
    """Section 3: the table of Virtual Machine, and the sentence about Virtual Machine Configuration."""
    section = (
        (shared() / "facts" / "wsfc-data-model.md").read_text("utf-8").split("## 3. Hyper-V")[1].split("\n## 4.")[0]
    )
    table = section.split("| Value | Type |")[1].split("\n\n")[0]
    names = re.findall(r"`(\w+)`", "".join(line.split(" | ")[0] for line in table.splitlines()[2:]))
    assert set(map(upcase, names)) == set(private_properties("resource", "Virtual Machine"))
    sentence = next(line for line in section.splitlines() if line.startswith("**Virtual Machine Configuration**"))
    names = [name for name in re.findall(r"`(\w+)`", sentence) if name != "Parameters"]
    assert set(map(upcase, names)) - {"VMID"} <= set(private_properties("resource", "virtual machine CONFIGURATION"))


@needs_shared
@pytest.mark.parametrize(("row", "type_name"), [("(disk)", "Physical Disk"), ("(network name)", "Network Name")])
def test_those_of_the_real_samples_are_there(row: str, type_name: str) -> None:
    """Section 7, item 2: the output of Get-ClusterParameter; names in quotes are cut or misspelled there."""
    text = (shared() / "facts" / "wsfc-data-model.md").read_text("utf-8")
    sample = text.split(f"Get-ClusterParameter {row}:")[1].split("\nGet-")[0]
    names = re.findall(r"(?:^|, |,\n *)([A-Z]\w+)(?= |,|$)", sample.strip())
    known = private_properties("resource", type_name)
    assert len(names) > 8
    assert not {upcase(name) for name in names} - set(known)


@pytest.mark.parametrize("type_name", sorted({name for prop in PRIVATE_PROPERTIES for name in prop.types}))
def test_a_type_has_its_own_properties_only(type_name: str) -> None:
    for kind in ("resource", "resource type"):
        for prop in private_properties(kind, type_name).values():
            assert type_name in prop.types


def test_an_unknown_type_has_none() -> None:
    assert not private_properties("resource", "Contoso")
    assert not private_properties("group")


def test_what_made_clusters_hold_is_known() -> None:
    """No value of a made cluster is one that the schema does not know."""
    hive = cluster(Plan(nodes=2, vms=2, witness="cloud", file_servers=1, services=1))
    for resource in hive.key("Resources").subkeys:
        type_name = str(resource.value("Type").decoded)  # type: ignore[union-attr]
        for value in resource.values:
            assert upcase(value.name) in own_properties("resource")
        for value in resource.subkey("Parameters").values:  # type: ignore[union-attr]
            assert upcase(value.name) in private_properties("resource", type_name), (type_name, value.name)
