"""What a setting really is for one object, and where that comes from.

:func:`effective` answers it for any property of the schema; the functions beside it answer it for the few numbers
that a replay needs, of thousands of resources.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from .model import ClusterObject, Content, Database, Fact, Resource
from .naming import find_property
from .schema import LEVELS, SCHEMA, Kind, Property, own_properties, private_properties
from .semantics import Choice, Semantics

Holder = Literal["resource", "group", "resource type"]
Origin = Holder | Literal["default"]

_STORED_WITH: Mapping[Kind, str] = MappingProxyType(
    {
        "resource": "own value",
        "group": "the group's value",
        "resource type": "the type's value",
        "cluster": "the cluster's value",
    }
)


@dataclass(frozen=True, slots=True)
class Setting:
    """An effective value: ``holder`` is the object that stores it, under the name ``stored``; None for a default.

    ``why`` says in words where it comes from; for a default it is the default's source.
    """

    name: str
    value: int
    origin: Origin
    why: str
    holder: ClusterObject | None = None
    stored: str = ""

    @property
    def fact(self) -> Fact | None:
        """The stored value it comes from, None for a default."""
        return self.holder.facts[self.stored] if self.holder is not None else None


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
    number = item.number(name) if item is not None and prop is not None else None
    if item is None or prop is None or number is None or not _counts(prop, number):
        return None
    return Setting(name, number, kind, _STORED_WITH[kind], item, name)


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
    why = f"the type's {setting.name}, by its role"
    return Setting(role, setting.value, setting.origin, why, setting.holder, setting.stored)


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


@dataclass(frozen=True, slots=True)
class Effective:
    """What a property is for one object, whatever its form.

    ``value`` is None where nothing is stored and no default is known. ``origin`` is the kind of object whose stored
    value it is. ``why`` says it in words, with the page for a default. ``fact`` is the stored value that it comes
    from, ``stored`` what the object itself stores, though it may not count.
    """

    prop: Property
    value: Content | None
    origin: Kind | Literal["default", "not set"]
    why: str
    fact: Fact | None = None
    stored: Fact | None = None

    @property
    def word(self) -> str | None:
        """What the value means, None where it is no number or has no words."""
        return self.prop.word(self.value) if isinstance(self.value, int) else None


def effective(database: Database, item: ClusterObject, name: str, semantics: Semantics) -> Effective:
    """What the property of this name is for the object: its own value, what it inherits, or the default.

    ``name`` compares without case; that of a private property may begin with ``Parameters.``, where an own one has
    the same. Raises :class:`~hivetool.cluster.naming.NoSuchProperty`.
    """
    return _effective(database, item, find_property(item, name), semantics)


def every_setting(database: Database, item: ClusterObject, semantics: Semantics) -> Iterator[Effective]:
    """All properties that the object can have, its own ones first."""
    for prop in own_properties(item.kind).values():
        yield _effective(database, item, prop, semantics)
    for prop in private_properties(item.kind, item.private_type).values():
        yield _effective(database, item, prop, semantics)


def _effective(database: Database, item: ClusterObject, prop: Property, semantics: Semantics) -> Effective:
    own = (item.parameters if prop.place else item.facts).get(prop.name)
    if isinstance(item, Resource) and prop.name in _POLLS and not prop.place:
        found = _POLLS[prop.name](polls(database, item, semantics))
        origin: Kind | Literal["default"] = found.origin
        return Effective(prop, found.value, origin, _with_own(found.why, prop, own, found.fact), found.fact, own)
    if own is not None and _counts(prop, own.value):
        return Effective(prop, own.value, item.kind, "own value", own, own)
    held = _inherited(database, item, prop)
    if held is not None:
        kind, fact = held
        return Effective(prop, fact.value, kind, _with_own(_STORED_WITH[kind], prop, own, fact), fact, own)
    value, source = _default_of(database, prop, semantics)
    if value is None:
        return Effective(prop, None, "not set", _with_own("no default is documented", prop, own, None), None, own)
    return Effective(prop, value, "default", _with_own(source, prop, own, None), None, own)


_POLLS: Mapping[str, Callable[[Polls], Setting]] = MappingProxyType(
    {
        "IsAlivePollInterval": lambda found: found.is_alive,
        "LooksAlivePollInterval": lambda found: found.looks_alive,
    }
)

_CHOICES: Mapping[tuple[Kind, str], Callable[[Semantics], Choice[int]]] = MappingProxyType(
    {
        ("resource", "PersistentState"): lambda semantics: semantics.persistent_state,
        ("resource", "PendingTimeout"): lambda semantics: semantics.pending_timeout_ms,
        ("resource", "RestartAction"): lambda semantics: semantics.restart_action,
        ("resource", "RestartThreshold"): lambda semantics: semantics.restart_threshold,
        ("resource", "RestartPeriod"): lambda semantics: semantics.restart_period_ms,
        ("resource", "RestartDelay"): lambda semantics: semantics.restart_delay_ms,
        ("group", "FailoverPeriod"): lambda semantics: semantics.failover_period_hours,
    }
)
"""Defaults on which readings differ."""

_COMPUTED: Mapping[tuple[Kind, str], Callable[[Database], tuple[Content, str]]] = MappingProxyType(
    {
        ("group", "FailoverThreshold"): lambda database: (
            max(len(database.nodes) - 1, 0),
            "number of nodes - 1 (MSCS groups-failoverthreshold)",
        ),
        ("resource", "PossibleOwners"): lambda database: (
            tuple(database.collections["node"].ids),
            "every node, as none is listed (Commvault)",
        ),
    }
)
"""Defaults that depend on the rest of the database."""


def _counts(prop: Property, value: Content) -> bool:
    """Whether a stored value is one: not "not set", not out of range, and where it can be inherited not empty."""
    if isinstance(value, int):
        return value != prop.unset and (not prop.is_number or prop.allows(value))
    return bool(value) or not (prop.inherits or (prop.kind, prop.name) in _COMPUTED)


def _inherited(database: Database, item: ClusterObject, prop: Property) -> tuple[Kind, Fact] | None:
    if prop.inherits is None:
        return None
    kind, name = prop.inherits
    holder: ClusterObject | None = database.cluster if kind == "cluster" else None
    if isinstance(item, Resource):
        of_group = database.group(item.group) if item.group is not None else None
        holder = database.type_of(item) if kind == "resource type" else of_group
    fact = holder.facts.get(name) if holder is not None else None
    return (kind, fact) if fact is not None and _counts(SCHEMA[kind][name], fact.value) else None


def _default_of(database: Database, prop: Property, semantics: Semantics) -> tuple[Content | None, str]:
    """The value of what is not stored, and where that is written."""
    place = (prop.kind, prop.name)
    if not prop.place and place in _COMPUTED:
        return _COMPUTED[place](database)
    if not prop.place and place in _CHOICES:
        choice = _CHOICES[place](semantics)
        return choice.value, choice.source
    last = SCHEMA[prop.inherits[0]][prop.inherits[1]] if prop.inherits else prop
    version = LEVELS.get(database.cluster.number("ClusterFunctionalLevel") or 0)
    value = last.default_at(version)
    since = f", {version}" if version is not None and last.defaults else ""
    return value, f"{last.source}{since}"


def _with_own(why: str, prop: Property, own: Fact | None, fact: Fact | None) -> str:
    """The reason, and why the object's own value is not it."""
    if own is None or own is fact or (fact is not None and own.at == fact.at) or not isinstance(own.value, int):
        return why
    number = f"0x{own.value:x}" if own.value > 0xFFFF else str(own.value)
    word = prop.word(own.value) if own.value == prop.unset else None
    return f"{why}; its own {number} {'is out of range' if word is None else f'means: {word}'}"
