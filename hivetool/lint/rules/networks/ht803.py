"""A node has no interface in a network that other nodes share.

## Why

If only that network is left, the node is cut off, and a live migration or a shared volume that uses it takes another
way or none. An adapter that is broken, disabled or has the wrong address looks like this.

## How to mend

Find out what became of the node's adapter in that network; connect it, or mend its address.

## Source

Practice. A node counts as lacking something if all its networks are also those of a node that has more: the sites of a
stretched cluster, each with its own subnets, are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import Database
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.words import few

BAD = r"""
; here
[Cluster\Nodes\1]
"NodeName"="N1"

[Cluster\Nodes\2]
"NodeName"="N2"

[Cluster\Networks\a]
"Name"="Management"

[Cluster\NetworkInterfaces\i]
"Name"="N2 - Ethernet"
"Node"="2"
"Network"="a"
"""

GOOD = r"""
[Cluster\Nodes\1]
"NodeName"="N1"

[Cluster\Nodes\2]
"NodeName"="N2"

[Cluster\Networks\a]
"Name"="Site A"

[Cluster\Networks\b]
"Name"="Site B"

[Cluster\NetworkInterfaces\i]
"Name"="N1 - Ethernet"
"Node"="1"
"Network"="a"

[Cluster\NetworkInterfaces\j]
"Name"="N2 - Ethernet"
"Node"="2"
"Network"="b"
"""


def check(subject: Subject) -> Iterator[Found]:
    """Nodes whose networks are some of another node's, and not all of them."""
    database = subject.database
    networks = _networks(database)
    different = {frozenset(each) for each in networks.values()}
    for node in database.nodes:
        own = frozenset(networks[node.id])
        missing = frozenset[str]().union(*(each for each in different if own < each)) - own
        if missing:
            names = [database.label(each) for each in database.networks if each.id in missing]
            yield Found(
                f"it has no interface in {few(names)}, as other nodes have",
                node,
                expected="an interface in every network of the others",
                fix=by_hand("find out what became of its adapter in that network"),
            )


def _networks(database: Database) -> dict[str, set[str]]:
    """The ids of the networks of each node, by its id."""
    found: dict[str, set[str]] = {node.id: set() for node in database.nodes}
    for item in database.interfaces:
        node, network = database.node_of(item), database.network_of(item)
        if node is not None and network is not None:
            found[node.id].add(network.id)
    return found


RULE = Rule(
    code="HT803",
    name="a node without an interface others have",
    severity="warning",
    mark=Mark.PRACTICE,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
