from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hivetool.hive.edit import DeleteKey
from hivetool.hive.location import Location
from hivetool.lint.finding import Fix, Found
from hivetool.lint.run import finding_of, lint, runs
from hivetool.lint.subject import Subject
from tests.clusters import G, R, cluster_reg, loaded
from tests.lint.found import rule

DATABASE = loaded(cluster_reg([G("SQL", (R("A", {"RestartDelay": 5}), R("A"))), G("WEB")])).database
SUBJECT = Subject("a.reg", DATABASE, DATABASE.hive.source)
RESOURCE = DATABASE.resources[0] if "RestartDelay" in DATABASE.resources[0].facts else DATABASE.resources[1]


def groups(subject: Subject) -> Iterator[Found]:
    for group in subject.database.groups:
        yield Found("it is one", group)
    yield Found("it is bad", severity="error")


def test_the_worst_comes_first_then_by_rule() -> None:
    one, other = replace(rule("HT301"), check=groups), replace(rule("HT201", "info"), check=groups)
    found = lint(SUBJECT, (one, other))
    assert [(item.severity, item.rule) for item in found] == [
        ("error", "HT201"),
        ("error", "HT301"),
        ("warning", "HT301"),
        ("warning", "HT301"),
        ("info", "HT201"),
        ("info", "HT201"),
    ]
    assert [item.name for item in found[2:4]] == [group.name for group in DATABASE.groups]


def test_a_stored_value_is_the_place_and_says_what_is_there() -> None:
    found = finding_of(rule("HT999"), SUBJECT, Found("m", RESOURCE, "RestartDelay"))
    assert (found.key, found.value, found.actual) == (RESOURCE.path, "RestartDelay", "5")
    assert found.at == RESOURCE.facts["RestartDelay"].at


def test_what_is_not_stored_is_at_its_object() -> None:
    found = finding_of(rule("HT999"), SUBJECT, Found("m", RESOURCE, "SeparateMonitor", actual=""))
    assert (found.key, found.at, found.actual) == (RESOURCE.path, RESOURCE.at, "not stored")
    assert found.name == "A"


def test_another_place_is_said() -> None:
    found = finding_of(rule("HT999"), SUBJECT, Found("m", RESOURCE, "x", key="Else", at=Location(line=3)))
    assert (found.key, found.value, found.at.line) == ("Else", "x", 3)
    nowhere = finding_of(rule("HT999"), SUBJECT, Found("m"))
    assert (nowhere.kind, nowhere.id, nowhere.name, nowhere.key, nowhere.actual) == ("", "", "", "", "")


def test_the_cluster_has_the_clusters_name() -> None:
    assert finding_of(rule("HT999"), SUBJECT, Found("m", DATABASE.cluster)).name == "HVCLUSTER"


def test_a_rule_is_run_where_there_is_what_it_needs() -> None:
    text = replace(SUBJECT, source=replace(SUBJECT.source, kind="reg-query"))
    assert not runs(replace(rule("HT999"), needs=frozenset({"exact types"})), text)
    assert runs(replace(rule("HT999"), needs=frozenset({"exact types"})), SUBJECT)
    copies, engine = (replace(rule("HT999"), needs=frozenset({need})) for need in ("several copies", "engine"))
    assert not runs(copies, SUBJECT)
    assert runs(copies, replace(SUBJECT, copies=(SUBJECT,)))
    assert not runs(engine, SUBJECT)
    assert runs(engine, replace(SUBJECT, processes=()))


def test_no_edit_leads_below_a_key_without_a_name() -> None:
    reached, lost = (Fix("delete it", True, (DeleteKey(key),)) for key in ("Dependencies\\a", "Dependencies\\"))
    assert finding_of(rule("HT999"), SUBJECT, Found("m", RESOURCE, fix=reached)).fix == reached
    assert finding_of(rule("HT999"), SUBJECT, Found("m", RESOURCE, fix=lost)).fix == Fix("delete it")
