from __future__ import annotations

import pytest
from hypothesis import given

from hivetool.cluster.load import load_cluster
from hivetool.cluster.model import ClusterObject, Content, Database
from hivetool.cluster.naming import NoSuchProperty
from hivetool.cluster.schema import KINDS, SCHEMA, private_properties
from hivetool.cluster.semantics import ARTICLE, Choice
from hivetool.cluster.settings import (
    Effective,
    effective,
    every_setting,
    persistent_state,
    polls,
    resource_setting,
    stored_setting,
)
from hivetool.hive.hive import Hive
from hivetool.make.plan import Plan
from tests.cluster.damage import damaged
from tests.clusters import ROOT, VM, G, R, Stored, Values, cluster_reg, database, loaded, resource_id
from tests.make.made import HALF, cluster
from tests.trees import patient

IS, LOOKS = "IsAlivePollInterval", "LooksAlivePollInterval"
UNSET = 0xFFFFFFFF


def intervals(own: Values, inherited: Values) -> tuple[tuple[int, str], tuple[int, str]]:
    known = database(cluster_reg([G("A", (R("x", own),))], type_values={VM: inherited}))
    found = polls(known, known.resources[0], ARTICLE)
    return (found.is_alive.value, found.is_alive.origin), (found.looks_alive.value, found.looks_alive.origin)


@pytest.mark.parametrize(
    ("own", "inherited", "is_alive", "looks_alive"),
    [
        # the type's values as Windows stores them count by role: the shorter is the article's IsAlive
        ({}, {IS: 60000, LOOKS: 5000}, (5000, "resource type"), (60000, "resource type")),
        ({}, {IS: 5000, LOOKS: 60000}, (5000, "resource type"), (60000, "resource type")),
        # own values count by name
        ({IS: 2000}, {IS: 60000, LOOKS: 5000}, (2000, "resource"), (60000, "resource type")),
        ({LOOKS: 30000}, {IS: 60000, LOOKS: 5000}, (5000, "resource type"), (30000, "resource")),
        ({IS: 70000, LOOKS: 1000}, {}, (70000, "resource"), (1000, "resource")),
        # "use the type's value"
        ({IS: UNSET, LOOKS: UNSET}, {IS: 60000, LOOKS: 4000}, (4000, "resource type"), (60000, "resource type")),
        # nothing usable is stored: 5 s and 60 s
        ({IS: 0}, {IS: 0, LOOKS: UNSET}, (5000, "default"), (60000, "default")),
        ({IS: 9}, {IS: 0, LOOKS: 0}, (5000, "default"), (60000, "default")),
        # one of the type's two: its role is the nearer one
        ({}, {IS: 0, LOOKS: 7000}, (7000, "resource type"), (60000, "default")),
        ({}, {IS: 50000, LOOKS: 0}, (5000, "default"), (50000, "resource type")),
    ],
)
def test_poll_intervals(
    own: Values, inherited: Values, is_alive: tuple[int, str], looks_alive: tuple[int, str]
) -> None:
    assert intervals(own, inherited) == (is_alive, looks_alive)


def test_an_interval_says_which_stored_value_it_is() -> None:
    known = database(cluster_reg([G("A", (R("x"),))]))
    found = polls(known, known.resources[0], ARTICLE)
    assert found.is_alive.fact is not None
    assert (found.is_alive.fact.at.path, found.is_alive.fact.at.value) == ("ResourceTypes\\Virtual Machine", LOOKS)
    assert "LooksAlivePollInterval, by its role" in found.is_alive.why
    assert found.looks_alive.fact is not None
    assert found.looks_alive.fact.at.value == IS


def test_a_type_that_does_not_exist_has_the_defaults() -> None:
    known = database(cluster_reg([G("A", (R("x", type="Nothing"),))]))
    found = polls(known, known.resources[0], ARTICLE)
    assert (found.is_alive.value, found.looks_alive.value) == (5000, 60000)


@pytest.mark.parametrize(
    ("own", "group", "value", "origin"),
    [
        (1, 0, 1, "resource"),
        (0, 1, 0, "resource"),
        (None, 1, 1, "group"),
        (UNSET, 1, 1, "group"),
        (UNSET, UNSET, 0, "default"),
        (None, None, 0, "default"),
        (7, 1, 1, "group"),
    ],
)
def test_persistent_state_is_own_then_the_groups_then_0(
    own: int | None, group: int | None, value: int, origin: str
) -> None:
    def stored(number: int | None) -> dict[str, Stored]:
        return {} if number is None else {"PersistentState": number}

    known = database(cluster_reg([G("A", (R("x", stored(own)),), stored(group))]))
    found = persistent_state(known, known.resources[0], ARTICLE)
    assert (found.value, found.origin) == (value, origin)


def test_a_timeout_is_own_then_the_types_then_the_default() -> None:
    def timeout(own: Values, inherited: Values) -> tuple[int, str]:
        known = database(cluster_reg([G("A", (R("x", own),))], type_values={VM: inherited}))
        found = resource_setting(known, known.resources[0], "PendingTimeout", ARTICLE.pending_timeout_ms)
        return found.value, found.origin

    assert timeout({"PendingTimeout": 1000}, {"PendingTimeout": 2000}) == (1000, "resource")
    assert timeout({}, {"PendingTimeout": 2000}) == (2000, "resource type")
    assert timeout({"PendingTimeout": 3}, {}) == (180_000, "default"), "at least 10 ms"


def of_resource(name: str, own: Values, group: Values | None = None, kind: Values | None = None) -> Effective:
    known = loaded(cluster_reg([G("A", (R("x", own),), group or {})], type_values={VM: kind or {}})).database
    return effective(known, known.resources[0], name, ARTICLE)


def of_group(name: str, own: Values, root: Values | None = None) -> Effective:
    known = loaded(cluster_reg([G("A", values=own)], root=root)).database
    return effective(known, known.groups[0], name, ARTICLE)


@pytest.mark.parametrize(
    ("found", "value", "origin", "why"),
    [
        (of_resource("RestartAction", {"RestartAction": 1}), 1, "resource", "own value"),
        (of_resource("restartaction", {}), 2, "default", "MSCS resources-restartaction: default 2"),
        (of_resource("PendingTimeout", {}, kind={"PendingTimeout": 99}), 99, "resource type", "the type's value"),
        (
            of_resource("PendingTimeout", {"PendingTimeout": UNSET}, kind={"PendingTimeout": 99}),
            99,
            "resource type",
            "the type's value; its own 0xffffffff means: the resource type's",
        ),
        (of_resource("DeadlockTimeout", {}), 300_000, "default", "MSCS deadlocktimeout-restypprop"),
        (
            of_resource("DeadlockTimeout", {"DeadlockTimeout": 5}),
            300_000,
            "default",
            "MSCS deadlocktimeout-restypprop; its own 5 is out of range",
        ),
        (of_resource("PersistentState", {}, {"PersistentState": 1}), 1, "group", "the group's value"),
        (
            of_resource("PersistentState", {"PersistentState": UNSET}, {"PersistentState": 1}),
            1,
            "group",
            "the group's value; its own 0xffffffff means: the group's",
        ),
        (of_resource("PersistentState", {"PersistentState": 0}, {"PersistentState": 1}), 0, "resource", "own value"),
        (of_resource(IS, {}), 5000, "resource type", "the type's LooksAlivePollInterval, by its role"),
        (of_resource(IS, {IS: 7000}), 7000, "resource", "own value"),
        (
            of_resource(LOOKS, {LOOKS: 3}),
            60000,
            "resource type",
            "the type's IsAlivePollInterval, by its role; its own 3 is out of range",
        ),
        (of_resource("RetryPeriodOnFailure", {"RetryPeriodOnFailure": UNSET}), UNSET, "resource", "own value"),
        (of_resource("PossibleOwners", {"PossibleOwners": ["2"]}), ("2",), "resource", "own value"),
        (
            of_resource("PossibleOwners", {"PossibleOwners": []}),
            ("1", "2", "3"),
            "default",
            "every node, as none is listed (Commvault)",
        ),
        (of_resource("Description", {"Description": ""}), "", "resource", "own value"),
        (of_resource("Description", {}), None, "not set", "no default is documented"),
        (of_resource("EmbeddedFailureAction", {}), None, "not set", "no default is documented"),
        (of_group("FailoverThreshold", {}), 2, "default", "number of nodes - 1 (MSCS groups-failoverthreshold)"),
        (
            of_group("FailoverThreshold", {"FailoverThreshold": UNSET}),
            2,
            "default",
            "number of nodes - 1 (MSCS groups-failoverthreshold); its own 0xffffffff means: number of nodes - 1",
        ),
        (of_group("FailoverThreshold", {"FailoverThreshold": 9}), 9, "group", "own value"),
        (of_group("FailoverPeriod", {"FailoverPeriod": 5000}), 6, "default", None),
        (of_group("FailbackWindowStart", {}), UNSET, "default", "MSCS groups-failbackwindowstart"),
        (of_group("ResiliencyPeriod", {}), 240, "default", "MSCS resiliencydefaultperiod"),
        (of_group("ResiliencyPeriod", {}, {"ResiliencyDefaultPeriod": 90}), 90, "cluster", "the cluster's value"),
        (of_group("ResiliencyPeriod", {"ResiliencyPeriod": 30}, {"ResiliencyDefaultPeriod": 90}), 30, "group", None),
        (of_group("PreferredSite", {}, {"PreferredSite": "Here"}), "Here", "cluster", None),
        (of_group("PreferredSite", {"PreferredSite": [""]}, {"PreferredSite": "Here"}), "Here", "cluster", None),
        (of_group("Priority", {}), 2000, "default", "MSCS groups-priority"),
    ],
)
def test_what_a_property_is(found: Effective, value: Content | None, origin: str, why: str | None) -> None:
    assert (found.value, found.origin) == (value, origin)
    assert why is None or found.why == why


@pytest.mark.parametrize(
    ("level", "value", "why"),
    [
        ({}, 5, "MSCS clusters-samesubnetthreshold; 2016 raised it"),
        ({"ClusterFunctionalLevel": 8}, 5, "MSCS clusters-samesubnetthreshold; 2016 raised it, 2012 R2"),
        ({"ClusterFunctionalLevel": 11}, 10, "MSCS clusters-samesubnetthreshold; 2016 raised it, 2022"),
        ({"ClusterFunctionalLevel": 99}, 5, "MSCS clusters-samesubnetthreshold; 2016 raised it"),
    ],
)
def test_a_default_is_that_of_the_clusters_level(level: Values, value: int, why: str) -> None:
    known = database(cluster_reg([], root=level))
    found = effective(known, known.cluster, "SameSubnetThreshold", ARTICLE)
    assert (found.value, found.origin, found.why, found.fact) == (value, "default", why, None)


def test_the_evidence_is_the_stored_value() -> None:
    found = of_resource("PendingTimeout", {"PendingTimeout": UNSET}, kind={"PendingTimeout": 99})
    assert found.fact is not None
    assert found.stored is not None
    assert (found.fact.at.path, found.fact.value) == (f"ResourceTypes\\{VM}", 99)
    assert (found.stored.at.path, found.stored.value) == (f"Resources\\{resource_id('x')}", UNSET)
    assert found.fact.at.line is not None


def test_a_value_in_words() -> None:
    assert of_resource("RestartAction", {"RestartAction": 1}).word == "restart, never fail over"
    assert of_group("FailbackWindowEnd", {}).word == "no window"
    assert of_group("Description", {"Description": "x"}).word is None


def test_private_properties() -> None:
    parameters = f'\n[{ROOT}\\Resources\\{resource_id("x")}\\Parameters]\n"OfflineAction"=dword:2\n"Name"="n"\n'
    known = database(cluster_reg([G("A", (R("x", {}), R("n", {}, "Network Name")))]) + parameters)
    machine, name = known.resources
    assert effective(known, machine, "OFFLINEACTION", ARTICLE).word == "shut down"
    assert effective(known, machine, "CheckHeartbeat", ARTICLE).origin == "default"
    assert effective(known, name, "Name", ARTICLE).value == "n"
    assert effective(known, name, "Parameters.Name", ARTICLE).origin == "not set"
    with pytest.raises(NoSuchProperty, match="a resource of type Virtual Machine has no property HostRecordTTL"):
        effective(known, machine, "HostRecordTTL", ARTICLE)
    with pytest.raises(NoSuchProperty, match="has no property Name that hivetool knows"):
        effective(known, machine, "Parameters.Name", ARTICLE)


def objects(known: Database) -> list[ClusterObject]:
    return [item for kind in KINDS for item in known.objects(kind)]


@pytest.mark.parametrize("plan", [Plan(), HALF])
def test_every_property_of_every_object_is_answered(plan: Plan) -> None:
    known = load_cluster(cluster(plan)).database
    for item in objects(known):
        found = list(every_setting(known, item, ARTICLE))
        names = [prop.name for prop in SCHEMA[item.kind].values()]
        names += [prop.name for prop in private_properties(item.kind, item.private_type).values()]
        assert [each.prop.name for each in found] == names
        for each in found:
            assert (each.fact is None) == (each.origin in ("default", "not set"))
            assert (each.value is None) == (each.origin == "not set")
            assert each.fact is None or each.fact.value == each.value
            assert each.why


CHOICES: dict[str, Choice[int]] = {
    "RestartAction": ARTICLE.restart_action,
    "RestartThreshold": ARTICLE.restart_threshold,
    "RestartPeriod": ARTICLE.restart_period_ms,
    "RestartDelay": ARTICLE.restart_delay_ms,
    "PendingTimeout": ARTICLE.pending_timeout_ms,
}


@patient
@given(damaged())
def test_it_is_what_the_replay_uses(hive: Hive) -> None:
    """The general answer is that of the functions for single numbers, on any cluster."""
    known = load_cluster(hive).database
    for item in known.resources:
        for name, choice in CHOICES.items():
            used = resource_setting(known, item, name, choice)
            found = effective(known, item, name, ARTICLE)
            assert (found.value, found.origin, found.fact) == (used.value, used.origin, used.fact)
        commanded = persistent_state(known, item, ARTICLE)
        found = effective(known, item, "PersistentState", ARTICLE)
        assert (found.value, found.origin, found.fact) == (commanded.value, commanded.origin, commanded.fact)
    for group in known.groups:
        stored = stored_setting(group, "group", "FailoverThreshold")
        limit = stored.value if stored is not None else max(len(known.nodes) - 1, 0)
        assert effective(known, group, "FailoverThreshold", ARTICLE).value == limit
    for any_item in objects(known):
        assert all(each.why for each in every_setting(known, any_item, ARTICLE))
