from __future__ import annotations

from typing import Any

import pytest

from hivetool.scenario.dlls import KEYS, read_dlls
from hivetool.scenario.errors import BadScenario
from hivetool.scenario.model import DllScript, Outcome
from tests.clusters import CONFIG, G, R, article_groups, cluster_reg, database, resource_id

KNOWN = database(cluster_reg(article_groups()))
VM1, VM2, VM3 = (resource_id(f"Virtual Machine {number}") for number in (1, 2, 3))


def test_every_key() -> None:
    given = {
        "online": ["fails", "blocks", "succeeds"],
        "online_on": {"Node2": "hangs", "Node3": ["fails", "succeeds"]},
        "online_takes": "3s",
        "offline": "hangs",
        "offline_takes": 1500,
        "lacks": ["LooksAlive", "Terminate"],
        "bits": 32,
        "tells_vmms": False,
        "event_handle": True,
    }
    assert tuple(given) == KEYS
    assert read_dlls(KNOWN, {"vm:1": given}) == {
        VM1: DllScript(
            online=(Outcome.FAILS, Outcome.BLOCKS, Outcome.SUCCEEDS),
            online_on={"2": (Outcome.HANGS,), "3": (Outcome.FAILS, Outcome.SUCCEEDS)},
            online_takes_ms=3000,
            offline=Outcome.HANGS,
            offline_takes_ms=1500,
            lacks=frozenset({"LooksAlive", "Terminate"}),
            bits=32,
            tells_vmms=False,
            event_handle=True,
        )
    }


def test_what_is_not_said_is_as_without_a_script() -> None:
    assert read_dlls(KNOWN, {"vm:1": {}}) == {VM1: DllScript()}


def test_an_exact_name_beats_a_pattern_and_a_longer_pattern_a_shorter_one() -> None:
    patterns = {"Virtual*": {"online_takes": "1s"}, "*": {"online_takes": "9s"}}
    exact = {"vm:2": {"online_takes": "2s"}}
    for given in (patterns | exact, exact | patterns, exact | dict(reversed(patterns.items()))):
        dlls = read_dlls(KNOWN, given)
        assert {item: dlls[item].online_takes_ms for item in (VM1, VM2, VM3)} == {VM1: 1000, VM2: 2000, VM3: 1000}


def test_a_pattern_of_virtual_machines_fits_no_other_resource() -> None:
    known = database(cluster_reg([G("g", (R("Virtual Machine a"), R("Virtual Machine b", type=CONFIG)))]))
    assert set(read_dlls(known, {"vm:*": {}})) == {resource_id("Virtual Machine a")}
    assert len(read_dlls(known, {"res:*": {}})) == 2


def test_a_name_with_an_asterisk_is_a_name_where_a_resource_has_it() -> None:
    known = database(cluster_reg([G("g", (R("a*"), R("ab")))]))
    dlls = read_dlls(known, {"a*": {"bits": 32}, "*": {}})
    assert (dlls[resource_id("a*")].bits, dlls[resource_id("ab")].bits) == (32, 64)


@pytest.mark.parametrize(
    ("name", "script", "place", "reason"),
    [
        ("vm:1", {"online": "maybe"}, ": online", "'maybe' is not one of succeeds, fails, hangs, blocks"),
        ("vm:1", {"online": []}, ": online", "at least one outcome"),
        ("vm:1", {"online": ["fails", 1]}, ": online", "1 is not one of"),
        ("vm:1", {"online_on": {"Node9": "fails"}}, ": online_on", "no node 'Node9'; did you mean"),
        ("vm:1", {"online_on": {"Node2": "no"}}, ": online_on: Node2", "'no' is not one of"),
        (
            "vm:1",
            {"offline": ["fails", "succeeds"]},
            ": offline",
            "is one word for every call (succeeds, fails, hangs)",
        ),
        ("vm:1", {"offline": "blocks"}, ": offline", "'blocks' is not one of succeeds, fails, hangs"),
        ("vm:1", {"offline_takes": "-1s"}, ": offline_takes", "is not a duration"),
        ("vm:1", {"lacks": ["Fly"]}, ": lacks", "'Fly' is not one of Open"),
        ("vm:1", {"lacks": "Open"}, ": lacks", "must be a list"),
        ("vm:1", {"bits": 16}, ": bits", "must be 32 or 64"),
        ("vm:1", {"bits": 32.0}, ": bits", "must be 32 or 64"),
        ("vm:1", {"event_handle": "yes"}, ": event_handle", "must be true or false"),
        ("vm:1", {"event_handel": True}, "", "did you mean event_handle?"),
        ("vm:1", "fails", "", "must be a table"),
        ("Nothing*", {}, "", "no resource like 'Nothing*'"),
        ("Virtual Machine 4", {}, "", "no resource 'Virtual Machine 4'; did you mean 'Virtual Machine 1'"),
        ("node:*", {}, "", "node: names a node"),
    ],
)
def test_what_means_nothing_says_where_and_why(name: str, script: Any, place: str, reason: str) -> None:
    with pytest.raises(BadScenario) as caught:
        read_dlls(KNOWN, {name: script})
    assert caught.value.where == f'dll."{name}"{place}'
    assert reason in caught.value.reason


def test_two_tables_for_one_resource_are_refused() -> None:
    with pytest.raises(BadScenario, match="'Virtual Machine 1' has a table already"):
        read_dlls(KNOWN, {"vm:1": {}, "Virtual Machine 1": {}})
