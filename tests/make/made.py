"""What tests of made clusters share: the clusters, made once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from hivetool.cluster.load import LoadResult, load_cluster
from hivetool.cluster.model import Database, Resource
from hivetool.hive.building import built_hive
from hivetool.hive.decode import Decoded
from hivetool.hive.edit import DeleteKey, DeleteValue, Edit, SetValue
from hivetool.hive.hive import Hive
from hivetool.hive.table import Table
from hivetool.make.cluster import made_cluster
from hivetool.make.defects import planted
from hivetool.make.plan import Plan

PLAN = Plan()

HALF = Plan(nodes=4, vms=40, overridden=0.5, separate=0.5, owners=0.5, preferred=0.5, stopped=0.5)
"""A cluster in which everything occurs."""


@cache
def cluster(plan: Plan) -> Hive:
    return made_cluster(plan)


@cache
def database(plan: Plan) -> Database:
    result = load_cluster(cluster(plan))
    assert not result.problems
    return result.database


def after(hive: Hive, edits: Iterable[Edit]) -> Hive:
    """The hive with the edits, made the slow and obvious way."""
    keys = {key.path: {value.name: (int(value.type), value.data) for value in key.values} for key in hive.walk()}
    for edit in edits:
        if isinstance(edit, DeleteKey):
            keys = {path: values for path, values in keys.items() if not f"{path}\\".startswith(f"{edit.key}\\")}
            continue
        parts = edit.key.split("\\") if edit.key else []
        for depth in range(len(parts) + 1):
            keys.setdefault("\\".join(parts[:depth]), {})
        if isinstance(edit, SetValue):
            keys[edit.key][edit.name] = (edit.type, edit.data)
        elif isinstance(edit, DeleteValue):
            keys[edit.key].pop(edit.name, None)
    rows = {path: row for row, path in enumerate(keys)}
    parents = [rows[path.rpartition("\\")[0]] if path else -1 for path in keys]
    values = [(rows[path], name, *typed) for path, held in keys.items() for name, typed in held.items()]
    columns = [list(column) for column in zip(*values, strict=True)]
    return built_hive(Table([path.rpartition("\\")[2] for path in keys], parents, *columns), hive.source)


def broken(code: str, plan: Plan = PLAN) -> Hive:
    """The cluster with the defect of this code."""
    return after(cluster(plan), planted(cluster(plan), code))


def result(code: str, plan: Plan = PLAN) -> LoadResult:
    """What is loaded of the cluster with the defect of this code."""
    return load_cluster(broken(code, plan))


def values(hive: Hive, path: str) -> dict[str, Decoded]:
    """The values of a key."""
    return {value.name: value.decoded for value in hive.key(path).values}


def vm(found: Database, number: int = 0) -> Resource:
    """A virtual machine, by name."""
    return sorted((item for item in found.resources if item.is_virtual_machine), key=lambda item: item.name)[number]
