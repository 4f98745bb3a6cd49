"""Two networks have the same metric, set by hand.

## Why

The network with the lowest metric is taken for shared volumes and other cluster traffic. Of two with the same one
nobody can say which it is, and it may be another after the next start.

## How to mend

Give one of them another Metric, or set AutoMetric to 1 and let the cluster choose.

## Source

MSCS networks-autometric, networks-metric.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import ClusterObject
from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.traffic import carriers

BAD = r"""
[Cluster\Networks\a]
"Name"="Cluster"
"AutoMetric"=dword:00000000
"Metric"=dword:000003e8

[Cluster\Networks\b]
"Name"="Live Migration"
"AutoMetric"=dword:00000000
; here
"Metric"=dword:000003e8
"""

GOOD = BAD.replace('; here\n"Metric"=dword:000003e8', '"Metric"=dword:000003e9')


def check(subject: Subject) -> Iterator[Found]:
    """Networks with cluster traffic, AutoMetric 0 and a Metric that one before them has."""
    first: dict[int, ClusterObject] = {}
    for network in carriers(subject):
        metric = network.number("Metric")
        if metric is None or network.number("AutoMetric") != 0:
            continue
        other = first.setdefault(metric, network)
        if other is not network:
            yield Found(
                f"{subject.database.label(other)} has the same metric",
                network,
                "Metric",
                expected="a metric of its own",
                fix=set_to(network, "AutoMetric", 1, title="let the cluster choose its metric: set AutoMetric to 1"),
            )


RULE = Rule(
    code="HT809",
    name="two networks of the same metric",
    severity="info",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
