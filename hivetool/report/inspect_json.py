"""``inspect --format json``: the cluster at a glance as a document of schema ``hivetool.inspect/1``."""

from __future__ import annotations

from typing import Any

from hivetool.cluster.model import Fact

from .evidence import fact_json
from .inspection import NODE_NOTE, STATUS_NOTE, GroupView, Inspection, NodeView, ProcessView, ResourceView

SCHEMA = "hivetool.inspect/1"


def inspect_json(inspection: Inspection) -> dict[str, Any]:
    """The document, ready for ``json.dumps``."""
    return {
        "schema": SCHEMA,
        "semantics": inspection.semantics.name,
        "notes": {"node": NODE_NOTE, "owner": NODE_NOTE, "status": STATUS_NOTE},
        "source": _source(inspection),
        "cluster": _cluster(inspection),
        "nodes": [_node(view) for view in inspection.nodes],
        "groups": [_group(view) for view in inspection.groups],
        "resources": [_resource(view) for view in inspection.resources],
        "rhs": [_process(view) for view in inspection.processes],
    }


def _source(inspection: Inspection) -> dict[str, Any]:
    source = inspection.source
    return {
        "kind": source.kind,
        "version": source.version,
        "size": source.size,
        "encoding": source.encoding,
        "logs": [log.name for log in source.logs if log.applied],
        "dirty": source.dirty,
    }


def _cluster(inspection: Inspection) -> dict[str, Any]:
    database = inspection.database
    facts, quorum = database.facts, database.quorum
    witness = database.resource(str(quorum["Resource"].value)) if "Resource" in quorum else None
    return {
        "name": database.name,
        "id": _value(facts.get("ClusterInstanceID")),
        "functional_level": _value(facts.get("ClusterFunctionalLevel")),
        "quorum": {
            "resource": database.label(witness) if witness is not None else None,
            "path": _value(quorum.get("Path")),
        },
    }


def _value(fact: Fact | None) -> int | str | None:
    return fact.value if fact is not None and isinstance(fact.value, int | str) else None


def _node(view: NodeView) -> dict[str, Any]:
    return {
        "id": view.node.id,
        "name": view.node.name,
        "votes": view.votes,
        "node_weight": view.node.number("NodeWeight"),
        "state_hint": "Paused" if view.paused else None,
        "groups": view.groups,
    }


def _group(view: GroupView) -> dict[str, Any]:
    return {
        "id": view.group.id,
        "name": view.group.name,
        "owner": view.owner,
        "owner_basis": view.basis,
        "persistent_state": view.group.number("PersistentState"),
        "preferred_owners": list(view.preferred),
        "contains": list(view.group.resources),
    }


def _resource(view: ResourceView) -> dict[str, Any]:
    is_alive, looks_alive = view.polls.is_alive, view.polls.looks_alive
    settings = (("status", view.commanded), ("is_alive_ms", is_alive), ("looks_alive_ms", looks_alive))
    return {
        "id": view.resource.id,
        "name": view.resource.name,
        "type": view.resource.type,
        "group": view.group,
        "node": view.node,
        "persistent_state": view.resource.number("PersistentState"),
        "status": view.status,
        "is_alive_ms": is_alive.value,
        "looks_alive_ms": looks_alive.value,
        "origin": {name: setting.origin for name, setting in settings},
        "why": {name: setting.why for name, setting in settings},
        "evidence": {name: fact_json(setting.fact) for name, setting in settings},
        "separate_monitor": view.resource.separate_monitor,
        "possible_owners": None if view.possible_owners is None else list(view.possible_owners),
    }


def _process(view: ProcessView) -> dict[str, Any]:
    return {"node": view.node, "host": view.host, "own": view.own, "resources": list(view.resources)}
