"""A resource is of a type that the cluster does not have.

## Why

The type says which DLL runs the resource. Without it the Cluster Service cannot open the resource: it stays offline
and so does what depends on it. The product it belonged to was removed, or the type was never registered here.

## How to mend

Register the type again by installing what brings it (for virtual machines the Hyper-V role), or with
`Add-ClusterResourceType`. What belongs to nothing any more is deleted with `Remove-ClusterResource`.

## Source

MSCS resources-type and resource-types.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Cmdlet, Found
from hivetool.lint.fixes import by_cmdlet, by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\a]
"Name"="Mail"
; here
"Type"="Microsoft Exchange Information Store"

[Cluster\ResourceTypes\Physical Disk]
"""

GOOD = BAD.replace("Microsoft Exchange Information Store", "physical disk").replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Types that are no key below ResourceTypes; nothing where there are none at all, which HT101 tells."""
    known = subject.database.collections["resource type"].by_id
    names = subject.database.collections["resource"].type_names
    missing = {name for name in {*names} if upcase(name) not in known} if known else set()
    for resource, name in zip(subject.database.resources, names, strict=True) if missing else ():
        if name in missing:
            again = Cmdlet("Add-ClusterResourceType", {"Name": name, "Dll": "FILE.DLL"}, by_hand=True)
            yield Found(
                f"there is no resource type {name}" if name else "it has no type",
                resource,
                "Type",
                expected="the name of a key below ResourceTypes",
                fix=by_cmdlet("install what brings the type", again)
                if name.isprintable() and name
                else by_hand("find out what it was"),
            )


RULE = Rule(
    code="HT114",
    name="a resource of a missing type",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
