"""Restart and failover policy: of groups and of resources, those first that are unlike the others of their type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from hivetool.cluster.in_force import InForce
from hivetool.cluster.model import ClusterObject
from hivetool.cluster.schema import SCHEMA, Property
from hivetool.hive.upcase import upcase
from hivetool.report.inspection import Inspection
from hivetool.report.layout import counted
from hivetool.report.table import Column, Form, Table, View

Kind = Literal["group", "resource"]

GROUP = ("FailoverThreshold", "FailoverPeriod", "AutoFailbackType", "Priority")
GROUP_FULL = ("FailbackWindowStart", "FailbackWindowEnd", "ResiliencyPeriod")
RESOURCE = ("RestartAction", "RestartThreshold", "RestartPeriod")
RESOURCE_FULL = ("RetryPeriodOnFailure", "RestartDelay", "PendingTimeout", "DeadlockTimeout", "EmbeddedFailureAction")

FEWEST = 3
"""So many of one type are needed before one of them can be unlike the others."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A group or a resource with what is in force for it; ``unlike`` says in words where most of its type differ."""

    item: ClusterObject
    label: str
    type: str
    settings: tuple[InForce, ...]
    unlike: tuple[str, ...]
    owners: tuple[str, ...] = ()

    @property
    def own(self) -> tuple[str, ...]:
        """The properties that the object stores itself."""
        return tuple(each.prop.name for each in self.settings if each.origin == self.item.kind)


def ruled(
    inspection: Inspection, kind: Kind, names: Sequence[str], labels: Sequence[str], types: Sequence[str]
) -> list[Ruled]:
    """All objects of the kind: those with most deviations first, then by name."""
    columns = [inspection.settings(kind, name) for name in names]
    usual = [_usual(column, types) for column in columns]
    found = []
    items = inspection.database.objects(kind)
    for item, label, of, settings in zip(items, labels, types, zip(*columns, strict=True), strict=True):
        pairs = zip(settings, usual, strict=True)
        unlike = tuple(
            _unlike(setting, most[of]) for setting, most in pairs if of in most and setting.value != most[of].value
        )
        found.append(Ruled(item, label, of, settings, unlike))
    found.sort(key=lambda each: (-len(each.unlike), upcase(each.label), each.item.id))
    return found


def _usual(column: Sequence[InForce], types: Sequence[str]) -> dict[str, InForce]:
    """By type the setting that more than half of it have, where it has some members."""
    values: dict[str, Counter[object]] = {}
    settings: dict[tuple[str, object], InForce] = {}
    for (of, setting), count in Counter(zip(types, column, strict=True)).items():
        values.setdefault(of, Counter())[setting.value] += count
        settings.setdefault((of, setting.value), setting)
    found = {}
    for of, counts in values.items():
        ((value, count),) = counts.most_common(1)
        if counts.total() >= FEWEST and 2 * count > counts.total():
            found[of] = settings[of, value]
    return found


def _unlike(setting: InForce, usual: InForce) -> str:
    return f"{setting.prop.name} {_number(setting)} (most have {_number(usual)})"


def _number(setting: InForce) -> str:
    return "not set" if setting.value is None else str(setting.value)


def view(inspection: Inspection) -> View:
    """A table of groups and one of resources."""
    groups, resources = inspection.groups, inspection.resources
    of_groups = ruled(
        inspection,
        "group",
        (*GROUP, *GROUP_FULL),
        [view.label for view in groups],
        [view.group.type or "type not stored" for view in groups],
    )
    of_resources = ruled(
        inspection,
        "resource",
        (*RESOURCE, *RESOURCE_FULL),
        [view.label for view in resources],
        [view.resource.type for view in resources],
    )
    return View(
        "policy",
        "Restart and failover policy",
        (
            Table("policy_groups", "Groups", _columns("group", "Group", GROUP, GROUP_FULL), of_groups),
            Table(
                "policy_resources", "Resources", _columns("resource", "Resource", RESOURCE, RESOURCE_FULL), of_resources
            ),
        ),
        notes=(_note(of_groups, of_resources),),
    )


def _note(*tables: Sequence[Ruled]) -> str:
    groups, resources = (sum(bool(each.unlike) for each in table) for table in tables)
    told = f"{counted(groups, 'group')} and {counted(resources, 'resource')}"
    return f"Unlike most others of their type are {told}; they come first. What is not stored is shown as its default."


def _columns(kind: Kind, title: str, names: Sequence[str], full: Sequence[str]) -> tuple[Column[Ruled], ...]:
    every = (*names, *full)
    return (
        Column("name", title, lambda each: each.label),
        Column("id", "GUID", lambda each: each.item.id, shown="data"),
        Column("type", "Type", lambda each: each.type, shown="full"),
        *(_setting(SCHEMA[kind][name], place, name in full) for place, name in enumerate(every)),
        Column("own", "Stored here", lambda each: each.own, empty="nothing", shown="full"),
        Column("unlike", "Unlike the others", lambda each: each.unlike),
    )


def _setting(prop: Property, place: int, is_full: bool) -> Column[Ruled]:
    return Column(
        _member(prop),
        prop.name,
        lambda each: each.settings[place].number,
        Form.WORD if prop.words else Form.NUMBER,
        "" if prop.words or prop.unit is None else prop.unit,
        absent="not set",
        word=prop.word if prop.words or prop.special else None,
        shown="full" if is_full else "always",
    )


def _member(prop: Property) -> str:
    """``RestartPeriod`` in ms as ``restart_period_ms``."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", prop.name).lower()
    return f"{name}_{prop.unit}" if prop.unit is not None else name
