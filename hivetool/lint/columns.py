"""What all objects of a kind store under one property: columns to pass over, objects only where something is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from hivetool.cluster.collection import all_upcased
from hivetool.cluster.facts import Content, content_of
from hivetool.cluster.model import ClusterObject, Database
from hivetool.cluster.schema import (
    ANY,
    FOLDERS,
    KINDS,
    PARAMETERS,
    Kind,
    Property,
    own_properties,
    private_properties,
)
from hivetool.hive.batch import NONE, Batch

from .finding import Fix, Found, Severity
from .fixes import words


@dataclass(frozen=True, eq=False)
class Keys:
    """The keys in which the properties of a kind stand: its own, or the ``Parameters`` of those of one type.

    ``places`` are those of the objects among all of the kind, one for each key. ``table`` has the properties that
    there are, by their names in upper case.
    """

    database: Database
    kind: Kind
    batch: Batch
    places: Sequence[int]
    private: bool
    type_name: str = ""

    @property
    def table(self) -> dict[str, Property]:
        """The properties that the keys may have."""
        known = private_properties(self.kind, self.type_name) if self.private else own_properties(self.kind)
        return {name: prop for name, prop in known.items() if prop.name != ANY}

    def item(self, number: int) -> ClusterObject:
        """The object whose key is at this place of the batch."""
        return self.database.objects(self.kind)[self.places[number]]


@dataclass(frozen=True, eq=False)
class Column:
    """One property of one kind: what is stored of it, in the order of ``keys``; None where nothing usable is."""

    keys: Keys
    prop: Property

    @cached_property
    def data(self) -> list[tuple[int, bytes] | None]:
        """The type and the bytes of each."""
        return self.keys.batch.data(self.prop.name, self.prop.stored_as)

    @cached_property
    def contents(self) -> list[Content | None]:
        """What each says."""
        keys, name = self.keys, self.prop.name
        if not keys.private and keys.kind in FOLDERS:
            return keys.database.collections[keys.kind].every(name)
        return [None if each is None else content_of(self.prop, *each) for each in self.data]

    def stored(self) -> Iterator[ClusterObject]:
        """Every object that stores the property."""
        return (self.keys.item(number) for number, each in enumerate(self.contents) if each is not None)

    def having(self, wanted: Callable[[int], bool]) -> Iterator[tuple[ClusterObject, int]]:
        """The objects whose number is ``wanted``; each different number is asked for once. Only for numbers."""
        stored = self.keys.batch.numbers(self.prop.name, self.prop.stored_as)
        chosen = [number for number in stored.different if wanted(number)]
        for place, number in stored.having(chosen) if chosen else ():
            yield self.keys.item(place), number


def all_keys(database: Database) -> tuple[Keys, ...]:
    """The keys of every kind, and then their ``Parameters``, those of each resource type together."""
    return tuple(keys for kind in KINDS if kind != "checkpoint" for keys in _of_kind(database, kind))


def stored_columns(every: Sequence[Keys]) -> tuple[Column, ...]:
    """Every property of which any value is stored."""
    return tuple(Column(keys, prop) for keys in every for prop in keys.table.values() if keys.batch.has(prop.name))


def _of_kind(database: Database, kind: Kind) -> Iterator[Keys]:
    batch = _own(database, kind)
    yield Keys(database, kind, batch, range(len(batch)), private=False)
    if private_properties(kind) or kind in ("resource", "resource type"):
        yield from _private(database, kind, batch)


def of_property(item: ClusterObject, prop: Property, message: str, **more: str | Fix | Severity | None) -> Found:
    """What is wrong with a stored property, own or private, at its place."""
    fact = (item.parameters if prop.place else item.facts).get(prop.name)
    if fact is None:
        return Found(message, item, prop.name, **more)  # type: ignore[arg-type]
    actual, key = words(fact.value), fact.at.path or ""
    return Found(message, item, prop.name, actual=actual, key=key, at=fact.at, **more)  # type: ignore[arg-type]


def naming(prop: Property) -> str:
    """How a remedy names the property: a private one may have the name of another of the object's own key."""
    return f"{PARAMETERS}.{prop.name}" if prop.place else prop.name


def _own(database: Database, kind: Kind) -> Batch:
    if kind in FOLDERS:
        return database.collections[kind].batch
    return Batch(database.hive, [item.row for item in database.objects(kind)])


def _private(database: Database, kind: Kind, batch: Batch) -> Iterator[Keys]:
    types = [""] * len(batch)
    if kind in ("resource", "resource type"):
        known = database.collections[kind]
        types = known.upcased if kind == "resource type" else all_upcased(known.type_names)
    of_type: dict[str, list[tuple[int, int]]] = {}
    for place, (name, row) in enumerate(zip(types, batch.subkeys(PARAMETERS), strict=True)):
        if row != NONE:
            of_type.setdefault(name, []).append((place, row))
    for name, those in of_type.items():
        if private_properties(kind, name):
            rows = [row for _, row in those]
            yield Keys(database, kind, Batch(database.hive, rows), [place for place, _ in those], True, name)
