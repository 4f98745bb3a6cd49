"""Random clusters and random scenarios of every kind, sane and silly, as texts, for tests of what holds in all."""

from __future__ import annotations

import json
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.clusters import CONFIG, VM, G, R, Values, cluster_reg

MOST_NODES, MOST_GROUPS, MOST_RESOURCES = 5, 4, 4
HUGE = 0xFFFFFFFF
SERVICE = "Generic Service"
NO_TYPE = "No Such Type"

WORDS = st.sampled_from(["Online", "Offline", "OnlinePending", "OfflinePending", "Failed", "Stopped", "NoResponse"])
BECOMES = st.sampled_from(
    ["down", "down", "shutdown", "up", "up", "paused", "drained", "resumed", "isolated", "quarantined"]
)
TIMES = st.one_of(st.integers(0, 90_000), st.sampled_from([0, 5000, 10_000, 60_000, 240_000, 600_000, 3_600_000]))


@dataclass(frozen=True)
class Drawn:
    """A cluster as the text of a .reg file, and a scenario as the text of a TOML file."""

    reg: str
    toml: str


def some_of(choices: dict[str, st.SearchStrategy[int]], most: int = 3) -> st.SearchStrategy[Values]:
    """Values of some of these names."""
    names = st.lists(st.sampled_from(sorted(choices)), max_size=most, unique=True)
    return names.flatmap(lambda chosen: st.fixed_dictionaries({name: choices[name] for name in chosen}))


RESOURCE_VALUES = some_of(
    {
        "IsAlivePollInterval": st.sampled_from([0, 1, 10, 1000, 5000, HUGE]),
        "LooksAlivePollInterval": st.sampled_from([0, 10, 1000, HUGE]),
        "RestartThreshold": st.sampled_from([0, 1, 2, 5, 20, HUGE]),
        "RestartPeriod": st.sampled_from([0, 1, 1000, 900_000, HUGE]),
        "RestartAction": st.sampled_from([0, 1, 2, 7, HUGE]),
        "RestartDelay": st.sampled_from([0, 500, 7000, HUGE]),
        "PendingTimeout": st.sampled_from([0, 1, 1000, HUGE]),
        "DeadlockTimeout": st.sampled_from([0, 1, 1000, HUGE]),
        "RetryPeriodOnFailure": st.sampled_from([0, 1, 1000, 600_000, HUGE]),
        "SeparateMonitor": st.sampled_from([0, 1, 5]),
        "PersistentState": st.sampled_from([0, 1, 2, HUGE]),
    }
)
GROUP_VALUES = some_of(
    {
        "DefaultOwner": st.sampled_from([0, 1, 2, 3, 99, HUGE]),
        "FailoverThreshold": st.sampled_from([0, 1, 3, HUGE]),
        "FailoverPeriod": st.sampled_from([0, 1, 6, HUGE]),
        "AutoFailbackType": st.sampled_from([0, 1, 9]),
        "FailbackWindowStart": st.sampled_from([0, 5, 23, 24, HUGE]),
        "FailbackWindowEnd": st.sampled_from([0, 5, 23, 24, HUGE]),
        "Priority": st.sampled_from([0, 1, 1000, 3000, HUGE]),
        "PersistentState": st.sampled_from([0, 1, HUGE]),
        "ResiliencyPeriod": st.sampled_from([0, 1, 240, HUGE]),
        "ColdStartSetting": st.sampled_from([0, 1, 2]),
    }
)
CLUSTER_VALUES = some_of(
    {
        "SameSubnetDelay": st.sampled_from([0, 1, 1000, HUGE]),
        "SameSubnetThreshold": st.sampled_from([0, 1, 10, HUGE]),
        "ResiliencyDefaultPeriod": st.sampled_from([0, 1, 240, HUGE]),
        "QuarantineThreshold": st.sampled_from([0, 1, 3, HUGE]),
        "QuarantineDuration": st.sampled_from([0, 1, 7200, HUGE]),
        "ClusterGroupWaitDelay": st.sampled_from([0, 1, 120, HUGE]),
        "IgnorePersistentStateOnStartup": st.sampled_from([0, 1]),
        "DrainOnShutdown": st.sampled_from([0, 1]),
        "DynamicQuorum": st.sampled_from([0, 1]),
        "ClusterEnforcedAntiaffinity": st.sampled_from([0, 1]),
    }
)


@st.composite
def clusters(draw: st.DrawFn) -> tuple[str, list[str], list[str], list[str]]:
    """The text of a cluster with the names of its nodes, groups and resources."""
    nodes = [f"N{number}" for number in range(1, 1 + draw(st.integers(0, MOST_NODES)))]
    sizes = draw(st.lists(st.integers(0, MOST_RESOURCES), max_size=MOST_GROUPS))
    names = [f"r{group}{number}" for group, size in enumerate(sizes) for number in range(size)]
    groups = []
    for group, size in enumerate(sizes):
        members = tuple(draw(resources(f"r{group}{number}", names, nodes)) for number in range(size))
        values = {"PersistentState": 1, **draw(GROUP_VALUES)}
        if draw(st.booleans()) and nodes:
            owners = st.lists(st.sampled_from([str(number) for number in range(1, 7)]), max_size=3, unique=True)
            values["PreferredOwners"] = draw(owners)
        if draw(st.integers(0, 4)) == 0:
            values["AntiAffinityClassNames"] = ["class"]
        if draw(st.integers(0, 9)) == 0:
            values["Contains"] = []
        groups.append(G(f"g{group}", members, values))
    reg = cluster_reg(groups, nodes, root=draw(CLUSTER_VALUES))
    return reg, nodes, [group.name for group in groups], names


@st.composite
def resources(draw: st.DrawFn, name: str, names: list[str], nodes: list[str]) -> R:
    values = {"PersistentState": draw(st.sampled_from([1, 1, 1, 0])), **draw(RESOURCE_VALUES)}
    if nodes and draw(st.integers(0, 4)) == 0:
        owners = st.lists(st.sampled_from([str(number) for number in range(1, 7)]), max_size=3, unique=True)
        values["PossibleOwners"] = draw(owners)
    own = [other for other in names if other[1] == name[1] and other < name]
    wanted: bool = draw(st.booleans())
    needs: list[str] = draw(st.lists(st.sampled_from(own), max_size=2, unique=True)) if own and wanted else []
    if draw(st.integers(0, 9)) == 0:
        needs.append(draw(st.sampled_from(names)))
    kind = draw(st.sampled_from([VM, VM, CONFIG, SERVICE, SERVICE, NO_TYPE] if draw(st.booleans()) else [VM, SERVICE]))
    return R(name, values, kind, tuple(dict.fromkeys(needs)))


@st.composite
def events(draw: st.DrawFn, nodes: list[str], groups: list[str], names: list[str]) -> str:
    """One event, as TOML."""
    kinds = ["start"] * (draw(st.integers(0, 9)) == 0) + ["node", "node", "rhs"] * bool(nodes)
    kinds += ["move", "group"] * bool(groups) + ["reports", "resource", "stopped"] * bool(names)
    if not kinds:
        kinds = ["start"]
    lines = [f'[[event]]\nat = "{draw(TIMES)}ms"']
    kind = draw(st.sampled_from(kinds))
    name = draw(st.sampled_from(names)) if names else ""
    node = draw(st.sampled_from(nodes)) if nodes else ""
    group = draw(st.sampled_from(groups)) if groups else ""
    on = draw(st.sampled_from(["online", "offline"]))
    by = f'by = "{name}"' if name and draw(st.booleans()) else ""
    live = "live = true" if draw(st.booleans()) else ""
    lines += {
        "start": lambda: ['cluster = "start"'],
        "node": lambda: [f'node = "{node}"\nbecomes = "{draw(BECOMES)}"'],
        "rhs": lambda: [f'rhs = "{node}"', by],
        "move": lambda: [f'group = "{group}"\nmove = "{draw(st.sampled_from(["best", *nodes]))}"', live],
        "group": lambda: [f'group = "{group}"\n{on} = true'],
        "resource": lambda: [f'resource = "{name}"\n{on} = true'],
        "reports": lambda: [f'resource = "{name}"\nreports = "{draw(WORDS)}"'],
        "stopped": lambda: [f'resource = "{name}"\nstopped = "inside"'],
    }[kind]()
    if draw(st.integers(0, 39)) == 0:
        lines.append(f'every = "{draw(st.sampled_from(["61s", "1h", "24h"]))}"')
    return "\n".join(line for line in lines if line) + "\n"


@st.composite
def scripts(draw: st.DrawFn, name: str) -> str:
    """How the DLL of a resource behaves, as TOML."""
    ends = st.sampled_from(["succeeds", "succeeds", "fails", "hangs", "blocks"])
    fields: dict[str, object] = {"online": draw(st.lists(ends, min_size=1, max_size=3)), "offline": draw(ends)}
    takes = st.sampled_from([0, 0, 1, 1000, 9000, 3_600_000])
    fields |= {"online_takes": draw(takes), "offline_takes": draw(takes)}
    if fields["offline"] == "blocks":
        fields["offline"] = "hangs"
    if draw(st.integers(0, 3)) == 0:
        functions = ["Open", "Close", "Online", "Offline", "Terminate", "IsAlive", "LooksAlive"]
        fields["lacks"] = draw(st.lists(st.sampled_from(functions), max_size=2, unique=True))
    if draw(st.integers(0, 3)) == 0:
        fields["event_handle"] = True
    if draw(st.integers(0, 3)) == 0:
        fields |= {"bits": 32, "tells_vmms": draw(st.booleans())}
    return f'[dll."{name}"]\n' + "".join(f"{field} = {json.dumps(value)}\n" for field, value in fields.items())


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    """A cluster and what happens in it."""
    reg, nodes, groups, names = draw(clusters())
    head = [f'semantics = "{draw(st.sampled_from(["article", "windows"]))}"']
    if draw(st.booleans()):
        head.append(f'until = "{draw(TIMES)}ms"')
    if draw(st.integers(0, 2)) == 0:
        head.append(f"set_semantics = {{ {draw(OVERRIDES)} }}")
    states = st.sampled_from(["up", "up", "up", "down", "paused", "isolated", "quarantined"])
    assumed = ", ".join(f'{node} = "{draw(states)}"' for node in nodes)
    odd = draw(st.integers(0, 2)) == 0
    head.append("[assume]\n" + (f"nodes = {{ {assumed} }}\n" if odd else ""))
    if names and draw(st.integers(0, 3)) == 0:
        head.append(f'states = {{ {draw(st.sampled_from(names))} = "{draw(WORDS)}" }}')
    dlls = [draw(scripts(name)) for name in names if draw(st.integers(0, 2)) == 0]
    happens = [draw(events(nodes, groups, names)) for _ in range(draw(st.integers(1, 10)))]
    return Drawn(reg, "\n".join([*head, *dlls, *happens]))


OVERRIDES = st.sampled_from(
    [
        'restart_window = "fixed"',
        'restart_counter = "kept"',
        'retry = "one attempt"',
        "retry_period_ms = 1000",
        "terminates_failed = true",
        "takes_dependents_down = false",
        'target_online = "all"',
        "starts_at_once = 1",
        'resume_failback = "immediate"',
        'no_preferred_list = "random"',
        'no_preferred_list = "fewest groups"',
        'event_handle = "terminates"',
        'offline_of_failed = "refused"',
        'replication = "late"',
        "node_down_counts = true, move_counts = true",
        'polled = "online only"',
        'rhs_crash = "restarts at once"',
    ]
)
