"""A virtual machine's resources and its group have different names.

## Why

The cluster names the group after the machine, and both resources after it. Renaming one renames none of the others: a
script that takes the group's name for the machine's then moves or stops the wrong one.

## How to mend

Decide which name is right, and rename the group and both resources in Failover Cluster Manager or with PowerShell.

## Source

Practice. The words that Windows or Virtual Machine Manager put around the name are in the language of whoever made
the machine, so a name is right if it contains the group's.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.machines import stem
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
"Contains"=hex(7):76,00,00,00,00,00

[Cluster\Resources\v]
; here
"Name"="Virtual Machine OLD-NAME"
"Type"="Virtual Machine"
"""

GOOD = BAD.replace("; here\n", "").replace("OLD-NAME", "SQL01")


def check(subject: Subject) -> Iterator[Found]:
    """Machines and configurations, alone in their group, whose names do not contain the group's."""
    for identity, members in subject.pairing.groups.items():
        group = subject.database.group(identity)
        if group is None or group.name == group.id or len(members.machines) > 1 or len(members.configurations) > 1:
            continue
        wanted = stem(group.name)
        for item in (*members.machines, *members.configurations):
            if wanted not in upcase(item.name):
                yield Found(
                    f"its name does not contain that of its group, {group.name}",
                    item,
                    "Name",
                    expected=f"a name with {group.name}",
                    fix=by_hand("give the group and its resources the name of the virtual machine"),
                )


RULE = Rule(
    code="HT416",
    name="a virtual machine that was renamed",
    severity="info",
    mark=Mark.PRACTICE,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
