"""Configured votes, and what the examples of HT7 do not show."""

from __future__ import annotations

import pytest

from hivetool.lint.rules.quorum import RULES
from hivetool.lint.votes import new_witness, only_witnesses, share_or_cloud, votes
from tests.lint.subjects import found, subject

BY_CODE = {rule.code: rule for rule in RULES}
CLOUD = '[Cluster\\Resources\\w]\n"Name"="W"\n"Type"="Cloud Witness"\n'
SITES = "".join(
    f'[Cluster\\FaultDomains\\{name}]\n"FaultDomainName"="{name}"\n"FaultDomainType"=dword:000003e8\n' for name in "ab"
)


def nodes(*weights: int | None, sites: str = "") -> str:
    """Nodes with these weights, None for one that stores none, and a letter each for their sites."""
    found = []
    for number, weight in enumerate(weights, 1):
        stored = "" if weight is None else f'"NodeWeight"=dword:{weight:08x}\n'
        where = f'"FaultDomainId"="{sites[number - 1]}"\n' if sites else ""
        found.append(f'[Cluster\\Nodes\\{number}]\n"NodeName"="HV{number}"\n{stored}{where}')
    return "".join(found)


def quorum(witness: str = "") -> str:
    return f'[Cluster\\Quorum]\n"Resource"="{witness}"\n'


def test_a_node_without_a_stored_weight_votes() -> None:
    counted = votes(subject(nodes(None, 0, 1) + quorum("w") + CLOUD))
    assert counted is not None
    assert [node.id for node in counted.voters] == ["1", "3"]
    assert [node.id for node in counted.without] == ["2"]
    assert (counted.has_witness, counted.total) == (True, 3)


def test_a_witness_that_is_no_resource_has_no_vote() -> None:
    counted = votes(subject(nodes(1, 1) + quorum("gone")))
    assert counted is not None
    assert (counted.has_witness, counted.total) == (False, 2)
    assert found(BY_CODE["HT711"], nodes(1, 1) + quorum("gone")) == ()


def test_a_file_without_a_quorum_or_nodes_tells_nothing() -> None:
    assert votes(subject(nodes(1, 1))) is None
    assert votes(subject(quorum())) is None


def test_witness_types() -> None:
    text = (
        CLOUD
        + '[Cluster\\Resources\\s]\n"Type"="file share WITNESS"\n[Cluster\\Resources\\d]\n"Type"="Physical Disk"\n'
    )
    assert [item.id for item in only_witnesses(subject(text))] == ["w", "s"]


def test_a_new_witness_is_left_to_a_person() -> None:
    assert all(cmdlet.by_hand and cmdlet.name == "Set-ClusterQuorum" for cmdlet in share_or_cloud())
    assert new_witness(DiskWitness="Disk").parameters == {"DiskWitness": "Disk"}


@pytest.mark.parametrize(
    ("code", "text", "fires"),
    [
        ("HT701", nodes(1, 1, 1, 1) + quorum(), True),
        ("HT701", nodes(1, 1, 1) + quorum(), False),
        ("HT701", nodes(1, 1, 1, 1) + quorum("w") + CLOUD, False),
        # A vote taken away, 3 + 0 are left; two taken away, or an even number left, is no such case.
        ("HT702", nodes(1, 1, 1, 0) + quorum(), True),
        ("HT702", nodes(1, 1, 0, 0, 1) + quorum(), False),
        ("HT702", nodes(1, 1, 1, 0) + quorum("w") + CLOUD, False),
        # The node without a vote is the only one of its site.
        ("HT702", SITES + nodes(1, 1, 1, 0, sites="aaab") + quorum(), False),
        ("HT702", SITES + nodes(1, 1, 1, 0, sites="aabb") + quorum(), True),
        ("HT703", nodes(0, 0) + quorum(), False),
        ("HT704", CLOUD + quorum(), False),
        ("HT704", CLOUD + CLOUD.replace("\\w]", "\\x]") + quorum(), True),
        ("HT708", '[Cluster]\n"ClusterName"="A"', False),
        ("HT709", SITES + nodes(1, 1, 0, sites="aab") + quorum(), True),
        ("HT709", SITES + nodes(1, 1, 0, sites="aba") + quorum(), False),
        ("HT709", nodes(1, 0) + quorum(), False),
        ("HT711", nodes(1, 1, 1) + quorum(), False),
        ("HT712", CLOUD, False),
        ("HT712", CLOUD + '[Cluster\\Resources\\w\\Parameters]\n"EndpointInfo"="core.cloudapi.de"', True),
    ],
)
def test_near_misses(code: str, text: str, fires: bool) -> None:
    assert bool(found(BY_CODE[code], text)) is fires


@pytest.mark.parametrize(("kind", "fires"), [(1, False), (2, False), (4, True), (111, True), (9999, False)])
def test_the_group_of_a_disk_witness(kind: int, fires: bool) -> None:
    """Available Storage (2) is not where a witness belongs either, but it serves nobody there."""
    rule = BY_CODE["HT706"]
    assert bool(found(rule, rule.bad.replace("dword:00000004", f"dword:{kind:08x}"))) is fires


@pytest.mark.parametrize(
    ("path", "fires"),
    [
        (r"\\HV01\w", True),
        (r"\\other.example\w", False),
        (r"\\hv011\w", False),
        (r"\\files.example\DFSRoot\w", True),
        (r"C:\hv01", False),
        ("", False),
    ],
)
def test_shares_of_the_witness(path: str, fires: bool) -> None:
    rule = BY_CODE["HT707"]
    text = rule.bad.replace(r"\\\\hv01.contoso.com\\Witness", path.replace("\\", "\\\\"))
    assert bool(found(rule, text)) is fires
