from __future__ import annotations

import pytest

from hivetool.cluster.facts import Content
from hivetool.hive.decode import multi_text_data
from hivetool.hive.edit import DeleteKey, DeleteValue, SetValue
from hivetool.lint.finding import Cmdlet
from hivetool.lint.fixes import (
    by_cmdlet,
    by_hand,
    edit_list,
    no_longer,
    remove_key,
    remove_value,
    set_to,
    with_cmdlets,
    words,
)
from tests.clusters import G, R, cluster_reg, database

DATABASE = database(cluster_reg([G("SQL", (R("A", {"RestartDelay": 5}),), {"PreferredOwners": ["1", "2"]})]))
RESOURCE, GROUP = DATABASE.resources[0], DATABASE.groups[0]


def test_a_property_is_stored_by_its_type() -> None:
    fix = set_to(RESOURCE, "SeparateMonitor", 1, safe=True)
    assert (fix.title, fix.safe) == ("set SeparateMonitor to 1", True)
    assert fix.edits == (SetValue(RESOURCE.path, "SeparateMonitor", 4, b"\1\0\0\0"),)
    assert set_to(RESOURCE, "SeparateMonitor", "no number").edits == ()


def test_a_property_is_stored_no_more() -> None:
    fix = no_longer(RESOURCE, "RestartDelay")
    assert (fix.title, fix.safe, fix.edits) == (
        "store no RestartDelay",
        False,
        (DeleteValue(RESOURCE.path, "RestartDelay"),),
    )
    assert no_longer(RESOURCE, "SeparateMonitor").edits == ()


def test_lists_lose_and_gain() -> None:
    fix = edit_list(GROUP, "PreferredOwners", without=("1",), plus=("3",))
    assert fix.title == "take 1 off PreferredOwners and put 3 into PreferredOwners"
    assert fix.edits == (SetValue(GROUP.path, "PreferredOwners", 7, multi_text_data(["2", "3"])),)
    unstored = edit_list(RESOURCE, "PossibleOwners", plus=("1",))
    assert unstored.edits == (SetValue(RESOURCE.path, "PossibleOwners", 7, multi_text_data(["1"])),)


def test_what_no_property_is() -> None:
    cmdlet = Cmdlet("Get-Cluster")
    assert remove_value("A", "x", "t").edits == (DeleteValue("A", "x"),)
    assert remove_key("A", "t", cmdlets=(cmdlet,)).edits == (DeleteKey("A"),)
    assert by_cmdlet("t", cmdlet).cmdlets == (cmdlet,)
    assert with_cmdlets(by_cmdlet("t", cmdlet), cmdlet).cmdlets == (cmdlet, cmdlet)
    assert (by_hand("look").edits, by_hand("look").cmdlets, by_hand("look").safe) == ((), (), False)


@pytest.mark.parametrize(
    ("content", "expected"),
    [(b"\1\xff", "01ff"), (b"", "nothing"), (("a", "b"), "a, b"), ((), "an empty list"), (5, "5"), ("x", "x")],
)
def test_words(content: Content, expected: str) -> None:
    assert words(content) == expected
