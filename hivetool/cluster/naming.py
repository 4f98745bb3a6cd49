"""Finding the object a person means: by name, ``*`` pattern, id or the beginning of an id."""

from __future__ import annotations

import difflib
import fnmatch
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import ClassVar, TypeVar

from hivetool.hive.errors import HivetoolError
from hivetool.hive.faults import in_marks
from hivetool.hive.upcase import upcase

from .model import (
    VIRTUAL_MACHINE,
    ClusterObject,
    Database,
    Group,
    Network,
    NetworkInterface,
    Node,
    Resource,
    ResourceType,
)
from .schema import ANY, PARAMETERS, PROPERTIES, Kind, Property, own_properties, private_properties

T = TypeVar("T", bound=ClusterObject)

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "vm": "virtual machine",
        "res": "resource",
        "group": "group",
        "node": "node",
        "type": "resource type",
        "net": "network",
    }
)
"""The prefixes a name may have, and what they mean."""

CLUSTER = "cluster"
"""The name of the cluster itself as a target."""

_ANYTHING: tuple[Kind, ...] = ("group", "node", "resource", "resource type", "network", "network interface")
"""What a name without a prefix may mean."""

_SHORTEST_ID = 4
_FEW = 3


@dataclass(eq=False)
class NoSuchObject(HivetoolError):
    """A name that nothing in the cluster has."""

    sentence: ClassVar[str] = "the cluster has no {kind} {marked}{hint}"

    kind: str
    name: str
    hint: str = ""
    marked: str = field(init=False)

    def __post_init__(self) -> None:
        """Put the name in quotation marks: with its backslashes as they are, so that it can be typed again."""
        self.marked = in_marks(self.name)


@dataclass(eq=False)
class AmbiguousName(HivetoolError):
    """A name that fits several objects; ``candidates`` are their labels with ids."""

    sentence: ClassVar[str] = "{marked} fits several {kind}s: {listed}; give the id"

    kind: str
    name: str
    candidates: tuple[str, ...]
    marked: str = field(init=False)
    listed: str = field(init=False)

    def __post_init__(self) -> None:
        """Make the text of the list, cut where it gets long."""
        self.marked = in_marks(self.name)
        more = len(self.candidates) - 10
        self.listed = ", ".join(self.candidates[:10]) + (f" and {more} more" if more > 0 else "")


@dataclass(eq=False)
class NoSuchProperty(HivetoolError):
    """A name that no property of the object has; ``hint`` names others that may be meant."""

    sentence: ClassVar[str] = "{kind} has no property {name} that hivetool knows{hint}"

    kind: str
    name: str
    hint: str = ""


def split_kind(text: str) -> tuple[str | None, str]:
    """``vm:SQL01`` as (``vm``, ``SQL01``); quotes around the name are taken off; no known prefix: None."""
    prefix, colon, rest = text.partition(":")
    if colon and prefix.lower() in KINDS:
        return prefix.lower(), _unquoted(rest)
    return None, _unquoted(text)


def find_resource(database: Database, text: str) -> Resource:
    """The one resource meant by ``text``, which may begin with ``res:`` or ``vm:``.

    ``vm:X`` is the Virtual Machine resource named X or ``Virtual Machine X``, else the only one in group X.
    Raises :class:`NoSuchObject` or :class:`AmbiguousName`.
    """
    prefix, name = split_kind(text)
    if prefix == "vm":
        return _machine(database, name)
    _check_prefix(prefix, "res", text)
    return _only(database, "resource", name, matching(database.resources, name), database.resources)


def find_group(database: Database, text: str) -> Group:
    """The one group meant by ``text``, which may begin with ``group:``."""
    prefix, name = split_kind(text)
    _check_prefix(prefix, "group", text)
    return _only(database, "group", name, matching(database.groups, name), database.groups)


def find_groups(database: Database, text: str) -> tuple[Group, ...]:
    """Every group that ``text`` fits, which may be a pattern; raises :class:`NoSuchObject` if there is none."""
    prefix, name = split_kind(text)
    _check_prefix(prefix, "group", text)
    return matching(database.groups, name) or (find_group(database, text),)


def find_resources(database: Database, text: str) -> tuple[Resource, ...]:
    """Every resource that ``text`` fits, or that is of a resource type which it fits; ``res:`` and ``type:`` choose.

    Raises :class:`NoSuchObject` if there is none.
    """
    prefix, name = split_kind(text)
    if prefix == "vm":
        return (find_resource(database, text),)
    if prefix not in (None, "res", "type"):
        _check_prefix(prefix, "res", text)
    fit = set(matching(database.resources, name)) if prefix != "type" else set()
    types = {upcase(kind.id) for kind in matching(database.types, name)} if prefix != "res" else set()
    found = tuple(item for item in database.resources if item in fit or upcase(item.type) in types)
    known = (*database.resources, *database.types)
    if not found:
        raise NoSuchObject("resource or resource type", name, _near(name, known))
    return found


def find_node(database: Database, text: str) -> Node:
    """The one node meant by ``text``, which may begin with ``node:``."""
    prefix, name = split_kind(text)
    _check_prefix(prefix, "node", text)
    return _only(database, "node", name, matching(database.nodes, name), database.nodes)


def find_type(database: Database, text: str) -> ResourceType:
    """The one resource type meant by ``text``, which may begin with ``type:``."""
    prefix, name = split_kind(text)
    _check_prefix(prefix, "type", text)
    return _only(database, "resource type", name, matching(database.types, name), database.types)


def find_network(database: Database, text: str) -> Network | NetworkInterface:
    """The one network meant by ``text``, which may begin with ``net:``, else the one interface in a network."""
    prefix, name = split_kind(text)
    _check_prefix(prefix, "net", text)
    networks: tuple[Network | NetworkInterface, ...] = database.networks
    interfaces: tuple[Network | NetworkInterface, ...] = database.interfaces
    found = matching(networks, name) or matching(interfaces, name)
    return _only(database, "network", name, found, networks + interfaces)


def find_property(item: ClusterObject, name: str) -> Property:
    """The property of the object that is meant: one of its own, else a private one of its resource type.

    Names compare without case; ``Parameters.Name`` is the private one where both have that name. Raises
    :class:`NoSuchProperty`.
    """
    own, private = own_properties(item.kind), private_properties(item.kind, item.private_type)
    folder, dot, rest = name.partition(".")
    if dot and upcase(folder) == upcase(PARAMETERS):
        own, name = {}, rest
    prop = own.get(upcase(name)) or private.get(upcase(name))
    if prop is None or prop.name == ANY:
        raise NoSuchProperty(_with_article(item), name, _property_hint(name, (*own.values(), *private.values())))
    return prop


def _property_hint(name: str, known: Iterable[Property]) -> str:
    others = dict.fromkeys(
        _owner(prop) for prop in PROPERTIES if prop.name != ANY and upcase(prop.name) == upcase(name)
    )
    if others:
        return f"; it is a property of {' or '.join(others)}"
    near = difflib.get_close_matches(name, [prop.name for prop in known], 3, 0.6)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _owner(prop: Property) -> str:
    if not prop.place:
        return f"{'an' if prop.kind[0] in 'aeiou' else 'a'} {prop.kind}"
    return (
        " or ".join(f"{prop.kind} {name}" if prop.kind == "resource type" else name for name in prop.types) or prop.kind
    )


def _with_article(item: ClusterObject) -> str:
    kind = f"{'an' if item.kind[0] in 'aeiou' else 'a'} {item.kind}"
    return f"{kind} of type {item.private_type}" if item.kind == "resource" and item.private_type else kind


def find_any(database: Database, text: str) -> ClusterObject:
    """The one object meant by ``text``: of the kind its prefix says, else of any kind.

    Raises :class:`NoSuchObject`, or :class:`AmbiguousName` also where objects of several kinds fit.
    """
    prefix, name = split_kind(text)
    if prefix is not None:
        return _FINDERS[prefix](database, text)
    exact = [
        database.objects(kind)[place] for kind in _ANYTHING for place in database.collections[kind].called(upcase(name))
    ]
    if len(exact) == 1:
        return exact[0]
    known = tuple(item for kind in _ANYTHING for item in database.objects(kind))
    return _only(database, "object", name, tuple(exact) or matching(known, name), known)


def matching(objects: Iterable[T], text: str) -> tuple[T, ...]:
    """The objects ``text`` fits: those of exactly this name or id, else by pattern, else by the start of the id."""
    known, wanted = tuple(objects), upcase(text)
    named = [item.upcased for item in known]
    exact = tuple([item for item, pair in zip(known, named, strict=True) if wanted in pair])
    if exact:
        return exact
    if "*" in text:
        pattern = re.compile(fnmatch.translate(wanted.replace("[", "[[]").replace("?", "[?]")))
        return tuple(item for item, (name, _) in zip(known, named, strict=True) if pattern.match(name))
    bare = wanted.strip("{}")
    if len(bare) < _SHORTEST_ID:
        return ()
    return tuple(item for item, (_, identity) in zip(known, named, strict=True) if identity.startswith(bare))


_FINDERS: Mapping[str, Callable[[Database, str], ClusterObject]] = MappingProxyType(
    {
        "vm": find_resource,
        "res": find_resource,
        "group": find_group,
        "node": find_node,
        "type": find_type,
        "net": find_network,
    }
)


def _machine(database: Database, name: str) -> Resource:
    only = _named_machine(database, name)
    if only is not None:
        return only
    machines = database.machines
    found = matching(machines, name) or matching(machines, f"{VIRTUAL_MACHINE} {name}")
    if not found:
        groups = {group.id for group in matching(database.groups, name)}
        found = tuple(item for item in machines if item.group in groups)
    if found:
        return _only(database, "virtual machine", name, found, machines)
    raise NoSuchObject("virtual machine", name, _near(name, machines, f"{VIRTUAL_MACHINE} "))


def _named_machine(database: Database, name: str) -> Resource | None:
    """The only virtual machine of exactly this name, or of this one behind "Virtual Machine"; None if that is not all.

    The usual case, without making an object of every machine.
    """
    known, wanted = database.collections["resource"], upcase(name)
    begins_an_id = any(identity.startswith(wanted.strip("{}")) for identity in known.upcased)
    for text in (wanted,) if "*" in name or begins_an_id else (wanted, upcase(f"{VIRTUAL_MACHINE} {name}")):
        found = [item for place in known.called(text) if (item := database.resources[place]).is_virtual_machine]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _only(database: Database, kind: str, name: str, found: tuple[T, ...], known: Iterable[T]) -> T:
    if len(found) == 1:
        return found[0]
    if found:
        listed = sorted(found, key=lambda item: item.upcased)
        raise AmbiguousName(kind, name, tuple(f"{item.name} {{{item.id}}}" for item in listed))
    raise NoSuchObject(kind, name, _near(name, known))


def _near(name: str, known: Iterable[ClusterObject], before: str = "") -> str:
    """The names that may be meant, as the end of a sentence; what they have ``before`` them need not be said."""
    wanted, left_out = upcase(name), upcase(before)
    names = {upcase(item.name): item.name for item in known}
    if before:
        names |= {text[len(before) :]: names[text][len(before) :] for text in names if text.startswith(left_out)}
    near = sorted(difflib.get_close_matches(wanted, names, 10, 0.5), key=lambda text: (-_likeness(wanted, text), text))
    others = dict.fromkeys(names[text] for text in near[:_FEW])
    return f"; did you mean {' or '.join(map(in_marks, others))}?" if others else _there_are(tuple(names.values()))


def _there_are(names: tuple[str, ...]) -> str:
    """What there is instead, for one who cannot know the names, as the end of a sentence."""
    more = f" and {len(names) - _FEW:,} more" if len(names) > _FEW else ""
    return f"; it has {', '.join(map(in_marks, names[:_FEW]))}{more}" if names else "; it has none"


def _likeness(a: str, b: str) -> float:
    return difflib.SequenceMatcher(None, b, a).ratio()


def _check_prefix(prefix: str | None, allowed: str, text: str) -> None:
    if prefix is not None and prefix != allowed:
        raise NoSuchObject(KINDS[allowed], text, f"; {prefix}: names a {KINDS[prefix]}")


def _unquoted(text: str) -> str:
    text = text.strip()
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if quoted else text
