from __future__ import annotations

import re

import pytest

from hivetool.cluster.schema import (
    ANY,
    FOLDERS,
    KINDS,
    LEVELS,
    NODE_LISTS,
    PROPERTIES,
    SCHEMA,
    UNSET,
    VERSIONS,
    Form,
    own_properties,
    private_properties,
    property_at,
)
from hivetool.hive.upcase import upcase

NUMBERS = tuple(prop for prop in PROPERTIES if prop.is_number)


def test_every_property_stands_once() -> None:
    places = [
        (prop.kind, prop.place, upcase(prop.name), type_name)
        for prop in PROPERTIES
        for type_name in prop.types or ("",)
    ]
    assert len(set(places)) == len(places)
    general = {place[:3] for place in places if not place[3]}
    assert not [place for place in places if place[3] and place[:3] in general]
    assert sum(len(props) for props in SCHEMA.values()) == sum(not prop.place for prop in PROPERTIES)


def test_every_property_says_what_it_is_and_where_that_is_written() -> None:
    for prop in PROPERTIES:
        assert 0 < len(prop.meaning) < 70, prop.name
        assert prop.source, prop.name
        assert prop.kind in KINDS, prop.name
        assert prop.mark in ("documented", "seen", "inferred"), prop.name
        assert re.fullmatch(r"[\w ]+|\*", prop.name), prop.name


def test_what_is_documented_names_a_page_or_a_constant() -> None:
    for prop in PROPERTIES:
        if prop.mark == "documented":
            assert re.match(r"MSCS [a-z0-9-]+|MS-CMRP \d|SDK CLUS", prop.source), prop.name


def test_ranges_make_sense() -> None:
    for prop in NUMBERS:
        low, high = prop.minimum or 0, prop.most
        assert 0 <= low <= high < 2**64, prop.name
        assert high <= UNSET or prop.form is not Form.NUMBER, prop.name
        for default in (prop.default, prop.page_default, *(number for _, number in prop.defaults)):
            assert default is None or (isinstance(default, int) and prop.allows(default)), prop.name
        assert all(prop.allows(number) or not number for number, _ in prop.words), prop.name
        assert prop.unset is None or prop.word(prop.unset) is not None, prop.name


def test_only_numbers_have_what_numbers_have() -> None:
    for prop in PROPERTIES:
        if not prop.is_number:
            assert prop.limits == (None, None), prop.name
            assert (prop.words, prop.special, prop.defaults, prop.unit, prop.bits) == ((), (), (), None, False), (
                prop.name
            )
            assert prop.default is None or isinstance(prop.default, str), prop.name


def test_two_numbers_that_mean_something_are_a_choice_and_fill_the_range() -> None:
    """Of a range as short as 0 to 3 every number has its word, so that there is no choice without one."""
    for prop in NUMBERS:
        if prop.words and not prop.bits and prop.maximum is not None and prop.maximum < 5 and prop.minimum is not None:
            assert [number for number, _ in prop.words] == list(range(prop.minimum, prop.maximum + 1)), prop.name


def test_versions_are_in_order() -> None:
    for prop in PROPERTIES:
        since = [VERSIONS.index(version) for version, _ in prop.defaults]
        assert since == sorted(set(since)), prop.name
        if prop.since and prop.until:
            assert VERSIONS.index(prop.since) <= VERSIONS.index(prop.until), prop.name
    assert list(LEVELS.values()) == [version for version in VERSIONS if version in LEVELS.values()]


def test_what_is_inherited_is_there() -> None:
    inherited = [prop for prop in PROPERTIES if prop.inherits]
    assert len(inherited) == 7
    for prop in inherited:
        assert prop.inherits is not None
        kind, name = prop.inherits
        assert SCHEMA[kind][name].form is prop.form or prop.name == "PreferredSite", prop.name


def test_what_refers_to_an_object_refers_to_a_kind_that_has_keys() -> None:
    assert {prop.refers_to for prop in PROPERTIES if prop.refers_to} <= set(FOLDERS)
    assert sorted(NODE_LISTS) == ["PossibleOwners", "PreferredOwners"]


def test_documented_ranges() -> None:
    """MSCS groups-failoverperiod (hours, at most 1193) and resources-isalivepollinterval (at least 10 ms)."""
    assert (SCHEMA["group"]["FailoverPeriod"].unit, SCHEMA["group"]["FailoverPeriod"].maximum) == ("hours", 1193)
    assert SCHEMA["resource"]["IsAlivePollInterval"].minimum == 10
    assert SCHEMA["resource"]["PersistentState"].unset == UNSET


def test_names_are_looked_up_in_upper_case() -> None:
    assert own_properties("group")["PRIORITY"].name == "Priority"
    assert own_properties("checkpoint")[ANY].name == ANY
    assert private_properties("resource", "virtual MACHINE")["VMID"].types == ("Virtual Machine",)
    assert not private_properties("quorum")


@pytest.mark.parametrize(
    ("path", "name", "kind", "place"),
    [
        ("", "paxostag", "cluster", ""),
        ("resources\\x", "Type", "resource", ""),
        ("Resources\\x\\parameters", "vmid", "resource", "Parameters"),
        ("ResourceTypes\\Virtual Machine\\Parameters", "MigrationNetworkOrder", "resource type", "Parameters"),
        ("quorum", "Path", "quorum", ""),
        ("Networks\\x\\Parameters", "MulticastAddress", "network", "Parameters"),
    ],
)
def test_the_property_at_a_path(path: str, name: str, kind: str, place: str) -> None:
    prop = property_at(path, name)
    assert prop is not None
    assert (prop.kind, prop.place, upcase(prop.name)) == (kind, place, upcase(name))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("", "Contains"),
        ("Resources", "Name"),
        ("Resources\\x", "VmID"),
        ("Resources\\x\\Parameters\\y", "VmID"),
        ("Resources\\x\\Other", "VmID"),
        ("Nothing\\x", "Name"),
        ("Quorum\\Parameters", "Path"),
        ("Quorum\\x", "Path"),
        ("Parameters", "PaxosTag"),
        ("Other", "PaxosTag"),
    ],
)
def test_a_path_without_the_property(path: str, name: str) -> None:
    assert property_at(path, name) is None
