"""A virtual machine does not depend on its configuration.

## Why

The configuration makes the machine known to the node's Hyper-V, so it has to be online first. Without the dependency
both start at once, the machine may be asked for before Hyper-V knows it, and fails (event 1069). Microsoft lists no
required dependency for the type, so the cluster itself never objects.

## How to mend

Add the dependency. It counts from the next start of the machine; nothing has to be stopped.

## Source

The article: "Virtual Machines are configured with correct dependencies"; MSCS virtual-machine.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from hivetool.cluster.model import Database, Resource
from hivetool.hive.decode import text_data
from hivetool.hive.edit import Edit, SetValue
from hivetool.hive.types import ValueType
from hivetool.lint.finding import Cmdlet, Fix, Found
from hivetool.lint.fixes import by_cmdlet
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
"Contains"=hex(7):76,00,00,00,63,00,00,00,00,00

[Cluster\Resources\c]
"Name"="Virtual Machine Configuration SQL01"
"Type"="Virtual Machine Configuration"

; here
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"""

GOOD = (
    BAD.replace("; here\n", "")
    + r"""
[Cluster\Dependencies\d]
"dependent"="v"
"dependency"="[c]"
"""
)


def check(subject: Subject) -> Iterator[Found]:
    """Machines that need their configuration neither directly nor through something else nor in a cycle."""
    database = subject.database
    circular = {item.dependent for item in database.graph.cyclic}
    for machine, configuration in subject.pairing.pairs():
        if machine.id not in circular and not _needs(database, machine.id, configuration.id):
            yield Found(
                f"it does not depend on {database.label(configuration)}",
                machine,
                expected="a dependency on its configuration",
                fix=_fix(machine, configuration),
            )


def _needs(database: Database, dependent: str, provider: str) -> bool:
    """Whether one needs the other, perhaps through others."""
    waiting, seen = [dependent], {dependent}
    while waiting:
        providers, _ = database.graph.needs.get(waiting.pop(), ((), None))
        if provider in providers:
            return True
        waiting += [each for each in providers if each not in seen]
        seen.update(providers)
    return False


def _fix(machine: Resource, configuration: Resource) -> Fix:
    """One more key below Dependencies; its name follows from the two ids, so that it is the same every time."""
    key = f"Dependencies\\{uuid.uuid5(uuid.NAMESPACE_OID, f'{machine.id} {configuration.id}')}"
    stored = {"dependent": machine.id, "dependency": f"[{configuration.id}]"}
    edits: tuple[Edit, ...] = tuple(
        SetValue(key, name, ValueType.REG_SZ, text_data(text)) for name, text in stored.items()
    )
    added = Cmdlet("Add-ClusterResourceDependency", {"Resource": machine.name, "Provider": configuration.name})
    return by_cmdlet(f"make it depend on {configuration.name}", added, edits=edits)


RULE = Rule(
    code="HT404",
    name="a machine without its configuration",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
