from __future__ import annotations

import pytest

from tests.clusters import CONFIG, G, R, article_groups, cluster_reg
from tests.engine.runs import ARTICLE_REG, actions, decisions, group, run, state, texts

WINDOWS = 'semantics = "windows"\n'
PAIR = cluster_reg(
    [G("G", (R("vm", {"PersistentState": 1}, needs=("cfg",)), R("cfg", {"PersistentState": 1}, CONFIG)))]
)


def test_a_command_is_recorded_whether_or_not_it_succeeds() -> None:
    """MS-CMRP 3.1.4.2.18: PersistentState becomes online before and regardless of success."""
    toml = '[dll."vm:3"]\nonline = "fails"'
    prediction = run(ARTICLE_REG, "1s vm:3 online", toml=toml)
    assert state(prediction, "Virtual Machine 3") == ("Failed", 1)
    assert actions(prediction)[0] == (1000, "online Virtual Machine 3 on Node1")


def test_a_command_to_a_group_is_written_to_the_group_and_to_each_resource() -> None:
    prediction = run(ARTICLE_REG, "1s group:HyperV* offline")
    assert [(edit.key.split("\\")[0], edit.data[0]) for edit in prediction.edits] == [
        ("Groups", 0),
        ("Resources", 0),
        ("Resources", 0),
        ("Resources", 0),
    ]
    assert group(prediction, "HyperV VMs") == ("Node1", "Offline")
    assert [text for _, text in actions(prediction)] == [f"offline Virtual Machine {n} on Node1" for n in (1, 2)]


def test_a_command_that_changes_only_the_record_changes_what_is_compared() -> None:
    """Not answering and recorded offline is left alone; commanded online it is not, though it was never seen down."""
    prediction = run(
        ARTICLE_REG, "1s vm:3 reports NoResponse", "7s vm:3 online", toml='[assume]\nstates = {"vm:3" = "Online"}'
    )
    assert (10_000, "restart Virtual Machine 3 on Node1") in actions(prediction)


def test_a_pending_resource_refuses_a_command() -> None:
    toml = '[dll."vm:1"]\noffline_takes = "10s"'
    prediction = run(ARTICLE_REG, "1s vm:1 offline", "2s vm:1 online", toml=toml)
    assert texts(prediction, "RCM")[-1] == "the command is refused: the resource is pending"
    assert actions(prediction) == [(1000, "offline Virtual Machine 1 on Node1")]
    assert state(prediction, "Virtual Machine 1") == ("Offline", 0), "a refused command is not recorded"


def test_what_an_administrator_brings_online_again_has_its_attempts_again() -> None:
    toml = '[dll."vm:1"]\nonline = ["fails", "fails", "succeeds"]'
    reg = cluster_reg(article_groups(first={"RestartThreshold": 1, "RestartAction": 1}))
    prediction = run(reg, "3s vm:1 reports Failed", "60s vm:1 online", toml=toml)
    assert actions(prediction)[-2:] == [
        (60_000, "online Virtual Machine 1 on Node1"),
        (60_000, "restart Virtual Machine 1 on Node1"),
    ]
    assert state(prediction, "Virtual Machine 1")[0] == "Online"


def test_what_depends_on_it_goes_offline_first_and_comes_back_with_it() -> None:
    prediction = run(PAIR, "1s cfg offline", "9s cfg online", toml=WINDOWS)
    assert actions(prediction) == [
        (1000, "offline vm on Node1"),
        (1000, "offline cfg on Node1"),
        (9000, "online cfg on Node1"),
        (9000, "online vm on Node1"),
    ]
    assert state(prediction, "vm") == ("Online", 1), "it was not commanded offline itself"


def test_what_it_depends_on_comes_online_first() -> None:
    prediction = run(PAIR, "1s group:G offline", "9s vm online", toml=WINDOWS)
    assert actions(prediction)[-2:] == [(9000, "online cfg on Node1"), (9000, "online vm on Node1")]
    assert (state(prediction, "vm"), state(prediction, "cfg")) == (("Online", 1), ("Online", 0))


def test_a_dependent_in_another_group_does_not_stop_the_group() -> None:
    groups = [
        G("A", (R("disk", {"PersistentState": 1}, "Generic Service"),), {"DefaultOwner": 1}),
        G("B", (R("vm", {"PersistentState": 1}, needs=("disk",)),), {"DefaultOwner": 2}),
    ]
    prediction = run(cluster_reg(groups), "1s group:A offline", toml=WINDOWS)
    assert [text for _, text in actions(prediction)] == ["offline vm on Node2", "offline disk on Node1"]
    assert group(prediction, "A") == ("Node1", "Offline")


def test_what_needs_any_of_two_goes_when_both_go() -> None:
    """MS-CMRP 3.1.1.1.2: of an OR one must be online."""
    service = "Generic Service"
    needs = R("x", {"PersistentState": 1}, service, ("a", "b"))
    three = (R("a", {"PersistentState": 1}, service), R("b", {"PersistentState": 1}, service), needs)
    reg = cluster_reg([G("G", three)]).replace("] and [", "] or [")
    assert [text for _, text in actions(run(reg, "1s a offline"))] == ["offline a on Node1"]
    both = run(reg, "1s a offline", "2s b offline", toml=WINDOWS)
    assert [text for _, text in actions(both)][1:] == ["offline x on Node1", "offline b on Node1"]


def test_offline_of_a_failed_resource_succeeds_or_is_refused() -> None:
    """API OfflineClusterResource against MS-CMRP 3.1.4.2.19; both record it."""
    reg = cluster_reg(article_groups(first={"RestartAction": 0}))
    words = ("1s vm:1 reports Failed", "9s vm:1 offline")
    assert state(run(reg, *words), "Virtual Machine 1") == ("Offline", 0)
    refused = run(reg, *words, toml='set_semantics = { offline_of_failed = "refused" }')
    assert state(refused, "Virtual Machine 1") == ("Failed", 0)


def test_a_move_takes_the_group_offline_and_brings_it_to_its_persistent_state() -> None:
    """R11 (MS-CMRP 3.1.4.2.52): what is persistently offline is not brought online on the target."""
    prediction = run(ARTICLE_REG, "1s group:HyperV* move Node2")
    assert [text for _, text in actions(prediction)] == [
        "move HyperV VMs to Node2",
        *(f"offline Virtual Machine {number} on Node1" for number in (1, 2)),
        *(f"online Virtual Machine {number} on Node2" for number in (1, 2)),
    ]
    assert prediction.edits == (), "a move records no persistent state"


def test_a_live_move_takes_nothing_offline() -> None:
    prediction = run(ARTICLE_REG, "1s group:HyperV* move best live")
    assert actions(prediction) == [(1000, "move HyperV VMs to Node2")]
    assert prediction.downtime_ms == ()


def test_moves_that_are_refused_say_why() -> None:
    reg = cluster_reg(article_groups(first={"PossibleOwners": ["1", "2"]}))
    slow = '[assume]\nnodes = { Node2 = "paused" }\n[dll."vm:1"]\nonline_takes = "20s"\n'
    words = [f"{at}s group:HyperV* move {to}" for at, to in ((1, "Node1"), (2, "Node2"), (3, "Node3"), (9, "best"))]
    told = texts(run(reg, *words, "5s vm:1 reports Offline", "6s vm:2 reports Offline", toml=slow), "RCM")
    assert [text for text in told if "refused" in text] == [
        "the move is refused: it is on Node1 already",
        "the move is refused: Node2 is paused",
        "the move is refused: Node3 is no possible owner of Virtual Machine 1",
        "the move is refused: the group, or a resource of it, is pending",
    ]


def test_without_quorum_nothing_moves() -> None:
    prediction = run(ARTICLE_REG, "1s node:Node2 down", "1s node:Node3 down", "9s group:HyperV* move Node1")
    assert texts(prediction, "RCM")[-1] == "the move is refused: the cluster has no quorum"


def test_no_command_reaches_a_node_that_has_died_unnoticed() -> None:
    words = ("1s node:Node1 down", "2s group:HyperV* move Node2", "3s vm:1 offline")
    prediction = run(ARTICLE_REG, *words)
    assert texts(prediction, "RCM")[0] == "the move is refused: Node1 does not answer"
    assert "Node1 does not answer: the command is only recorded" in texts(prediction, "RCM")
    assert not [text for _, text in actions(prediction) if text.startswith("offline")]
    assert state(prediction, "Virtual Machine 1") == ("Offline", 0), "it is not brought online where it goes"


def test_no_command_reaches_an_isolated_node() -> None:
    prediction = run(ARTICLE_REG, "1s node:Node1 isolated", "2s vm:1 offline", toml='until = "1m"')
    assert state(prediction, "Virtual Machine 1") == ("Online", 0)
    assert decisions(prediction)[-2:] == ["RCM-08", "MEM-16"]


@pytest.mark.parametrize("semantics", ["article", "windows"])
def test_an_isolated_node_carries_out_what_was_commanded_when_it_is_back(semantics: str) -> None:
    """MS-CMRP 3.1.4.2.18 and 19: it is recorded at once, though nobody is there to do it."""
    machines = (R("vm", {"PersistentState": 1}), R("idle", {"PersistentState": 0}))
    reg = cluster_reg([G("A", machines, {"DefaultOwner": 2})])
    words = ("1s node:Node2 isolated", "2s vm offline", "3s idle online", "60s node:Node2 up")
    prediction = run(reg, *words, toml=f'semantics = "{semantics}"\n')
    assert [text for at, text in actions(prediction) if at > 1000] == [
        "node-up Node2",
        "offline vm on Node2",
        "online idle on Node2",
    ]
    assert (state(prediction, "vm"), state(prediction, "idle")) == (("Offline", 0), ("Online", 1))
    assert "RCM-27" in decisions(prediction)


def test_a_move_that_enforced_anti_affinity_forbids_is_refused() -> None:
    """MS-CMRP 3.1.4.2.50: ERROR_NODE_CANT_HOST_RESOURCE; the soft rule leaves an administrator the choice."""
    apart = [
        G(name, (R(f"vm{name}", {"PersistentState": 1}),), {"DefaultOwner": node, "AntiAffinityClassNames": ["x"]})
        for node, name in enumerate("AB", 1)
    ]
    enforced = run(cluster_reg(apart, root={"ClusterEnforcedAntiaffinity": 1}), "1s group:A move Node2")
    assert group(enforced, "A") == ("Node1", "Online")
    assert "FM-17" in decisions(enforced)
    assert group(run(cluster_reg(apart), "1s group:A move Node2"), "A") == ("Node2", "Online")


def test_what_is_commanded_offline_before_its_turn_does_not_come_online() -> None:
    """MS-CMRP 3.1.1.1.1: the persistent state is what was commanded last."""
    toml = '[dll.cfg]\nonline_takes = "10s"\n'
    prediction = run(PAIR, "1s group:G move Node2", "5s vm offline", toml=toml)
    assert state(prediction, "cfg") == ("Online", 1)
    assert state(prediction, "vm") == ("Offline", 0)
    assert (11_000, "online vm on Node2") not in actions(prediction)
