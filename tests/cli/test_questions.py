"""What can be asked, and what is refused."""

from __future__ import annotations

import click
import pytest

from hivetool.cli.questions import Wishes, refuse_senseless
from tests.cli.test_whatif import document, whatif, whats
from tests.clusters import cluster_reg
from tests.report.asking import GROUPS
from tests.scenario.test_trials import SITES

NOTHING = Wishes((), (), (), False, False, None, 0, 1, (), "4h", ())


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "nothing is asked; begin with --all-nodes"),
        (("--all-nodes", "--all-pairs"), "--all-nodes, --all-pairs: ask one thing at a time"),
        (("--random", "3", "--drain", "Node1"), "--random: ask one thing at a time"),
    ],
)
def test_nothing_and_several_things_are_refused(options: tuple[str, ...], words: str) -> None:
    code, out, err = whatif(*options)
    assert (code, out) == (2, "")
    assert words in err


def test_events_assignments_and_scenarios_ask_too() -> None:
    with click.Context(click.Command("whatif")) as ctx:
        refuse_senseless(ctx, NOTHING, ("vm:A.SeparateMonitor=1",), None)
        refuse_senseless(ctx, NOTHING, (), "scenario.toml")
        with pytest.raises(click.UsageError, match="nothing is asked"):
            refuse_senseless(ctx, NOTHING, (), None)


@pytest.mark.parametrize("more", [("--seed", "0"), ("--failures", "1"), ("--rate", "Node1=2"), ("--mttr", "4h")])
def test_what_only_draws_have_is_refused_without_them(more: tuple[str, str]) -> None:
    code, out, err = whatif("--all-nodes", *more)
    assert (code, out) == (2, "")
    assert f"{more[0]}: only draws have that; give --random N too" in err


def test_series() -> None:
    assert whats(document("--all-nodes")) == ["Node1 down", "Node2 down", "Node3 down"]
    assert whats(document("--all-pairs"))[0] == "Node1 + Node2 down"


def test_a_site() -> None:
    reg = cluster_reg(GROUPS, node_values={"Node1": {"FaultDomainId": "a"}, "Node3": {"FaultDomainId": "a"}}) + SITES
    found = document("--site-down", "Berlin", reg=reg)
    assert whats(found) == ["site Berlin: Node1 + Node3 down"]
    assert found["scenarios"][0]["quorum"] is False
