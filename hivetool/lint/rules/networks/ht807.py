"""A node in another subnet is given up sooner than one in the same.

## Why

The way across subnets is longer and passes routers, so that heartbeats get lost there more easily. Whoever raised the
values within a subnet and left the others has turned the two around.

## How to mend

Raise CrossSubnetThreshold until it comes to at least what counts within a subnet.

## Source

Inferred from Microsoft's "IaaS with SQL Server: tuning failover cluster network thresholds": its values across subnets
are never the shorter ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand, set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.traffic import patience

BAD = r"""
[Cluster]
"SameSubnetThreshold"=dword:00000014
; here
"CrossSubnetThreshold"=dword:0000000a
"""

GOOD = r"""
[Cluster]
"SameSubnetThreshold"=dword:00000014
"CrossSubnetThreshold"=dword:00000014
"""


def check(subject: Subject) -> Iterator[Found]:
    """The silence that is allowed across subnets is shorter; a default counts only if its version is known."""
    same, cross = patience(subject, "SameSubnet"), patience(subject, "CrossSubnet")
    cluster = subject.database.cluster
    is_known = bool(cross.stored) or cluster.number("ClusterFunctionalLevel") is not None
    if not is_known or not cross.silence_ms < same.silence_ms:
        return
    enough = cross.threshold_for(same.silence_ms)
    yield Found(
        f"{cross.silence_ms:,} ms of silence are allowed across subnets, {same.silence_ms:,} ms within one",
        cluster,
        cross.stored or "CrossSubnetThreshold",
        expected=f"at least {same.silence_ms:,} ms",
        fix=set_to(cluster, "CrossSubnetThreshold", enough)
        if enough is not None
        else by_hand("lower what is allowed within a subnet, or raise CrossSubnetDelay too"),
    )


RULE = Rule(
    code="HT807",
    name="less patience across subnets than within",
    severity="warning",
    mark=Mark.INFERRED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
