from __future__ import annotations

from hivetool.make.networks import NETWORKS
from hivetool.make.plan import Plan
from hivetool.make.resource_types import TYPES, type_branches


def test_a_type_stores_what_the_printed_hive_does() -> None:
    found = {branch.name: branch for branch in type_branches(Plan())}
    assert list(found) == [name for name, _ in TYPES]
    assert found["Physical Disk"].values == {
        "DllName": "clusres.dll",
        "IsAlivePollInterval": 60_000,
        "LooksAlivePollInterval": 5_000,
        "Name": "Physical Disk",
    }


def test_virtual_machines_have_an_order_of_networks() -> None:
    found = {branch.name: branch for branch in type_branches(Plan())}
    assert found["Virtual Machine"].values["DllName"] == "vmclusres.dll"
    order = found["Virtual Machine"].below[0].values["MigrationNetworkOrder"]
    assert len(str(order).split(";")) == len(NETWORKS)
