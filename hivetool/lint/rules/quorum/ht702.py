"""One node has no vote, only so that the number of votes is odd.

## Why

Dynamic quorum keeps the number of votes odd by itself, and gives votes back when nodes return. A vote that is taken
away by hand stays away: the cluster survives fewer failures, and if the nodes left are not those with votes it stops.

## How to mend

Give the node its vote back and configure a witness; leave the rest to dynamic quorum. A node that stands alone in
another site may well be without a vote, and is not reported.

## Source

Microsoft, "Configure and manage quorum": assigning votes is not recommended as a means to an odd number.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.sites import site_of
from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.votes import votes

BAD = r"""
[Cluster\Nodes\1]
"NodeName"="HV01"

[Cluster\Nodes\2]
"NodeName"="HV02"

[Cluster\Nodes\3]
"NodeName"="HV03"
; here
"NodeWeight"=dword:00000000

[Cluster\Quorum]
"Resource"="w"

[Cluster\Resources\w]
"Name"="Witness"
"Type"="Cloud Witness"
"""

GOOD = BAD.replace('; here\n"NodeWeight"=dword:00000000', '"NodeWeight"=dword:00000001')


def check(subject: Subject) -> Iterator[Found]:
    """A single node without a vote, in the site of another one, that makes an even number of votes odd."""
    found = votes(subject)
    if found is None or not found.voters or len(found.without) != 1 or not found.total % 2:
        return
    node = found.without[0]
    if site_of(subject.database, node) in {site_of(subject.database, voter) for voter in found.voters}:
        yield Found(
            f"it has no vote, and so the number of votes is odd: {found.total}",
            node,
            "NodeWeight",
            expected="1; dynamic quorum sees to the rest",
            fix=set_to(node, "NodeWeight", 1),
        )


RULE = Rule(
    code="HT702",
    name="a vote removed for oddness",
    severity="warning",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
