"""A cluster of two nodes has no witness.

## Why

One node is not more than half of two. Dynamic quorum leaves the vote with one of them beforehand: if the other fails,
all is well, and if this one fails, the cluster stops although a healthy node is left.

## How to mend

Configure a witness: a share on a server outside the cluster, a cloud witness, or a small disk.

## Source

Microsoft, "Understanding cluster and pool quorum" and "Configure and manage quorum".
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_cmdlet
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.votes import share_or_cloud, votes

BAD = r"""
[Cluster\Nodes\1]
"NodeName"="HV01"

[Cluster\Nodes\2]
"NodeName"="HV02"

[Cluster\Quorum]
; here
"Resource"=""
"""

GOOD = r"""
[Cluster\Nodes\1]
"NodeName"="HV01"

[Cluster\Nodes\2]
"NodeName"="HV02"

[Cluster\Quorum]
"Resource"="w"

[Cluster\Resources\w]
"Name"="Cloud Witness"
"Type"="Cloud Witness"
"""


def check(subject: Subject) -> Iterator[Found]:
    """Two nodes, with votes or without, and a quorum that names no witness."""
    found = votes(subject)
    if found is not None and found.witness.kind == "none" and len(found.voters) + len(found.without) == 2:
        yield Found(
            "the failure of one of its two nodes may stop it, for there is no witness",
            found.quorum,
            "Resource",
            expected="a witness",
            fix=by_cmdlet("configure a witness", *share_or_cloud()),
        )


RULE = Rule(
    code="HT711",
    name="two nodes without a witness",
    severity="error",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
