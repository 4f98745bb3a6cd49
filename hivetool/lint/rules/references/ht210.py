"""A virtual machine's configuration depends on a shared volume that does not exist.

## Why

The list says on which shared volumes the machine's files are, so that a failure of one of them reaches the machine. An
entry for a disk that is gone, or that is no shared volume any more, follows a ghost; the list was not brought up to
date when the storage was changed.

## How to mend

Let the cluster read the machine's configuration anew with Update-ClusterVirtualMachineConfiguration. In a copy the
entry is taken off the list.

## Source

MSCS virtual-machine-configurations-dependonsharedvolumes; a public script finds and mends such entries.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Cmdlet, Found
from hivetool.lint.fixes import edit_list, with_cmdlets
from hivetool.lint.private import private
from hivetool.lint.roles import may_be_shared_volume
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import CONFIGURATION, Subject
from hivetool.lint.words import few

BAD = r"""
[Cluster\Resources\d]
"Name"="Volume1"
"Type"="Physical Disk"

[Cluster\Resources\c]
"Name"="Virtual Machine Configuration SQL01"
"Type"="Virtual Machine Configuration"

[Cluster\Resources\c\Parameters]
; here
"DependsOnSharedVolumes"=hex(7):64,00,3a,00,31,00,00,00,78,00,3a,00,31,00,00,00,00,00
"""

GOOD = BAD.replace("31,00,00,00,78,00,3a,00,31,00", "31,00").replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Entries, each ``id:offset``, whose id is no disk's, or that of a disk in a group of another type."""
    configurations = subject.of_type(CONFIGURATION)
    known: dict[str, str] = {}
    for item, listed in zip(
        configurations, private(subject.database, configurations, "DependsOnSharedVolumes"), strict=True
    ):
        entries = listed if isinstance(listed, tuple) else ()
        for entry in entries:
            if entry not in known:
                known[entry] = _wrong(subject, entry)
        stale = tuple(entry for entry in entries if known[entry])
        if stale:
            yield Found(
                f"it depends on {few(stale)}, which {known[stale[0]]}",
                item,
                "DependsOnSharedVolumes",
                expected="ids of shared volumes",
                fix=with_cmdlets(
                    edit_list(item, "DependsOnSharedVolumes", without=stale),
                    Cmdlet("Update-ClusterVirtualMachineConfiguration", {"Name": item.name}),
                ),
            )


def _wrong(subject: Subject, entry: str) -> str:
    identity = entry.partition(":")[0].strip().strip("{}")
    disk = subject.database.resource(identity)
    if disk is None:
        return "does not exist"
    return "" if may_be_shared_volume(subject, disk) else "is no shared volume"


RULE = Rule(
    code="HT210",
    name="a machine on a missing shared volume",
    severity="warning",
    mark=Mark.SEEN,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
