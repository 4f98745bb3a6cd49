"""The shared configuration of virtual machine groups is on a shared volume that does not exist.

## Why

Every cmdlet for VM groups reads ConfigStoreRootPath first and fails with a general error when its volume is gone. The
value can be given once: no cmdlet changes it, and editing the database is not supported.

## How to mend

Make a shared volume under the old name, which brings the folder back; otherwise open a case with Microsoft.

## Source

KB4488568, "Cannot change the ConfigStoreRootPath value of a Hyper-V cluster". That a shared volume's folder has the
name of its disk is usual and not certain, so that the rule is silent where a disk's name does not tell its folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.private import private
from hivetool.lint.roles import shared_volumes
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\v]
"GroupType"=dword:00000004
"Contains"=hex(7):64,00,00,00,00,00

[Cluster\Resources\d]
"Name"="Volume1"
"Type"="Physical Disk"

[Cluster\Resources\w]
"Name"="Virtual Machine Cluster WMI"
"Type"="Virtual Machine Cluster WMI"

[Cluster\Resources\w\Parameters]
; here
"ConfigStoreRootPath"="C:\\ClusterStorage\\Volume9\\Shared"
"""

GOOD = BAD.replace("Volume9", "Volume1").replace("; here\n", "")

ROOT = "C:\\ClusterStorage"
_NUMBERED = re.compile(r".*\s[0-9]{1,9}", re.DOTALL)
"""The name that a new disk gets, such as ``Cluster Disk 3``: it tells nothing of the volume's folder."""


def check(subject: Subject) -> Iterator[Found]:
    """Paths below the root of the shared volumes whose first folder is none that a shared volume's name tells."""
    resources = subject.of_type("Virtual Machine Cluster WMI")
    for item, path in zip(resources, private(subject.database, resources, "ConfigStoreRootPath"), strict=True):
        folder = _folder(subject, path) if isinstance(path, str) else ""
        if folder and not _may_be_there(subject, folder):
            yield Found(
                f"it is on the shared volume {folder}, which does not exist",
                item,
                "ConfigStoreRootPath",
                expected="a folder on a shared volume",
                fix=by_hand("make a shared volume of that name again, or open a case with Microsoft"),
            )


def _folder(subject: Subject, path: str) -> str:
    root = upcase(subject.database.cluster.text("SharedVolumesRootBase") or ROOT).rstrip("\\") + "\\"
    return path[len(root) :].partition("\\")[0] if upcase(path).startswith(root) else ""


def _may_be_there(subject: Subject, folder: str) -> bool:
    names = [upcase(volume.name) for volume in shared_volumes(subject)]
    wanted = upcase(folder)
    return any(name == wanted or f"({wanted})" in name or _NUMBERED.fullmatch(name) for name in names)


RULE = Rule(
    code="HT215",
    name="shared configuration on a missing volume",
    severity="error",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
