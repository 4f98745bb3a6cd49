"""The networks for live migration include one that does not exist.

## Why

The two lists of the resource type say over which networks virtual machines are moved, and over which they are not. An
entry for a network that is gone means that the choice was made for other networks than those that are there now: a new
network may carry migrations that nobody wanted on it.

## How to mend

Choose the networks for live migration anew. In a copy the missing ones are taken off the list.

## Source

MSCS virtual-machine; the lists are seen in public scripts.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import VIRTUAL_MACHINE
from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.lost import is_there
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.words import few

BAD = r"""
[Cluster\Networks\n]
"Name"="Cluster Network 1"

[Cluster\ResourceTypes\Virtual Machine]
"DllName"="vmclusres.dll"

[Cluster\ResourceTypes\Virtual Machine\Parameters]
; here
"MigrationNetworkOrder"="n;x"
"""

GOOD = BAD.replace("n;x", "n").replace("; here\n", "")

LISTS = ("MigrationNetworkOrder", "MigrationExcludeNetworks")


def check(subject: Subject) -> Iterator[Found]:
    """Ids between the semicolons that are no network's."""
    kind = subject.database.find("resource type", VIRTUAL_MACHINE)
    for name in LISTS if kind is not None else ():
        text = kind.parameters.content(name) if kind is not None else None
        listed = [part.strip() for part in text.split(";") if part.strip()] if isinstance(text, str) else []
        missing = [each for each in listed if not is_there(subject, "network", each.strip("{}"))]
        if kind is not None and missing:
            left = ";".join(each for each in listed if each not in missing)
            yield Found(
                f"it names network {few(missing)}, which does not exist",
                kind,
                name,
                expected="ids of networks",
                fix=set_to(kind, name, left, safe=True, title=f"take {few(missing)} off {name}"),
            )


RULE = Rule(
    code="HT211",
    name="migration over a missing network",
    severity="warning",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
