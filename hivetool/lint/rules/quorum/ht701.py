"""The number of votes is even, and there is no witness.

## Why

If the nodes are cut into two halves of equal size, neither has more than half of the votes. Dynamic quorum takes one
vote away beforehand, so that one half is chosen by chance and the other stops, together with all that runs there.

## How to mend

Configure a witness: a share on a server outside the cluster, a cloud witness, or a small disk.

## Source

Microsoft, "Configure and manage quorum": the voting elements should be an odd number.
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

GOOD = BAD.replace("; here\n", "") + '\n[Cluster\\Nodes\\3]\n"NodeName"="HV03"\n'


def check(subject: Subject) -> Iterator[Found]:
    """Some votes, an even number of them, and a quorum that names no witness."""
    found = votes(subject)
    if found is not None and found.witness.kind == "none" and found.voters and not len(found.voters) % 2:
        yield Found(
            f"{len(found.voters)} nodes have votes, and no witness decides between two halves",
            found.quorum,
            "Resource",
            expected="a witness",
            fix=by_cmdlet("configure a witness", *share_or_cloud()),
        )


RULE = Rule(
    code="HT701",
    name="even votes and no witness",
    severity="warning",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
