from __future__ import annotations

from dataclasses import fields

import pytest

from hivetool.cluster.semantics import ARTICLE, WINDOWS, Basis, Choice, NoSuchSemantics, semantics_named


def test_every_open_point_has_a_value_a_basis_and_a_source() -> None:
    for point in fields(ARTICLE):
        choice = getattr(ARTICLE, point.name)
        if point.name != "name":
            assert isinstance(choice, Choice)
            assert isinstance(choice.basis, Basis)
            assert choice.source


def test_what_the_article_says() -> None:
    assert (ARTICLE.is_alive_ms.value, ARTICLE.looks_alive_ms.value) == (5000, 60000)
    assert ARTICLE.is_alive_ms.basis is ARTICLE.looks_alive_ms.basis is Basis.STATED
    assert ARTICLE.restart_threshold.value == 3


def test_by_name() -> None:
    assert semantics_named("article") is ARTICLE
    assert semantics_named("windows") is WINDOWS
    assert semantics_named("article", ["target_online=all"]).target_online.value == "all"
    assert ARTICLE.target_online.value == "flagged"


def test_a_name_that_does_not_exist() -> None:
    with pytest.raises(NoSuchSemantics, match="'x' does not exist; there is: article, windows"):
        semantics_named("x")
