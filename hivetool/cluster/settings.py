"""What a setting really is for one object, and where that comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from .model import ClusterObject, Database, Fact, Resource
from .schema import SCHEMA
from .semantics import Choice, Semantics

Holder = Literal["resource", "group", "resource type"]
Origin = Holder | Literal["default"]

_STORED_WITH: Mapping[Holder, str] = MappingProxyType(
    {"resource": "own value", "group": "the group's value", "resource type": "the type's value"}
)


@dataclass(frozen=True, slots=True)
class Setting:
    """An effective value: ``fact`` is the stored value it comes from, None for a default.

    ``why`` says in words where it comes from; for a default it is the default's source.
    """

    name: str
    value: int
    origin: Origin
    why: str
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class Polls:
    """The two health checks of a resource: how often each is made, in milliseconds."""

    is_alive: Setting
    looks_alive: Setting


def stored_setting(item: ClusterObject | None, kind: Holder, name: str) -> Setting | None:
    """The number this object of this kind stores under the name.

    None if there is no such object or objects of the kind have no such property, and if the value is absent,
    "not set" or outside what the property allows.
    """
    prop = SCHEMA[kind].get(name)
    fact = item.facts.get(name) if item is not None else None
    if prop is None or fact is None or not isinstance(fact.value, int) or fact.value == prop.unset:
        return None
    too_small = prop.minimum is not None and fact.value < prop.minimum
    too_large = prop.maximum is not None and fact.value > prop.maximum
    return None if too_small or too_large else Setting(name, fact.value, kind, _STORED_WITH[kind], fact)


def polls(database: Database, resource: Resource, semantics: Semantics) -> Polls:
    """The resource's poll intervals: its own values by name, then the type's, then the semantics' defaults.

    Under "by role" the shorter of the type's two values is the IsAlive of the article and the longer its
    LooksAlive, since the article's IsAlive is the quick check.
    """
    inherited = _type_polls(database, resource, semantics)
    return Polls(
        stored_setting(resource, "resource", "IsAlivePollInterval") or inherited.is_alive,
        stored_setting(resource, "resource", "LooksAlivePollInterval") or inherited.looks_alive,
    )


def _type_polls(database: Database, resource: Resource, semantics: Semantics) -> Polls:
    kind = database.type_of(resource)
    is_alive = stored_setting(kind, "resource type", "IsAlivePollInterval")
    looks_alive = stored_setting(kind, "resource type", "LooksAlivePollInterval")
    if semantics.inherited_polls.value == "by role":
        is_alive, looks_alive = _by_role(is_alive, looks_alive, semantics)
    return Polls(
        is_alive or _default("IsAlivePollInterval", semantics.is_alive_ms),
        looks_alive or _default("LooksAlivePollInterval", semantics.looks_alive_ms),
    )


def _by_role(one: Setting | None, other: Setting | None, semantics: Semantics) -> tuple[Setting | None, Setting | None]:
    found = sorted((setting for setting in (one, other) if setting is not None), key=lambda setting: setting.value)
    if len(found) == 2:
        return _renamed(found[0], "IsAlivePollInterval"), _renamed(found[1], "LooksAlivePollInterval")
    if not found:
        return None, None
    middle = (semantics.is_alive_ms.value + semantics.looks_alive_ms.value) / 2
    quick = found[0].value <= middle
    return (
        (_renamed(found[0], "IsAlivePollInterval"), None)
        if quick
        else (None, _renamed(found[0], "LooksAlivePollInterval"))
    )


def _renamed(setting: Setting, role: str) -> Setting:
    if setting.name == role:
        return setting
    return Setting(role, setting.value, setting.origin, f"the type's {setting.name}, by its role", setting.fact)


def resource_setting(database: Database, resource: Resource, name: str, default: Choice[int]) -> Setting:
    """A number of the resource: its own value, then its type's (where types have it), then the default."""
    return (
        stored_setting(resource, "resource", name)
        or stored_setting(database.type_of(resource), "resource type", name)
        or _default(name, default)
    )


def persistent_state(database: Database, resource: Resource, semantics: Semantics) -> Setting:
    """The commanded state (1 online, 0 offline): the resource's own, else its group's, else the default.

    Absent and 0xFFFFFFFF both mean "the group's" (MSCS groups-persistentstate, KB259243).
    """
    group = database.group(resource.group) if resource.group is not None else None
    return (
        stored_setting(resource, "resource", "PersistentState")
        or stored_setting(group, "group", "PersistentState")
        or _default("PersistentState", semantics.persistent_state)
    )


def _default(name: str, choice: Choice[int]) -> Setting:
    return Setting(name, choice.value, "default", choice.source)
