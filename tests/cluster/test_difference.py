from __future__ import annotations

from hivetool.cluster.difference import Extent, Step, Stored, is_noise, parts
from hivetool.hive.apply import apply
from hivetool.hive.decode import text_data
from hivetool.hive.diff import diff
from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, Edit, SetValue
from tests.cluster.redacting import hive
from tests.clusters import article_groups, cluster_reg, group_id, resource_id
from tests.make.made import PLAN, cluster
from tests.trees import PlainKey, PlainValue, hive_of

A = hive(cluster_reg(article_groups()))
VM1 = f"Resources\\{resource_id('Virtual Machine 1')}"
ONE = (1).to_bytes(4, "little")


def test_steps_are_gathered_by_object() -> None:
    edits: tuple[Edit, ...] = (
        SetValue(VM1, "PersistentState", 4, bytes(4)),
        SetValue("", "ClusterName", 1, text_data("OTHER")),
        SetValue(f"{VM1.upper()}\\Parameters", "OfflineAction", 4, ONE),
        SetValue("Unknown\\x", "v", 4, ONE),
    )
    found = parts(edits, A, apply(A, edits))
    assert [(part.kind, part.id, part.name) for part in found] == [
        ("resource", resource_id("Virtual Machine 1"), "Virtual Machine 1"),
        ("key", "", ""),
        ("key", "Unknown\\x", "Unknown\\x"),
    ]
    assert [step.edit for step in found[0].steps] == [edits[0], edits[2]]
    assert [(step.before, step.after) for step in found[0].steps] == [
        (Stored(4, ONE), Stored(4, bytes(4))),
        (None, Stored(4, ONE)),
    ]


def test_raw_is_by_key() -> None:
    edits = (SetValue(VM1, "a", 4, ONE), SetValue(f"{VM1}\\Parameters", "b", 4, ONE))
    assert [(part.kind, part.id) for part in parts(edits, A, A, raw=True)] == [
        ("key", VM1),
        ("key", f"{VM1}\\Parameters"),
    ]


def test_an_object_has_its_old_name_and_a_new_one_its_own() -> None:
    renamed = (SetValue(VM1, "Name", 1, text_data("new name")),)
    assert [part.name for part in parts(renamed, A, apply(A, renamed))] == ["Virtual Machine 1"]
    made = (CreateKey("Groups\\g"), SetValue("Groups\\g", "Name", 1, text_data("fresh")))
    assert [part.name for part in parts(made, A, apply(A, made))] == ["fresh"]


def test_how_much_is_lost_with_a_key() -> None:
    tree = PlainKey("C", (), (PlainKey("x", (PlainValue("v"),), (PlainKey("y", (PlainValue("w"), PlainValue("z"))),)),))
    (part,) = parts((DeleteKey("x"),), hive_of(tree), hive_of(PlainKey("C")))
    assert part.steps == (Step(DeleteKey("x"), Extent(1, 3)),)
    (gone,) = parts((DeleteKey(f"Groups\\{group_id('HyperV VMs')}"),), A, A)
    assert (gone.kind, gone.name) == ("group", "HyperV VMs")


def test_when_it_was_written() -> None:
    old, new = (PlainKey("C", (), (PlainKey("Groups", (), (PlainKey("g", (), (), time),)),)) for time in (5, 7))
    (part,) = parts((SetValue("Groups\\g", "Name", 1, b""),), hive_of(old), hive_of(new))
    assert part.written == 7
    (gone,) = parts((DeleteKey("Groups\\g"),), hive_of(old), hive_of(new))
    assert gone.written is None


def test_noise() -> None:
    assert is_noise(SetValue("", "PaxosTag", 1, b""))
    assert not is_noise(SetValue("Groups\\g", "PaxosTag", 1, b""))
    assert is_noise(DeleteValue("Groups\\g", "DEFAULTOWNER"))
    assert not is_noise(SetValue(VM1, "PersistentState", 4, b""))
    assert not is_noise(CreateKey("Groups\\g"))


def test_every_edit_is_in_one_part() -> None:
    a, b = cluster(PLAN), hive(cluster_reg(article_groups()))
    edits = diff(a, b)
    found = parts(edits, a, b)
    steps = [step.edit for part in found for step in part.steps]
    assert sorted(steps, key=repr) == sorted(edits, key=repr)
    assert len({(part.kind, part.id.upper()) for part in found}) == len(found)
