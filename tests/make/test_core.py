from __future__ import annotations

from hivetool.make.core import access_point, core_roles, quorum, root_values
from hivetool.make.plan import Plan


def test_the_root_points_at_what_is_there() -> None:
    plan = Plan()
    values, (core, storage) = root_values(plan), core_roles(plan)
    assert values["ClusterName"] == plan.name
    assert values["AvailableStorage"] == storage.id
    assert values["ClusterNameResource"] == core.pieces[0].id
    assert (core.group_type, storage.group_type) == (1, 2)


def test_the_witness_is_in_the_core_group() -> None:
    plan = Plan()
    assert quorum(plan).values["Resource"] in [piece.id for piece in core_roles(plan)[0].pieces]
    assert quorum(Plan(witness="none")).values["Resource"] == ""


def test_a_host_of_no_machines_has_no_store_for_them() -> None:
    names = [[piece.name for piece in core_roles(plan)[0].pieces] for plan in (Plan(), Plan(vms=0))]
    assert names[0] == [*names[1], "Virtual Machine Cluster WMI"]


def test_a_name_needs_its_address() -> None:
    name, address = access_point(Plan(), "fs01", "192.0.2.66", ("FS01", "FS01 IP Address"))
    assert name.needs == (address.id,)
    assert name.parameters == {"DnsName": "fs01", "Name": "FS01"}
    assert address.parameters["Address"] == "192.0.2.66"
