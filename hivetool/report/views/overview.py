"""The cluster at a glance: one line for each thing that one wants to know first, whatever the size of the cluster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from hivetool.cluster.objects import WitnessKind
from hivetool.cluster.schema import LEVELS, SCHEMA
from hivetool.hive.hive import Source
from hivetool.report.dump import written_at
from hivetool.report.inspection import Inspection, status_of
from hivetool.report.layout import counted, listed
from hivetool.report.table import Line, View

from . import vms
from .networks import network_views
from .rhs import loads

MOST_NAMES = 12
"""So many nodes are named."""

MOST_KINDS = 4
"""So many kinds of groups and resources are counted."""

FEW = 2
"""So many of anything else are named."""

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "regf": "registry hive, regf",
        "reg": ".reg file, version",
        "reg-query": "listing of reg query, not exact",
        "json": "JSON document of a hive, version",
        "sqlite": "SQLite database of a hive, version",
    }
)

_WITNESSES: Mapping[WitnessKind, str] = MappingProxyType(
    {
        "none": "no witness",
        "missing": "witness {name}, which does not exist",
        "disk": "disk witness: {name}",
        "share": "file share witness: {name}",
        "cloud": "cloud witness: {name}",
        "other": "witness: {name}",
    }
)

_WITNESS_PLACES = ("SharePath", "AccountName")
"""Private properties that say where a witness is."""

FEW_MACHINES = 8
"""So many virtual machines are shown with the overview."""

CORE_TYPES = 100
"""Groups with a smaller GroupType are no roles but the cluster's own (CLUSGROUP_TYPE)."""

_GROUP_TYPE = SCHEMA["group"]["GroupType"]

SHARED_VOLUME = 4
DISK = "Physical Disk"

NOTE = (
    "The hive holds no live state: nodes are expected owners, what is commanded is not what is observed. Intervals are "
    "read under the semantics '{semantics}'."
)


def view(inspection: Inspection, *, whole: bool = False) -> View:
    """The lines; ``whole`` cuts none of the lists in them."""
    lines = tuple(about(inspection, whole) for about in LINES)
    return View("overview", "Cluster", lines=lines, notes=(NOTE.format(semantics=inspection.semantics.name),))


def at_a_glance(inspection: Inspection, *, whole: bool = False) -> View:
    """What people see: the lines, and of few virtual machines the article's table."""
    found = view(inspection, whole=whole)
    if not 0 < sum(resource.is_virtual_machine for resource in inspection.database.resources) <= FEW_MACHINES:
        return found
    return replace(found, tables=vms.view(inspection).tables)


def _cut(names: list[str] | tuple[str, ...], most: int, whole: bool) -> str:
    return listed(names, None if whole else most)


def _with_list(count: str, told: str) -> str:
    return f"{count}: {told}" if told else count


def _counts(found: Counter[str], whole: bool) -> str:
    """``6 virtual machine, 1 file server``, the most frequent first."""
    return _cut([f"{count:,} {what}" for what, count in found.most_common()], MOST_KINDS, whole)


def _cluster(inspection: Inspection, whole: bool) -> Line:
    database = inspection.database
    identity, level = database.cluster.text("ClusterInstanceID"), database.cluster.number("ClusterFunctionalLevel")
    version = LEVELS.get(level) if level is not None else None
    text = " ".join(filter(None, (database.name or "(no name stored)", identity)))
    if level is not None:
        text += f", functional level {level}" + (f" ({version})" if version else "")
    return Line("cluster", "Cluster", text, {"name": database.name, "id": identity, "functional_level": level})


def _source(inspection: Inspection, whole: bool) -> Line:
    source, hive = inspection.source, inspection.database.hive
    keys, values = len(hive), len(hive.columns.values)
    parts = [f"{_KINDS[source.kind]} {source.version}".rstrip(), f"{source.size:,} bytes", *_state(source)]
    if source.saved is not None:
        parts.append(f"saved {moment(source.saved)}")
    parts += [counted(keys, "key"), counted(values, "value")]
    data = {"keys": keys, "values": values, "saved": source.saved}
    return Line("source", "Source", ", ".join(parts), data)


def _state(source: Source) -> Iterator[str]:
    """Whether a hive is whole: only hives can be dirty."""
    applied = [log.name for log in source.logs if log.applied]
    if applied:
        yield f"with {' and '.join(applied)}"
    if source.kind == "regf":
        yield "dirty, its last changes are missing" if source.dirty else "clean"


def moment(filetime: int) -> str:
    """A FILETIME to the second, in UTC."""
    written = written_at(filetime)
    return f"{written[:19].replace('T', ' ')}Z" if written.endswith("Z") else written


def _nodes(inspection: Inspection, whole: bool) -> Line:
    nodes = inspection.nodes
    votes = sum(view.votes for view in nodes)
    names = [view.label + (" (paused)" if view.paused else "") + ("" if view.votes else " (no vote)") for view in nodes]
    text = _with_list(f"{len(nodes):,} with {counted(votes, 'vote')}", _cut(names, MOST_NAMES, whole))
    data = {"count": len(nodes), "votes": votes, "paused": [view.label for view in nodes if view.paused]}
    return Line("nodes", "Nodes", text, data)


def _quorum(inspection: Inspection, whole: bool) -> Line:
    database, witness = inspection.database, inspection.database.witness
    name = database.label(witness.resource) if witness.resource is not None else witness.id
    text = _WITNESSES[witness.kind].format(name=name)
    stored = witness.resource.parameters if witness.resource is not None else {}
    place = next((str(stored[each].value) for each in _WITNESS_PLACES if each in stored), None)
    dynamic = inspection.settings("cluster", "DynamicQuorum")[0].number
    text += (f", {place}" if place else "") + (", dynamic quorum off" if dynamic == 0 else "")
    data = {"witness": witness.kind, "name": name, "place": place, "dynamic": dynamic != 0}
    return Line("quorum", "Quorum", text, data)


def _roles(inspection: Inspection, whole: bool) -> Line:
    """What people call roles, by their types, and the groups of the cluster's own."""
    roles: Counter[str] = Counter()
    core: Counter[str] = Counter()
    for number, count in Counter(inspection.database.collections["group"].every("GroupType")).items():
        if isinstance(number, int):
            (core if number < CORE_TYPES else roles)[_GROUP_TYPE.word(number) or f"type {number}"] += count
        else:
            roles["type not stored"] += count
    text = _with_list(f"{roles.total():,}", _counts(roles, whole))
    if core:
        text += f"; {counted(core.total(), 'core group')}: {_counts(core, whole)}"
    return Line("roles", "Roles", text, {"count": roles.total(), "by_type": dict(roles), "core": dict(core)})


def _resources(inspection: Inspection, whole: bool) -> Line:
    types = Counter(inspection.database.collections["resource"].type_names)
    named: Counter[str] = Counter()
    for name, count in types.items():
        named[name or "(no type stored)"] += count
    text = _with_list(f"{named.total():,}", _counts(named, whole))
    return Line("resources", "Resources", text, {"count": named.total(), "by_type": dict(named)})


def _storage(inspection: Inspection, whole: bool) -> Line:
    database = inspection.database
    types = database.collections["group"].every("GroupType")
    volumes = [
        database.label(member)
        for group, number in zip(database.groups, types, strict=True)
        if number == SHARED_VOLUME
        for member in database.members(group)
        if member.type == DISK
    ]
    told = _cut(volumes, FEW, whole)
    return Line("storage", "Storage", _with_list(counted(len(volumes), "shared volume"), told), {"csvs": len(volumes)})


def _networks(inspection: Inspection, whole: bool) -> Line:
    views = network_views(inspection)
    roles = Counter(view.role.word or f"role {view.role.number}" for view in views)
    text = _with_list(f"{len(views):,}", _counts(roles, whole))
    return Line("networks", "Networks", text, {"count": len(views), "by_role": dict(roles)})


def _commanded(inspection: Inspection, whole: bool) -> Line:
    states = Counter(map(status_of, inspection.commanded))
    origins = Counter(each.origin for each in inspection.commanded)
    told = [f"{count:,} {state}" for state, count in states.most_common()]
    if origins["group"]:
        told.append(f"{origins['group']:,} of them by the group's state")
    if origins["default"]:
        told.append(f"{origins['default']:,} of them as nothing is stored")
    data = {"online": states["Online"], "offline": states["Offline"], "origin": {str(k): n for k, n in origins.items()}}
    return Line("commanded", "Commanded", ", ".join(told) or "nothing", data)


def _polling(inspection: Inspection, whole: bool) -> Line:
    """Who has other intervals than the default, whether of its own or of its type."""
    semantics = inspection.semantics
    usual = (semantics.is_alive_ms.value, semantics.looks_alive_ms.value)
    pairs = list(zip(inspection.is_alive, inspection.looks_alive, strict=True))
    odd = [place for place, pair in enumerate(pairs) if (pair[0].value, pair[1].value) != usual]
    own = sum("resource" in (is_alive.origin, looks_alive.origin) for is_alive, looks_alive in pairs)
    resources, label = inspection.database.resources, inspection.database.label
    text = f"{len(odd):,} not at the default, IsAlive {usual[0]} ms and LooksAlive {usual[1]} ms"
    text = _with_list(text, _cut([label(resources[place]) for place in odd], FEW, whole))
    return Line("polling", "Polling", text, {"not_default": len(odd), "own": own})


def _rhs(inspection: Inspection, whole: bool) -> Line:
    label = inspection.database.label
    own = [label(process.own) for process in inspection.processes if process.own is not None]
    shared = len(inspection.processes) - len(own)
    told = _with_list(f"{len(own):,} separate", _cut(own, FEW, whole))
    text = f"{counted(shared, 'shared process', 'shared processes')}, {told}"
    busiest = max(loads(inspection), key=lambda load: load.calls, default=None)
    data: dict[str, object] = {"shared": shared, "separate": len(own), "busiest": None}
    if busiest is not None and busiest.processes:
        text += f"; most on {busiest.node}: {busiest.calls:,.2f} health calls/s, one crash hits "
        text += counted(busiest.hit, "other")
        calls = round(busiest.calls, 3)
        data["busiest"] = {"node": busiest.node, "calls_per_second": calls, "hit": busiest.hit}
    return Line("rhs", "RHS", text, data)


def _placement(inspection: Inspection, whole: bool) -> Line:
    """Where the owners of groups are guessed from, and what limits where they go."""
    owners = inspection.owners.values()
    nowhere = sum(owner.node is None for owner in owners)
    last = sum(owner.basis == "DefaultOwner" for owner in owners)
    groups = inspection.database.collections["group"]
    unpreferred = sum(not each for each in groups.every("PreferredOwners"))
    classes = {name for each in groups.every("AntiAffinityClassNames") if isinstance(each, tuple) for name in each}
    told = [
        f"{last:,} of {counted(len(groups.ids), 'group')} at DefaultOwner",
        f"{nowhere:,} on no node" if nowhere else "",
        f"{unpreferred:,} without preferred owners",
        counted(len(classes), "anti-affinity class", "anti-affinity classes") if classes else "",
    ]
    data = {
        "default_owner": last,
        "no_node": nowhere,
        "no_preferred_owner": unpreferred,
        "anti_affinity_classes": len(classes),
    }
    return Line("placement", "Placement", ", ".join(filter(None, told)), data)


LINES: tuple[Callable[[Inspection, bool], Line], ...] = (
    _cluster,
    _source,
    _nodes,
    _quorum,
    _roles,
    _resources,
    _storage,
    _networks,
    _commanded,
    _polling,
    _rhs,
    _placement,
)
"""What is told, in this order."""
