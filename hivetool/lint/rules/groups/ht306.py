"""A virtual machine is commanded online, its configuration is commanded offline.

## Why

The machine depends on its configuration: when the cluster starts, the machine is asked online and waits for what
nobody asks online. The two records contradict each other; one of them was edited by hand, or an Offline of the
configuration alone was left.

## How to mend

Bring the configuration online, which records 1, or take the machine offline. In a copy the configuration gets the
machine's PersistentState.

## Source

The article, "Virtual Machines are configured with correct dependencies" and "The registry entries for Virtual Machines
resources are configured correctly"; that the two records belong together is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.machines import configuration_of
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import CONFIGURATION, Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
"Contains"=hex(7):76,00,00,00,63,00,00,00,00,00

[Cluster\Resources\c]
"Name"="Virtual Machine Configuration SQL01"
"Type"="Virtual Machine Configuration"
; here
"PersistentState"=dword:00000000

[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"PersistentState"=dword:00000001
"""

GOOD = BAD.replace('"PersistentState"=dword:00000000', '"PersistentState"=dword:00000001').replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Machines whose own record is 1 while their configuration's is 0, or nothing and the group's is 0."""
    commanded = {item.id: found for item, found in subject.each("resource", "PersistentState")}
    stopped = {item.group for item in subject.of_type(CONFIGURATION) if commanded[item.id].value == 0}
    for machine in subject.machines:
        own = commanded[machine.id]
        if machine.group not in stopped or own.value != 1 or own.origin != "resource":
            continue
        configuration = configuration_of(subject, machine)
        if configuration is not None and commanded[configuration.id].value == 0:
            yield Found(
                f"it is commanded offline, {subject.database.label(machine)} online",
                configuration,
                "PersistentState",
                expected="1, as its virtual machine",
                fix=set_to(configuration, "PersistentState", 1, safe=True),
            )


RULE = Rule(
    code="HT306",
    name="a machine's configuration is offline",
    severity="warning",
    mark=Mark.INFERRED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
