"""``inspect`` as text: summaries first, then the complete tables, the article's among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from hivetool.cluster.settings import Setting
from hivetool.engine.trace import Evidence

from .evidence import place_words
from .inspection import Inspection, ProcessView, ResourceView
from .layout import Layout, counted, headed, listed, tabled, wrapped
from .plain import visible
from .predict_text import Detail

_LABEL_WIDTH = len("Resources") + 2
_FEW = 12
"""So many nodes and types are named in the summary."""

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "regf": "registry hive, regf",
        "reg": ".reg file, version",
        "reg-query": "listing of reg query, not exact",
        "json": "JSON document of a hive, version",
        "sqlite": "SQLite database of a hive, version",
    }
)


def inspect_text(inspection: Inspection, layout: Layout = Layout(), detail: Detail = "normal") -> str:  # noqa: B008
    """The cluster as a person reads it; ``brief`` is the summary alone, ``full`` adds columns and places."""
    sections = (
        (_summary,) if detail == "brief" else (_summary, _nodes, _groups, _resources, _own_polls, _other_polls, _rhs)
    )
    told = (list(section(inspection, layout, detail)) for section in sections)
    return "\n\n".join("\n".join(lines) for lines in told if lines) + "\n"


def _summary(inspection: Inspection, layout: Layout, detail: Detail) -> Iterator[str]:
    database, source = inspection.database, inspection.source
    identity = database.facts.get("ClusterInstanceID")
    level = database.facts.get("ClusterFunctionalLevel")
    name = visible(database.name) if database.name else "(no name stored)"
    cluster = name + (f" {visible(str(identity.value))}" if identity else "")
    yield from _line("Cluster", cluster + (f", functional level {level.value!s}" if level else ""), layout)
    applied = ", ".join(visible(log.name) for log in source.logs if log.applied)
    state = f", with {applied}" if applied else ", dirty: its last write is missing" if source.dirty else ""
    kind = f"{_KINDS[source.kind]} {source.version}".rstrip()
    yield from _line("Source", f"{kind}, {source.size:,} bytes{state}", layout)
    votes = sum(view.votes for view in inspection.nodes)
    nodes = [view.label + (" (paused)" if view.paused else "") for view in inspection.nodes]
    yield from _line("Nodes", _with_list(f"{len(nodes):,} with {counted(votes, 'vote')}", listed(nodes, _FEW)), layout)
    yield from _line("Quorum", _quorum(inspection), layout)
    yield from _line("Groups", f"{len(inspection.groups):,}", layout)
    types = Counter(view.resource.type or "(no type)" for view in inspection.resources).most_common()
    told = listed([f"{count:,} {kind}" for kind, count in types], _FEW)
    yield from _line("Resources", _with_list(f"{len(inspection.resources):,}", told), layout)
    states = Counter(view.status for view in inspection.resources).most_common()
    yield from _line("Commanded", ", ".join(f"{count:,} {state}" for state, count in states) or "nothing", layout)
    own = sum(_has_own_polls(view) for view in inspection.resources)
    yield from _line("Polling", f"{own:,} with intervals of their own, {len(inspection.resources) - own:,} not", layout)
    separate = sum(view.own is not None for view in inspection.processes)
    shared = len(inspection.processes) - separate
    yield from _line("RHS", f"{counted(shared, 'shared process', 'shared processes')}, {separate:,} separate", layout)
    note = (
        "The hive holds no live state: a resource's node is its expected owner, its status what was last commanded. "
        f"Intervals are read under the semantics '{inspection.semantics.name}'."
    )
    yield ""
    yield from wrapped(note, layout.width)


def _with_list(count: str, told: str) -> str:
    return f"{count}: {told}" if told else count


def _line(label: str, text: str, layout: Layout) -> Iterator[str]:
    yield from wrapped(visible(text), layout.width, f"{label:<{_LABEL_WIDTH}}")


def _quorum(inspection: Inspection) -> str:
    quorum, database = inspection.database.quorum, inspection.database
    stored = str(quorum["Resource"].value) if "Resource" in quorum else ""
    if not stored:
        return "no witness stored"
    witness = database.resource(stored)
    return f"witness {database.label(witness) if witness is not None else stored + ', which does not exist'}"


def _nodes(inspection: Inspection, layout: Layout, detail: Detail) -> Iterator[str]:
    yield from headed("Nodes", layout)
    head = ("Id", "Node Name", "Votes", "Hint", "Groups (expected)")
    rows = [
        (view.node.id, view.label, str(view.votes), "Paused" if view.paused else "", f"{view.groups:,}")
        for view in inspection.nodes
    ]
    yield from _table(head, rows, layout)


def _groups(inspection: Inspection, layout: Layout, detail: Detail) -> Iterator[str]:
    yield from headed("Groups (the owner is expected, the hive holds none)", layout)
    head = ("Group", "Owner", "Because", "Resources") + (("GUID", "Preferred owners") if detail == "full" else ())
    rows = []
    for view in inspection.groups_by_name():
        row = (view.label, view.owner or "none", view.basis, f"{len(view.group.resources):,}")
        more = (view.group.id, ", ".join(view.preferred) or "none stored")
        rows.append(row + (more if detail == "full" else ()))
    yield from _table(head, rows, layout)


def _resources(inspection: Inspection, layout: Layout, detail: Detail) -> Iterator[str]:
    title = "Resources (Node Name is the expected owner; Status is the commanded state, not an observed one)"
    yield from headed(title, layout)
    head: tuple[str, ...] = ("Resource Name", "GUID", "Node Name", "Status", "PersistentState")
    head += ("Type", "Group", "Possible owners") if detail == "full" else ()
    rows = []
    for view in inspection.resources_by_group():
        row = (view.label, view.resource.id, view.node or "none", view.status, _persistent(view))
        possible = "any" if view.possible_owners is None else ", ".join(view.possible_owners) or "none that exists"
        more = (view.resource.type, view.group or "none", possible)
        rows.append(row + (more if detail == "full" else ()))
    yield from _table(head, rows, layout)


def _persistent(view: ResourceView) -> str:
    number = view.resource.number("PersistentState")
    stored = "not stored" if number is None else str(number)
    return stored + (f", group {view.commanded.value}" if view.commanded.origin == "group" else "")


def _own_polls(inspection: Inspection, layout: Layout, detail: Detail) -> Iterator[str]:
    odd = [view for view in inspection.resources_by_group() if _has_own_polls(view)]
    if not odd:
        return
    yield from headed("Resources with poll intervals of their own", layout)
    rows = [(view.label, _interval(view.polls.is_alive), _interval(view.polls.looks_alive)) for view in odd]
    yield from _table(("Resource Name", "IsAlive", "LooksAlive"), rows, layout)


def _has_own_polls(view: ResourceView) -> bool:
    return "resource" in (view.polls.is_alive.origin, view.polls.looks_alive.origin)


def _interval(setting: Setting) -> str:
    places = [place_words(item) for item in Evidence.of(setting.fact)]
    return " ".join([f"{setting.value} ms, {setting.why}", *filter(None, places)])


def _other_polls(inspection: Inspection, layout: Layout, detail: Detail) -> Iterator[str]:
    """Equal intervals that come from the same kind of place are one paragraph, a line for each resource type."""
    alike: dict[str, Counter[str]] = {}
    for view in inspection.resources:
        if not _has_own_polls(view):
            named = (("IsAlive", view.polls.is_alive), ("LooksAlive", view.polls.looks_alive))
            told = ", ".join(f"{name} every {setting.value} ms ({setting.why})" for name, setting in named)
            alike.setdefault(told, Counter())[_type_and_places(view)] += 1
    if not alike:
        return
    yield from headed("Inherited poll intervals", layout)
    for told, types in sorted(alike.items(), key=lambda item: -item[1].total()):
        yield from wrapped(visible(told), layout.width, "  ", "      ")
        for kind, count in types.most_common():
            yield from wrapped(visible(f"{count:,} of type {kind}"), layout.width, "      ")


def _type_and_places(view: ResourceView) -> str:
    """The resource's type, and where the two values it inherits are stored."""
    facts = [setting.fact for setting in (view.polls.is_alive, view.polls.looks_alive)]
    places = [place_words(item) for fact in facts for item in Evidence.of(fact)]
    return " ".join([view.resource.type or "(none)", *places])


def _rhs(inspection: Inspection, layout: Layout, detail: Detail) -> Iterator[str]:
    yield from headed("RHS processes (expected, per node; SeparateMonitor gives a resource its own)", layout)
    by_node: dict[str, list[ProcessView]] = {view.label: [] for view in inspection.nodes}
    for process in inspection.processes:
        by_node[process.node].append(process)
    for node, processes in by_node.items():
        yield from _hosts(node, processes, layout)


def _hosts(node: str, processes: list[ProcessView], layout: Layout) -> Iterator[str]:
    yield f"  {visible(node)}" + ("" if processes else ": none")
    for process in processes:
        if process.own is None:
            names = ", ".join(process.resources)
            text = f"{process.host} shared by {counted(len(process.resources), 'resource')}: {names}"
            yield from wrapped(visible(text), layout.width, "    ", "      ")
    own = [process for process in processes if process.own is not None]
    if own:
        names = ", ".join(process.own or "" for process in own)
        text = f"{own[0].host} of its own for {counted(len(own), 'resource')}: {names}"
        yield from wrapped(visible(text), layout.width, "    ", "      ")


def _table(head: tuple[str, ...], rows: Sequence[Sequence[str]], layout: Layout) -> Iterator[str]:
    if not rows:
        yield "  none"
        return
    yield from tabled(head, [tuple(visible(cell) for cell in row) for row in rows], layout)
