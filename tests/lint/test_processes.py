"""Rules about predicted RHS processes, with processes made by hand."""

from __future__ import annotations

from dataclasses import replace

from hivetool.lint.finding import Finding
from hivetool.lint.intervals import IS_ALIVE
from hivetool.lint.processes import neighbors, node_of, place, processes, shared
from hivetool.lint.rule import Rule
from hivetool.lint.rules.polling import ht505, ht511, ht520, ht525
from hivetool.lint.run import lint
from hivetool.lint.subject import Process
from hivetool.lint.thresholds import Thresholds
from tests.lint.subjects import subject
from tests.lint.test_intervals import VM, cluster

NODES = '[Cluster\\Nodes\\1]\n"NodeName"="HV01"\n[Cluster\\Nodes\\2]\n"NodeName"="HV02"\n'


def process(node: str, *resources: str, own: bool = False, calls: float = 1.0) -> Process:
    return Process(node, "RHS.EXE", own, resources, calls)


def judge(rule: Rule, text: str, *made: Process, thresholds: Thresholds | None = None) -> tuple[Finding, ...]:
    judged = replace(subject(NODES + text), processes=made, thresholds=thresholds or Thresholds())
    return lint(judged, (rule,))


def test_nothing_is_judged_that_was_not_predicted() -> None:
    plain = replace(subject(NODES), processes=None)
    assert processes(plain) == ()
    for rule in (ht505.RULE, ht511.RULE, ht520.RULE, ht525.RULE):
        assert lint(plain, (rule,)) == ()


def test_who_shares_a_process() -> None:
    judged = replace(subject(NODES), processes=(process("1", "a", "b"), process("1", "c", own=True)))
    assert [each.resources for each in shared(judged)] == [("a", "b")]
    assert neighbors(judged) == {"a": 2, "b": 2}


def test_a_process_in_words() -> None:
    judged = subject(NODES)
    known, unknown = process("2", "a"), process("9", "a", own=True)
    node = node_of(judged, known)
    assert node is not None
    assert node.name == "HV02"
    assert place(judged, known) == "the shared RHS.EXE of HV02"
    assert node_of(judged, unknown) is None
    assert place(judged, unknown) == "an own RHS.EXE"


def test_a_hundred_resources_are_a_crowd_and_the_largest_is_told() -> None:
    crowds = [process(str(node), *(f"x{number}" for number in range(count))) for node, count in ((1, 100), (2, 101))]
    (told,) = judge(ht520.RULE, "", *crowds)
    assert (told.kind, told.id, told.severity) == ("node", "2", "info")
    assert "101 resources" in told.message
    assert "1 more" in told.message
    assert judge(ht520.RULE, "", process("1", *(f"x{number}" for number in range(99)))) == ()
    (many,) = judge(ht520.RULE, "", process("1", *(f"x{number}" for number in range(500))))
    assert many.severity == "warning"


def test_a_frequent_is_alive_counts_above_fifty_resources() -> None:
    text = cluster({}, {IS_ALIVE: 4999}, {IS_ALIVE: 5000})
    others = tuple(f"x{number}" for number in range(49))
    (told,) = judge(ht505.RULE, text, process("1", "r0", "r1", *others))
    assert (told.id, told.value) == ("r0", IS_ALIVE)
    assert judge(ht505.RULE, text, process("1", "r0", *others)) == ()
    assert judge(ht505.RULE, text, process("1", "r0", *others, "y", "z", own=True)) == ()


def test_a_frequent_is_alive_of_the_type_is_told_at_the_type_with_its_largest_crowd() -> None:
    text = cluster({IS_ALIVE: 2000}, {}, {})
    crowds = [
        process(str(node), f"r{node - 1}", *(f"x{node}-{n}" for n in range(count)))
        for node, count in ((1, 60), (2, 70))
    ]
    (told,) = judge(ht505.RULE, text, *crowds)
    assert (told.kind, told.id) == ("resource type", VM)
    assert "71 resources" in told.message


def test_two_hundred_calls_a_second_are_enough() -> None:
    many, enough = process("1", "a", calls=200.5), process("2", "b", calls=200.0)
    assert [item.id for item in judge(ht511.RULE, "", many, enough)] == ["1"]


def test_another_makers_resource_is_told_only_beside_a_machine() -> None:
    text = '[Cluster\\ResourceTypes\\X]\n"DllName"="x.dll"\n[Cluster\\Resources\\b]\n"Type"="x"\n' + cluster({}, {})
    assert [item.id for item in judge(ht525.RULE, text, process("1", "b", "r0"))] == ["b"]
    assert judge(ht525.RULE, text, process("1", "b"), process("2", "r0")) == ()
