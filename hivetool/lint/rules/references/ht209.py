"""An IP address is to be in a network that does not exist.

## Why

The resource brings its address online on the adapter of that network. Networks get new ids and names when subnets
change; an address that still has the old one fails on every node.

## How to mend

Name a network in whose subnet the address is, with Set-ClusterParameter, and bring the resource online again. Which
network it is, a person has to say.

## Source

MSCS networks-role and ip-addresses-network: the resource names its network.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.lost import is_there
from hivetool.lint.private import private
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Networks\n]
"Name"="Cluster Network 1"

[Cluster\Resources\a]
"Name"="Cluster IP Address"
"Type"="IP Address"

[Cluster\Resources\a\Parameters]
"Address"="192.0.2.10"
; here
"Network"="Cluster Network 9"
"""

GOOD = BAD.replace("Network 9", "Network 1").replace("; here\n", "")

TYPES = ("IP Address", "IPv6 Address")


def check(subject: Subject) -> Iterator[Found]:
    """Addresses that name no network; those without a name are silent."""
    for kind in TYPES:
        addresses = subject.of_type(kind)
        for address, network in zip(addresses, private(subject.database, addresses, "Network"), strict=True):
            if isinstance(network, str) and network and not is_there(subject, "network", network):
                yield Found(
                    f"its network is {network}, which does not exist",
                    address,
                    "Network",
                    expected="a network",
                    fix=by_hand("set Network to the network in whose subnet the address is"),
                )


RULE = Rule(
    code="HT209",
    name="an address without its network",
    severity="error",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
