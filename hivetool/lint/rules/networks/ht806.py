"""A silent node of the same subnet is given up too soon or too late.

## Why

SameSubnetDelay times SameSubnetThreshold is how long a node may be silent. Within a few seconds a short stall of the
network takes a healthy node out (event 1135); beyond a minute all its roles stay down while nobody reacts.

## How to mend

Set both to what the cluster's version has by itself: 1,000 ms, and 10 heartbeats since Windows Server 2016, 5 before.

## Source

Microsoft, "IaaS with SQL Server: tuning failover cluster network thresholds"; MSCS clusters-samesubnetdelay,
clusters-samesubnetthreshold. The limits are hivetool's: see the thresholds heartbeat_least_ms and heartbeat_most_ms.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.assign import edit_of
from hivetool.lint.finding import Fix, Found
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.traffic import default_of, patience

BAD = r"""
[Cluster]
"SameSubnetDelay"=dword:000001f4
; here
"SameSubnetThreshold"=dword:00000005
"""

GOOD = r"""
[Cluster]
"SameSubnetDelay"=dword:000001f4
"SameSubnetThreshold"=dword:0000000a
"""


def check(subject: Subject) -> Iterator[Found]:
    """A product of the two below or above the thresholds."""
    found, limits = patience(subject, "SameSubnet"), subject.thresholds
    least, most = limits.heartbeat_least_ms, limits.heartbeat_most_ms
    if found.silence_ms and not least <= found.silence_ms <= most:
        yield Found(
            f"a node of the same subnet counts as down after {found.silence_ms:,} ms of silence",
            subject.database.cluster,
            found.stored or "SameSubnetThreshold",
            expected=f"between {least:,} and {most:,} ms",
            fix=_defaults(subject),
        )


def _defaults(subject: Subject) -> Fix:
    contents = {name: default_of(subject, name) for name in ("SameSubnetDelay", "SameSubnetThreshold")}
    edits = [edit_of(subject.database.cluster, name, number) for name, number in contents.items()]
    title = " and ".join(f"{name} to {number}" for name, number in contents.items())
    return Fix(f"set {title}", edits=tuple(edit for edit in edits if edit is not None))


RULE = Rule(
    code="HT806",
    name="heartbeats wait too short or long",
    severity="warning",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
