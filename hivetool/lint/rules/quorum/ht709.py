"""All votes of the nodes are in one of several sites, or one node is named as the one to lose.

## Why

If every node with a vote stands in one site, the loss of that site stops the cluster, and the other site does not take
over by itself. LowerQuorumPriorityNodeId names the node that loses when the votes are split evenly: nobody remembers it
when the node has become an important one.

## How to mend

If the other site is to take over by itself, give its nodes votes and put the witness into a third place; if it is not,
leave it so and write it down. Set LowerQuorumPriorityNodeId to 0 and give the cluster a preferred site instead.

## Source

Microsoft, "Configure and manage quorum" and "Troubleshoot site configuration"; the property is outdated since Windows
Server 2016.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.sites import site_of
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand, set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.votes import votes

BAD = r"""
; here
[Cluster]
"ClusterName"="HVCLUSTER"
; here
"LowerQuorumPriorityNodeId"=dword:00000002

[Cluster\FaultDomains\a]
"FaultDomainName"="Site A"
"FaultDomainType"=dword:000003e8

[Cluster\FaultDomains\b]
"FaultDomainName"="Site B"
"FaultDomainType"=dword:000003e8

[Cluster\Nodes\1]
"NodeName"="HV01"
"FaultDomainId"="a"

[Cluster\Nodes\2]
"NodeName"="HV02"
"NodeWeight"=dword:00000000
"FaultDomainId"="b"

[Cluster\Quorum]
"Resource"=""
"""

GOOD = (
    BAD.replace('"NodeWeight"=dword:00000000', '"NodeWeight"=dword:00000001')
    .replace("dword:00000002", "dword:00000000")
    .replace("; here\n", "")
)


def check(subject: Subject) -> Iterator[Found]:
    """Sites of which one has all votes; LowerQuorumPriorityNodeId."""
    database = subject.database
    found = votes(subject)
    if found is not None and found.voters and found.without:
        voting = {site_of(database, node) for node in found.voters}
        other = {site_of(database, node) for node in found.without} - voting - {None}
        (site,) = voting if len(voting) == 1 else (None,)
        domain = database.find("fault domain", site) if site is not None else None
        if domain is not None and other:
            yield Found(
                f"all {len(found.voters)} votes of nodes are in site {database.label(domain)}",
                database.cluster,
                expected="votes in every site, and a witness in a third place",
                fix=by_hand("give nodes of the other site votes, if it is to take over by itself"),
            )
    for cluster, number in subject.stored("cluster", "LowerQuorumPriorityNodeId"):
        if isinstance(number, int) and number != 0:
            node = database.node(str(number))
            named = database.label(node) if node is not None else f"a node {number}, which does not exist"
            yield Found(
                f"{named} is to lose when the votes are split evenly",
                cluster,
                "LowerQuorumPriorityNodeId",
                expected="0, and a preferred site",
                fix=set_to(cluster, "LowerQuorumPriorityNodeId", 0),
            )


RULE = Rule(
    code="HT709",
    name="one site has all the votes",
    severity="info",
    mark=Mark.PRACTICE,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
