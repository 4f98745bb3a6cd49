from __future__ import annotations

from hivetool.cluster.properties.others import OTHER_PROPERTIES
from hivetool.cluster.properties.property import ANY, Form
from tests.shared import needs_shared, shared

NAMES = {(prop.kind, prop.name) for prop in OTHER_PROPERTIES}


def test_what_references_an_object_says_of_which_kind() -> None:
    assert {(prop.kind, prop.name): prop.refers_to for prop in OTHER_PROPERTIES if prop.refers_to} == {
        ("quorum", "Resource"): "resource",
        ("dependency", "dependent"): "resource",
        ("dependency", "dependency"): "resource",
        ("fault domain", "FaultDomainParent"): "fault domain",
        ("affinity rule", "Groups"): "group",
    }


def test_a_checkpoint_may_have_any_name_and_form() -> None:
    (row,) = (prop for prop in OTHER_PROPERTIES if prop.kind == "checkpoint")
    assert row.name == ANY
    assert {row.form, *row.also} == {Form.TEXT, Form.TEXTS, Form.BYTES}


@needs_shared
def test_group_sets_and_rules_have_the_names_of_the_facts() -> None:
    text = (shared() / "facts" / "wsfc-data-model.md").read_text("utf-8")
    for kind, folder in (("group set", "GroupSets"), ("affinity rule", "AffinityRules")):
        line = next(line for line in text.splitlines() if line.strip().startswith(f"{folder}\\..."))
        names = line.split("values ")[1].split(" [D names")[0].split(", ")
        assert {name for each, name in NAMES if each == kind} == set(names)


def test_what_nobody_confirmed_is_no_property() -> None:
    """Section 1.3 of the facts: one public script each reads Quorum's Weight and QuorumType."""
    assert not {("quorum", "Weight"), ("quorum", "QuorumType")} & NAMES
