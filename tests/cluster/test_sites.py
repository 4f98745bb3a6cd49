from __future__ import annotations

from collections.abc import Mapping

import pytest

from hivetool.cluster.model import Database
from hivetool.cluster.sites import preferred_site, site_named, site_of
from tests.clusters import ROOT, G, R, Stored, Values, cluster_reg, guid, loaded, value_line

SITE, RACK, CHASSIS, NODE = 1000, 2000, 3000, 4000
Domain = tuple[str, int, str | None]
"""Name, FaultDomainType and the name of the one it stands in."""

SITES: tuple[Domain, ...] = (("Seattle", SITE, None), ("Denver", SITE, None))
LEVELS: tuple[Domain, ...] = (
    *SITES,
    ("Rack 7", RACK, "Denver"),
    ("Chassis 3", CHASSIS, "Rack 7"),
    ("N1", NODE, "Seattle"),
    ("N2", NODE, "Chassis 3"),
)


def domain_id(name: str) -> str:
    return guid("fault domain", name)


def known(
    domains: tuple[Domain, ...] = LEVELS,
    *,
    root: Values | None = None,
    group: Values | None = None,
    nodes: Mapping[str, Values] | None = None,
    kind: str = "FaultDomainType",
) -> Database:
    """Nodes N1 to N3 and a group G in these fault domains."""
    text = cluster_reg([G("G", (R("r"),), group or {})], ["N1", "N2", "N3"], root=root, node_values=nodes)
    for name, number, parent in domains:
        values: dict[str, Stored] = {"FaultDomainName": name, kind: number}
        if parent is not None:
            values["FaultDomainParent"] = domain_id(parent)
        lines = [f"[{ROOT}\\FaultDomains\\{domain_id(name)}]", *(value_line(*item) for item in values.items())]
        text += "\n" + "\n".join(lines) + "\n"
    return loaded(text).database


def sites(database: Database) -> list[str | None]:
    names = {domain.id: domain.name for domain in database.fault_domains}
    found = [site_of(database, node) for node in database.nodes]
    return [names[site] if site is not None else None for site in found]


def preferred(database: Database) -> str | None:
    site = preferred_site(database, database.groups[0])
    return None if site is None else next(each.name for each in database.fault_domains if each.id == site)


def test_a_node_stands_in_the_site_above_the_fault_domain_of_its_name() -> None:
    assert sites(known()) == ["Seattle", "Denver", None]


def test_without_fault_domains_there_are_no_sites() -> None:
    assert sites(known(())) == [None, None, None]
    assert preferred(known(())) is None


@pytest.mark.parametrize(
    "values",
    [
        {"FaultDomainId": domain_id("Rack 7")},
        {"FaultDomainId": domain_id("Denver").upper()},
        {"FaultDomain": ["Denver"]},
        {"FaultDomain": ["Chassis:Chassis 3", "Rack:Rack 7", "Site:Denver"]},
        {"FaultDomain": ["Room 101", "site:denver"]},
    ],
)
def test_a_node_may_say_itself_where_it_stands(values: Values) -> None:
    """MSCS nodes-faultdomainid, nodes-faultdomain; PowerShell shows ``Site:Denver``."""
    assert sites(known(nodes={"N3": values}))[2] == "Denver"


def test_what_a_node_says_itself_goes_before_the_fault_domain_of_its_name() -> None:
    assert sites(known(nodes={"N1": {"FaultDomainId": domain_id("Denver")}}))[0] == "Denver"


def test_a_node_that_names_what_does_not_exist_stands_in_the_fault_domain_of_its_name() -> None:
    odd = "Site:\x1b[2J'\u202e:"
    assert sites(known(nodes={"N1": {"FaultDomainId": "no", "FaultDomain": [odd]}}))[0] == "Seattle"


def test_a_rack_outside_of_any_site_is_no_site() -> None:
    assert sites(known((("Rack 7", RACK, None), ("N1", NODE, "Rack 7"))))[0] is None


def test_the_kind_may_stand_under_its_other_name() -> None:
    """The text that tells of these values has both names."""
    assert sites(known(kind="Type")) == ["Seattle", "Denver", None]


@pytest.mark.parametrize(
    "domains",
    [
        (("N1", NODE, "N1"),),
        (("N1", NODE, "Rack 7"), ("Rack 7", RACK, "Rack 8"), ("Rack 8", RACK, "Rack 7")),
        (("N1", NODE, "nowhere"),),
    ],
)
def test_a_ring_of_fault_domains_and_one_that_is_missing_lead_to_no_site(domains: tuple[Domain, ...]) -> None:
    assert sites(known(domains))[0] is None


@pytest.mark.parametrize(
    ("group", "root", "expected"),
    [
        ({}, {}, None),
        ({}, {"PreferredSite": "Denver"}, "Denver"),
        ({"PreferredSite": ["Seattle"]}, {"PreferredSite": "Denver"}, "Seattle"),
        ({"PreferredSite": "seattle"}, {"PreferredSite": "Denver"}, "Seattle"),
        ({"PreferredSite": [domain_id("Seattle")]}, {}, "Seattle"),
        ({}, {"PreferredSite": ["Site:Denver"]}, "Denver"),
        ({"PreferredSite": ["Atlantis"]}, {"PreferredSite": "Denver"}, "Denver"),
        ({"PreferredSite": ["Rack 7"]}, {"PreferredSite": "Denver"}, "Denver"),
        ({"PreferredSite": ["Rack 7"]}, {}, None),
        ({"PreferredSite": [""]}, {"PreferredSite": ""}, None),
    ],
)
def test_the_groups_preferred_site_goes_before_the_clusters(group: Values, root: Values, expected: str | None) -> None:
    """SITE: the group's PreferredSite, then the cluster's; a rack is no site."""
    assert preferred(known(group=group, root=root)) == expected


def test_a_site_is_named_by_id_or_name_and_no_other_domain_is_one() -> None:
    database = known()
    for text in ("Denver", "denver", "Site:Denver", domain_id("Denver")):
        assert site_named(database, text) == domain_id("Denver")
    for text in ("Rack 7", "Atlantis", ""):
        assert site_named(database, text) is None
