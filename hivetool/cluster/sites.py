"""The site of a node: the fault domain of kind site that it stands in, however many levels up (2016 and later)."""

from __future__ import annotations

from .model import Database, FaultDomain, Group, Node

SITE = 1000
"""FaultDomainType of a site (seen in a review of Windows Server 2022)."""


def site_of(database: Database, node: Node) -> str | None:
    """The id of the site that the node stands in, None if it stands in none.

    The node names its fault domain, or there is one of the node's name.
    """
    for text in (node.text("FaultDomainId") or "", *node.texts("FaultDomain"), node.name):
        domain = _domain(database, text)
        seen: set[str] = set()
        while domain is not None and domain.id not in seen:
            seen.add(domain.id)
            if is_site(domain):
                return domain.id
            domain = _domain(database, domain.text("FaultDomainParent") or "")
    return None


def preferred_site(database: Database, group: Group) -> str | None:
    """The id of the site that the group prefers, else the cluster's, None if neither names a site that exists.

    A group's own PreferredSite goes before the cluster's (SITE).
    """
    of_group = (*group.texts("PreferredSite"), group.text("PreferredSite") or "")
    of_cluster = (database.cluster.text("PreferredSite") or "", *database.cluster.texts("PreferredSite"))
    return next((found for text in (*of_group, *of_cluster) if (found := site_named(database, text)) is not None), None)


def site_named(database: Database, text: str) -> str | None:
    """The id of the site that has this id or name, as stored or as PowerShell shows it; None if there is none."""
    domain = _domain(database, text)
    return domain.id if domain is not None and is_site(domain) else None


def is_site(domain: FaultDomain) -> bool:
    """Whether the fault domain is a site, by either name of the value that says so."""
    return SITE in (domain.number("FaultDomainType"), domain.number("Type"))


def _domain(database: Database, text: str) -> FaultDomain | None:
    """The fault domain of this id or name; ``Site:NAME`` as PowerShell shows it counts as NAME."""
    for name in (text, text.rpartition(":")[2]):
        found = database.find_named("fault domain", name) if name else None
        if isinstance(found, FaultDomain):
            return found
    return None
