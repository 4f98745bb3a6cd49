"""Some virtual machines have a record of what was last commanded, others have none.

## Why

Microsoft's documentation and the article disagree on this record: by the one it is deleted when a resource is brought
online, by the other it holds 1. Which of the two this cluster follows decides what a missing record means, and with
both in one database it is worth knowing.

## How to mend

Nothing has to be mended. Compare with what the cluster shows: if machines that run have no record, read the database
as Windows does.

## Source

MSCS resources-persistentstate against the article, "The registry entries for Virtual Machines resources are configured
correctly".
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"PersistentState"=dword:00000001

; here
[Cluster\Resources\w]
"Name"="Virtual Machine SQL02"
"Type"="Virtual Machine"
"""

GOOD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"PersistentState"=dword:00000001

[Cluster\Resources\w]
"Name"="Virtual Machine SQL02"
"Type"="Virtual Machine"
"PersistentState"=dword:00000000
"""


def check(subject: Subject) -> Iterator[Found]:
    """One finding, at the first machine without the record, if others have it."""
    with_record = {item.row for item, _ in subject.stored("resource", "PersistentState")}
    without = [machine for machine in subject.machines if machine.row not in with_record]
    count = len(subject.machines)
    if without and len(without) < count:
        yield Found(
            f"{len(without)} of {count} virtual machines have no PersistentState, this one first",
            without[0],
            "PersistentState",
            expected="all or none with the record",
            fix=by_hand("compare with the states that the cluster shows"),
        )


RULE = Rule(
    code="HT307",
    name="records of commands are mixed",
    severity="info",
    mark=Mark.INFERRED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
