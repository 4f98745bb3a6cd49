"""A live migration failed, or was on its way when the database was saved.

## Why

MigrationState keeps 5 after a failure until the next migration: nobody may have looked since. 1 to 3 mean that the
machine was being moved when the hive was saved, so that what the hive says of its node may be about to change.

## How to mend

Read the events of the migration on both nodes (MigrationFailureReason has the code), mend the cause and move the
machine again. Of a migration on its way nothing has to be mended.

## Source

MSCS virtual-machines-migrationstate.
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

[Cluster\Resources\v\Parameters]
; here
"MigrationState"=dword:00000005
"""

GOOD = BAD.replace("; here\n", "").replace("dword:00000005", "dword:00000000")


FAILED = 5
ON_ITS_WAY = (1, 2, 3)


def check(subject: Subject) -> Iterator[Found]:
    """Machines whose state says so."""
    for machine, state in subject.pairing.machines.each("MigrationState"):
        if state == FAILED or state in ON_ITS_WAY:
            is_failed = state == FAILED
            yield Found(
                f"its last live migration {'failed' if is_failed else 'was on its way when this was saved'}",
                machine,
                "MigrationState",
                expected="0 (none)",
                fix=by_hand("read the events of the migration, then move it again" if is_failed else "save it again"),
            )


RULE = Rule(
    code="HT414",
    name="a live migration that failed",
    severity="info",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
