"""The witness's share is on a node or a role of the same cluster, or looks like a DFS path.

## Why

The witness is asked when nodes are missing. If the share is on one of the nodes or on a role that the cluster has to
start first, it is gone when it is needed. Behind a DFS path stand several folders, so that two halves of a cluster may
each ask another one and both be told that they may live.

## How to mend

Use a share on a server that is no part of the cluster, by the server's own name, or a cloud witness.

## Source

Microsoft, "Configure and manage quorum" and "Configuring a cluster witness"; that a share whose name begins with DFS,
or whose server is the cluster's whole domain, is a DFS path is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_cmdlet
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.shares import own_servers, own_suffixes, share_of
from hivetool.lint.subject import Subject
from hivetool.lint.votes import share_or_cloud

BAD = r"""
[Cluster\Nodes\1]
"NodeName"="HV01"

[Cluster\Quorum]
"Resource"="w"

[Cluster\Resources\w]
"Name"="File Share Witness"
"Type"="File Share Witness"

[Cluster\Resources\w\Parameters]
; here
"SharePath"="\\\\hv01.contoso.com\\Witness"
"""

GOOD = BAD.replace("hv01.contoso", "files.contoso").replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """The share of the quorum's witness, by its server and its name."""
    witness = subject.database.witness
    if witness.kind != "share" or witness.resource is None:
        return
    fact = subject.fact(witness.resource, "SharePath")
    server, share = share_of(fact.value) if fact is not None and isinstance(fact.value, str) else ("", "")
    what = own_servers(subject.database).get(server) or own_servers(subject.database).get(server.partition(".")[0])
    if what is None and (server in own_suffixes(subject.database) or share.startswith(upcase("DFS"))):
        what = "it looks like a DFS path"
    if server and what is not None:
        yield Found(
            f"the share is no place outside the cluster: {what}",
            witness.resource,
            "SharePath",
            expected="a share on a server outside the cluster",
            fix=by_cmdlet("move the witness out of the cluster", *share_or_cloud()),
        )


RULE = Rule(
    code="HT707",
    name="witness share inside the cluster",
    severity="warning",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
