"""The resource type of virtual machines is missing, or its resource DLL is not Hyper-V's.

## Why

The cluster knows nothing of Hyper-V by itself: what it asks of a virtual machine (Online, Offline, IsAlive,
LooksAlive) goes through RHS to VMCLUSRES.DLL, which turns it into what Hyper-V does. Without that DLL no virtual
machine can be brought online, checked or moved. It is installed and registered when the Hyper-V role is.

A later text by the article's author calls the DLL HVCLUSRES.DLL, so both names are accepted. VMCLUSEX.DLL is another
one: it stands between Failover Cluster Manager and Hyper-V Manager for the windows and settings of virtual machines,
and has no part in failover; as a resource DLL it is wrong.

## How to mend

The article has two ways, on each node that lacks the DLL or its registration. Register it anew: `regsvr32.exe /u
VMCLUSRES.DLL`, then `regsvr32.exe VMCLUSRES.DLL`. If the file is damaged, take the Hyper-V role off and put it on
again, or copy VMCLUSRES.DLL from a node that works. A type that is gone is made again by Add-ClusterResourceType. In
a copy the type gets the DLL's name.

## Source

The article, on VMCLUSRES.DLL and VMCLUSEX.DLL; MSCS resource-types-dllname.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import VIRTUAL_MACHINE
from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Cmdlet, Found
from hivetool.lint.fixes import by_cmdlet, set_to
from hivetool.lint.machines import HYPER_V_DLLS, SERVED, served_types
from hivetool.lint.makers import file_name
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\ResourceTypes\Virtual Machine]
; here
"DllName"="clusres.dll"
"""

GOOD = BAD.replace("; here\n", "").replace("clusres.dll", "vmclusres.dll")


def check(subject: Subject) -> Iterator[Found]:
    """Types of another DLL; and the type itself, where there are resources that need it and it is not registered."""
    accepted = {upcase(name) for name in HYPER_V_DLLS}
    for kind in served_types(subject):
        if file_name(kind.dll or "") not in accepted:
            yield Found(
                f"its resource DLL is {kind.dll or 'not stored'}, so that Hyper-V is not asked",
                kind,
                "DllName",
                expected=HYPER_V_DLLS[0],
                fix=set_to(
                    kind,
                    "DllName",
                    HYPER_V_DLLS[0],
                    title=f"register {HYPER_V_DLLS[0]} again (regsvr32 /u, then"
                    " regsvr32) or take the Hyper-V role off and on again",
                ),
            )
    registered = {upcase(kind.id) for kind in served_types(subject)}
    for name in SERVED:
        used = subject.machines if name == VIRTUAL_MACHINE else subject.private(name).resources
        if used and upcase(name) not in registered:
            yield Found(
                f"{len(used)} resources are of the type {name}, which is not registered",
                expected="a registered type",
                key=f"ResourceTypes\\{name}",
                fix=by_cmdlet(
                    "register the type, once VMCLUSRES.DLL is registered on every node",
                    Cmdlet("Add-ClusterResourceType", {"Name": name, "Dll": HYPER_V_DLLS[0]}, by_hand=True),
                ),
            )


RULE = Rule(
    code="HT401",
    name="another DLL serves virtual machines",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
