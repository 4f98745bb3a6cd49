from __future__ import annotations

from hivetool.lint.lost import is_there, lost
from tests.lint.subjects import subject
from tests.lint.texts import multi

NODE = '[Cluster\\Nodes\\1]\n"NodeName"="HV01"\n'


def group(value: str) -> str:
    return f'{NODE}\n[Cluster\\Groups\\g]\n"Name"="SQL01"\n{value}\n'


def test_a_list_has_what_leads_nowhere() -> None:
    found = list(lost(subject(group(f'"PreferredOwners"={multi("9", "1", "HV01")}')), "group", "PreferredOwners"))
    assert [(item.id, texts) for item, texts in found] == [("g", ("9", "HV01"))]


def test_a_number_that_means_none_leads_nowhere_on_purpose() -> None:
    assert not list(lost(subject(group('"DefaultOwner"=dword:ffffffff')), "group", "DefaultOwner"))
    found = list(lost(subject(group('"DefaultOwner"=dword:00000000')), "group", "DefaultOwner"))
    assert [texts for _, texts in found] == [("0",)]


def test_what_may_be_named_by_name_is_found_by_name_and_without_case() -> None:
    text = f'{NODE}\n[Cluster\\NetworkInterfaces\\a]\n"Node"="hv01"\n\n[Cluster\\NetworkInterfaces\\b]\n"Node"="HV02"\n'
    found = list(lost(subject(text), "network interface", "Node"))
    assert [(item.id, texts) for item, texts in found] == [("b", ("HV02",))]
    assert is_there(subject(text), "node", "Hv01")
    assert is_there(subject(text), "node", "1")
    assert not is_there(subject(text), "node", "")


def test_the_cluster_itself_and_a_value_of_another_type() -> None:
    assert not list(lost(subject('[Cluster]\n"ClusterGroup"=dword:00000001'), "cluster", "ClusterGroup"))
    assert not list(lost(subject('[Cluster]\n"ClusterGroup"=""'), "cluster", "ClusterGroup"))
    found = list(lost(subject('[Cluster]\n"ClusterGroup"="x"'), "cluster", "ClusterGroup"))
    assert [(item.kind, texts) for item, texts in found] == [("cluster", ("x",))]
