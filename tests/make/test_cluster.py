from __future__ import annotations

import re
from dataclasses import replace

import pytest

from hivetool.cluster.load import load_cluster
from hivetool.cluster.schema import PROPERTIES, Form
from hivetool.hive.hive import Hive
from hivetool.hive.types import ValueType
from hivetool.make.cluster import made_cluster
from hivetool.make.plan import Plan
from hivetool.regf.check import check_regf
from hivetool.regf.reader import read_regf
from hivetool.regf.writer import write_regf
from tests.make.made import HALF, cluster, database

PLANS = (
    Plan(),
    HALF,
    Plan(nodes=1, vms=0),
    Plan(nodes=1, vms=0, volumes=0, file_servers=0, services=0, anti_affinity=0, witness="none"),
    Plan(nodes=2, vms=1, witness="share"),
    Plan(nodes=3, vms=30, overridden=1, separate=1, owners=1, preferred=1, stopped=1, witness="cloud"),
    Plan(nodes=16, vms=100, anti_affinity=1000, volumes=16, file_servers=64, services=64),
)
GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\Z")


def content(hive: Hive) -> tuple[object, ...]:
    return tuple(
        (key.path, key.last_written, tuple((value.name, value.type, value.data) for value in key.values))
        for key in hive.walk()
    )


@pytest.mark.parametrize("plan", PLANS)
def test_the_same_plan_makes_the_same_hive(plan: Plan) -> None:
    assert content(made_cluster(plan)) == content(cluster(plan))


def test_another_seed_makes_another_hive() -> None:
    assert content(cluster(Plan(seed=1))) != content(cluster(Plan()))


@pytest.mark.parametrize("plan", PLANS)
def test_it_loads_without_a_problem(plan: Plan) -> None:
    found = database(plan)
    assert len(found.nodes) == plan.nodes
    assert sum(resource.is_virtual_machine for resource in found.resources) == plan.vms
    assert all(resource.group for resource in found.resources)
    assert len(found.dependencies) == plan.vms + 1 + 2 * (plan.file_servers + plan.services)


@pytest.mark.parametrize("plan", PLANS)
def test_ids_are_guids_in_lower_case_without_braces(plan: Plan) -> None:
    hive = cluster(plan)
    for folder in ("Checkpoints", "Dependencies", "Groups", "NetworkInterfaces", "Networks", "Resources"):
        assert all(GUID.match(key.name) for key in hive.key(folder).subkeys)
    names = [key.name for folder in ("Groups", "Resources") for key in hive.key(folder).subkeys]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("plan", PLANS)
def test_names_are_used_once(plan: Plan) -> None:
    for objects in (database(plan).groups, database(plan).resources, database(plan).nodes):
        names = [item.name for item in objects]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("plan", PLANS)
def test_values_are_in_the_ranges_of_the_schema(plan: Plan) -> None:
    found = database(plan)
    kinds = {"node": found.nodes, "group": found.groups, "resource": found.resources, "resource type": found.types}
    for prop in PROPERTIES:
        for item in kinds.get(prop.kind, ()):
            fact = item.facts.get(prop.name)
            if fact is not None and prop.form is Form.NUMBER:
                number = fact.value
                assert isinstance(number, int)
                assert (prop.minimum or 0) <= number <= (prop.maximum or 0xFFFFFFFF), fact.at


@pytest.mark.parametrize("plan", PLANS)
def test_only_what_is_overridden_is_stored(plan: Plan) -> None:
    """Apart from types, whose intervals are mandatory, nothing says what its absence would say too."""
    for item in (*database(plan).groups, *database(plan).resources):
        assert "SeparateMonitor" not in item.facts or item.number("SeparateMonitor") == 1
        assert item.number("IsAlivePollInterval") != 60_000
        assert item.number("LooksAlivePollInterval") != 5_000
        assert not {"RestartAction", "FailoverPeriod", "FailoverThreshold"} & set(item.facts)


@pytest.mark.parametrize("plan", PLANS)
def test_written_as_a_hive_it_is_sound_and_reads_back(plan: Plan) -> None:
    data = write_regf(cluster(plan))
    assert not check_regf(data).problems
    again = read_regf(data)
    assert [row[:2] for row in content(again)] == [row[:2] for row in content(cluster(plan))]  # type: ignore[index]
    assert content(again) == content(cluster(plan))


def test_the_source_is_that_of_a_hive() -> None:
    source = cluster(Plan()).source
    assert (source.kind, source.version, source.places) == ("regf", "1.5", "offset")
    assert not cluster(Plan()).problems


def test_every_type_of_a_resource_is_registered() -> None:
    types = {item.name for item in database(HALF).types}
    assert {resource.type for resource in database(HALF).resources} <= types


def test_only_four_types_of_values_occur() -> None:
    used = {value.type for key in cluster(HALF).walk() for value in key.values}
    assert used == {ValueType.REG_SZ, ValueType.REG_DWORD, ValueType.REG_MULTI_SZ}


def test_the_largest_cluster_that_windows_supports() -> None:
    hive = made_cluster(replace(Plan(), nodes=64, vms=8_000, volumes=16))
    result = load_cluster(hive)
    assert not result.problems
    assert len(hive) > 56_000
    assert len(result.database.groups) > 8_000
