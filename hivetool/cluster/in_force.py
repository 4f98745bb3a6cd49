"""A property of all groups, resources or types at once: what is in force for each, and where that comes from."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Literal

from .model import ClusterObject, Content, Database, Fact, Resource
from .schema import FOLDERS, SCHEMA, Kind, Property
from .semantics import Semantics
from .settings import effective


@dataclass(frozen=True, slots=True, eq=False)
class InForce:
    """What a property is for an object; for all that store the same and inherit from the same it is one and the same.

    ``value``, ``origin`` and ``why`` are those of :class:`~hivetool.cluster.settings.Effective`; ``stored`` is the name
    under which the object of kind ``origin`` stores it, ``""`` for what is stored nowhere.
    """

    prop: Property
    value: Content | None
    origin: Kind | Literal["default", "not set"]
    why: str
    stored: str = ""

    @property
    def number(self) -> int | None:
        """The value, if it is a number."""
        return self.value if isinstance(self.value, int) else None

    @property
    def word(self) -> str | None:
        """What the value means, None where it is no number or has no words."""
        return self.prop.word(self.value) if isinstance(self.value, int) else None


def in_force(database: Database, kind: Kind, name: str, semantics: Semantics) -> list[InForce]:
    """The property of this name, one that stands in their own keys, for every object of the kind, in stored order.

    Each different case is worked out once, by :func:`~hivetool.cluster.settings.effective`.
    """
    known: dict[Hashable, InForce] = {}
    found = []
    for item, case in zip(database.objects(kind), _cases(database, kind, SCHEMA[kind][name]), strict=True):
        each = known.get(case)
        if each is None:
            setting = effective(database, item, name, semantics)
            stored = setting.fact.name if setting.fact is not None else ""
            each = known[case] = InForce(setting.prop, setting.value, setting.origin, setting.why, stored)
        found.append(each)
    return found


def calls_per_second(*intervals: InForce) -> float:
    """The health calls a second that checks with these intervals, in milliseconds, come to."""
    return sum(1000 / each.number for each in intervals if each.number)


def fact_of(database: Database, item: ClusterObject, found: InForce) -> Fact | None:
    """The stored value that is in force for the object, None for a default."""
    holder: ClusterObject | None = item
    if found.origin != item.kind and isinstance(item, Resource):
        of_group = database.group(item.group) if item.group is not None else None
        holder = database.type_of(item) if found.origin == "resource type" else of_group
    elif found.origin == "cluster":
        holder = database.cluster
    return holder.facts.get(found.stored) if holder is not None and found.stored else None


def _cases(database: Database, kind: Kind, prop: Property) -> Iterable[Hashable]:
    """For each object all that its value depends on: what it stores, and what it inherits from."""
    if kind not in FOLDERS:
        return (item.content(prop.name) for item in database.objects(kind))
    own = database.collections[kind].every(prop.name)
    above, inherited = prop.inherits or (None, "")
    if kind == "resource" and above == "group":
        groups = database.collections["group"]
        stored = dict(zip(groups.ids, groups.every(inherited), strict=True))
        group_of = database.membership.group_of
        return zip(
            own, [stored.get(group_of.get(each, "")) for each in database.collections[kind].upcased], strict=True
        )
    if kind == "resource":
        return zip(own, database.collections[kind].type_names, strict=True)
    return own
