"""Servers in paths of shares."""

from __future__ import annotations

import pytest

from hivetool.lint.shares import own_servers, own_suffixes, share_of
from tests.lint.subjects import subject

TEXT = r"""
[Cluster]
"ClusterName"="HvCluster"

[Cluster\NetworkInterfaces\i]
"Node"="1"
"Address"="192.0.2.11"

[Cluster\Nodes\1]
"NodeName"="hv01"

[Cluster\Nodes\2]

[Cluster\Resources\a]
"Name"="Address"
"Type"="IP Address"

[Cluster\Resources\a\Parameters]
"Address"="192.0.2.65"

[Cluster\Resources\n]
"Name"="FS01 name"
"Type"="network NAME"

[Cluster\Resources\n\Parameters]
"Name"="FS01"
"DnsName"="fs01"
"DnsSuffix"="contoso.com"
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (r"\\server\share", ("SERVER", "SHARE")),
        (r"\\server.contoso.com.\share\folder", ("SERVER.CONTOSO.COM", "SHARE")),
        ("//server/share", ("SERVER", "SHARE")),
        (r" \\server ", ("SERVER", "")),
        (r"C:\server\share", ("", "")),
        (r"\server\share", ("", "")),
        ("", ("", "")),
        ("\\\\", ("", "")),
    ],
)
def test_server_and_share(path: str, expected: tuple[str, str]) -> None:
    assert share_of(path) == expected


def test_the_cluster_by_all_its_names() -> None:
    assert own_servers(subject(TEXT).database) == {
        "192.0.2.11": "it is on node hv01",
        "192.0.2.65": "it is on Address",
        "FS01": "it is on FS01 name",
        "HVCLUSTER": "it is on the cluster itself",
        "HV01": "it is on node hv01",
    }


def test_domains() -> None:
    assert own_suffixes(subject(TEXT).database) == {"CONTOSO.COM"}
    assert own_suffixes(subject("[Cluster]").database) == frozenset()
