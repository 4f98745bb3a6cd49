from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hivetool.cluster.load import load_cluster
from hivetool.cluster.semantics import WINDOWS
from hivetool.hive.errors import Problem
from hivetool.hive.location import Location
from hivetool.lint.baseline import baseline_text, read_baseline
from hivetool.lint.finding import Found
from hivetool.lint.rule import Rule
from hivetool.lint.subject import Subject
from hivetool.regf.check import check_regf
from hivetool.regf.reader import read_regf
from hivetool.regf.writer import write_regf
from hivetool.report.inspection import Inspection
from hivetool.report.judging import Preparing, is_at_least, judged, prepared, processes, structure
from tests.clusters import G, R, cluster_reg, group_id, loaded, resource_id
from tests.lint.found import finding, rule
from tests.make.made import HALF, cluster

LOADED = loaded(
    cluster_reg(
        [G("SQL01", (R("A", {"SeparateMonitor": 1}), R("B")), {"DefaultOwner": 2}), G("WEB", (R("C"),))],
    )
)


def every_group(subject: Subject) -> Iterator[Found]:
    yield from (Found(f"{len(subject.copies)} copies", group) for group in subject.database.groups)


GROUPS = replace(rule("HT301"), check=every_group)


def test_each_is_judged_beside_its_copies() -> None:
    subjects = [prepared(name, LOADED, (GROUPS,)) for name in "abc"]
    judgment = judged(subjects, (GROUPS,), unreadable=(finding("HT001", "error"),))
    assert [found.file for found in judgment.findings] == ["cluster.reg", "a", "a", "b", "b", "c", "c"]
    assert {found.message for found in judgment.findings[1:]} == {"2 copies"}
    assert judgment.counts() == {"error": 1, "warning": 6, "info": 0}
    assert judgment.database(judgment.findings[1]) is LOADED.database
    assert judgment.database(judgment.findings[0]) is None
    assert (judgment.fails("error"), judgment.fails("never")) == (True, False)


def test_what_is_ignored_and_what_is_known_is_counted() -> None:
    subjects = [prepared("a", LOADED, (GROUPS,))]
    some = judged(subjects, (GROUPS,), ignored_objects=[("group:SQL01", ("HT3",))])
    assert ([found.id for found in some.findings], some.ignored, some.known) == ([group_id("WEB")], 1, 0)
    rest = judged(subjects, (GROUPS,), baseline=read_baseline(baseline_text(some.findings)))
    assert ([found.id for found in rest.findings], rest.ignored, rest.known) == ([group_id("SQL01")], 0, 1)


def test_severities() -> None:
    assert [is_at_least("warning", each) for each in ("error", "warning", "info", "never")] == [
        False,
        True,
        True,
        False,
    ]


def test_processes_are_those_of_the_engine() -> None:
    found = {(each.node, each.own, each.resources) for each in processes(prepared("a", LOADED, ()))}
    assert found == {
        ("2", True, (resource_id("A"),)),
        ("2", False, (resource_id("B"),)),
        ("1", False, (resource_id("C"),)),
    }
    (alone,) = (each for each in processes(prepared("a", LOADED, ())) if each.own)
    assert alone.program == "RHS.EXE"
    assert alone.calls_per_second > 0


def test_what_takes_time_is_made_only_for_a_rule_that_needs_it() -> None:
    needs = replace(rule("HT511"), needs=frozenset({"engine"}))
    assert prepared("a", LOADED, (GROUPS,)).processes is None
    assert prepared("a", LOADED, (GROUPS, needs)).processes


def test_problems_are_found_when_a_rule_looks() -> None:
    result = load_cluster(LOADED.database.hive)
    subject = prepared("a", result, (GROUPS,))
    assert "problems" not in vars(result)
    assert list(subject.problems) == list(result.problems)


def test_the_structure_is_what_the_reader_said_or_what_the_validator_says() -> None:
    sound = write_regf(LOADED.database.hive)
    damaged = sound + bytes(9)
    hive = read_regf(damaged)
    assert structure(hive) == hive.problems
    assert structure(hive, check=True) == check_regf(damaged).problems != ()
    noted = replace(hive, problems=(Problem("regf-dirty", "it is dirty", Location()),))
    assert next(each.code for each in structure(noted, check=True)) == "regf-dirty"
    assert structure(LOADED.database.hive, check=True) == LOADED.database.hive.problems


def test_rules_are_named_once() -> None:
    rules: tuple[Rule, ...] = (GROUPS,)
    assert judged([prepared("a", LOADED, rules)], rules).rules == rules


def test_they_are_the_processes_that_inspect_shows() -> None:
    database = load_cluster(cluster(HALF)).database
    seen = Inspection(database, database.hive.source, WINDOWS)
    labels = seen.node_labels
    made = list(processes(prepared("a", load_cluster(cluster(HALF)), ())))
    assert {(labels[each.node], each.program, each.resources, round(each.calls_per_second, 6)) for each in made} == {
        (each.node, each.host, tuple(item.id for item in each.resources), round(each.calls, 6))
        for each in seen.processes
    }
    assert len(made) == len(seen.processes)


def test_only_resources_are_known_to_crash() -> None:
    """A name may be that of a group too, and the pattern fits everything."""
    assert prepared("a", LOADED, (), Preparing(crashing=("SQL01",))).crashing == frozenset()
    everything = prepared("a", LOADED, (), Preparing(crashing=("*",))).crashing
    assert everything == {resource_id(name) for name in "ABC"}
