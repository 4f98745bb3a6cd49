"""A virtual machine or its configuration lacks a private property that it must have.

## Why

Microsoft lists these properties as required. Where one is missing, reading it fails, and with it what depends on it:
what happens when the machine goes offline, whether its heartbeat is watched, where its files are.

A property that no resource of the type stores is not asked for: that version of Windows, or that export, has none of
it. For DependsOnSharedVolumes see HT410, for VmID HT405.

## How to mend

On a live cluster Update-ClusterVirtualMachineConfiguration reads the machine and stores what belongs to it. In a copy
those with a documented default get it.

## Source

MSCS virtual-machine-private-properties and virtual-machine-configuration-private-properties.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import Resource
from hivetool.cluster.schema import private_properties
from hivetool.hive.edit import Edit
from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Cmdlet, Fix, Found
from hivetool.lint.fixes import by_cmdlet, set_to
from hivetool.lint.machines import CONFIGURATION_PRIVATE, MACHINE_PRIVATE
from hivetool.lint.private import Private
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
; here
[Cluster\Resources\a]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"

[Cluster\Resources\b]
"Name"="Virtual Machine SQL02"
"Type"="Virtual Machine"

[Cluster\Resources\b\Parameters]
"OfflineAction"=dword:00000001
"""

GOOD = (
    BAD.replace("; here\n", "")
    + r"""
[Cluster\Resources\a\Parameters]
"OfflineAction"=dword:00000001
"""
)


def check(subject: Subject) -> Iterator[Found]:
    """Machines and configurations that lack what others of their type store."""
    pairing = subject.pairing
    for private, names in ((pairing.machines, MACHINE_PRIVATE), (pairing.configurations, CONFIGURATION_PRIVATE)):
        columns = {name: private.every(name) for name in names}
        usual = {name: column for name, column in columns.items() if any(each is not None for each in column)}
        lacking = {place for column in usual.values() for place, each in enumerate(column) if each is None}
        for place in sorted(lacking):
            missing = tuple(name for name, column in usual.items() if column[place] is None)
            item = private.resources[place]
            yield Found(
                f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing",
                item,
                expected=", ".join(missing),
                fix=_fix(subject, private, item, missing),
            )


def _fix(subject: Subject, private: Private, item: Resource, missing: tuple[str, ...]) -> Fix:
    table = private_properties("resource", private.type)
    edits: tuple[Edit, ...] = ()
    for name in missing:
        default = table[upcase(name)].default
        if isinstance(default, int):
            edits += set_to(item, name, default).edits
    configuration = subject.pairing.configuration.get(item.id, item)
    update = Cmdlet("Update-ClusterVirtualMachineConfiguration", {"Name": configuration.name})
    return by_cmdlet(f"store {', '.join(missing)}", update, edits=edits)


RULE = Rule(
    code="HT408",
    name="a required private property is missing",
    severity="warning",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
