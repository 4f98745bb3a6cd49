"""A resource type has no DLL, or not the one that Windows brings for it.

## Why

The DLL does everything that a resource of this type does. Without its name nothing can be started. Where a type of
Windows itself has another file, or one in a folder of somebody's choice, other code runs with the rights of the
Cluster Service: a broken registration, or somebody who wanted that.

## How to mend

Look at the file first. The types of Windows are registered again by removing and adding the Failover Clustering
feature or the role they belong to.

## Source

MSCS resource-type-common-properties (DllName); the article, which warns of a DLL that malicious code has changed.
Seen for File Server; that the other types listed here are in clusres.dll too is inferred. Virtual machines are HT401.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
; here
[Cluster\ResourceTypes\Generic Script]
"Name"="Generic Script"
"""

GOOD = BAD.replace("; here\n", "") + '"DllName"="clusres.dll"\n'

CLUSRES = "clusres.dll"

DLLS: Mapping[str, str] = MappingProxyType(
    {
        "FILE SERVER": CLUSRES,
        "FILE SHARE WITNESS": CLUSRES,
        "GENERIC APPLICATION": CLUSRES,
        "GENERIC SERVICE": CLUSRES,
        "IP ADDRESS": CLUSRES,
        "IPV6 ADDRESS": CLUSRES,
        "NETWORK NAME": CLUSRES,
        "PHYSICAL DISK": CLUSRES,
    }
)
"""Types of Windows, in upper case, and their DLLs."""


def check(subject: Subject) -> Iterator[Found]:
    """Types without DllName, and types of Windows with another file."""
    for kind, stored in zip(
        subject.database.types, subject.database.collections["resource type"].every("DllName"), strict=True
    ):
        dll = stored.strip() if isinstance(stored, str) else ""
        usual = DLLS.get(upcase(kind.id))
        if not dll:
            yield Found(
                "no DLL is registered for it",
                kind,
                "DllName",
                expected=usual or "the name of a DLL",
                fix=by_hand("register the type again with its DLL"),
            )
        elif usual is not None and upcase(dll) != upcase(usual):
            path = "\\" in dll or "/" in dll
            yield Found(
                "its DLL has a path" if path else "its DLL is not the one of Windows",
                kind,
                "DllName",
                expected=usual,
                fix=by_hand("look at the file, then register the type again"),
                severity="warning",
            )


RULE = Rule(
    code="HT115",
    name="a type without its DLL",
    severity="error",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
