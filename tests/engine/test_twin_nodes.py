"""The engine beside its twin for groups and nodes: the same actions at the same times, the same states at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hivetool.engine.cluster_service import replay
from hivetool.engine.outcome import Prediction
from hivetool.scenario.reading import read_scenario, with_events
from tests.clusters import VM, G, R, Values, cluster_reg, database, resource_id
from tests.engine.runs import actions
from tests.engine.twins.model import STEP_MS, Cluster, Group, Resource
from tests.engine.twins.nodes import NodeTwin
from tests.engine.twins.votes import Voting

UNTIL_MS = 60_000
Event = tuple[int, str, int | str, str]


@dataclass(frozen=True)
class Drawn:
    """A cluster and what happens to it."""

    cluster: Cluster
    groups: tuple[Group, ...]
    events: tuple[Event, ...] = field(default=())


def times(most: int) -> st.SearchStrategy[int]:
    return st.integers(0, most // STEP_MS).map(lambda steps: steps * STEP_MS)


def numbers(nodes: int, least: int = 0) -> st.SearchStrategy[tuple[int, ...]]:
    return st.lists(st.integers(1, nodes), unique=True, min_size=least).map(tuple)


@st.composite
def resources(draw: st.DrawFn, name: str, nodes: int) -> Resource:
    everywhere = tuple(range(1, nodes + 1))
    return Resource(
        name,
        machine=draw(st.sampled_from([True, True, False])),
        recorded=draw(st.sampled_from([1, 1, 1, 0])),
        online_takes=draw(times(3000)),
        offline_takes=draw(times(3000)),
        fails_on=draw(st.sampled_from([(), ()]) | numbers(nodes)),
        possible=draw(
            st.sampled_from([everywhere, everywhere]) | numbers(nodes, 1).map(lambda ids: tuple(sorted(ids)))
        ),
    )


@st.composite
def groups(draw: st.DrawFn, number: int, states: dict[int, str]) -> Group:
    size = draw(st.integers(1, 2))
    members = [draw(resources(f"r{number}{place}", len(states))) for place in range(size)]
    group = Group(
        f"g{number}",
        members,
        owner=None,
        preferred=draw(numbers(len(states))),
        priority=draw(st.sampled_from([2000, 2000, 3000, 1000, 0])),
        kind=draw(st.sampled_from(["", "", "A", "B"])),
        limit=draw(st.sampled_from([None, None, 0, 1, 4])),
        fails_back=draw(st.booleans()),
        stays_ms=draw(st.sampled_from([None, None, 2000, 6000])),
    )
    listed = [*group.preferred, *(node for node in states if node not in group.preferred)]
    able = [node for node in listed if states[node] == "up" and all(node in each.possible for each in members)]
    return replace(group, owner=able[0] if able else None)


@st.composite
def clusters(draw: st.DrawFn) -> Drawn:
    count = draw(st.integers(1, 4))
    odd = ["down", "paused", "isolated", "quarantined"]
    states = {node: draw(st.sampled_from(["up"] * 6 + odd)) for node in range(1, count + 1)}
    voting = Voting(
        {node: draw(st.sampled_from([1, 1, 1, 0])) for node in states},
        witness=draw(st.booleans()),
        dynamic=draw(st.sampled_from([True, True, False])),
    )
    cluster = Cluster(
        windows=draw(st.booleans()),
        nodes=states,
        voting=voting,
        witness="r00",
        span_ms=draw(st.sampled_from([1500, 2000, 3000])),
        isolation_ms=draw(st.sampled_from([2000, 5000])),
        wait_ms=draw(st.sampled_from([0, 4000])),
        quarantine_ms=8000,
        quarantine_after=draw(st.sampled_from([0, 2, 3])),
        hard=draw(st.booleans()),
        live_shutdown=draw(st.booleans()),
        interval=draw(st.sampled_from([2000, 5000])),
    )
    drawn = tuple(draw(groups(number, states)) for number in range(draw(st.integers(1, 4))))
    happens = sorted(draw(events(count, drawn)), key=lambda event: event[0])
    return Drawn(cluster, drawn, tuple(draw(closer(happens)) if draw(st.booleans()) else happens))


@st.composite
def closer(draw: st.DrawFn, happens: list[Event]) -> list[Event]:
    """The same events soon after one another, so that one falls into what another has begun."""
    gaps = st.lists(st.sampled_from([0, 500, 500, 1000, 2000, 5000]), min_size=len(happens), max_size=len(happens))
    return [(at, *event[1:]) for at, event in zip(accumulate(draw(gaps)), happens, strict=True)]


def events(count: int, drawn: Sequence[Group]) -> st.SearchStrategy[list[Event]]:
    becomes = ["down", "up", "up", "shutdown", "paused", "resumed", "drained", "isolated"]
    of_node = st.tuples(times(40_000), st.sampled_from(becomes), st.integers(1, count), st.just(""))
    where = st.integers(1, count).map(str) | st.just("best")
    names = st.sampled_from([group.name for group in drawn])
    of_group = st.tuples(times(40_000), st.sampled_from(["move", "live"]), names, where)
    commands = st.tuples(times(40_000), st.sampled_from(["online", "offline"]), names, st.just(""))
    members = st.sampled_from([each.name for group in drawn for each in group.members])
    failures = st.tuples(times(40_000), st.just("fails"), members, st.just(""))
    return st.lists(of_node | of_node | of_node | of_group | commands | failures, max_size=8)


def reg(drawn: Drawn) -> str:
    cluster = drawn.cluster
    root: Values = {
        "SameSubnetDelay": 500,
        "SameSubnetThreshold": cluster.span_ms // 500,
        "ResiliencyDefaultPeriod": cluster.isolation_ms // 1000,
        "ClusterGroupWaitDelay": cluster.wait_ms // 1000,
        "QuarantineDuration": cluster.quarantine_ms // 1000,
        "QuarantineThreshold": cluster.quarantine_after,
        "ClusterEnforcedAntiaffinity": int(cluster.hard),
        "DrainOnShutdown": int(cluster.live_shutdown),
        "DynamicQuorum": int(cluster.voting.dynamic),
    }
    weights = {str(node): {"NodeWeight": weight} for node, weight in cluster.voting.weights.items()}
    stored = [
        G(group.name, tuple(resource(cluster, each) for each in group.members), of(group)) for group in drawn.groups
    ]
    text = cluster_reg(stored, [str(node) for node in cluster.nodes], root=root, node_values=weights)
    return text.replace('"Resource"=""', f'"Resource"="{resource_id("r00")}"') if cluster.voting.witness else text


def resource(cluster: Cluster, each: Resource) -> R:
    values: Values = {
        "PersistentState": each.recorded,
        "IsAlivePollInterval": cluster.interval,
        "LooksAlivePollInterval": cluster.interval,
        "RestartThreshold": 0,
        "RetryPeriodOnFailure": 0xFFFFFFFF,
        "PossibleOwners": [str(node) for node in each.possible],
    }
    return R(each.name, values, VM if each.machine else "Generic Service")


def of(group: Group) -> Values:
    values: dict[str, int | str | Sequence[str]] = {
        "PreferredOwners": [str(node) for node in group.preferred],
        "Priority": group.priority,
        "AutoFailbackType": int(group.fails_back),
        "AntiAffinityClassNames": [group.kind] if group.kind else [],
    }
    if group.limit is not None:
        values["FailoverThreshold"] = group.limit
    if group.stays_ms is not None:
        values["ResiliencyPeriod"] = group.stays_ms // 1000
    return {name: value for name, value in values.items() if value != []}


def in_words(event: Event) -> str:
    at, what, subject, argument = event
    told = {"fails": f"{subject} reports Failed", "move": f"group:{subject} move node:{argument}"}
    told["live"] = f"{told['move']} live"
    told |= {word: f"group:{subject} {word}" for word in ("online", "offline")}
    words = told.get(what, f"node:{subject} {what}")
    return f"{at}ms {words.replace('node:best', 'best')}"


def engine(drawn: Drawn, semantics: str = "") -> Prediction:
    cluster = drawn.cluster
    known = database(reg(drawn))
    scripts = []
    for group in drawn.groups:
        for each in group.members:
            fails = ", ".join(f'"{node}" = "fails"' for node in each.fails_on)
            scripts.append(
                f'[dll."{each.name}"]\nonline_takes = {each.online_takes}\noffline_takes = {each.offline_takes}\n'
                f"online_on = {{ {fails} }}\n"
            )
    states = ", ".join(f'"{node}" = "{state}"' for node, state in cluster.nodes.items())
    name = semantics or ("windows" if cluster.windows else "article")
    toml = f'semantics = "{name}"\nuntil = {UNTIL_MS}\n[assume]\nnodes = {{ {states} }}\n' + "".join(scripts)
    return replay(known, with_events(read_scenario(toml, known), [in_words(event) for event in drawn.events], known))


def twin(drawn: Drawn) -> NodeTwin:
    copies = [replace(group, members=[replace(each) for each in group.members]) for group in drawn.groups]
    copies = [replace(group, going=set(), arriving=set(), tried=set()) for group in copies]
    found = NodeTwin(drawn.cluster, copies)
    found.run(list(drawn.events), UNTIL_MS)
    return found


def states_of(prediction: Prediction) -> dict[str, object]:
    after = prediction.after
    return {
        **{f"node {label}": state.lower() for label, state in after.nodes},
        **{f"owner {group.label}": group.owner for group in after.groups},
        **{each.label: (each.state.value, each.persistent_state) for each in after.resources},
        "quorum": after.quorum,
    }


def states_of_twin(found: NodeTwin) -> dict[str, object]:
    return {
        **{f"node {node}": state for node, state in found.nodes.items()},
        **{f"owner {group.name}": None if group.owner is None else str(group.owner) for group in found.groups},
        **{each.name: (each.known, each.recorded) for each in found.resources()},
        "quorum": found.quorum,
    }


def small(
    states: str, *events: Event, offline_takes: int = 0, hard: bool = False, wait_ms: int = 0, **changes: bool
) -> Drawn:
    """Nodes by the first letters of their states, a witness if ``witness``, a virtual machine on each node up."""
    words = {word[0]: word for word in ("up", "paused", "down", "isolated", "quarantined")}
    nodes = {number: words[letter] for number, letter in enumerate(states, 1)}
    voting = Voting(dict.fromkeys(nodes, 1), changes.get("witness", True), changes.get("dynamic", True))
    cluster = Cluster(
        changes.get("windows", False), nodes, voting, "r00", 2000, 5000, wait_ms, 8000, 0, hard, False, 5000
    )
    drawn = []
    for number in range(max(states.count("u"), 1)):
        member = Resource(f"r{number}0", True, 1, 0, offline_takes * (number + 1), (), tuple(nodes))
        owners = [node for node, state in nodes.items() if state == "up"]
        owner = owners[number] if owners else None
        preferred = (owner,) if owner is not None else ()
        group = Group(f"g{number}", [member], owner, preferred, 2000, "A" if hard else "", None, False, None)
        drawn.append(group)
    return Drawn(cluster, tuple(drawn), events)


def beside(drawn: Drawn, member: Resource, online_takes: int) -> Drawn:
    """The same with another resource in the first group, whose own one takes its time to come online."""
    first = drawn.groups[0]
    members = [replace(each, online_takes=online_takes) for each in first.members]
    return replace(drawn, groups=(replace(first, members=[*members, member]), *drawn.groups[1:]))


NEVER_STARTS = Resource("r01", True, 1, 0, 0, (1, 2, 3), (1, 2, 3))

EXAMPLES = {
    "a command to what no node hosts": small("d", (0, "online", "g0", "")),
    "a shutdown, and a check before the node has left": small("uu", (0, "shutdown", 1, ""), (0, "shutdown", 2, "")),
    "a slow shutdown": small("uu", (500, "shutdown", 1, ""), (500, "shutdown", 2, ""), offline_takes=4000),
    "a move from a node that has died unnoticed": small("uuu", (0, "down", 1, ""), (500, "move", "g0", "2")),
    "a live move from an isolated node": small("uuu", (0, "isolated", 1, ""), (500, "live", "g0", "2")),
    "an isolated node forms the cluster again": small(
        "uu", (0, "isolated", 1, ""), (9000, "up", 1, ""), (9500, "up", 2, ""), witness=False
    ),
    "clean shutdowns without dynamic quorum": small(
        "uuu", (0, "shutdown", 1, ""), (500, "shutdown", 2, ""), dynamic=False, witness=False
    ),
    "all shut down, one comes back": small("u", (0, "shutdown", 1, ""), (500, "up", 1, "")),
    "an isolated node dies and comes up": small(
        "uuu", (0, "isolated", 1, ""), (500, "down", 1, ""), (1000, "up", 1, "")
    ),
    "only a paused node is left, and is resumed": small("up", (0, "down", 1, ""), (9000, "resumed", 2, "")),
    "the target dies on the way": small("uuu", (0, "move", "g0", "2"), (500, "down", 2, ""), offline_takes=5000),
    "the target is paused on the way": small("uuu", (0, "move", "g0", "2"), (500, "paused", 2, ""), offline_takes=5000),
    "a node comes up before another's death is noticed": small("uud", (0, "down", 1, ""), (500, "up", 3, "")),
    "failed without a candidate, then a node comes up": small("ud", (0, "fails", "r00", ""), (9000, "up", 2, "")),
    "two of a class on their way": small(
        "uup",
        (0, "resumed", 3, ""),
        (0, "move", "g0", "best"),
        (0, "move", "g1", "best"),
        offline_takes=1000,
        hard=True,
    ),
    "a node is back within the span of a loss": small(
        "uuu", (0, "down", 1, ""), (1000, "down", 2, ""), (2500, "up", 1, ""), witness=False
    ),
    "a failure during an isolation": small(
        "uu", (0, "isolated", 1, ""), (500, "fails", "r00", ""), (1000, "up", 1, "")
    ),
    "a series of failovers has ended, then a move and the loss of its target": beside(
        small("uuu", (0, "fails", "r01", ""), (6000, "move", "g0", "best"), (6500, "down", 1, "")), NEVER_STARTS, 500
    ),
    "a failure where only a paused node is left": small("up", (0, "down", 1, ""), (6000, "fails", "r00", "")),
    "two come out of quarantine at once": small("uqq", (0, "fails", "r00", "")),
    "isolated from the start": small("uii", (1000, "up", 2, "")),
    "the target is paused while the node shuts down": small(
        "uuu", (0, "shutdown", 1, ""), (500, "paused", 2, ""), offline_takes=1000
    ),
    "the cluster forms, and a group waits for a paused node": small(
        "uuu", (0, "paused", 1, ""), (0, "down", 2, ""), (0, "down", 3, ""), (5000, "up", 2, ""), wait_ms=4000
    ),
    "the node that a group waits for is resumed": small(
        "uuu",
        (0, "paused", 1, ""),
        (0, "down", 2, ""),
        (0, "down", 3, ""),
        (5000, "up", 2, ""),
        (6000, "resumed", 1, ""),
        wait_ms=4000,
    ),
    "a node dies in its quarantine and comes back after it": small(
        "uuq", (0, "down", 3, ""), (1000, "down", 3, ""), (9000, "up", 3, "")
    ),
    "a node dies in its quarantine and comes back before it is over": small(
        "uuq", (0, "down", 3, ""), (1000, "up", 3, "")
    ),
    "the node that would arbitrate has died unnoticed": small(
        "uuu", (0, "down", 2, ""), (1000, "down", 1, ""), (1500, "up", 2, "")
    ),
    "a command to an isolated node, which is back in time": small(
        "uuu", (0, "isolated", 2, ""), (1000, "offline", "g1", ""), (4000, "up", 2, ""), offline_takes=500
    ),
    "two commands to an isolated node, which is back in time": small(
        "uuu",
        (0, "isolated", 2, ""),
        (1000, "offline", "g1", ""),
        (1500, "online", "g1", ""),
        (4000, "up", 2, ""),
    ),
    "two writes are lost": small("uu", (0, "offline", "g0", ""), (500, "online", "g0", ""), (1000, "down", 1, "")),
}
"""What both have once not agreed upon."""


def compare(drawn: Drawn) -> None:
    predicted, expected = engine(drawn), twin(drawn)
    assert sorted(actions(predicted)) == sorted(expected.actions)
    assert states_of(predicted) == states_of_twin(expected)


@pytest.mark.parametrize("semantics", ["article", "windows"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_both_agree_by_now(name: str, semantics: str) -> None:
    drawn = EXAMPLES[name]
    compare(replace(drawn, cluster=replace(drawn.cluster, windows=semantics == "windows")))


@settings(max_examples=120, deadline=None)
@given(clusters())
def test_both_do_the_same(drawn: Drawn) -> None:
    compare(drawn)


def test_the_twin_sees_what_it_should() -> None:
    """Facts T7 and 3.6: a node dies, the others notice after the span, and the group goes to the next node."""
    found = twin(small("uuu", (1000, "down", 1, "")))
    assert found.actions == [
        (3000, "node-down 1"),
        (3000, "failover g0 to 2"),
        (3000, "online r00 on 2"),
    ]
    assert found.nodes == {1: "down", 2: "up", 3: "up"}
