"""Inspections of small clusters, and the tables of their views as people see them."""

from __future__ import annotations

from typing import Any

from hivetool.cluster.load import load_cluster
from hivetool.cluster.semantics import ARTICLE
from hivetool.report.inspection import Inspection
from hivetool.report.table import Table, View
from hivetool.report.views.catalog import view_of
from hivetool.source.opening import open_hive
from tests.clusters import HEADER, ROOT, database

EMPTY = f"{HEADER}[{ROOT}\\Nodes]\n"


def look(reg: str, narrow: frozenset[str] = frozenset()) -> Inspection:
    known = database(reg)
    return Inspection(known, known.hive.source, ARTICLE, narrow)


def look_at(data: bytes) -> Inspection:
    hive = open_hive(data)
    return Inspection(load_cluster(hive).database, hive.source, ARTICLE)


def rows(table: Table[Any], *, whole: bool = False) -> list[dict[str, str]]:
    """Each row by the headings, without what is empty."""
    told = table.told(whole=whole)
    return [
        {column.heading: words[place] for column, words in told if words[place]} for place in range(len(table.items))
    ]


def seen(name: str, reg: str, narrow: frozenset[str] = frozenset()) -> View:
    return view_of(name, look(reg, narrow))
