from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.cluster.model import Database
from hivetool.observed.matching import Finder, matched
from hivetool.observed.model import Kind, Sighting
from hivetool.observed.states import GROUP_STATES, RESOURCE_STATES, VM_STATES
from tests.clusters import CONFIG, ROOT, G, R, cluster_reg, database, group_id, resource_id

VM_ID = "30f163fa-8c0d-4a5c-9f2e-1c1f7f1f0a01"
OTHER_ID = "30f163fa-8c0d-4a5c-9f2e-1c1f7f1f0a02"


def parameters(name: str, vm_id: str) -> str:
    return f'\n[{ROOT}\\Resources\\{resource_id(name)}\\Parameters]\n"VmID"="{vm_id}"\n'


GROUPS = (
    G("SQL01", (R("Virtual Machine SQL01"), R("Virtual Machine Configuration SQL01", {}, CONFIG))),
    G("WEB", (R("front"), R("front config", {}, CONFIG))),
    G("two", (R("one of two"), R("other of two"))),
    G("Ünïcode*", (R("Same"),)),
    G("empty", (R("same 2", {}, "Generic Service"),)),
)
REG = cluster_reg(GROUPS) + parameters("front", f"{{{VM_ID.upper()}}}") + parameters("front config", VM_ID)
KNOWN = database(REG)


def seen(kind: Kind, name: str, identity: str | None = None) -> Sighting:
    return Sighting(kind, name, "hyper-v" if kind == "vm" else "cluster", identity)


def found(known: Database, sighting: Sighting) -> str:
    result = matched(known, [sighting])
    return result.matches[0].item.name if result.matches else result.unmatched[0].problem.code


@pytest.mark.parametrize(
    ("kind", "name", "identity", "expected"),
    [
        ("resource", "anything", resource_id("front"), "front"),
        ("resource", "anything", resource_id("front").upper(), "front"),
        ("resource", "FRONT", None, "front"),
        ("resource", resource_id("front"), None, "front"),
        ("resource", "front", "00000000-0000-0000-0000-000000000000", "observed-other-id"),
        ("resource", "nothing", "00000000-0000-0000-0000-000000000000", "observed-unmatched"),
        ("resource", "nothing", None, "observed-unmatched"),
        ("resource", "fron*", None, "observed-unmatched"),
        ("resource", "", None, "observed-unmatched"),
        ("group", "web", None, "WEB"),
        ("group", "ünïcode*", None, "Ünïcode*"),
        ("group", "x", group_id("WEB"), "WEB"),
        ("node", "node2", "9", "Node2"),
        ("node", "Node2.contoso.com", None, "Node2"),
        ("node", "2", "2", "Node2"),
        ("node", "Elsewhere", "2", "observed-unmatched"),
        ("vm", "SQL01", None, "Virtual Machine SQL01"),
        ("vm", "sql01", OTHER_ID, "Virtual Machine SQL01"),
        ("vm", "Virtual Machine SQL01", None, "Virtual Machine SQL01"),
        ("vm", resource_id("front"), None, "front"),
        ("vm", "anything", VM_ID, "front"),
        ("vm", "anything", f"{{{VM_ID}}}", "front"),
        ("vm", "WEB", None, "front"),
        ("vm", "WEB", OTHER_ID, "observed-other-id"),
        ("vm", "front config", None, "observed-unmatched"),
        ("vm", "two", None, "observed-ambiguous"),
        ("vm", "empty", None, "observed-unmatched"),
        ("vm", "nothing", VM_ID[:-1], "observed-unmatched"),
    ],
)
def test_by_id_else_by_name(kind: Kind, name: str, identity: str | None, expected: str) -> None:
    assert found(KNOWN, seen(kind, name, identity)) == expected


def test_ambiguous_names_list_the_candidates() -> None:
    groups = [G(f"g{number}", (R("Twin" if number % 2 else "twin"),)) for number in range(2)]
    (problem,) = (each.problem for each in matched(database(cluster_reg(groups)), [seen("resource", "TWIN")]).unmatched)
    assert problem.code == "observed-ambiguous"
    assert problem.message.count("{") == 2
    assert resource_id("Twin") in problem.message


def test_two_machines_of_one_vm_id() -> None:
    known = database(REG + parameters("Virtual Machine SQL01", VM_ID))
    assert found(known, seen("vm", "front", VM_ID)) == "observed-ambiguous"


def test_another_name_is_told() -> None:
    result = matched(KNOWN, [replace(seen("resource", "old\x1b", resource_id("front")), input="a")])
    ((name, problem),) = result.problems
    assert (name, problem.code) == ("a", "observed-renamed")
    assert "'old\\x1b' is called 'front' in the database" in problem.message


def test_what_was_observed_twice() -> None:
    online, failed = (RESOURCE_STATES.find(word) for word in ("Online", "Failed"))
    first = replace(seen("resource", "front"), state=online, input="a")
    result = matched(KNOWN, [first, replace(first, input="b"), replace(first, state=failed, input="b")])
    assert [match.sighting for match in result.matches] == [first]
    assert [(name, problem.code) for name, problem in result.problems] == [("b", "observed-twice")]
    timed = [replace(first, at_ms=number) for number in range(3)]
    assert len(matched(KNOWN, timed).matches) == 3


def test_the_two_managers_see_the_same_resource() -> None:
    seen_both = [
        replace(seen("vm", "SQL01"), state=VM_STATES.find("Off")),
        replace(seen("resource", "Virtual Machine SQL01"), state=RESOURCE_STATES.find("Online")),
        replace(seen("group", "SQL01"), state=GROUP_STATES.find("Online")),
    ]
    result = matched(KNOWN, seen_both)
    assert [match.item.kind for match in result.matches] == ["resource", "resource", "group"]
    assert result.problems == ()


def test_a_node_by_the_name_a_host_has() -> None:
    finder = Finder(KNOWN)
    node = finder.node("NODE1.example.org")
    assert node is not None
    assert node.id == "1"
    assert finder.node("1") is None
    assert Finder(database(cluster_reg([], ("Twin", "TWIN")))).node("twin") is None


KINDS: tuple[Kind, ...] = ("resource", "vm", "group", "node")


@given(st.sampled_from(KINDS), st.text(max_size=8), st.none() | st.text(max_size=8))
def test_any_name_is_found_or_told(kind: Kind, name: str, identity: str | None) -> None:
    result = matched(KNOWN, [seen(kind, name, identity)])
    assert len(result.matches) + len(result.unmatched) == 1


def test_many_names_of_groups_do_not_take_for_ever() -> None:
    known = database(cluster_reg([G(f"g{number}", (R(f"m{number}"),)) for number in range(300)]))
    start = time.perf_counter()
    result = matched(known, [replace(seen("vm", f"g{number % 300}"), at_ms=number) for number in range(20_000)])
    assert time.perf_counter() - start < 15
    assert len(result.matches) == 20_000
