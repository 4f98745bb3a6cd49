"""An interface is of a node or in a network that does not exist, or a network has no interface.

## Why

Interfaces are made by the Cluster Service from what the nodes have. One that leads nowhere, or a network in which no
node has an interface, is what a replaced adapter, a changed subnet or an evicted node left behind.

## How to mend

Restart the Cluster Service on one node after the other, which reads the adapters anew; a network that is still empty
then is deleted by the cluster itself. Neither can be set.

## Source

MSCS network-interfaces-node and network-interfaces-network say what the values are; the rest is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.lost import lost
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Nodes\1]
"NodeName"="HV01"

[Cluster\Networks\n]
"Name"="Cluster Network 1"

[Cluster\NetworkInterfaces\a]
"Node"="1"
"Network"="n"

[Cluster\NetworkInterfaces\b]
"Node"="1"
; here
"Network"="x"
"""

GOOD = BAD.replace('"Network"="x"', '"Network"="n"').replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Interfaces that name no node or network; networks that no interface names, if there are interfaces at all."""
    for value, what in (("Node", "node"), ("Network", "network")):
        for interface, missing in lost(subject, "network interface", value):
            yield Found(
                f"its {what} is {missing[0]}, which does not exist",
                interface,
                value,
                expected=f"a {what}",
                fix=by_hand("restart the Cluster Service on the nodes, so that interfaces are read anew"),
            )
    yield from _empty_networks(subject)


def _empty_networks(subject: Subject) -> Iterator[Found]:
    if not subject.database.interfaces:
        return
    used = {
        network.id
        for text in {content for _, content in subject.stored("network interface", "Network")}
        if isinstance(text, str) and (network := subject.database.find_named("network", text)) is not None
    }
    for network in subject.database.networks:
        if network.id not in used:
            yield Found(
                "no node has an interface in it",
                network,
                expected="an interface of every node",
                fix=by_hand("restart the Cluster Service on the nodes, so that networks are read anew"),
            )


RULE = Rule(
    code="HT208",
    name="an interface that leads nowhere",
    severity="warning",
    mark=Mark.INFERRED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
