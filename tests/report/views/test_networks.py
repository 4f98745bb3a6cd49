from __future__ import annotations

from tests.clusters import ROOT, cluster_reg
from tests.report.looking import EMPTY, rows, seen


def key(path: str, *values: str) -> str:
    return f"\n[{ROOT}\\{path}]\n" + "".join(f"{value}\n" for value in values)


REG = (
    cluster_reg((), nodes=("N1", "N2"))
    + key("Networks\\11111111-2222-3333-4444-555555555555", '"Name"="LAN"', '"Role"=dword:1', '"Address"="10.0.0.0"')
    + key("Networks\\21111111-2222-3333-4444-555555555555", '"Name"="Backup"', '"Metric"=dword:64')
    + key("NetworkInterfaces\\a", '"Node"="2"', '"Network"="11111111-2222-3333-4444-555555555555"', '"Name"="N2 LAN"')
    + key("NetworkInterfaces\\b", '"Node"="N1"', '"Network"="LAN"', '"Address"="10.0.0.1"', '"DhcpEnabled"=dword:1')
    + key("NetworkInterfaces\\c", '"Node"="7"', '"Name"="lost"')
)


def test_networks_with_their_roles() -> None:
    assert rows(seen("networks", REG).tables[0]) == [
        {
            "Network": "Backup",
            "Role": "cluster and clients",
            "Address": "not stored",
            "Metric": "100",
            "Interfaces": "0",
        },
        {"Network": "LAN", "Role": "cluster only", "Address": "10.0.0.0", "Metric": "automatic", "Interfaces": "2"},
    ]


def test_interfaces_by_node_whether_named_by_id_or_by_name() -> None:
    assert rows(seen("networks", REG).tables[1], whole=True) == [
        {
            "Node Name": "N1",
            "Network": "LAN",
            "Address": "10.0.0.1",
            "Adapter": "not stored",
            "Interface": "b",
            "DHCP": "yes",
            "GUID": "b",
        },
        {
            "Node Name": "N2",
            "Network": "LAN",
            "Address": "not stored",
            "Adapter": "not stored",
            "Interface": "N2 LAN",
            "DHCP": "no",
            "GUID": "a",
        },
        {
            "Node Name": "7, which does not exist",
            "Network": "not stored",
            "Address": "not stored",
            "Adapter": "not stored",
            "Interface": "lost",
            "DHCP": "no",
            "GUID": "c",
        },
    ]


def test_no_networks() -> None:
    assert [table.items for table in seen("networks", EMPTY).tables] == [[], []]
