from __future__ import annotations

from hivetool.cluster.names import Names
from hivetool.hive.decode import multi_text_data, text_data
from hivetool.report.stored import MOST_NAMED, stored_words
from tests.cluster.redacting import hive
from tests.clusters import G, R, article_groups, cluster_reg, resource_id

NAMES = Names((hive(cluster_reg(article_groups())),))
ID1 = resource_id("Virtual Machine 1")


def test_objects_are_named_behind_their_ids() -> None:
    assert stored_words(1, text_data(f"[{ID1}] and [{ID1}]"), "x", NAMES).endswith('" (Virtual Machine 1)')
    assert stored_words(7, multi_text_data(["2", "9"]), "PossibleOwners", NAMES) == '"2", "9" (Node2)'
    assert stored_words(7, multi_text_data(["2", "9"]), "Other", NAMES) == '"2", "9"'
    assert stored_words(1, text_data(ID1), "x", None) == f'"{ID1}"'


def test_what_does_not_fit_its_type_names_nothing() -> None:
    assert stored_words(1, b"odd", "x", NAMES) == "hex 6f6464 (does not fit the type)"


def test_not_too_many_are_named() -> None:
    machines = tuple(R(f"M{number:02}") for number in range(MOST_NAMED + 5))
    many = Names((hive(cluster_reg((G("G", machines),))),))
    words = stored_words(7, multi_text_data([resource_id(each.name) for each in machines]), "Contains", many)
    assert words.count("M") == MOST_NAMED
    assert "characters)" in words
