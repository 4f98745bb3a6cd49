from __future__ import annotations

import jsonschema
import pytest
from hypothesis import given, settings

from hivetool.cluster.load import load_cluster
from hivetool.cluster.semantics import ARTICLE
from hivetool.hive.hive import Hive
from hivetool.report.graph import graph_of
from hivetool.report.graph_dot import graph_dot
from hivetool.report.graph_mermaid import graph_mermaid
from hivetool.report.inspect_json import inspect_json
from hivetool.report.inspection import Inspection
from hivetool.report.schema import schema
from hivetool.report.table import View
from hivetool.report.table_csv import view_csv
from hivetool.report.table_markdown import view_markdown
from hivetool.report.table_text import view_text
from hivetool.report.views.catalog import OVERVIEW, VIEWS, view_of
from tests.cluster.damage import damaged
from tests.clusters import article_groups, cluster_reg
from tests.report.looking import EMPTY, look


@pytest.mark.parametrize("name", [OVERVIEW, *VIEWS])
@pytest.mark.parametrize("reg", [EMPTY, cluster_reg((), nodes=()), cluster_reg(article_groups(), nodes=("Node1",))])
def test_every_view_is_there_whatever_the_cluster(name: str, reg: str) -> None:
    found = view_of(name, look(reg))
    assert isinstance(found, View)
    assert found.name == name
    assert bool(found.lines) == (name == OVERVIEW)
    for table in found.tables:
        table.told(whole=True)
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        headings = [column.heading for column in table.shown("always", "full", "data")]
        assert len(set(headings)) == len(headings), "CSV tells columns apart by their headings"


def test_each_view_says_what_it_is_for() -> None:
    assert all(what.endswith(".") for what in VIEWS.values())


VALIDATOR = jsonschema.Draft202012Validator(schema("inspect"))


@settings(max_examples=60)
@given(damaged())
def test_a_damaged_cluster_is_shown_as_far_as_it_goes(hive: Hive) -> None:
    inspection = Inspection(load_cluster(hive).database, hive.source, ARTICLE)
    views = [view_of(name, inspection) for name in (OVERVIEW, *VIEWS)]
    VALIDATOR.validate(inspect_json(inspection, views))
    for view in views:
        assert view_text(view, detail="full")
        assert view_csv(view)
        assert view_markdown(view, "full")
    graph = graph_of(inspection)
    assert graph_dot(graph)
    assert graph_mermaid(graph)
