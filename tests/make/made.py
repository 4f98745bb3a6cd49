"""What tests of made clusters share: the clusters, made once."""

from __future__ import annotations

from functools import cache

from hivetool.cluster.load import load_cluster
from hivetool.cluster.model import Database
from hivetool.hive.hive import Hive
from hivetool.make.cluster import made_cluster
from hivetool.make.plan import Plan

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
