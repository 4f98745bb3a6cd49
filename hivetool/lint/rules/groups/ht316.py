"""A disk is in maintenance.

## Why

While MaintenanceMode is not 0, the health checks of the disk are off: it may fail, and no role that needs it reacts.
Tools such as chkdsk set it for a while; left on, it is a disk without guard.

## How to mend

Make sure that no check of the disk is running, and resume it.

## Source

MSCS maintenancemode; the Windows SDK's CLUSREG_NAME_PHYSDISK_MAINTMODE.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Cmdlet, Found
from hivetool.lint.fixes import set_to, with_cmdlets
from hivetool.lint.private import private
from hivetool.lint.roles import DISK
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\d]
"Name"="Disk"
"Type"="Physical Disk"

[Cluster\Resources\d\Parameters]
; here
"MaintenanceMode"=dword:00000001
"""

GOOD = BAD.replace("00000001", "00000000").replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Disks whose MaintenanceMode is not 0."""
    disks = subject.of_type(DISK)
    for disk, mode in zip(disks, private(subject.database, disks, "MaintenanceMode"), strict=True):
        if mode not in (None, 0):
            yield Found(
                "it is in maintenance, its health is not checked",
                disk,
                "MaintenanceMode",
                expected="0",
                fix=with_cmdlets(
                    set_to(disk, "MaintenanceMode", 0), Cmdlet("Resume-ClusterResource", {"Name": disk.name})
                ),
            )


RULE = Rule(
    code="HT316",
    name="a disk left in maintenance",
    severity="warning",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
