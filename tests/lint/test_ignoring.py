from __future__ import annotations

import pytest

from hivetool.lint.ignoring import ignored, not_ignored
from hivetool.lint.rule import Mark
from tests.clusters import G, R, cluster_reg, database, group_id, resource_id
from tests.lint.found import finding, rule

DATABASE = database(
    cluster_reg([G("LAB01", (R("Virtual Machine LAB01"), R("Disk", type="Generic Service"))), G("WEB", (R("Other"),))])
)
LAB, DISK, OTHER = (resource_id(name) for name in ("Virtual Machine LAB01", "Disk", "Other"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vm:LAB*", {("resource", LAB)}),
        ("vm:Virtual Machine*", {("resource", LAB)}),
        ("vm:WEB", {("resource", OTHER)}),
        ("group:LAB*", {("group", group_id("LAB01"))}),
        ("res:*", {("resource", LAB), ("resource", DISK), ("resource", OTHER)}),
        ("node:Node1", {("node", "1")}),
        ("lab01", {("group", group_id("LAB01"))}),
        (LAB, {("resource", LAB)}),
        ("nobody", set()),
        ("vm:nobody", set()),
        ("type:Generic*", {("resource type", "Generic Service")}),
    ],
)
def test_who_is_meant(text: str, expected: set[tuple[str, str]]) -> None:
    assert set(ignored(DATABASE, [(text, ("HT4",))])) == expected


def test_the_cluster_itself() -> None:
    ((kind, _),) = ignored(DATABASE, [("cluster", ("HT4",))])
    assert kind == "cluster"


def test_only_the_rules_that_are_named_and_only_there() -> None:
    known = ignored(DATABASE, [("vm:LAB*", ("HT4",)), ("res:Virtual*", ("PEDANTIC",))])
    rules = (rule("HT412"), rule("HT512"), rule("HT513", mark=Mark.INFERRED))
    here = [finding(code, identity=LAB) for code in ("HT412", "HT512", "HT513")]
    there = [finding("HT412", identity=OTHER), finding("HT412", kind="group", identity=LAB)]
    assert not_ignored([*here, *there], known, rules) == (here[1], *there)
