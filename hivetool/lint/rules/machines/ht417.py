"""A configuration has VmSwitchPorts, which Windows gave up after 2008 R2.

## Why

The database was made by Windows Server 2008 or 2008 R2, or carried over from there. What else it holds may be as old:
properties that nothing reads any more, and defaults of that time.

## How to mend

Nothing has to be done. A machine that is made highly available anew has a configuration without it.

## Source

MSCS virtual-machine-configurations-vmswitchports.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\c]
"Name"="Virtual Machine Configuration SQL01"
"Type"="Virtual Machine Configuration"

[Cluster\Resources\c\Parameters]
; here
"VmSwitchPorts"=""
"""

GOOD = BAD.replace("; here\n", "").replace('"VmSwitchPorts"=""\n', "")


def check(subject: Subject) -> Iterator[Found]:
    """The first configuration that stores it; the others are counted."""
    stored = [item for item, ports in subject.pairing.configurations.each("VmSwitchPorts") if ports is not None]
    if stored:
        others = f", and so have {len(stored) - 1} others" if len(stored) > 1 else ""
        yield Found(
            f"it has VmSwitchPorts of Windows Server 2008 R2 or before{others}",
            stored[0],
            "VmSwitchPorts",
            expected="not stored",
            fix=by_hand("leave it, or make the machine highly available anew"),
        )


RULE = Rule(
    code="HT417",
    name="VmSwitchPorts of an old version",
    severity="info",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
