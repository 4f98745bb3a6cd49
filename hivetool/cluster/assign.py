"""Properties set by name: ``vm:SQL01.SeparateMonitor=1`` as an edit of the right value, with the right type.

Names of objects are those of :mod:`hivetool.cluster.naming`; names, types and ranges of properties are the schema's.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from hivetool.hive.decode import decoded, multi_text_data, text_data
from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, Edit, SetValue
from hivetool.hive.errors import BadValueData, HivetoolError
from hivetool.hive.types import ValueType
from hivetool.hive.upcase import upcase

from .durations import BadDuration, duration_ms
from .model import ClusterObject, Database, Fact, Group, Node, Resource, ResourceType
from .naming import find_any, find_node
from .schema import SCHEMA, Form, Kind, Property

CLUSTER = "cluster"
"""The name of the cluster itself as a target."""

_ASSIGNMENT = re.compile(r"(?P<target>.+?)\.(?P<name>\w[\w ]*?)=(?P<text>.*)", re.DOTALL)
_DELETION = re.compile(r"(?P<target>.+)\.(?P<name>\w[\w ]*)", re.DOTALL)
_NUMBER = re.compile(r"-?[0-9]{1,10}|0[xX][0-9a-fA-F]{1,8}")

NODE_LISTS = frozenset({"PossibleOwners", "PreferredOwners"})
"""Lists of nodes, stored by their ids and given by their names."""

FIXED = frozenset({"Contains", "NodeName", "Type", "DllName", "ClusterInstanceID", "dependent", "Resource", "Path"})
"""Properties that tie the database together: changing one alone breaks it."""

_KINDS: tuple[tuple[type[ClusterObject], Kind], ...] = (
    (Resource, "resource"),
    (Group, "group"),
    (Node, "node"),
    (ResourceType, "resource type"),
)


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
    after: int | str | tuple[str, ...] | None
    shown: int | str | tuple[str, ...] | None
    edit: Edit


def assigned(database: Database, words: str, *, delete: bool = False) -> Change:
    """The change that ``TARGET.PROPERTY=VALUE`` stands for; with ``delete`` that of ``TARGET.PROPERTY``.

    Numbers are decimal or hex, times in ms also 5s, 15m, 2h; lists have commas. Raises :class:`BadAssignment`, and
    what :func:`hivetool.cluster.naming.find_any` does.
    """
    found = (_DELETION if delete else _ASSIGNMENT).fullmatch(words)
    if found is None:
        form = "TARGET.PROPERTY" if delete else "TARGET.PROPERTY=VALUE, as vm:SQL01.SeparateMonitor=1"
        raise BadAssignment(words, f"write {form}")
    kind, item, facts, path = _target(database, found["target"])
    prop = _property(words, kind, found["name"])
    before = facts.get(prop.name)
    identity, name = (item.id, item.name) if item is not None else ("", "")
    if delete and before is None:
        raise BadAssignment(words, f"{prop.name} is not stored")
    if delete:
        return Change(kind, identity, name, prop, before, None, _every(database, prop), DeleteValue(path, prop.name))
    stored, shown = _value(database, words, prop, found["text"])
    number, data = _STORED[prop.form](stored)
    return Change(kind, identity, name, prop, before, stored, shown, SetValue(path, prop.name, number, data))


def change_of(database: Database, kind: str, identity: str, name: str, edit: Edit) -> Change | None:
    """The change of a property that an edit of an object's own key is; None for any other edit.

    Names of nodes are those in ``database``.
    """
    known = next((each for _, each in _KINDS if each == kind), "cluster" if (kind, edit.key) == ("key", "") else None)
    if known is None or isinstance(edit, CreateKey | DeleteKey) or edit.key.count("\\") > 1:
        return None
    prop = {upcase(each): prop for each, prop in SCHEMA[known].items()}.get(upcase(edit.name))
    if prop is None or prop.name in FIXED:
        return None
    if isinstance(edit, DeleteValue):
        return Change(known, identity, name, prop, None, None, _every(database, prop), edit)
    try:
        value = decoded(edit.type, edit.data)
    except BadValueData:
        return None
    if isinstance(value, bytes):
        return None
    stored = tuple(value) if isinstance(value, list) else value
    nodes = {node.id: node.name for node in database.nodes}
    shown = stored
    if isinstance(stored, tuple) and prop.name in NODE_LISTS:
        shown = tuple(nodes.get(each, each) for each in stored)
    return Change(known, identity, name, prop, None, stored, shown, edit)


def _every(database: Database, prop: Property) -> tuple[str, ...] | None:
    """What a list that is not stored means: every node for PossibleOwners."""
    return tuple(node.name for node in database.nodes) if prop.name == "PossibleOwners" else None


def _target(database: Database, text: str) -> tuple[Kind, ClusterObject | None, Mapping[str, Fact], str]:
    if upcase(text) == upcase(CLUSTER):
        return "cluster", None, database.facts, ""
    item = find_any(database, text)
    kind = next(kind for each, kind in _KINDS if isinstance(item, each))
    return kind, item, item.facts, item.at.path or ""


def _property(words: str, kind: Kind, name: str) -> Property:
    known = {upcase(each): prop for each, prop in SCHEMA[kind].items()}
    prop = known.get(upcase(name))
    if prop is None:
        near = difflib.get_close_matches(name, [each.name for each in known.values()], 3, 0.5)
        others = [other for other, props in SCHEMA.items() if upcase(name) in map(upcase, props)]
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        hint = f"; it is a property of a {' or a '.join(others)}" if others else hint
        raise BadAssignment(words, f"a {kind} has no property {name} that hivetool knows{hint}")
    if prop.name in FIXED:
        raise BadAssignment(words, f"{prop.name} ties the database together and is not set alone")
    return prop


Stored = int | str | tuple[str, ...]


def _value(database: Database, words: str, prop: Property, text: str) -> tuple[Stored, Stored]:
    """The value as it is stored, and as people say it."""
    if prop.form is Form.NUMBER:
        number = _number(words, prop, text)
        return number, number
    if prop.form is Form.TEXT:
        if "\0" in text:
            raise BadAssignment(words, "text has no NUL")
        return text, text
    names = tuple(part.strip() for part in text.split(",") if part.strip())
    if prop.name not in NODE_LISTS:
        return names, names
    nodes = tuple(find_node(database, name) for name in names)
    return tuple(node.id for node in nodes), tuple(node.name for node in nodes)


def _number(words: str, prop: Property, text: str) -> int:
    number = int(text, 0 if text[:2].lower() == "0x" else 10) if _NUMBER.fullmatch(text.strip()) else None
    if number is None and prop.unit == "ms":
        try:
            number = duration_ms(text)
        except BadDuration as error:
            raise BadAssignment(words, str(error)) from error
    if number is None:
        raise BadAssignment(words, f"{prop.name} is a number, decimal or hex")
    if number == -1:
        number = 0xFFFFFFFF
    least, most = prop.minimum or 0, 0xFFFFFFFF if prop.maximum is None else prop.maximum
    if number != prop.unset and not least <= number <= most:
        unit = f" {prop.unit}" if prop.unit else ""
        unset = f", or 0x{prop.unset:x} for not set" if prop.unset is not None and prop.unset > most else ""
        raise BadAssignment(words, f"{prop.name} is a number from {least} to {most}{unit}{unset}")
    return number


def _dword(value: Stored) -> tuple[int, bytes]:
    return ValueType.REG_DWORD, int(str(value)).to_bytes(4, "little")


def _text(value: Stored) -> tuple[int, bytes]:
    return ValueType.REG_SZ, text_data(str(value))


def _texts(value: Stored) -> tuple[int, bytes]:
    return ValueType.REG_MULTI_SZ, multi_text_data(list(value) if isinstance(value, tuple) else [str(value)])


_STORED: Mapping[Form, Callable[[Stored], tuple[int, bytes]]] = MappingProxyType(
    {Form.NUMBER: _dword, Form.TEXT: _text, Form.TEXTS: _texts}
)
