"""A virtual machine has no configuration in its group, or a configuration no virtual machine.

## Why

Hyper-V's high availability is two resources: the configuration makes the machine known to a node's Hyper-V, the
machine itself is started and stopped. One without the other is what is left of a machine that was deleted by halves:
a machine that no node knows, or a ghost that is registered and never runs.

## How to mend

If the machine is still needed, look for its files, take what is left out of the cluster and make the machine highly
available again. If not, remove what is left with the supported cmdlet.

## Source

Microsoft's high-availability guidance for virtual machines, on missing ones; askcore, "Deleting a cluster resource?
Do it the supported way"; MSCS virtual-machine-configuration.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import Resource
from hivetool.lint.finding import Cmdlet, Found
from hivetool.lint.fixes import by_cmdlet
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
"Contains"=hex(7):76,00,00,00,00,00

; here
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"""

GOOD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
"Contains"=hex(7):76,00,00,00,63,00,00,00,00,00

[Cluster\Resources\c]
"Name"="Virtual Machine Configuration SQL01"
"Type"="Virtual Machine Configuration"

[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"""


def check(subject: Subject) -> Iterator[Found]:
    """In every group what is left over when machines and configurations are paired, if it is of one kind only."""
    pairing = subject.pairing
    for members in pairing.groups.values():
        machines = [item for item in members.machines if item.id not in pairing.configuration]
        configurations = [item for item in members.configurations if item.id not in pairing.machine]
        if not configurations:
            yield from (_half(item, "configuration") for item in machines)
        if not machines:
            yield from (_half(item, "virtual machine") for item in configurations)


def _half(item: Resource, other: str) -> Found:
    removal = Cmdlet("Remove-ClusterResource", {"Name": item.name, "Force": None}, by_hand=True)
    return Found(
        f"there is no {other} that belongs to it in its group",
        item,
        expected=f"a {other} in the same group",
        fix=by_cmdlet("remove what is left, or make the machine highly available again", removal),
    )


RULE = Rule(
    code="HT403",
    name="half of a virtual machine",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
