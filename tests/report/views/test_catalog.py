from __future__ import annotations

import pytest

from hivetool.report.table import View
from hivetool.report.views.catalog import OVERVIEW, VIEWS, view_of
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
