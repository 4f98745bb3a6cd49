"""``inspect --format json``: the document of schema ``hivetool.inspect/1``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .inspection import NODE_NOTE, STATUS_NOTE, Inspection
from .table import View
from .table_json import view_json

SCHEMA = "hivetool.inspect/1"

WHOLE = ("nodes", "groups", "resources", "rhs", "networks", "types")
"""The views that the document has when none is asked for, besides the overview."""


def inspect_json(inspection: Inspection, views: Sequence[View]) -> dict[str, Any]:
    """The document, ready to be written: what it was read from, the cluster, then the members of the views."""
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "semantics": inspection.semantics.name,
        "notes": {"node": NODE_NOTE, "owner": NODE_NOTE, "status": STATUS_NOTE},
        "source": _source(inspection),
        "cluster": _cluster(inspection),
        "views": [view.name for view in views],
    }
    for view in views:
        document |= view_json(view)
    return document


def _source(inspection: Inspection) -> dict[str, Any]:
    source = inspection.source
    return {
        "kind": source.kind,
        "version": source.version,
        "size": source.size,
        "encoding": source.encoding,
        "logs": [log.name for log in source.logs if log.applied],
        "dirty": source.dirty,
        "saved": source.saved,
    }


def _cluster(inspection: Inspection) -> dict[str, Any]:
    database = inspection.database
    witness = database.witness.resource
    return {
        "name": database.name,
        "id": database.cluster.text("ClusterInstanceID"),
        "functional_level": database.cluster.number("ClusterFunctionalLevel"),
        "quorum": {
            "resource": database.label(witness) if witness is not None else None,
            "path": database.quorum.content("Path"),
        },
    }
