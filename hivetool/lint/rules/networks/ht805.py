"""An address comes from DHCP, or subnets overlap or are link-local.

## Why

A cluster whose address is leased is not found any more when the lease ends, and its resource fails. Of two networks
with overlapping subnets nobody can say which one a packet takes. One within 169.254.0.0/16 is what an adapter gives
itself when it got no address at all.

## How to mend

Give the IP address resource a static address, and each network a subnet of its own.

## Source

Microsoft, "Cluster node quarantine troubleshooting", which has the cluster's address set to static; RFC 3927 for
169.254.0.0/16. That overlapping subnets harm is practice.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import Network
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand, set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.subnets import LINK_LOCAL, overlaps, subnets

BAD = r"""
[Cluster\Networks\a]
"Name"="Management"
"Address"="10.1.0.0"
"AddressMask"="255.255.0.0"

[Cluster\Networks\b]
"Name"="Cluster"
; here
"Address"="10.1.2.0"
"AddressMask"="255.255.255.0"

[Cluster\Networks\c]
"Name"="Live Migration"
; here
"Address"="169.254.0.0"
"AddressMask"="255.255.0.0"

[Cluster\Resources\i]
"Name"="Cluster IP Address"
"Type"="IP Address"

[Cluster\Resources\i\Parameters]
; here
"EnableDhcp"=dword:00000001
"""

GOOD = r"""
[Cluster\Networks\a]
"Name"="Management"
"Address"="10.1.0.0"
"AddressMask"="255.255.255.0"

[Cluster\Networks\b]
"Name"="Cluster"
"Address"="10.1.2.0"
"AddressMask"="255.255.255.0"

[Cluster\Resources\i]
"Name"="Cluster IP Address"
"Type"="IP Address"

[Cluster\Resources\i\Parameters]
"EnableDhcp"=dword:00000000
"""


def check(subject: Subject) -> Iterator[Found]:
    """IP addresses with EnableDhcp 1, networks whose subnets overlap or are link-local."""
    for item in subject.of_type("IP Address"):
        if item.parameters.content("EnableDhcp") == 1:
            title = "give it a static address, and set EnableDhcp to 0"
            fix = set_to(item, "EnableDhcp", 0, title=title)
            yield Found("its address comes from DHCP", item, "EnableDhcp", expected="0", fix=fix)
    database = subject.database
    for network, other in overlaps(database.networks):
        yield _about(network, f"its subnet overlaps with that of {database.label(other)}")
    for network in database.networks:
        if any(LINK_LOCAL.supernet_of(each) for each in subnets(network)):
            yield _about(network, "its adapters have no address but one within 169.254.0.0/16")


def _about(network: Network, message: str) -> Found:
    value = "Address" if network.text("Address") else "IPv4Addresses"
    fix = by_hand("give the network a subnet of its own")
    return Found(message, network, value, expected="a subnet of its own", fix=fix)


RULE = Rule(
    code="HT805",
    name="an address or subnet is not firm",
    severity="warning",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
