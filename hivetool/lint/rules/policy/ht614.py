"""What fails inside a virtual machine is ignored, or treated otherwise than in the other machines.

## Why

EmbeddedFailureAction says what the cluster does when the guest reports a failed application or loses a protected
network: 0 does nothing, 1 writes a log, 2 restarts the machine or moves it. A machine with 0 is not helped by
monitoring that was set up inside it.

## How to mend

Set EmbeddedFailureAction to what the other machines have, or to 2.

## Source

ClusAPI.h has the name, PowerShell the words None, LogOnly and Recover.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.policy import of_machines
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
; here
"EmbeddedFailureAction"=dword:00000000
"""

GOOD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"EmbeddedFailureAction"=dword:00000002
"""

RECOVER = 2


def check(subject: Subject) -> Iterator[Found]:
    """Machines that store 0, and machines that store something else than nearly all of them store."""
    pairs = tuple(of_machines(subject, "EmbeddedFailureAction"))
    usual, places = subject.outliers([found.value for _, found in pairs])
    better = usual if isinstance(usual, int) and usual != 0 else None
    for place, (machine, found) in enumerate(pairs):
        unusual = better is not None and place in places
        if found.origin != "resource" or not (found.value == 0 or unusual):
            continue
        yield Found(
            "failures that its guest reports are ignored"
            if found.value == 0
            else f"failures that its guest reports are treated otherwise than usual: {found.word or found.number}",
            machine,
            "EmbeddedFailureAction",
            expected=f"{better or RECOVER}, {found.prop.word(better or RECOVER)}",
            fix=set_to(machine, "EmbeddedFailureAction", better or RECOVER),
        )


RULE = Rule(
    code="HT614",
    name="failures inside a machine are ignored",
    severity="info",
    mark=Mark.SEEN,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
