from __future__ import annotations

import contextlib
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.errors import HivetoolError
from hivetool.scenario.errors import BadScenario, BadToml, NotYet
from hivetool.scenario.model import (
    Command,
    Event,
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
from tests.clusters import article_groups, cluster_reg, database, group_id, resource_id

KNOWN = database(cluster_reg(article_groups()))
VM1, VM2, VM3 = (resource_id(f"Virtual Machine {number}") for number in (1, 2, 3))
GROUP = group_id("HyperV VMs")

WHOLE = """
semantics = "article"
target_online = "all"
until = "30m"

[assume]
nodes = { Node3 = "paused" }
owners = { "HyperV VMs" = "Node2" }
states = { "Virtual Machine 3" = "Online" }
starts_at = 2026-01-01T12:00:00

[dll."Virtual Machine 1"]
online = ["fails", "succeeds"]
online_on = { Node2 = "hangs" }
online_takes = "3s"
offline = "fails"
offline_takes = "1s"
lacks = ["LooksAlive"]
bits = 32
tells_vmms = false

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
    assert (scenario.semantics, scenario.target_online, scenario.until_ms) == ("article", "all", 1_800_000)
    assert scenario.assume.nodes == {"3": NodeState.PAUSED}
    assert scenario.assume.owners == {GROUP: "2"}
    assert scenario.assume.states == {VM3: Status.ONLINE}
    assert scenario.assume.starts_at == datetime(2026, 1, 1, 12)
    script = scenario.dlls[VM1]
    assert script.online == (Outcome.FAILS, Outcome.SUCCEEDS)
    assert script.online_on == {"2": (Outcome.HANGS,)}
    assert (script.online_takes_ms, script.offline, script.offline_takes_ms) == (3000, (Outcome.FAILS,), 1000)
    assert (script.lacks, script.bits, script.tells_vmms) == (frozenset({"LooksAlive"}), 32, False)
    assert scenario.events == (
        Event(3000, Reports(VM1, Status.FAILED), 86_400_000),
        Event(4000, RhsCrash("1", VM2)),
        Event(5000, StoppedInside(VM2)),
        Event(6000, Command("group", GROUP, online=False)),
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
    assert len(scenario.events) == 5


def test_an_exact_name_beats_a_pattern_and_a_longer_pattern_a_shorter_one() -> None:
    scripts = '[dll."Virtual*"]\nonline_takes="1s"\n[dll."*"]\nonline_takes="9s"\n'
    exact = '[dll."Virtual Machine 2"]\nonline_takes="2s"\n'
    for text in (scripts + exact, exact + scripts):
        dlls = read_scenario(text, KNOWN).dlls
        assert {item: dlls[item].online_takes_ms for item in (VM1, VM2)} == {VM1: 1000, VM2: 2000}


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("semantik = 1", "scenario", "unknown field 'semantik'; did you mean semantics?"),
        ("until = 'soon'", "until", "'soon' is not a duration"),
        ("target_online = 'some'", "target_online", "must be 'flagged' or 'all'"),
        ("event = 1", "event", "write [[event]]"),
        ("[[event]]\nresource='vm:1'\nreports='Failed'", "event 1", "needs a time"),
        ("[[event]]\nat='1s'", "event 1", "needs exactly one subject: resource, group, rhs"),
        ("[[event]]\nat='1s'\nresource='vm:1'\ngroup='x'", "event 1", "needs exactly one subject"),
        ("[[event]]\nat='1s'\nresource='vm:1'", "event 1", "needs exactly one of reports, stopped, online, offline"),
        ("[[event]]\nat='1s'\nresource='vm:1'\nreports='Dead'", "event 1: reports", "'Dead' is not one of Online"),
        ("[[event]]\nat='1s'\nresource='vm:9'\nreports='Failed'", "event 1: resource", "no virtual machine '9'"),
        ("[[event]]\nat='1s'\nresource='vm:1'\nstopped='outside'", "event 1: stopped", "is not 'inside'"),
        ("[[event]]\nat='1s'\nresource='vm:1'\nonline=false", "event 1: online", "can only be true"),
        ("[[event]]\nat='1s'\nevery='0s'\nresource='vm:1'\nonline=true", "event 1: every", "longer than 0"),
        ("[[event]]\nat='1s'\nrhs='Node9'", "event 1: rhs", "no node 'Node9'; did you mean"),
        ("[assume]\nnodes={Node1='asleep'}", "assume: nodes: 1", "'asleep' is not one of up"),
        ("[assume]\nowners={x='Node1'}", "assume: owners", "no group 'x'"),
        ("[assume]\nstarts_at='noon'", "assume: starts_at", "must be a date with a time"),
        ("[dll.'vm:1']\nonline='maybe'", 'dll."vm:1": online', "'maybe' is not one of succeeds"),
        ("[dll.'vm:1']\nonline=[]", 'dll."vm:1": online', "at least one outcome"),
        ("[dll.'vm:1']\nlacks=['Fly']", 'dll."vm:1": lacks', "'Fly' is not one of Open"),
        ("[dll.'vm:1']\nbits=16", 'dll."vm:1": bits', "must be 32 or 64"),
        ("[dll.'Nothing*']\nbits=32", 'dll."Nothing*"', "no resource like 'Nothing*'"),
        ("[dll.'Nothing']\nbits=32", 'dll."Nothing"', "no resource 'Nothing'"),
        ("[expect]\nstate={'vm:1'='Up'}", "expect: state", "'Up' is not one of Online"),
        ("[expect]\nactions='restart'", "expect: actions", "must be a list"),
    ],
)
def test_what_means_nothing_says_where_and_why(text: str, place: str, reason: str) -> None:
    with pytest.raises(BadScenario) as caught:
        read_scenario(text, KNOWN)
    assert caught.value.where == place
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    "text",
    [
        "[[event]]\nat='1s'\nnode='Node1'\nbecomes='down'",
        "[[event]]\nat='0s'\ncluster='start'",
        "[[event]]\nat='1s'\ngroup='HyperV VMs'\nmove='Node2'",
        "[assume]\ncapacity={Node1=1}",
        "[dll.'vm:1']\nonline='blocks'",
    ],
)
def test_what_comes_later_says_so(text: str) -> None:
    with pytest.raises(NotYet, match="is not replayed by this version"):
        read_scenario(text, KNOWN)


def test_no_toml() -> None:
    with pytest.raises(BadToml) as caught:
        read_scenario("\n\nx = [1,\n", KNOWN)
    assert caught.value.at.line == 4


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(HivetoolError):
        read_scenario(text, KNOWN)
    with contextlib.suppress(HivetoolError):
        with_events(Scenario(), [text], KNOWN)
