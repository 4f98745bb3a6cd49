"""A node stands in no site while others do, or a preferred site does not exist.

## Why

Roles fail over within a site first, and follow their preferred site. A node without a site belongs nowhere and comes
last; a preferred site that no fault domain has is no preference.

## How to mend

Say in which site the node stands (Set-ClusterFaultDomain), and correct the name of the preferred site.

## Source

Microsoft, "Troubleshoot site configuration" and "Site-aware failover clusters".
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.facts import Content
from hivetool.cluster.model import Cluster, ClusterObject
from hivetool.cluster.sites import site_named, site_of
from hivetool.lint.finding import Fix, Found
from hivetool.lint.fixes import by_hand, no_longer, set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.words import few

BAD = r"""
[Cluster\FaultDomains\s]
"FaultDomainName"="Seattle"
"FaultDomainType"=dword:000003e8

[Cluster\Nodes\1]
"NodeName"="N1"
"FaultDomainId"="s"

; here
[Cluster\Nodes\2]
"NodeName"="N2"

[Cluster\Groups\g]
"Name"="SQL01"
; here
"PreferredSite"=hex(7):41,00,74,00,6c,00,61,00,6e,00,74,00,69,00,73,00,00,00,00,00
"""

GOOD = r"""
[Cluster\FaultDomains\s]
"FaultDomainName"="Seattle"
"FaultDomainType"=dword:000003e8

[Cluster\Nodes\1]
"NodeName"="N1"
"FaultDomainId"="s"

[Cluster\Groups\g]
"Name"="SQL01"
"PreferredSite"=hex(7):53,00,65,00,61,00,74,00,74,00,6c,00,65,00,00,00,00,00
"""


def check(subject: Subject) -> Iterator[Found]:
    """Nodes without a site beside nodes with one; groups, and the cluster, that prefer none that exists."""
    database = subject.database
    sites = {node.id: site_of(database, node) for node in database.nodes}
    for node in database.nodes:
        if sites[node.id] is None and any(sites.values()):
            fix = by_hand("say in which site it stands: Set-ClusterFaultDomain")
            yield Found("it stands in no site, as other nodes do", node, expected="a site", fix=fix)
    yield from _unknown_sites(subject)


def _unknown_sites(subject: Subject) -> Iterator[Found]:
    stored = [*subject.stored("cluster", "PreferredSite"), *subject.stored("group", "PreferredSite")]
    lost = {content: _lost(subject, content) for content in {content for _, content in stored}}
    for item, content in stored:
        if lost[content]:
            yield Found(
                f"it prefers {few([repr(each) for each in lost[content]])}, which is no site of this cluster",
                item,
                "PreferredSite",
                expected="a site that exists",
                fix=_without(item, content, lost[content]),
            )


def _lost(subject: Subject, content: Content) -> tuple[str, ...]:
    texts = content if isinstance(content, tuple) else (content,)
    return tuple(
        each for each in texts if isinstance(each, str) and each and site_named(subject.database, each) is None
    )


def _without(item: ClusterObject, content: Content, lost: tuple[str, ...]) -> Fix:
    left = tuple(each for each in content if each not in lost) if isinstance(content, tuple) else ()
    if left and not isinstance(item, Cluster):
        return set_to(item, "PreferredSite", left)
    return no_longer(item, "PreferredSite", title="store no PreferredSite, or the name of one that exists")


RULE = Rule(
    code="HT913",
    name="a site that is missing",
    severity="warning",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
