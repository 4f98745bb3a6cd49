"""The core group has an application, or a role has the witness.

## Why

The core group holds the cluster's name, its address and the witness. An application among them fails over with them
and can take the cluster's name along; a witness in a role goes where the role goes, and offline when the role does.

## How to mend

Move the application into a role of its own, and the witness into the core group.

## Source

Microsoft, "Configuring the witness resource": the witness is assigned to the cluster core resources; and "Manage
cluster quorum".
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import Group, Resource
from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Cmdlet, Found
from hivetool.lint.fixes import by_cmdlet
from hivetool.lint.roles import DISK, core_group, is_role
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="Cluster Group"
"Contains"=hex(7):6e,00,00,00,73,00,00,00,00,00

[Cluster\Resources\n]
"Name"="Cluster Name"
"Type"="Network Name"

; here
[Cluster\Resources\s]
"Name"="Backup Agent"
"Type"="Generic Service"
"""

GOOD = BAD.replace("6e,00,00,00,73,00", "6e,00").replace("; here\n", "")

APPLICATIONS = (
    "Virtual Machine",
    "Virtual Machine Configuration",
    "Generic Application",
    "Generic Script",
    "Generic Service",
    "File Server",
    "File Share",
    "Scale Out File Server",
    "NFS Share",
    "Print Spooler",
    "DHCP Service",
    "WINS Service",
    "MSMQ",
    "MSMQTriggers",
    "Distributed Transaction Coordinator",
    "iSCSI Target Server",
    "iSNSClusRes",
    "SQL Server",
    "SQL Server Agent",
    "SQL Server Availability Group",
    "Analysis Services",
)
"""Types of what people run; whatever else is in the core group may be the cluster's own."""

_APPLICATIONS = frozenset(map(upcase, APPLICATIONS))


def check(subject: Subject) -> Iterator[Found]:
    """Applications in the core group, and disks if the witness is another one there or none; the witness in a role."""
    core, witness = core_group(subject), subject.database.witness.resource
    if core is None:
        return
    is_sound = subject.database.witness.kind == "none" or (witness is not None and witness.group == core.id)
    for member in subject.database.members(core):
        is_spare_disk = is_sound and upcase(member.type) == upcase(DISK) and member != witness
        if upcase(member.type) in _APPLICATIONS or is_spare_disk:
            title = "move it into a role of its own, or to the available storage" if is_spare_disk else ""
            yield Found(
                f"it is in {subject.database.label(core)}, among the core resources",
                member,
                expected="in a role",
                fix=by_cmdlet(title or "move it into a role of its own", _move(member)),
            )
    home = subject.database.group((witness.group if witness is not None else None) or "")
    if witness is not None and home is not None and home != core and is_role(home):
        yield Found(
            f"it is the witness, but in the role {subject.database.label(home)}",
            witness,
            expected=f"in {subject.database.label(core)}",
            fix=by_cmdlet("move the witness into the core group", _move(witness, core)),
        )


def _move(resource: Resource, group: Group | None = None) -> Cmdlet:
    target = {"Group": group.name} if group is not None else {}
    return Cmdlet("Move-ClusterResource", {"Name": resource.name, **target}, by_hand=True)


RULE = Rule(
    code="HT313",
    name="the core group and roles are mixed",
    severity="warning",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
