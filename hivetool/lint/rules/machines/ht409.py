r"""A virtual machine's configuration lies on a drive that only one node has.

## Why

Another node can run the machine only if it can read its files. VmStoreRootPath leads to a plain drive here: neither
to a shared volume (below C:\ClusterStorage, or wherever this cluster has them) nor to a share, and there is no other
resource in the group that could bring a disk along. When the node fails, the machine stays down.

## How to mend

Move the machine's storage to a shared volume or a share (Move-VMStorage), then update its configuration. No edit of a
copy does that.

## Source

Microsoft's high-availability guidance for virtual machines, on configurations in local, nonshared storage.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Cmdlet, Found
from hivetool.lint.fixes import by_cmdlet
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.stores import has_disks, is_local, shared_root
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
"Contains"=hex(7):76,00,00,00,63,00,00,00,00,00

[Cluster\Resources\c]
"Name"="Virtual Machine Configuration SQL01"
"Type"="Virtual Machine Configuration"

[Cluster\Resources\c\Parameters]
; here
"VmStoreRootPath"="D:\\Hyper-V\\SQL01"

[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"""

GOOD = BAD.replace("; here\n", "").replace(r"D:\\Hyper-V", r"C:\\ClusterStorage\\Volume1")


def check(subject: Subject) -> Iterator[Found]:
    """Configurations on a drive letter that is no shared volume's, in groups of nothing but machines."""
    root = shared_root(subject.database)
    for item, path in subject.private("Virtual Machine Configuration").each("VmStoreRootPath"):
        if isinstance(path, str) and is_local(path, root) and not has_disks(subject, item):
            group = subject.database.group(item.group) if item.group is not None else None
            moved = {"VMName": group.name if group is not None else item.name, "DestinationStoragePath": root}
            yield Found(
                f"its files are in {path}, which only one node has",
                item,
                "VmStoreRootPath",
                expected="a shared volume, a share, or a disk of the group",
                fix=by_cmdlet("move its storage to a shared volume", Cmdlet("Move-VMStorage", moved, by_hand=True)),
            )


RULE = Rule(
    code="HT409",
    name="a machine on a local drive",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
