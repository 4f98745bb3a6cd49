"""A resource type's DLL lies where Windows keeps 32-bit files.

## Why

RHS.EXE is a 64-bit process; a 32-bit resource DLL cannot be loaded into it and is hosted by RHS32.EXE, a process of
its own that Windows keeps for old software. Its resources are apart from all others, whatever their SeparateMonitor
says, and nobody has built the DLL anew for years. The database does not say of how many bits a DLL is, so that only
its folder (SysWOW64) gives it away.

## How to mend

Ask the maker for a 64-bit version and register that.

## Source

The article, figure 1.1 and its note on RHS32.exe; that the folder tells is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.makers import folders
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\ResourceTypes\Contoso Backup]
; here
"DllName"="C:\\Windows\\SysWOW64\\contosores.dll"
"""

GOOD = BAD.replace("; here\n", "").replace("SysWOW64", "System32")


FOLDER = upcase("SysWOW64")


def check(subject: Subject) -> Iterator[Found]:
    """Types whose DLL is named with that folder."""
    for kind in subject.database.types:
        if kind.dll is not None and FOLDER in folders(kind.dll):
            yield Found(
                f"its resource DLL {kind.dll} is a 32-bit one, for RHS32.EXE",
                kind,
                "DllName",
                expected="a 64-bit DLL",
                fix=by_hand("ask the maker for a 64-bit version of the DLL"),
            )


RULE = Rule(
    code="HT526",
    name="a 32-bit resource DLL",
    severity="info",
    mark=Mark.INFERRED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
