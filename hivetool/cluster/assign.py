"""Properties set by name: ``vm:SQL01.SeparateMonitor=1`` as an edit of the right value, with the right type.

Names of objects are those of :mod:`hivetool.cluster.naming`; names, types and ranges of properties are the schema's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from hivetool.hive.decode import multi_text_data, text_data
from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, Edit, SetValue
from hivetool.hive.errors import HivetoolError
from hivetool.hive.types import ValueType
from hivetool.hive.upcase import upcase
from hivetool.hive.views import Value

from .durations import BadDuration, duration_ms
from .facts import Content, Fact, Facts, content_of
from .model import ClusterObject, Database
from .naming import CLUSTER, NoSuchProperty, find_any, find_node, find_property
from .objects import is_node_number
from .schema import NODE_LISTS, PARAMETERS, UNSET, Form, Kind, Property, own_properties, private_properties

_ASSIGNMENT = re.compile(r"(?P<target>.+?)\.(?P<name>\w[\w ]*?)=(?P<text>.*)", re.DOTALL)
_DELETION = re.compile(r"(?P<target>.+)\.(?P<name>\w[\w ]*)", re.DOTALL)
_NUMBER = re.compile(r"-?[0-9]{1,10}|0[xX][0-9a-fA-F]{1,8}")
_LARGE = re.compile(r"-?[0-9]{1,20}|0[xX][0-9a-fA-F]{1,16}")
_HEX = re.compile(r"([0-9a-fA-F]{2}[\s,]*)*")


@dataclass(eq=False)
class BadAssignment(HivetoolError, ValueError):
    """Words that set nothing, and why."""

    sentence: ClassVar[str] = "{words!r}: {reason}"

    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """One property of one object: what it was (None: not stored), what it becomes, and the edit that does it.

    ``shown`` is the new value in the words of people, node names for node ids, and every node where PossibleOwners is
    stored no more; ``id`` and ``name`` are ``""`` for the cluster itself.
    """

    kind: Kind
    id: str
    name: str
    prop: Property
    before: Fact | None
    after: Content | None
    shown: Content | None
    edit: Edit


def assigned(database: Database, words: str, *, delete: bool = False) -> Change:
    """The change that ``TARGET.PROPERTY=VALUE`` stands for; with ``delete`` that of ``TARGET.PROPERTY``.

    Numbers are decimal or hex, times in ms also 5s, 15m, 2h; lists have commas, bytes are hex. A private property is
    named as any other, or ``TARGET.Parameters.PROPERTY``. Raises :class:`BadAssignment`, and what
    :func:`hivetool.cluster.naming.find_any` does.
    """
    found = (_DELETION if delete else _ASSIGNMENT).fullmatch(words)
    if found is None:
        form = "TARGET.PROPERTY" if delete else "TARGET.PROPERTY=VALUE, as vm:SQL01.SeparateMonitor=1"
        raise BadAssignment(words, f"write {form}")
    item, prop = _target(database, words, found["target"], found["name"])
    facts = item.parameters if prop.place else item.facts
    before = facts.get(prop.name)
    identity, name = (item.id, item.name) if item.kind != "cluster" else ("", "")
    if delete:
        value = _stored_value(facts, prop)
        if value is None:
            raise BadAssignment(words, f"{prop.name} is not stored")
        edit = DeleteValue(_path(item, prop), value.name)
        return Change(item.kind, identity, name, prop, before, None, _every(database, prop), edit)
    stored, shown = _value(database, words, prop, found["text"])
    return Change(item.kind, identity, name, prop, before, stored, shown, edit_for(item, prop, stored))


def edit_for(item: ClusterObject, prop: Property, content: Content) -> SetValue:
    """The edit that gives the property of the object this content: name and type as they are stored, where they fit."""
    facts = item.parameters if prop.place else item.facts
    value, before = _stored_value(facts, prop), facts.get(prop.name)
    kind = _type_for(prop, content, None if before is None or value is None else value.type)
    return SetValue(_path(item, prop), value.name if value is not None else prop.name, kind, _data(kind, content))


def edit_of(item: ClusterObject, name: str, content: Content | None) -> Edit | None:
    """The edit that stores this content under a property of the object (None: nothing any more), by the schema's type.

    None if the property is not stored anyway, or if it cannot hold the content. Raises :class:`NoSuchProperty`.
    """
    prop = find_property(item, name)
    facts = item.parameters if prop.place else item.facts
    value, before = _stored_value(facts, prop), facts.get(prop.name)
    path, value_name = _path(item, prop), value.name if value is not None else prop.name
    if content is None:
        return DeleteValue(path, value_name) if value is not None else None
    if not any(_HOLDS[type(content)](kind, unit) for kind, unit in prop.stored_as.items()):
        return None
    kind = _type_for(prop, content, None if before is None or value is None else value.type)
    return SetValue(path, value_name, kind, _data(kind, content))


def change_of(database: Database, kind: str, identity: str, name: str, edit: Edit) -> Change | None:
    """The change of a property that an edit of an object is; None for any other edit.

    Names of nodes are those in ``database``, and so are the types of resources that have private properties.
    """
    known = next((each for each in _SETTABLE if each == kind), "cluster" if (kind, edit.key) == ("key", "") else None)
    if known is None or isinstance(edit, CreateKey | DeleteKey):
        return None
    prop = _property_of(database, known, identity, edit)
    if prop is None or prop.ties:
        return None
    if isinstance(edit, DeleteValue):
        return Change(known, identity, name, prop, None, None, _every(database, prop), edit)
    if not prop.fits(edit.type, len(edit.data)):
        return None
    stored = content_of(prop, edit.type, edit.data)
    shown = stored
    if isinstance(stored, tuple) and prop.name in NODE_LISTS:
        nodes = {node.id: node.name for node in database.nodes}
        shown = tuple(nodes.get(each, each) for each in stored)
    return Change(known, identity, name, prop, None, stored, shown, edit)


_SETTABLE: tuple[Kind, ...] = ("resource", "group", "node", "resource type", "network", "network interface")
"""Kinds whose objects have a name on the command line."""


def _property_of(database: Database, kind: Kind, identity: str, edit: SetValue | DeleteValue) -> Property | None:
    if kind == "cluster":
        return own_properties(kind).get(upcase(edit.name))
    _, *below = edit.key.split("\\")[1:]
    if not below:
        return own_properties(kind).get(upcase(edit.name))
    if len(below) > 1 or upcase(below[0]) != upcase(PARAMETERS):
        return None
    item = database.find(kind, identity)
    return private_properties(kind, item.private_type if item is not None else "").get(upcase(edit.name))


def _every(database: Database, prop: Property) -> tuple[str, ...] | None:
    """What a list that is not stored means: every node for PossibleOwners."""
    return tuple(node.name for node in database.nodes) if prop.name == "PossibleOwners" else None


def _target(database: Database, words: str, target: str, name: str) -> tuple[ClusterObject, Property]:
    if upcase(target).endswith(f".{upcase(PARAMETERS)}"):
        target, name = target[: -len(PARAMETERS) - 1], f"{PARAMETERS}.{name}"
    item = database.cluster if upcase(target) == upcase(CLUSTER) else find_any(database, target)
    try:
        prop = find_property(item, name)
    except NoSuchProperty as error:
        raise BadAssignment(words, str(error)) from error
    if prop.ties:
        raise BadAssignment(words, f"{prop.name} ties the database together and is not set alone")
    return item, prop


def _path(item: ClusterObject, prop: Property) -> str:
    return f"{item.path}\\{prop.place}".strip("\\") if prop.place else item.path


def _stored_value(facts: Facts, prop: Property) -> Value | None:
    """The value under the property's name, though it may be none of the property's form."""
    wanted = upcase(prop.name)
    return facts.stored(prop.name) or next((each for each in facts.unknown if upcase(each.name) == wanted), None)


def _value(database: Database, words: str, prop: Property, text: str) -> tuple[Content, Content]:
    """The value as it is stored, and as people say it."""
    if prop.is_number:
        number = _number(database, words, prop, text)
        return number, number
    if prop.form is Form.TEXT:
        if "\0" in text:
            raise BadAssignment(words, "text has no NUL")
        return text, text
    if prop.form is Form.BYTES:
        if not _HEX.fullmatch(text.strip()):
            raise BadAssignment(words, f"{prop.name} is bytes, two hex digits each")
        data = bytes.fromhex(text.replace(",", " "))
        return data, data
    names = tuple(part.strip() for part in text.split(",") if part.strip())
    if prop.name not in NODE_LISTS:
        return names, names
    nodes = tuple(find_node(database, name) for name in names)
    return tuple(node.id for node in nodes), tuple(node.name for node in nodes)


def _number(database: Database, words: str, prop: Property, text: str) -> int:
    pattern, largest = (_NUMBER, UNSET) if prop.form is Form.NUMBER else (_LARGE, 2**64 - 1)
    number = int(text, 0 if text[:2].lower() == "0x" else 10) if pattern.fullmatch(text.strip()) else None
    if number is None and prop.unit == "ms":
        try:
            number = duration_ms(text)
        except BadDuration as error:
            raise BadAssignment(words, str(error)) from error
    if number is None and prop.refers_to == "node":
        node = find_node(database, text)
        number = int(node.id) if is_node_number(node.id) else None
    if number is None:
        raise BadAssignment(words, f"{prop.name} is a number, decimal or hex")
    if number == -1:
        number = largest
    if not prop.allows(number):
        unit = f" {prop.unit}" if prop.unit else ""
        special = "".join(f", or 0x{each:x} for {word}" for each, word in prop.special if each > prop.most)
        raise BadAssignment(words, f"{prop.name} is a number from {prop.minimum or 0} to {prop.most}{unit}{special}")
    return number


def _type_for(prop: Property, content: Content, now: int | None) -> int:
    """The type a content is stored as: the one that is there, where it can hold it, else the first that can."""
    fitting = [kind for kind, unit in prop.stored_as.items() if _HOLDS[type(content)](kind, unit)]
    return now if now is not None and now in fitting else fitting[0]


_HOLDS: Mapping[type, Callable[[int, int], bool]] = MappingProxyType(
    {
        int: lambda kind, unit: unit > 2,
        str: lambda kind, unit: kind in (ValueType.REG_SZ, ValueType.REG_EXPAND_SZ),
        tuple: lambda kind, unit: kind == ValueType.REG_MULTI_SZ,
        bytes: lambda kind, unit: unit == 1,
    }
)


def _data(kind: int, content: Content) -> bytes:
    if isinstance(content, int):
        return content.to_bytes(4 if kind == ValueType.REG_DWORD else 8, "little")
    if isinstance(content, str):
        return text_data(content)
    return multi_text_data(list(content)) if isinstance(content, tuple) else content
