"""The resource DLL of virtual machines lies where users may write.

## Why

RHS loads the DLL with the rights of the system on every node. Who can put a file there decides what RHS runs: a
folder of a user, one for temporary files or a share of another computer has no place in the name of a resource DLL.
The article warns that malicious code may corrupt the DLL.

## How to mend

Find out who changed it and when (the key's time tells), and what the file is. Then register Hyper-V's own DLL from
System32 again, or take the Hyper-V role off and on again.

## Source

The article's tip on malicious code and damaged DLLs; that the folder gives it away is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.machines import served_types
from hivetool.lint.makers import is_users_place
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\ResourceTypes\Virtual Machine]
; here
"DllName"="C:\\Users\\Public\\vmclusres.dll"
"""

GOOD = r"""
[Cluster\ResourceTypes\Virtual Machine]
"DllName"="%SystemRoot%\\System32\\vmclusres.dll"
"""


def check(subject: Subject) -> Iterator[Found]:
    """Types of virtual machines whose DLL is named with such a path."""
    for kind in served_types(subject):
        if kind.dll is not None and is_users_place(kind.dll):
            yield Found(
                f"its resource DLL {kind.dll} lies where users may write",
                kind,
                "DllName",
                expected="a file of Windows",
                fix=by_hand(
                    "look at the file and at who put it there, then register Hyper-V's own VMCLUSRES.DLL again"
                ),
            )


RULE = Rule(
    code="HT402",
    name="Hyper-V's DLL in a user's folder",
    severity="error",
    mark=Mark.INFERRED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
