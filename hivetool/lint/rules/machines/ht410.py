r"""A configuration lies on a shared volume and names none that it needs.

## Why

The cluster reads DependsOnSharedVolumes to know whom the loss or the move of a shared volume concerns. After a
storage migration it may have been left empty: then draining a node or taking a volume offline does not reckon with
the machine. Which volume a folder below C:\ClusterStorage belongs to is not in the database, so that a wrong one
cannot be seen here (HT210 finds one that is gone).

## How to mend

Update-ClusterVirtualMachineConfiguration reads the machine's files and stores the volumes.

## Source

MSCS virtual-machine-configurations-dependonsharedvolumes; a public script that repairs it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Cmdlet, Found
from hivetool.lint.fixes import by_cmdlet
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.stores import is_shared, shared_root
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\c]
"Name"="Virtual Machine Configuration SQL01"
"Type"="Virtual Machine Configuration"

[Cluster\Resources\c\Parameters]
; here
"DependsOnSharedVolumes"=hex(7):00,00
"VmStoreRootPath"="C:\\ClusterStorage\\Volume1\\SQL01"
"""

GOOD = r"""
[Cluster\Resources\c]
"Name"="Virtual Machine Configuration SQL01"
"Type"="Virtual Machine Configuration"

[Cluster\Resources\c\Parameters]
"DependsOnSharedVolumes"=hex(7):61,00,3a,00,31,00,00,00,00,00
"VmStoreRootPath"="C:\\ClusterStorage\\Volume1\\SQL01"
"""


def check(subject: Subject) -> Iterator[Found]:
    """Configurations below the folder of the shared volumes, with an empty list or none."""
    root = shared_root(subject.database)
    configurations = subject.private("Virtual Machine Configuration")
    needed = configurations.every("DependsOnSharedVolumes")
    for (item, path), listed in zip(configurations.each("VmStoreRootPath"), needed, strict=True):
        if isinstance(path, str) and is_shared(path, root) and not listed:
            yield Found(
                f"its files are in {path}, and it names no shared volume",
                item,
                "DependsOnSharedVolumes",
                expected="the disk of that volume",
                fix=by_cmdlet(
                    "update the configuration",
                    Cmdlet("Update-ClusterVirtualMachineConfiguration", {"Name": item.name}),
                ),
            )


RULE = Rule(
    code="HT410",
    name="a shared volume that is not named",
    severity="warning",
    mark=Mark.SEEN,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
