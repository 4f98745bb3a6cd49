"""What a defect is, and the words in which defects are written: edits of a hive, found by looking at it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from hivetool.cluster.model import ClusterObject
from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, Edit, SetValue
from hivetool.hive.hive import Hive
from hivetool.hive.types import ValueType
from hivetool.hive.views import Key

from .ground import Ground, path
from .tree import Stored, Values, stored

At = ClusterObject | Key | str
"""A key: an object of the cluster, a key of the hive, or a path."""

Where = Callable[[Ground], At]


@dataclass(frozen=True, slots=True)
class Defect:
    """What the lint rule ``code`` finds; ``change`` gives the edits that bring it about."""

    code: str
    title: str
    change: Callable[[Ground], Iterable[Edit]]

    def plant(self, hive: Hive) -> tuple[Edit, ...]:
        """The edits that plant the defect in this cluster; those that would change nothing are left out,
        so a cluster that has the defect already gives none.

        The target is always the same for the same hive. Raises :class:`~hivetool.make.errors.CannotPlant` if the
        cluster has no place for the defect.
        """
        return tuple(edit for edit in self.change(Ground(hive, self.code)) if changes(hive, edit))


def changes(hive: Hive, edit: Edit) -> bool:
    """Whether the hive would be another with the edit."""
    key = hive.find(edit.key)
    if isinstance(edit, CreateKey):
        return key is None
    if isinstance(edit, DeleteKey):
        return key is not None
    value = key.value(edit.name) if key is not None else None
    if isinstance(edit, DeleteValue):
        return value is not None
    return value is None or (int(value.type), value.data) != (edit.type, edit.data)


def put(at: At, **values: Stored) -> tuple[Edit, ...]:
    """Store these values at a key."""
    return tuple(put_one(at, name, value) for name, value in values.items())


def put_one(at: At, name: str, value: Stored) -> SetValue:
    """Store one value under a name that may be no word."""
    kind, data = stored(value)
    return SetValue(at_path(at), name, int(kind), data)


def raw(at: At, name: str, kind: ValueType, data: bytes) -> SetValue:
    """Store bytes that no ordinary value has."""
    return SetValue(at_path(at), name, int(kind), data)


def drop(at: At, *names: str) -> tuple[Edit, ...]:
    """Remove values of a key."""
    return tuple(DeleteValue(at_path(at), name) for name in names)


def private(at: At) -> str:
    """The key of the private properties of an object."""
    return f"{at_path(at)}\\Parameters"


def at_path(at: At) -> str:
    """The path of a key, however it was named."""
    if isinstance(at, str):
        return at
    return at.path if isinstance(at, Key) else path(at)


def sets(code: str, title: str, where: Where, **values: Stored) -> Defect:
    """The defect of one key with wrong values."""
    return Defect(code, title, lambda ground: put(where(ground), **values))


def lacks(code: str, title: str, where: Where, *names: str) -> Defect:
    """The defect of one key without values that it must have."""
    return Defect(code, title, lambda ground: drop(where(ground), *names))


def new_resource(ground: Ground, name: str, kind: str, values: Values | None = None) -> tuple[str, tuple[Edit, ...]]:
    """The id of one more resource, and the edits that make it; it is in no group yet."""
    identity = ground.new_id("resource", name)
    at = f"Resources\\{identity}"
    return identity, (*put(at, Name=name, Type=kind), *put(private(at), **(values or {})))


def new_group(ground: Ground, name: str, kind: int, *members: str) -> tuple[Edit, ...]:
    """One more group with these resources."""
    at = f"Groups\\{ground.new_id('group', name)}"
    return (*put(at, Name=name, GroupType=kind), *(put(at, Contains=members) if members else ()))


def new_dependency(ground: Ground, dependent: str, provider: str) -> tuple[Edit, ...]:
    """One more dependency between two ids."""
    at = f"Dependencies\\{ground.new_id('dependency', dependent)}"
    return put(at, dependent=dependent, dependency=f"[{provider}]")


def without_resource(ground: Ground, identity: str) -> Iterator[Edit]:
    """A resource taken away as cluster administration does it: with its membership and its dependencies."""
    yield DeleteKey(f"Resources\\{identity}")
    for group in ground.database.groups:
        if identity in group.resources:
            yield from put(group, Contains=tuple(other for other in group.resources if other != identity))
    for item in ground.database.dependencies:
        if identity == item.dependent or identity in item.providers:
            yield DeleteKey(path(item))


def copied(key: Key, to: str) -> Iterator[Edit]:
    """A key with all below it under another path, the original still there."""
    yield CreateKey(to)
    yield from (SetValue(to, value.name, int(value.type), value.data) for value in key.values)
    for below in key.subkeys:
        yield from copied(below, f"{to}\\{below.name}")
