from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from hivetool.cluster.semantics import ARTICLE, overridden
from hivetool.scenario.errors import BadScenario, BadToml
from hivetool.scenario.model import (
    Becomes,
    ColdStart,
    Command,
    Event,
    Move,
    NodeBecomes,
    NodeState,
    Outcome,
    Reports,
    RhsCrash,
    Scenario,
    State,
    Status,
    StoppedInside,
)
from hivetool.scenario.reading import read_scenario, with_events
from tests.clusters import article_groups, cluster_reg, database, group_id, loaded, resource_id
from tests.shared import PROJECT

KNOWN = database(cluster_reg(article_groups()))
VM1, VM2, VM3 = (resource_id(f"Virtual Machine {number}") for number in (1, 2, 3))
GROUP = group_id("HyperV VMs")

WHOLE = """
semantics = "article"
target_online = "all"
until = "30m"
set_semantics = { restart_window = "fixed", restart_threshold = 5, move_counts = true }

[assume]
nodes = { Node3 = "paused" }
owners = { "HyperV VMs" = "Node2" }
states = { "Virtual Machine 3" = "Online" }
starts_at = 2026-01-01T12:00:00
capacity = { Node1 = 262144, "node:2" = 0, "HyperV VMs" = 16384 }

[dll."Virtual Machine 1"]
online = ["fails", "succeeds"]
online_on = { Node2 = "hangs" }
online_takes = "3s"
offline = "fails"
offline_takes = "1s"
lacks = ["LooksAlive"]
bits = 32
tells_vmms = false
event_handle = true

[[event]]
at = "3s"
resource = "vm:1"
reports = "Failed"
every = "24h"

[[event]]
at = "4s"
rhs = "Node1"
by = "Virtual Machine 2"

[[event]]
at = "5s"
resource = "vm:2"
stopped = "inside"

[[event]]
at = "6s"
group = "HyperV VMs"
offline = true

[[event]]
at = "7s"
node = "Node2"
becomes = "drained"
every = "1h"

[[event]]
at = "8s"
group = "HyperV VMs"
move = "best"
live = true

[[event]]
at = "0s"
cluster = "start"

[expect]
owner = { "HyperV VMs" = "Node2" }
state = { "Virtual Machine 1" = "online" }
actions = ["restart Virtual Machine 1 on Node1"]
never = ["failover"]
quorum = true
within = "60s"
"""


def test_a_whole_file() -> None:
    scenario = read_scenario(WHOLE, KNOWN)
    assert (scenario.semantics, scenario.until_ms) == ("article", 1_800_000)
    assert scenario.overrides == (
        "target_online=all",
        "restart_window=fixed",
        "restart_threshold=5",
        "move_counts=true",
    )
    assert scenario.assume.nodes == {"3": NodeState.PAUSED}
    assert scenario.assume.owners == {GROUP: "2"}
    assert scenario.assume.states == {VM3: Status.ONLINE}
    assert scenario.assume.starts_at == datetime(2026, 1, 1, 12)
    assert scenario.assume.memory_mb == {"1": 262144, "2": 0}
    assert scenario.assume.needs_mb == {GROUP: 16384}
    assert list(scenario.dlls) == [VM1]
    script = scenario.dlls[VM1]
    assert script.online == (Outcome.FAILS, Outcome.SUCCEEDS)
    assert script.online_on == {"2": (Outcome.HANGS,)}
    assert (script.online_takes_ms, script.offline, script.offline_takes_ms) == (3000, Outcome.FAILS, 1000)
    assert (script.lacks, script.bits, script.tells_vmms) == (frozenset({"LooksAlive"}), 32, False)
    assert script.event_handle is True
    assert scenario.events == (
        Event(3000, Reports(VM1, Status.FAILED), 86_400_000),
        Event(4000, RhsCrash("1", VM2)),
        Event(5000, StoppedInside(VM2)),
        Event(6000, Command("group", GROUP, online=False)),
        Event(7000, NodeBecomes("2", Becomes.DRAINED), 3_600_000),
        Event(8000, Move(GROUP, None, live=True)),
        Event(0, ColdStart()),
    )
    expect = scenario.expect
    assert expect is not None
    assert (expect.owner, expect.state) == ({GROUP: "2"}, {VM1: State.ONLINE})
    assert (expect.actions, expect.never) == (("restart Virtual Machine 1 on Node1",), ("failover",))
    assert (expect.quorum, expect.within_ms) == (True, 60_000)


def test_an_empty_file_is_an_empty_scenario() -> None:
    assert read_scenario("", KNOWN) == Scenario()


def test_words_come_behind_the_files_events() -> None:
    scenario = with_events(read_scenario(WHOLE, KNOWN), ["2h vm:3 online"], KNOWN)
    assert scenario.events[-1] == Event(7_200_000, Command("resource", VM3, online=True))
    assert len(scenario.events) == 8


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("target_online = 'flagged'", ("target_online=flagged",)),
        ("set_semantics = { Restart-Window = 'Fixed' }", ("restart_window=Fixed",)),
        ("set_semantics = { is_alive_ms = 2000, starts_at_once = '8' }", ("is_alive_ms=2000", "starts_at_once=8")),
        ("set_semantics = { terminates_failed = false }", ("terminates_failed=false",)),
    ],
)
def test_points_of_the_semantics(text: str, expected: tuple[str, ...]) -> None:
    assert read_scenario(text, KNOWN).overrides == expected


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("semantik = 1", "scenario", "unknown field 'semantik'; did you mean semantics?"),
        ("semantics = 'windos'", "semantics", "semantics 'windos' does not exist; there is: article, windows"),
        ("semantics = 1", "semantics", "must be a string"),
        ("until = 'soon'", "until", "'soon' is not a duration"),
        ("until = -1", "until", "-1 is not from 0 to"),
        ("target_online = 'some'", "target_online", "must be 'flagged' or 'all'"),
        ("target_online = ['all']", "target_online", "must be 'flagged' or 'all'"),
        ("target_online = 'all'\nset_semantics={target_online='all'}", "target_online", "in set_semantics too"),
        ("set_semantics = 'fixed'", "set_semantics", "must be a table"),
        ("set_semantics = {restart_windo='fixed'}", "set_semantics: restart_windo", "such as restart_window"),
        ("set_semantics = {restart_window='open'}", "set_semantics: restart_window", "can be sliding or fixed"),
        ("set_semantics = {restart_window=1.5}", "set_semantics: restart_window", "must be a whole number"),
        ("set_semantics = {move_counts='maybe'}", "set_semantics: move_counts", "can be true or false"),
        ("set_semantics = {seed=-1}", "set_semantics: seed", "-1"),
        ("event = 1", "event", "write [[event]]"),
        ("event = [1]", "event 1", "must be a table"),
        ("[[event]]\nat='1s'\ncluster='start'\n[[event]]\nresource='vm:1'\nonline=true", "event 2", "needs a time"),
        ("[assume]\nnode={}", "assume", "unknown field 'node'; did you mean nodes?"),
        ("[assume]\nnodes={Node1='asleep'}", "assume: nodes: Node1", "'asleep' is not one of up"),
        ("[assume]\nnodes={Node1='up',node1='down'}", "assume: nodes", "'node1' is there already"),
        ("[assume]\nowners={x='Node1'}", "assume: owners", "no group 'x'"),
        ("[assume]\nowners={'HyperV VMs'='Node9'}", "assume: owners: HyperV VMs", "no node 'Node9'; did you mean"),
        ("[assume]\nstarts_at='noon'", "assume: starts_at", "must be a date with a time"),
        ("[assume]\nstarts_at=2026-01-01", "assume: starts_at", "must be a date with a time"),
        ("[assume]\nstarts_at=2026-01-01T00:00:00Z", "assume: starts_at", "write it without Z"),
        ("[assume]\nstarts_at=9999-12-31T00:00:00", "assume: starts_at", "is too late"),
        ("[assume]\ncapacity={Node1=-1}", "assume: capacity: Node1", "must be a whole number from 0"),
        ("[assume]\ncapacity={Node1=1.5}", "assume: capacity: Node1", "must be a whole number from 0"),
        ("[assume]\ncapacity={Node1=true}", "assume: capacity: Node1", "must be a whole number from 0"),
        ("[assume]\ncapacity={Node1=1,1=2}", "assume: capacity", "'1' is there already, under another name"),
        ("[assume]\ncapacity={Node9=1}", "assume: capacity", "no node or group 'Node9'; did you mean"),
        ("[dll.'vm:1']\nonline='maybe'", 'dll."vm:1": online', "'maybe' is not one of succeeds"),
        ("dll=1", "dll", "must be a table"),
        ("[expect]\nstate={'vm:1'='Up'}", "expect: state: vm:1", "'Up' is not one of Online"),
        ("[expect]\nactions='restart'", "expect: actions", "must be a list"),
        ("[expect]\nquorum='yes'", "expect: quorum", "must be true or false"),
    ],
)
def test_what_means_nothing_says_where_and_why(text: str, place: str, reason: str) -> None:
    with pytest.raises(BadScenario) as caught:
        read_scenario(text, KNOWN)
    assert caught.value.where == place
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    "text", ["3s vm:9 online", "vm:1 online every 0s", "node:Node2 sleeps", "group:HyperV VMs move x"]
)
def test_wrong_words_are_quoted(text: str) -> None:
    with pytest.raises(BadScenario) as caught:
        with_events(Scenario(), [text], KNOWN)
    assert caught.value.where.startswith(f"--event {text!r}: ")


@pytest.mark.parametrize("text", ["\n\nx = [1,\n", "\n\n\nx = = 1"])
def test_no_toml(text: str) -> None:
    with pytest.raises(BadToml) as caught:
        read_scenario(text, KNOWN)
    assert caught.value.at.line == 4


@pytest.mark.parametrize(
    "text",
    [
        f"until = 0x{'f' * 6000}",
        f"until = {'9' * 6000}",
        f"[[event]]\nat = 0x{'f' * 6000}\ncluster = 'start'",
        "a=" + "[" * 5000,
    ],
    ids=["hex", "decimal", "at", "deep"],
)
def test_silly_numbers_and_depths_are_refused(text: str) -> None:
    with pytest.raises((BadScenario, BadToml)):
        read_scenario(text, KNOWN)


SCENARIOS = sorted((PROJECT / "fixtures" / "scenarios").iterdir())


@pytest.mark.parametrize("folder", SCENARIOS, ids=lambda folder: folder.name)
def test_the_scenarios_of_the_fixtures_are_read(folder: Path) -> None:
    known = loaded((folder / "cluster.reg").read_text(encoding="utf-8")).database
    scenario = read_scenario((folder / "scenario.toml").read_text(encoding="utf-8"), known)
    assert scenario.expect is not None
    assert overridden(ARTICLE, scenario.overrides).name == ARTICLE.name
