"""A property of all groups, resources or types at once: what is in force for each, and where that comes from."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Literal

from .model import ClusterObject, Content, Database, Fact, Resource
from .schema import SCHEMA, Kind, Property
from .semantics import Semantics
from .settings import effective


@dataclass(frozen=True, slots=True)
class InForce:
    """What a property is for an object; for all that store the same and inherit from the same it is one value.

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
    """The property of this name for every object of the kind, in stored order.

    Each different case is worked out once, by :func:`~hivetool.cluster.settings.effective`. Raises
    :class:`~hivetool.cluster.naming.NoSuchProperty`.
    """
    known: dict[Hashable, InForce] = {}
    found = []
    for item, case in _cases(database, kind, name):
        each = known.get(case)
        if each is None:
            setting = effective(database, item, name, semantics)
            stored = setting.fact.name if setting.fact is not None else ""
            each = known[case] = InForce(setting.prop, setting.value, setting.origin, setting.why, stored)
        found.append(each)
    return found


def fact_of(database: Database, item: ClusterObject, found: InForce) -> Fact | None:
    """The stored value that is in force for the object, None for a default."""
    holder: ClusterObject | None = item
    if found.origin != item.kind and isinstance(item, Resource):
        of_group = database.group(item.group) if item.group is not None else None
        holder = database.type_of(item) if found.origin == "resource type" else of_group
    elif found.origin == "cluster":
        holder = database.cluster
    return holder.facts.get(found.stored) if holder is not None and found.stored else None


def _cases(database: Database, kind: Kind, name: str) -> Iterable[tuple[ClusterObject, Hashable]]:
    """The objects, each with all that its value depends on: what it stores, and what it inherits from."""
    items = database.objects(kind)
    prop = SCHEMA[kind].get(name)
    above, inherited = prop.inherits if prop is not None and prop.inherits is not None else (None, "")
    if kind == "resource" and above == "group":
        groups = {group.id: group.content(inherited) for group in database.groups}
        return ((item, (item.content(name), groups.get(item.group or ""))) for item in database.resources)
    if kind == "resource":
        return ((item, (item.content(name), item.type)) for item in database.resources)
    return ((item, (item.content(name),)) for item in items)
