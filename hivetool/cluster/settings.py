"""What a setting really is for one object, and where that comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .model import ClusterObject, Database, Fact, Resource
from .schema import SCHEMA, Property
from .semantics import Choice, Semantics

Origin = Literal["resource", "group", "resource type", "default"]


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


def stored(item: ClusterObject, prop: Property) -> Fact | None:
    """The fact stored under this property, None if absent, "not set" or below what the property allows."""
    fact = item.facts.get(prop.name)
    if fact is None or not isinstance(fact.value, int) or fact.value == prop.unset:
        return None
    too_small = prop.minimum is not None and fact.value < prop.minimum
    too_large = prop.maximum is not None and fact.value > prop.maximum
    return None if too_small or too_large else fact


def polls(database: Database, resource: Resource, semantics: Semantics) -> Polls:
    """The resource's poll intervals: its own values by name, then the type's, then the semantics' defaults.

    Under "by role" the shorter of the type's two values is the IsAlive of the article and the longer its
    LooksAlive, since the article's IsAlive is the quick check.
    """
    inherited = _type_polls(database, resource, semantics)
    own = SCHEMA["resource"]
    return Polls(
        _own(resource, own["IsAlivePollInterval"]) or inherited.is_alive,
        _own(resource, own["LooksAlivePollInterval"]) or inherited.looks_alive,
    )


def _own(resource: Resource, prop: Property) -> Setting | None:
    fact = stored(resource, prop)
    return _setting(prop.name, fact, "resource", "own value") if fact is not None else None


def _type_polls(database: Database, resource: Resource, semantics: Semantics) -> Polls:
    kind = database.type_of(resource)
    props = SCHEMA["resource type"]
    facts = [
        (name, stored(kind, props[name]) if kind is not None else None)
        for name in ("IsAlivePollInterval", "LooksAlivePollInterval")
    ]
    is_alive, looks_alive = (
        _setting(name, fact, "resource type", "the type's value") if fact is not None else None for name, fact in facts
    )
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
    fact = stored(resource, SCHEMA["resource"][name])
    if fact is not None:
        return _setting(name, fact, "resource", "own value")
    kind, prop = database.type_of(resource), SCHEMA["resource type"].get(name)
    fact = stored(kind, prop) if kind is not None and prop is not None else None
    if fact is not None:
        return _setting(name, fact, "resource type", "the type's value")
    return _default(name, default)


def persistent_state(database: Database, resource: Resource, semantics: Semantics) -> Setting:
    """The commanded state (1 online, 0 offline): the resource's own, else its group's, else the default.

    Absent and 0xFFFFFFFF both mean "the group's" (MSCS groups-persistentstate, KB259243).
    """
    fact = stored(resource, SCHEMA["resource"]["PersistentState"])
    if fact is not None:
        return _setting("PersistentState", fact, "resource", "own value")
    group = database.group(resource.group) if resource.group is not None else None
    fact = stored(group, SCHEMA["group"]["PersistentState"]) if group is not None else None
    if fact is not None:
        return _setting("PersistentState", fact, "group", "the group's value")
    return _default("PersistentState", semantics.persistent_state)


def _setting(name: str, fact: Fact, origin: Origin, why: str) -> Setting:
    assert isinstance(fact.value, int)
    return Setting(name, fact.value, origin, why, fact)


def _default(name: str, choice: Choice[int]) -> Setting:
    return Setting(name, choice.value, "default", choice.source)
